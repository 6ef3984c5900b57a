"""`hetu ladder`: the order of trust, and what another order would move."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from etl.cli.errors import say_errors
from etl.codes import PRECISION_LABELS
from etl.district import District
from etl.pipeline import catalogue_of, read_records
from etl.places.effects import Move, by_precision, moves
from etl.places.load import load_gazetteer
from etl.places.model import Location
from etl.publish.placing import Placer

SHOWN = 40
"""Rows of the table; `--json` has all."""


@click.command()
@click.option(
    "--district",
    "adcode",
    default="",
    help="区县代码，默认第一个 / district code, the first by default",
)
@click.option(
    "--try",
    "tried",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="另一份次序表：会移动什么 / another ladder: what would move",
)
@click.option(
    "--json",
    "out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="把移动写成 JSON / the moves as JSON",
)
@say_errors
def ladder(adcode: str, tried: Path | None, out: Path | None) -> None:
    """信任次序，以及换一份次序会移动什么 / The trust ladder, and what another would move.

    次序在 geodata/trust_ladder.csv（或本区文件夹里的同名表）；改后 hetu build 重新定位。
    The order is geodata/trust_ladder.csv (or the district's own copy); hetu build places anew.
    """
    console = Console(highlight=False)
    district = District.load(adcode)
    names, before = place_all(district, None)
    if tried is None:
        console.print(_rungs(district, before))
        return
    _, after = place_all(district, tried)
    found = moves(names, before, after)
    console.print(_classes(before, after))
    console.print(_table(found))
    console.print(
        f"{len(found)} / {len(before)} 项会变；没有改动任何文件。采用：把它存为 trust_ladder.csv，"
        f"再运行 hetu build。\n{len(found)} of {len(before)} works would change; no file was "
        "touched. To take it, save it as trust_ladder.csv and run hetu build."
    )
    if out is not None:
        text = json.dumps([_json(move) for move in found], ensure_ascii=False, indent=1)
        out.write_text(text + "\n", encoding="utf-8")


def place_all(
    district: District, ladder_file: Path | None
) -> tuple[dict[str, str], dict[str, Location]]:
    """Names and locations of the works of record by id, under a ladder (None: the present one)."""
    placer = Placer(load_gazetteer(district.root, ladder=ladder_file))
    works = catalogue_of(district, *read_records(district)).works
    return (
        {work.work_id: work.name for work in works},
        {work.work_id: placer.place(work) for work in works},
    )


def _rungs(district: District, located: Mapping[str, Location]) -> Table:
    counts: dict[str, int] = {}
    for location in located.values():
        key = location.rung or "none"
        counts[key] = counts.get(key, 0) + 1
    table = Table("次序 rank", "来源 rung", "说明 what it is", "项 works", box=None, pad_edge=False)
    for rung in sorted(load_gazetteer(district.root).ladder, key=lambda item: item.rank):
        label = escape(f"{rung.label_zh} / {rung.label_en}")
        table.add_row(str(rung.rank), rung.code, label, str(counts.get(rung.code, 0)))
    return table


def _classes(before: Mapping[str, Location], after: Mapping[str, Location]) -> Table:
    table = Table("定位精度 precision", "现在 now", "之后 then", box=None, pad_edge=False)
    old, new = by_precision(before.values()), by_precision(after.values())
    for code in sorted({*old, *new}):
        zh, en = PRECISION_LABELS[code]
        table.add_row(f"{zh} / {en}", str(old.get(code, 0)), str(new.get(code, 0)))
    return table


def _table(found: list[Move]) -> Table:
    table = Table("工作 work", "现在 now", "之后 then", "移动 moved", box=None, pad_edge=False)
    for move in found[:SHOWN]:
        metres = "" if move.metres is None else f"{move.metres / 1000:.2f} km"
        table.add_row(escape(move.name), _said(move.before), _said(move.after), metres)
    if len(found) > SHOWN:
        table.add_row(f"… {len(found) - SHOWN}", "", "", "")
    return table


def _said(location: Location) -> str:
    zh = PRECISION_LABELS[location.precision][0]
    return escape(f"{zh} · {location.source or location.reason_zh}"[:44])


def _json(move: Move) -> dict[str, object]:
    def side(location: Location) -> dict[str, object]:
        kept = replace(location, geometry=None)
        return {
            "precision": int(kept.precision),
            "method": kept.method.value,
            "rung": kept.rung,
            "source": kept.source,
            "area_id": kept.area_id,
            "uncertainty_m": kept.uncertainty_m,
        }

    return {
        "work_id": move.work_id,
        "name": move.name,
        "before": side(move.before),
        "after": side(move.after),
        "moved_m": None if move.metres is None else round(move.metres, 1),
    }
