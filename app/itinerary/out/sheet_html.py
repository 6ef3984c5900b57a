"""The sheet to print and hand out: A4, map, timetable, code, notes, sources. One HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from app.itinerary.out.sheet import DaySheet, Row, Sheet
from app.itinerary.out.sheet_map import Feature, numbered, sheet_map
from app.itinerary.out.words import clock, day_words, word

MAP_MM = (186.0, 96.0)
_HERE = Path(__file__).parent


def sheet_html(
    sheet: Sheet,
    *,
    ground: Iterable[Feature],
    names: Iterable[Feature],
    script: str,
    qr: str = "",
    qr_words: str = "",
    works: Sequence[str] = (),
    foot: str = "",
    approval: str = "",
) -> str:
    """The page. `qr` is an SVG element of ours; all other text is escaped. `script` is the address
    of the script behind the print button; `works` are lines on works along the way, `approval`
    the words of the map approval number."""
    # Autoescape: titles and notes come from people.
    page = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        (_HERE / "sheet.html").read_text(encoding="utf-8")
    )
    marks = numbered(sheet)
    days = [_day(day, number, sheet, marks) for number, day in enumerate(sheet.days, start=1)]
    keys = ("print", "broken", "notes", "works", "sources")
    return page.render(
        sheet=sheet,
        days=days,
        map=sheet_map(sheet, ground, names, MAP_MM),
        qr=qr,
        qr_words=qr_words,
        works=works,
        words={key: word(key, sheet.lang) for key in keys},
        foot=foot,
        approval=approval,
        script=script,
    )


def _day(day: DaySheet, number: int, sheet: Sheet, marks: dict[str, int]) -> dict[str, Any]:
    return {
        "name": word("day", sheet.lang).format(n=number),
        "when": day_words(day.day, sheet.lang),
        "rows": [_row(row, marks) for row in day.rows],
    }


def _row(row: Row, marks: dict[str, int]) -> dict[str, Any]:
    times = clock(row.at) if row.until is None else f"{clock(row.at)}—{clock(row.until)}"
    return {
        "kind": row.kind,
        "times": times,
        "title": row.title,
        "detail": row.detail,
        "is_ok": row.is_ok,
        "number": marks.get(row.spot.spot_id) if row.spot else None,
        "is_sure": row.spot is None or row.spot.is_sure,
    }
