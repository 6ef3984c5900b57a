"""The workbook for the planning office: works, indicators, villages, sources, and what it means."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from app.export.columns import (
    indicator_columns,
    source_columns,
    village_columns,
    work_columns,
)
from app.export.published import Published, read_published
from app.export.readme import statements
from app.export.whole import whole_file
from app.export.workbook import add_sheet, put, set_page
from layers.base import Feature

_STILL = (1980, 1, 1, 0, 0, 0)
"""The date of every part of the file: the same layers give the same bytes."""


def export_xlsx(layers_dir: Path, out_path: Path, works_ids: Iterable[str] | None = None) -> None:
    """Write the workbook of `layers_dir` to `out_path`, whole or not at all.

    `works_ids` restricts the sheets of works and villages (the map's filter); None is all.
    Raises `LayerError` for broken layers, `ExportError` for unknown ids or an unwritable path.
    """
    published = read_published(layers_dir)
    book = workbook_of(published, works_ids)
    buffer = io.BytesIO()
    book.save(buffer)
    with whole_file(out_path) as path:
        path.write_bytes(save_still(buffer.getvalue()))


def workbook_of(published: Published, works_ids: Iterable[str] | None) -> Workbook:
    """The workbook of a filter (None: all), not yet saved. Raises `ExportError` for unknown ids."""
    works = published.works(works_ids)
    villages = [work for work in works if work["properties"]["layer"] == "villages"]
    note = f"{published.text('report', 'title_zh')} · 打算与目标，不是完成情况"
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = published.text("report", "title_zh")
    book.properties.creator = "鹤图 Hetu"
    _read_me(book, published, works, note)
    sheet = add_sheet(book, "工作清单", work_columns(published), works, note=note)
    indicators = published.layers["indicators"]
    add_sheet(book, "指标", indicator_columns(published), indicators, note=note)
    add_sheet(book, "村镇", village_columns(published), villages, note=note)
    add_sheet(book, "来源与许可", source_columns(), published.rows("sources"), note=note)
    book.active = sheet
    return book


def _read_me(book: Workbook, published: Published, works: list[Feature], note: str) -> None:
    """The sheet that says what this is; it stands first and has no filter."""
    sheet = book.create_sheet("说明")
    sheet.column_dimensions["A"].width = 12
    sheet.column_dimensions["B"].width = 96
    for row, (subject, text) in enumerate(statements(published, works), start=1):
        put(sheet.cell(row, 1), subject)
        sheet.cell(row, 1).font = Font(name="Microsoft YaHei", size=10, bold=True)
        put(sheet.cell(row, 2), text)
    set_page(sheet, note)


def save_still(data: bytes) -> bytes:
    """The same workbook without the hour it was saved at."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            body = old.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", body)
            info = zipfile.ZipInfo(name, _STILL)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, body)
    return out.getvalue()
