"""Rows of the tourism tables: as on disk, with the edits of staff laid over, cells checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias, TypeVar

from app.itinerary.model import Minute, Season, Source
from etl.tables import Row, read_table

Edits: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str] | None]]
"""Table (`hours`, `shows`, `facts` …) → row id → the cells changed; None takes the row out.
An id that the table does not have adds a row."""

T = TypeVar("T", bound=str)


def read_rows(
    folder: Path, table: str, columns: Sequence[str], edits: Edits | None = None
) -> list[Row]:
    """The rows of `<table>.csv`, none where there is no such file; `columns[0]` is the row's id.

    Raises TableError naming file, row and cause.
    """
    path = folder / f"{table}.csv"
    rows = read_table(path, columns) if path.is_file() else []
    changed = dict((edits or {}).get(table, {}))
    out = []
    for row in rows:
        if row[columns[0]] not in changed:
            out.append(row)
            continue
        cells = changed.pop(row[columns[0]])
        if cells is not None:
            out.append(Row(row.file, row.number, {**row.cells, **cells}))
    blank = dict.fromkeys(columns, "")
    out += [
        Row(path.name, len(rows) + 2 + at, {**blank, columns[0]: row_id, **cells})
        for at, (row_id, cells) in enumerate(changed.items())
        if cells is not None
    ]
    return out


def minute_of(row: Row, column: str) -> Minute | None:
    """A cell `HH:MM` (24:00 allowed) as minutes after midnight, None where empty."""
    return clock(row, column, row[column]) if row[column] else None


def clock(row: Row, column: str, text: str) -> Minute:
    """`HH:MM` as minutes after midnight; TableError where it is none."""
    hours, colon, minutes = text.partition(":")
    if colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2:
        value = int(hours) * 60 + int(minutes)
        if int(minutes) < 60 and value <= 24 * 60:
            return value
    raise row.fault(
        f"列“{column}”应为时刻（如 08:30），现为“{text}”。请改正。",
        f"column '{column}' should be a time such as 08:30, found '{text}'. Correct it.",
    )


def season_of(row: Row) -> Season:
    """Columns `first` and `last`: `MM-DD` for every year, `YYYY-MM-DD` once."""
    for column in ("first", "last"):
        text = row[column]
        try:
            # A leap year, so that 02-29 is a date.
            date.fromisoformat(text if len(text) == 10 else f"2024-{text}") if text else None
        except ValueError:
            raise row.fault(
                f"列“{column}”应为日期（05-01 或 2026-10-01），现为“{text}”。请改正。",
                f"column '{column}' should be a date (05-01 or 2026-10-01), found '{text}'. "
                "Correct it.",
            ) from None
    if row["first"] and row["last"] and len(row["first"]) != len(row["last"]):
        raise row.fault(
            "列“first”与“last”应同为每年的日期，或同为某年的日期。请改正。",
            "columns 'first' and 'last' should both be yearly dates, or both of one year. "
            "Correct them.",
        )
    return Season(row["first"], row["last"])


def whole(row: Row, column: str, *, low: int = 0, high: int = 24 * 60) -> int | None:
    """A cell as a whole number within bounds, None where empty."""
    value = row.number_of(column)
    if value is None:
        return None
    if value != int(value) or not low <= value <= high:
        raise row.fault(
            f"列“{column}”应为 {low}—{high} 的整数，现为“{row[column]}”。请改正。",
            f"column '{column}' should be a whole number {low}–{high}, found '{row[column]}'. "
            "Correct it.",
        )
    return int(value)


def one_of(row: Row, column: str, values: Sequence[T]) -> T:
    """A cell that is one of the given codes."""
    for value in values:
        if row[column] == value:
            return value
    raise row.fault(
        f"列“{column}”应为 {'、'.join(values)} 之一，现为“{row[column]}”。请改正。",
        f"column '{column}' should be one of {', '.join(values)}, found '{row[column]}'. "
        "Correct it.",
    )


def source_of(row: Row, sources: Mapping[str, Source]) -> Source:
    """The source a row names, with the row's own reference, date and confidence."""
    known = sources.get(row.required("source_id"))
    if known is None:
        raise row.fault(
            f"来源“{row['source_id']}”不在 sources.csv 中。请先在 gazetteer/sources.csv 登记。",
            f"source '{row['source_id']}' is not in gazetteer/sources.csv. List it there first.",
        )
    return Source(
        known.source_id,
        known.title_zh,
        known.title_en,
        row.cells.get("source_ref") or known.ref,
        row.cells.get("date") or known.date,
        row.cells.get("confidence", ""),
    )
