"""Tables: CSV in any encoding and separator, XLSX; the heading is found below title lines."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from etl.intake.archive import check_zip
from etl.intake.encoding import decode
from etl.intake.limits import MAX_ROWS
from etl.intake.model import IntakeError, Raw, RawRow
from etl.intake.vector import too_many

_OLE = b"\xd0\xcf\x11\xe0"
_NUMBER = re.compile(r"^[\s+-]?[\d.,°′″'\"度分秒EWNS\s]+$")
_TITLE_LINES = 15
_MAX_COLUMNS = 300


def read_csv(path: Path, shown: str) -> Raw:
    """A CSV (comma, tab, semicolon or bar) as rows of text."""
    data = path.read_bytes()
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise IntakeError(
            "不是文本表格。请另存为 CSV 或 XLSX。",
            "this is no text table. Save it as CSV or XLSX.",
            file=shown,
        )
    try:
        text, _ = decode(data)
    except UnicodeDecodeError as error:
        raise IntakeError(
            f"文字编码认不出（第 {error.start} 字节）。请另存为 UTF-8 或 GBK 的 CSV。",
            f"the encoding is neither UTF-8 nor GBK (byte {error.start}). Save it as UTF-8 CSV.",
            file=shown,
        ) from error
    mark = max(",\t;|", key=text[:20_000].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        lines = [(reader.line_num, cells) for cells in _bounded(reader, shown)]
    except csv.Error as error:
        raise IntakeError(
            f"CSV 格式有误（{error}）。请检查该行的引号。",
            f"broken CSV ({error}). Look at the quotes of this row.",
            file=shown,
            row=reader.line_num,
        ) from error
    return _raw(lines, shown, "csv", ())


def read_xlsx(path: Path, shown: str, layer: str = "") -> Raw:
    """One sheet of a workbook: the one asked for, else the first with rows."""
    with path.open("rb") as file:
        if file.read(4) == _OLE:
            raise IntakeError(
                "是加密的工作簿或旧版 .xls。请去掉密码，另存为 .xlsx。",
                "an encrypted workbook or an old .xls. Remove the password and save it as .xlsx.",
                file=shown,
            )
    check_zip(path, shown)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        names = [sheet.title for sheet in book.worksheets]
        if layer and layer not in names:
            raise IntakeError(
                f"没有工作表“{layer}”；有：{'、'.join(names)}。",
                f"there is no sheet '{layer}'; there are: {', '.join(names)}.",
                file=shown,
            )
        for sheet in book.worksheets:
            if layer and sheet.title != layer:
                continue
            cells = (
                [_text(cell) for cell in row[:_MAX_COLUMNS]]
                for row in sheet.iter_rows(values_only=True)
            )
            lines = list(enumerate(_bounded(cells, shown), start=1))
            if layer or any(any(line) for _, line in lines):
                return _raw(lines, shown, "xlsx", tuple(names))
    except (KeyError, ValueError, TypeError, OSError, SyntaxError, zipfile.BadZipFile) as error:
        if isinstance(error, IntakeError):
            raise
        raise IntakeError(
            f"工作簿损坏，打不开（{error}）。请用表格软件重新保存。",
            f"the workbook is damaged ({error}). Save it again.",
            file=shown,
        ) from error
    return _raw([], shown, "xlsx", tuple(names))


def _bounded(lines: Iterable[Sequence[str]], shown: str) -> Iterator[list[str]]:
    for count, cells in enumerate(lines):
        if count > MAX_ROWS:
            raise too_many(shown, count)
        yield [str(cell).strip() for cell in cells]


def _raw(
    lines: Sequence[tuple[int, list[str]]], shown: str, form: str, layers: tuple[str, ...]
) -> Raw:
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise IntakeError(
            "表格是空的。请放入有表头和数据的表。",
            "the table is empty. Give one with a heading and rows.",
            file=shown,
        )
    at = _heading(filled)
    header = _names(filled[at][1])
    rows = [
        RawRow(number, dict(zip(header, [*cells, *[""] * len(header)], strict=False)))
        for number, cells in filled[at + 1 :]
    ]
    if not rows:
        raise IntakeError(
            "只有表头，没有数据行。",
            "there is a heading and no row below it.",
            file=shown,
            row=filled[at][0],
        )
    return Raw(shown, form, tuple(header), rows, layers=layers)


def _heading(lines: Sequence[tuple[int, list[str]]]) -> int:
    """Where the heading stands: the first line with two or more words as wide as the data."""
    width = max(sum(map(bool, cells)) for _, cells in lines[:50])
    for at, (_, cells) in enumerate(lines[:_TITLE_LINES]):
        words = [cell for cell in cells if cell and not _NUMBER.match(cell)]
        if len(words) >= 2 and 2 * sum(map(bool, cells)) > width:
            return at
    return 0


def _names(cells: Sequence[str]) -> list[str]:
    """Headings made distinct; a column without one gets its number."""
    out: list[str] = []
    for number, cell in enumerate(cells, start=1):
        plain = re.sub(r"\s+", "", cell) or f"#{number}"
        out.append(plain if plain not in out else f"{plain}#{number}")
    return out


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.12g}"
    return str(cell)
