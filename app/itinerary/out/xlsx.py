"""The route as a workbook: timetable, stops, notes and sources."""

from __future__ import annotations

import io
from dataclasses import dataclass

from openpyxl import Workbook

from app.export.workbook import Column, add_sheet
from app.itinerary.out.sheet import Row, Sheet, Spot
from app.itinerary.out.words import clock, day_words, word


@dataclass(frozen=True, slots=True)
class _Line:
    day: str
    row: Row


def xlsx(sheet: Sheet) -> bytes:
    """The workbook's bytes. Text stays text: no cell can run a formula."""
    lang = sheet.lang
    book = Workbook()
    book.remove(book.worksheets[0])
    note = f"{sheet.title} · {sheet.travel}"[:200]
    lines = [_Line(day_words(day.day, lang), row) for day in sheet.days for row in day.rows]
    add_sheet(
        book,
        word("timetable", lang),
        [
            Column(word("date", lang), 22, lambda line: line.day),
            Column(word("time", lang), 14, lambda line: _times(line.row)),
            Column(word("what", lang), 34, lambda line: line.row.title),
            Column(word("detail", lang), 60, lambda line: line.row.detail),
        ],
        lines,
        note=note,
    )
    add_sheet(
        book,
        word("stops", lang),
        [
            Column(word("name", lang), 30, lambda spot: spot.name),
            Column(word("longitude", lang), 14, lambda spot: _degrees(spot, spot.lon), "degrees"),
            Column(word("latitude", lang), 14, lambda spot: _degrees(spot, spot.lat), "degrees"),
            Column(word("radius", lang), 12, lambda spot: spot.radius_m, "number"),
            Column(word("position", lang), 60, lambda spot: spot.note),
        ],
        sheet.spots,
        note=note,
    )
    for key, texts in (("notes", (*sheet.notes, sheet.travel)), ("sources", sheet.sources)):
        add_sheet(book, word(key, lang), [Column(word(key, lang), 110, str)], texts, note=note)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _times(row: Row) -> str:
    return clock(row.at) if row.until is None else f"{clock(row.at)}–{clock(row.until)}"


def _degrees(spot: Spot, value: float | None) -> float | None:
    return None if value is None else round(value, 6)
