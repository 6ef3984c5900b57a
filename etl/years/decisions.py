"""Human decisions on matches: rows of `matches.csv` that win over any score and survive re-runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from etl.tables import Row, read_table

COLUMNS = ("old_id", "new_id", "decision", "who", "when", "why")
OPTIONAL = ("old_name", "new_name", "old_report", "new_report")
"""Names for the reader, and which two reports: rows of other years are not lost ones."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: the works `old_id` (report N) and `new_id` (report N+1) are the same, or not.

    `old_name` to `new_report` are empty where the table has no such columns.
    """

    old_id: str
    new_id: str
    decision: Literal["same", "different"]
    who: str
    when: str
    why: str
    row: Row
    old_name: str = ""
    new_name: str = ""
    old_report: str = ""
    new_report: str = ""

    def is_of(self, old_report: str, new_report: str) -> bool:
        """Whether the row speaks of these two reports, as far as it says of which."""
        pairs = ((self.old_report, old_report), (self.new_report, new_report))
        return all(not said or said == asked for said, asked in pairs)


def read_decisions(path: Path) -> list[Decision]:
    """Read the table ([] where there is none); TableError names the row of the first fault.

    A work can be the same as one work only: a second `same` for it is refused.
    """
    if not path.exists():
        return []
    out: list[Decision] = []
    for row in read_table(path, COLUMNS):
        decision = row.required("decision")
        if decision not in ("same", "different"):
            raise row.fault(
                f"decision 应为 same 或 different，现为“{decision}”。",
                f"decision should be same or different, found '{decision}'.",
            )
        out.append(
            Decision(
                row.required("old_id"),
                row.required("new_id"),
                decision,  # type: ignore[arg-type]
                row.required("who"),
                row.required("when"),
                row.required("why"),
                row,
                *(row.cells.get(column, "") for column in OPTIONAL),
            )
        )
    _refuse_conflicts(out)
    return out


def _refuse_conflicts(decisions: Sequence[Decision]) -> None:
    said: dict[tuple[str, str], Decision] = {}
    old_same: dict[str, Decision] = {}
    new_same: dict[str, Decision] = {}
    for item in decisions:
        clashes = [said.get((item.old_id, item.new_id))]
        if item.decision == "same":
            clashes += [old_same.get(item.old_id), new_same.get(item.new_id)]
            old_same[item.old_id] = new_same[item.new_id] = item
        said[item.old_id, item.new_id] = item
        clash = next((found for found in clashes if found), None)
        if clash:
            raise item.row.fault(
                f"与第 {clash.row.number} 行矛盾或重复。请删去其中一行。",
                f"contradicts or repeats row {clash.row.number}. Delete one of them.",
            )
