"""Facts of stops as staff changed them: whole rows of the tourism tables, checked before kept.

An edit is kept as field `<table>/<row id>` with the row's cells, or null where the row was taken
out. It is laid over the tables on every reading and can be undone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.itinerary.book import load_book
from app.itinerary.facts import FACT_COLUMNS, HOUR_COLUMNS, SHOW_COLUMNS
from app.itinerary.rows import Edits, read_rows
from app.store.stop_edits import StopEdit, StopEdits
from etl.district import District
from etl.errors import HetuError
from etl.files import locked
from etl.tables import write_table

TABLES: Mapping[str, tuple[str, ...]] = {
    "hours": HOUR_COLUMNS,
    "shows": SHOW_COLUMNS,
    "facts": FACT_COLUMNS,
}
_ROW_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
LONGEST = 400


class EditError(HetuError):
    """An edit that is not taken over."""


def edits_of(store: StopEdits, adcode: str) -> Edits:
    """The edits that hold now, by table and row."""
    out: dict[str, dict[str, dict[str, str] | None]] = {}
    for of_stop in store.current(adcode).values():
        for field, edit in of_stop.items():
            table, _, row_id = field.partition("/")
            out.setdefault(table, {})[row_id] = edit.new
    return out


def rows_of(district: District, edits: Edits, stop_id: str) -> dict[str, list[dict[str, str]]]:
    """The rows of one stop in each table that can be edited, edits laid over."""
    folder = district.root / "tourism"
    return {
        table: [
            {column: row[column] for column in columns}
            for row in read_rows(folder, table, columns, edits)
            if row["stop_id"] == stop_id
        ]
        for table, columns in TABLES.items()
    }


def put(store: StopEdits, district: District, body: Mapping[str, Any], who: str) -> StopEdit:
    """Take over a changed, new or removed row: {stop, table, row, cells|null, expected, source}.

    Raises EditError or TableError where the row does not stand; StopEditConflictError where
    somebody was faster.
    """
    table, row_id, stop_id = (_word(body, key) for key in ("table", "row", "stop"))
    if table not in TABLES or not _ROW_ID.fullmatch(row_id):
        raise EditError(
            f"不能编辑“{table}/{row_id}”；行号只用小写字母、数字和连字符。",
            f"'{table}/{row_id}' cannot be edited; row ids: lower-case letters, digits, -.",
        )
    cells = _cells(body.get("cells"), TABLES[table], row_id, stop_id)
    now = edits_of(store, district.adcode)
    old = next(
        (row for row in rows_of(district, now, stop_id)[table] if row[TABLES[table][0]] == row_id),
        None,
    )
    if stop_id not in load_book(district.root, edits=now).stops:
        raise EditError(f"没有站点“{stop_id}”。", f"there is no stop '{stop_id}'.")
    if old == cells:
        raise EditError("内容没有变化。", "Nothing has changed.")
    changed = {**now, table: {**now.get(table, {}), row_id: cells}}
    load_book(district.root, edits=changed)  # says what does not fit, before it is kept
    expected = body.get("expected")
    return store.add(
        district.adcode,
        stop_id,
        f"{table}/{row_id}",
        expected=expected if isinstance(expected, int) else None,
        old=old,
        new=cells,
        source=_word(body, "source"),
        who=who,
        why=str(body.get("why", ""))[:LONGEST],
    )


def commit(store: StopEdits, district: District) -> int:
    """Write the edits that hold into the tables of record; the number of rows changed.

    Each table is replaced whole or not at all; running it twice changes nothing more.
    """
    edits = edits_of(store, district.adcode)
    changed = 0
    folder = district.root / "tourism"
    with locked(folder / ".edits.lock"):
        for table, columns in TABLES.items():
            before = [row.cells for row in read_rows(folder, table, columns)]
            after = [row.cells for row in read_rows(folder, table, columns, edits)]
            kept = {row[columns[0]]: row for row in before}
            new = {row[columns[0]]: row for row in after}
            count = sum(new.get(key) != kept.get(key) for key in kept.keys() | new.keys())
            if count:
                write_table(
                    folder / f"{table}.csv", columns, [[row[c] for c in columns] for row in after]
                )
                changed += count
    return changed


def _word(body: Mapping[str, Any], key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        raise EditError(f"请填写“{key}”。", f"Fill in '{key}'.")
    return value.strip()


def _cells(
    value: Any, columns: tuple[str, ...], row_id: str, stop_id: str
) -> dict[str, str] | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise EditError("行内容应为各列的文字。", "a row is the text of its columns.")
    cells = {column: str(value.get(column, "")).strip() for column in columns}
    unknown = set(value) - set(columns)
    if unknown or any(len(text) > LONGEST or not text.isprintable() for text in cells.values()):
        raise EditError(
            f"有不认识的列或过长的内容：{'、'.join(sorted(unknown)) or '内容'}。",
            f"an unknown column or too long a text: {', '.join(sorted(unknown)) or 'text'}.",
        )
    return {**cells, columns[0]: row_id, "stop_id": stop_id}
