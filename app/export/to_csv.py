"""Works as CSV that a Chinese Excel opens: UTF-8 with a BOM, CRLF, Chinese headers.

Shapes stand as numbers (points) and as WKT (all). A spreadsheet takes a cell that begins with
= + - @ for a formula (OWASP, "CSV Injection"): such a text, and one that begins with an apostrophe,
gets one apostrophe before it. Taking one off again gives the text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import shapely

from app.export.exchange import Exchange, Value, read_exchange
from app.export.whole import whole_file
from app.export.workbook import RISKY

BOM = b"\xef\xbb\xbf"


def export_works_csv(
    layers_dir: Path, out_path: Path, works_ids: Iterable[str] | None = None, crs: str = "wgs84"
) -> None:
    """Write works to one CSV. Raises LayerError, ExportError."""
    found = read_exchange(layers_dir, works_ids, crs)
    with whole_file(out_path) as path:
        path.write_bytes(BOM + sheet(found).encode())


def sheet(found: Exchange) -> str:
    """The whole sheet."""
    first, second = found.frame.axes
    header = [*(field.label for field in found.fields), first, second, "坐标系", "图形WKT"]
    lines: list[list[Value]] = []
    for row, form in zip(found.rows, found.forms, strict=True):
        is_point = form is not None and form.geom_type == "Point"
        x, y = (form.x, form.y) if form is not None and is_point else (None, None)
        words = wkt(form, found.frame.decimals) if form is not None else ""
        lines.append([*row.values(), x, y, found.frame.label, words])
    return csv_text(header, lines)


def wkt(form: shapely.Geometry, decimals: int) -> str:
    """WKT with just the decimals needed."""
    return str(shapely.to_wkt(form, rounding_precision=decimals, trim=True))


def csv_text(header: list[str], lines: Iterable[Iterable[Value]]) -> str:
    """CSV with CRLF, as RFC 4180 has it; None is an empty cell, numbers keep all their digits."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guarded(value) for value in line] for line in lines)
    return buffer.getvalue()


def guarded(value: Value) -> str:
    """A cell's text, with an apostrophe before what a spreadsheet would run."""
    if not isinstance(value, str):
        return "" if value is None else repr(value)
    return f"'{value}" if value.startswith((*RISKY, "'", "\n")) else value
