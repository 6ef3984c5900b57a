"""The workbook of a filter, with its shapes: every vertex, in the frame asked for.

A cell holds 32,767 characters: longer WKT goes on in further columns, longer text stands whole in
the sheet 长文本, in pieces.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from openpyxl.workbook import Workbook

from app.export.exchange import Exchange, read_exchange
from app.export.tables import save_still, workbook_of
from app.export.to_csv import wkt
from app.export.whole import whole_file
from app.export.workbook import LONGEST, Column, add_sheet, cell_text

PIECE = 30_000
"""Characters of a text a cell takes; less than it can hold, since some are written longer."""


def export_works_xlsx(
    layers_dir: Path, out_path: Path, works_ids: Iterable[str] | None = None, crs: str = "wgs84"
) -> None:
    """Write the workbook with the sheets 图形 and, where needed, 长文本.

    Raises LayerError, ExportError.
    """
    found = read_exchange(layers_dir, works_ids, crs)
    ids = [str(row["id"]) for row in found.rows]
    book = workbook_of(found.published, ids)
    _shapes(book, found)
    _long(book, found)
    buffer = io.BytesIO()
    book.save(buffer)
    with whole_file(out_path) as path:
        path.write_bytes(save_still(buffer.getvalue()))


def _shapes(book: Workbook, found: Exchange) -> None:
    records = []
    for row, form in zip(found.rows, found.forms, strict=True):
        if form is not None:
            is_point = form.geom_type == "Point"
            position = (form.x, form.y) if is_point else (None, None)
            records.append((row, form.geom_type, position, pieces(wkt(form, found.frame.decimals))))
    widest = max((len(record[3]) for record in records), default=1)
    first, second = found.frame.axes
    columns = [
        Column("编号", 14, lambda r: r[0]["id"]),
        Column("名称", 28, lambda r: r[0]["name"]),
        Column("几何", 12, lambda r: r[1]),
        Column(first, 16, lambda r: r[2][0], "number"),
        Column(second, 16, lambda r: r[2][1], "number"),
        Column("坐标系", 20, lambda _: found.frame.label),
    ]
    columns += [Column(f"图形WKT {n + 1}", 40, _nth(n)) for n in range(widest)]
    note = f"{found.frame.label}；WKT 按列顺序相接"
    add_sheet(book, "图形", columns, records, note=note)


def _long(book: Workbook, found: Exchange) -> None:
    records = [
        (row["id"], field.label, number, piece)
        for row in found.rows
        for field in found.fields
        if len(cell_text(str(row[field.key] or ""))) >= LONGEST
        for number, piece in enumerate(pieces(str(row[field.key])), start=1)
    ]
    if records:
        columns = [
            Column("编号", 14, lambda r: r[0]),
            Column("列", 12, lambda r: r[1]),
            Column("段", 6, lambda r: r[2], "whole"),
            Column("全文", 80, lambda r: r[3]),
        ]
        add_sheet(book, "长文本", columns, records, note="各段按序相接即为全文")


def pieces(text: str) -> list[str]:
    """A text in pieces that a cell can hold; none is lost, and [""] for none."""
    out, at = [], 0
    while at < len(text):
        size = PIECE
        # Controls are written with seven characters each.
        while len(cell_text(text[at : at + size])) >= LONGEST:
            size //= 2
        out.append(text[at : at + size])
        at += size
    return out or [""]


def _nth(number: int) -> Callable[[Any], str]:
    return lambda record: record[3][number] if number < len(record[3]) else ""
