"""Write a person's decision on a match into `matches.csv`; the other rows stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from etl.errors import HetuError
from etl.files import write_atomic
from etl.tables import read_table, table_bytes
from etl.years.decisions import COLUMNS, OPTIONAL, Decision, read_decisions

Choice = Literal["same", "different", ""]


class SettledError(HetuError):
    """Somebody else has decided on the pair, or on one of its works, in the meantime."""


def settle(path: Path, choice: Choice, seen: str, cells: Mapping[str, str]) -> None:
    """Put `choice` for the pair `old_id`, `new_id` into the table; "" takes its row out.

    `cells` holds every column but `decision`; `seen` is the decision that the person saw standing
    ("" for none). Raises SettledError where another one stands now or a work is the same as
    another one by now, TableError where the table is broken: it then stays as it was. The caller
    holds the lock.
    """
    rows = read_decisions(path)
    pair = (cells["old_id"], cells["new_id"])
    standing = next((row for row in rows if (row.old_id, row.new_id) == pair), None)
    if (standing.decision if standing else "") != seen:
        raise _settled(standing)
    if choice == "same":
        taken = next((row for row in rows if _shares(row, pair)), None)
        if taken is not None:
            raise _settled(taken)
    header = [*COLUMNS, *OPTIONAL]
    kept = []
    if path.exists():
        table = read_table(path, COLUMNS)
        header += [name for row in table[:1] for name in row.cells if name not in header]
        kept = [
            [row.cells.get(name, "") for name in header]
            for row in table
            if (row["old_id"], row["new_id"]) != pair
        ]
    if choice:
        said = {**cells, "decision": choice}
        kept.append([said.get(name, "") for name in header])
    write_atomic(path, table_bytes(header, kept))


def _shares(row: Decision, pair: tuple[str, str]) -> bool:
    """Whether a row already says that one of the two works is the same as a third."""
    mine = (row.old_id == pair[0], row.new_id == pair[1])
    return row.decision == "same" and any(mine) and not all(mine)


def _settled(row: Decision | None) -> SettledError:
    if row is None:
        return SettledError(
            "有人刚刚撤销了这一对的决定。请看过现在的结果再定。",
            "Somebody has just undone the decision on this pair. Look at what stands, then decide.",
        )
    names = f"{row.old_name or row.old_id} ⇢ {row.new_name or row.new_id}"
    zh, en = ("同一项目", "the same") if row.decision == "same" else ("不是同一项目", "different")
    return SettledError(
        f"{row.who} 已认定：{names} {zh}。请先看过，再决定。",
        f"{row.who} has decided: {names} {en}. Look at that first, then decide.",
    )
