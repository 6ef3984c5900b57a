"""CSV tables of `geodata/`: read with every fault named, written byte for byte the same.

UTF-8 (a BOM, as Excel writes it, is accepted), comma, header row, LF.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.errors import TableError
from etl.files import write_atomic


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column and where it stands (1 is the header)."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The stripped text of a cell."""
        return self.cells[column]

    def fault(self, zh: str, en: str) -> TableError:
        """An error that names this row."""
        return TableError(zh, en, file=self.file, row=self.number)

    def required(self, column: str) -> str:
        """A cell that may not be empty."""
        if not self.cells[column]:
            raise self.fault(
                f"列“{column}”不能为空。请补上。",
                f"column '{column}' must not be empty. Fill it in.",
            )
        return self.cells[column]

    def number_of(self, column: str) -> float | None:
        """A cell as a finite number, None where empty."""
        text = self.cells[column]
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        # `nan` and `inf` are floats to Python, but no position, radius or figure.
        if not math.isfinite(number):
            raise self.fault(
                f"列“{column}”应为数字，现为“{text}”。请改正。",
                f"column '{column}' should be a number, found '{text}'. Correct it.",
            )
        return number


def read_table(path: Path, columns: Sequence[str]) -> list[Row]:
    """Read a table that must have `columns` (others are kept too).

    Raises TableError naming file, row, cause and next step.
    """
    name = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise TableError(
            "文件不存在。请从备份或版本库恢复；目录表可用 hetu extract --write 重新写出。",
            "file not found. Restore it from a backup or the repository; the extracted tables are "
            "written anew by hetu extract --write.",
            file=name,
        ) from None
    except UnicodeDecodeError as error:
        raise TableError(
            f"不是 UTF-8 编码（第 {error.start} 字节）。请另存为 UTF-8 CSV。",
            f"not UTF-8 (byte {error.start}). Save it as UTF-8 CSV.",
            file=name,
        ) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = [column for column in columns if column not in header]
        if missing:
            raise TableError(
                f"缺少列：{'、'.join(missing)}。请在表头补上。",
                f"missing columns: {', '.join(missing)}. Add them to the header.",
                file=name,
                row=1,
            )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise TableError(
                    f"应有 {len(header)} 列，现有 {len(cells)} 列。请检查该行的逗号和引号。",
                    f"expected {len(header)} cells, found {len(cells)}. Look for a stray comma or "
                    "quote in this row.",
                    file=name,
                    row=reader.line_num,
                )
            pairs = zip(header, (cell.strip() for cell in cells), strict=True)
            rows.append(Row(name, reader.line_num, dict(pairs)))
    except csv.Error as error:
        raise TableError(
            f"CSV 格式有误：{error}。请检查该行的引号。",
            f"broken CSV: {error}. Look at the quotes of this row.",
            file=name,
            row=reader.line_num,
        ) from None
    return rows


def table_bytes(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as UTF-8 CSV bytes; None becomes an empty cell."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return buffer.getvalue().encode()


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table atomically."""
    write_atomic(path, table_bytes(columns, rows))
