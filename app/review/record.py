"""The table of record: what review says goes to corrections.csv as a set, the rest stays as it is.

A row whose `why` begins with 审核 was written by review. Those of one report are replaced together,
from what the store says stands; rows by other hands and of other reports are kept in their places.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from etl.catalogue.corrections import COLUMNS, Correction, read_corrections
from etl.catalogue.review import Row, Standing, correction_rows
from etl.files import write_atomic
from etl.tables import Row as TableRow
from etl.tables import table_bytes

MARK = "审核"
DEFAULT_WHY = "审核 reviewed"


def review_rows(standings: Iterable[Standing]) -> list[Row]:
    """The rows that say what stands, marked as review's."""
    out = []
    # What was added and then rejected never was: there is no record to drop.
    met = [
        standing
        for standing in standings
        if not (
            standing.status == "rejected" and any(item.action == "add" for item in standing.made)
        )
    ]
    for row in correction_rows(met):
        why = row[-1] if row[-1].startswith(MARK) else f"{MARK}：{row[-1]}"
        out.append((*row[:-1], why))
    return out


def as_corrections(rows: Sequence[Row]) -> list[Correction]:
    """Rows as the catalogue takes them, without a file."""
    out = []
    for number, cells in enumerate(rows, start=1):
        named: Mapping[str, str] = dict(zip(COLUMNS, cells, strict=True))
        out.append(Correction(**named, row=TableRow("审核 review", number, named)))  # type: ignore[arg-type]
    return out


def is_of_review(row: Correction, report_id: str) -> bool:
    """Whether review wrote the row, for this report."""
    return row.why.startswith(MARK) and row.record_id.split("/")[0] == report_id


def read_parted(path: Path, report_id: str) -> tuple[list[Correction], list[Correction]]:
    """The table's rows by review for a report, and all others."""
    rows = read_corrections(path) if path.exists() else []
    own = [row for row in rows if is_of_review(row, report_id)]
    return own, [row for row in rows if not is_of_review(row, report_id)]


def write_record(path: Path, report_id: str, rows: Sequence[Row]) -> bool:
    """Replace review's rows of a report; True where the table changed. The caller holds the lock.

    TableError where the table cannot be read: it then stays as it is.
    """
    if path.exists():
        read_corrections(path)  # names the faulty row before anything is touched
        text = path.read_bytes().decode("utf-8-sig")
        header, *lines = [line for line in csv.reader(io.StringIO(text, newline="")) if line]
    else:
        header, lines = list(COLUMNS), []
    column = {name.strip(): number for number, name in enumerate(header)}

    def by_review(line: Sequence[str]) -> bool:
        report = line[column["record_id"]].strip().split("/")[0]
        return report == report_id and line[column["why"]].strip().startswith(MARK)

    kept = [line for line in lines if not by_review(line)]
    said = [tuple(line[column[name]] for name in COLUMNS) for line in lines if by_review(line)]
    if said == [*rows]:
        return False
    new = []
    for row in rows:
        cells = [""] * len(header)
        for name, value in zip(COLUMNS, row, strict=True):
            cells[column[name]] = value
        new.append(cells)
    data = table_bytes(header, [*kept, *new])
    write_atomic(path, data)
    return True
