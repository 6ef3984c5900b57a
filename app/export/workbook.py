"""One sheet of a workbook that prints and filters well, and that cannot run a formula.

A cell whose text begins with = + - @ (or a tab or return) is stored as text with Excel's own quote
prefix: a spreadsheet takes such a cell of a foreign file for a formula (OWASP, "CSV Injection").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

AnyCell = Cell | MergedCell
Kind = Literal["text", "number", "degrees", "whole"]
FORMATS = {"text": "@", "number": "General", "degrees": "0.000000", "whole": "0"}
RISKY = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 32_767
"""Characters an XLSX cell can hold."""

SEE = "…〔全文见“长文本”表〕"
"""What a cell says at its end when its text stands whole in another sheet."""

_ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# Such an escape standing in a text would be read as the character it spells.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_INK, _LINE, _HEAD = "FF1F2A30", "FFC9C3B6", "FFE9E4D8"
_FACE = "Microsoft YaHei"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, width in characters, what it takes from a record, and its kind."""

    header: str
    width: float
    take: Callable[[Any], object]
    kind: Kind = "text"


def put(cell: AnyCell, value: object, kind: Kind = "text") -> None:
    """Put a value into a cell: text as text, whatever it begins with; numbers as numbers."""
    cell.number_format = FORMATS[kind]
    cell.font = Font(name=_FACE, size=10, color=_INK)
    # Excel indents by spaces and wraps at widths; top alignment keeps long rows readable.
    cell.alignment = Alignment(
        vertical="top", wrap_text=kind == "text", horizontal="left" if kind == "text" else "right"
    )
    if value is None or value == "":
        return
    if kind != "text" and isinstance(value, int | float):
        cell.value = value
        return
    text = cell_text(str(value))
    cell.value = text
    cell.data_type = "s"
    if text.startswith(RISKY):
        cell.quotePrefix = True


def cell_text(text: str) -> str:
    """A text as a cell holds it; too long a one says so at its end.

    What XML cannot hold is written as Excel writes it (_x0001_; ECMA-376, 22.9.2.19).
    """
    held = _ESCAPE.sub("_x005F_", text)
    held = _ILLEGAL.sub(lambda found: f"_x{ord(found.group()):04X}_", held)
    return held if len(held) <= LONGEST else held[: LONGEST - len(SEE)] + SEE


def add_sheet(
    book: Workbook, title: str, columns: Sequence[Column], records: Iterable[Any], *, note: str
) -> Worksheet:
    """Add a sheet: frozen and repeated header, filter, widths, A4; `note` stands at its foot."""
    sheet: Worksheet = book.create_sheet(title)
    for number, column in enumerate(columns, start=1):
        _head(sheet.cell(1, number), column.header)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for row, record in enumerate(records, start=2):
        for number, column in enumerate(columns, start=1):
            put(sheet.cell(row, number), column.take(record), column.kind)
    sheet.row_dimensions[1].height = 30
    sheet.freeze_panes = "C2" if len(columns) > 6 else "A2"
    last = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A1:{last}{max(sheet.max_row, 1)}"
    set_page(sheet, note)
    sheet.print_title_rows = "1:1"
    return sheet


def set_page(sheet: Worksheet, note: str) -> None:
    """A4 landscape, as wide as the page, page numbers and a note at the foot."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
    footer: Any = sheet.oddFooter
    # An ampersand is a code in headers and footers.
    footer.left.text = note.replace("&", "&&")
    footer.left.size = 8
    footer.right.text = "&A  &P / &N"
    footer.right.size = 8


def _head(cell: AnyCell, header: str) -> None:
    put(cell, header)
    cell.font = Font(name=_FACE, size=10, bold=True, color=_INK)
    cell.fill = PatternFill("solid", start_color=_HEAD)
    cell.border = Border(bottom=Side("thin", color=_LINE))
    cell.alignment = Alignment(vertical="center", wrap_text=True)
