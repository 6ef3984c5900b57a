"""`hetu quality`: how well the works are placed, for people and for a pipeline."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from etl.cli.errors import say_errors
from etl.codes import PRECISION_LABELS, LocationMethod
from etl.district import District
from etl.files import json_bytes, write_atomic
from etl.pipeline import catalogue_of, read_records
from etl.places.quality import Quality, quality_json
from etl.publish.quality import district_quality

EXIT_LIMIT = 1
"""A limit given on the command line is passed; 0 otherwise, 2 for an error."""


@click.command()
@click.option(
    "--district",
    "adcode",
    default="",
    help="区县代码，默认第一个 / district code, the first by default",
)
@click.option(
    "--json",
    "out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写成 JSON / write the report as JSON",
)
@click.option("--max-unplaced", type=click.IntRange(0), help="未定位上限 / most works not placed")
@click.option(
    "--max-coarse",
    type=click.IntRange(0),
    help="只知在乡镇或全区的上限 / most works known by town or district only",
)
@click.option(
    "--max-disagreements",
    type=click.IntRange(0),
    help="来源不一致的上限 / most disagreements between sources",
)
@say_errors
def quality(
    adcode: str,
    out: Path | None,
    max_unplaced: int | None,
    max_coarse: int | None,
    max_disagreements: int | None,
) -> None:
    """定位质量：按精度、来源、年代，来源之间差多远 / How well the works are placed.

    退出码：0 正常；1 超过所给上限；2 出错 / Exit code: 0 fine, 1 a limit is passed, 2 an error.
    """
    console = Console(highlight=False)
    district = District.load(adcode)
    today = datetime.now(UTC).date()
    works = catalogue_of(district, *read_records(district)).works
    found = district_quality(district, works, today)
    _print(console, found)
    if out is not None:
        write_atomic(out, json_bytes(quality_json(district.adcode, found, today), indent=1))
        console.print(f"→ {escape(str(out))}")
    passed = [
        f"{zh} {count} > {most} / {en}"
        for zh, en, count, most in (
            ("未定位", "not placed", found.unplaced, max_unplaced),
            ("粗略", "coarse", found.coarse, max_coarse),
            ("来源不一致", "disagreements", len(found.disagreements), max_disagreements),
        )
        if most is not None and count > most
    ]
    for line in passed:
        console.print(f"[red]超过上限 limit passed[/]: {line}")
    sys.exit(EXIT_LIMIT if passed else 0)


def _print(console: Console, found: Quality) -> None:
    table = Table("定位精度 precision", "项 works", box=None, pad_edge=False)
    for code, count in found.by_precision.items():
        table.add_row(" / ".join(PRECISION_LABELS[code]), str(count))
    console.print(table)
    table = Table("来源 source", "方法 method", "项 works", box=None, pad_edge=False)
    for (source, method), counts in found.by_source.items():
        label = LocationMethod(method)  # type: ignore[call-arg]
        table.add_row(escape(source or "—"), label.label_zh, str(sum(counts.values())))
    console.print(table)
    ages = " · ".join(f"{AGE_LABELS[band]} {count}" for band, count in found.by_age.items())
    console.print(f"年代 age: {ages}")
    console.print(f"来源不一致 disagreements: {len(found.disagreements)}")
    for item in found.disagreements[:20]:
        console.print(
            f"  {escape(item.name)}：{escape(item.one.source)} ↔ {escape(item.other.source)}，"
            f"{item.apart_m / 1000:.2f} km（超出 beyond {item.beyond_m / 1000:.2f} km）"
        )


AGE_LABELS = {
    "1": "一年内 ≤1 y",
    "3": "三年内 ≤3 y",
    "10": "十年内 ≤10 y",
    "older": "更早 older",
    "undated": "无日期 undated",
}
