"""`hetu acquire`: make the committed base files anew from their sources."""

from __future__ import annotations

from pathlib import Path

import click

from etl.cli.errors import say_errors
from etl.district import ROOT, default_adcode
from etl.sources.acquire import acquire as run_acquire


@click.command()
@click.argument("adcode", default="")
@click.option(
    "--facts",
    type=click.Path(path_type=Path),
    help="事实表所在文件夹(places.csv、addresses.csv) / folder of the fact tables",
)
@say_errors
def acquire(adcode: str, facts: Path | None) -> None:
    """重新制作底图与名录 / Make boundaries, codes and names anew (needs the `acquire` extra)."""
    adcode = adcode or default_adcode()
    out = ROOT / "geodata" / adcode / "base"
    run_acquire(adcode, out, facts, lambda zh, en: click.echo(f"· {zh} / {en}"))
    click.echo(f"→ {out.relative_to(ROOT)}")
