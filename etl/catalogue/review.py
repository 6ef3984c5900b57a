"""Review: decisions on drafts, folded into what stands, and into rows of corrections.

A decision is one keystroke of one person on one record. `rev` counts the decisions on a record; a
decision names the `rev` it was made on, so two people cannot overwrite each other unseen. Undo is
a decision too: nothing is ever taken away from the history.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Action = Literal["accept", "edit", "reject", "merge", "split", "add", "undo"]
Status = Literal["pending", "accepted", "edited", "rejected", "merged", "split", "added"]
Target = Literal["mention", "indicator"]

_STATUS: dict[str, Status] = {
    "accept": "accepted",
    "edit": "edited",
    "reject": "rejected",
    "merge": "merged",
    "split": "split",
    "add": "added",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `fields` by action: edit {field: value}; merge {"into": name};
    split {"parts": [{...}]}; add {whole record}; accept, reject, undo {}."""

    target: Target
    record_id: str
    rev: int
    action: Action
    fields: Mapping[str, Any]
    who: str
    when: str
    why: str = ""


@dataclass(slots=True)
class Standing:
    """What stands of one record after its decisions; `made` are those in force, oldest first."""

    target: Target
    record_id: str
    rev: int = 0
    status: Status = "pending"
    fields: dict[str, Any] = field(default_factory=dict)
    made: list[Decision] = field(default_factory=list)


def fold(decisions: Iterable[Decision]) -> dict[str, Standing]:
    """What stands of every record that was decided on, by record id."""
    out: dict[str, Standing] = {}
    for decision in decisions:
        standing = out.setdefault(decision.record_id, Standing(decision.target, decision.record_id))
        standing.rev = max(standing.rev, decision.rev)
        if decision.action == "undo":
            if standing.made:
                standing.made.pop()
        else:
            standing.made.append(decision)
    for standing in out.values():
        for decision in standing.made:
            if decision.action == "edit":
                standing.fields.update(decision.fields)
                standing.status = "edited"
            else:
                # An edit that is then accepted is still an edit; a rejection sets it aside.
                keeps = decision.action == "accept" and standing.status in ("edited", "merged")
                standing.status = standing.status if keeps else _STATUS[decision.action]
                if decision.action != "accept":
                    standing.fields = dict(decision.fields)
    return out


Row = tuple[str, str, str, str, str, str, str, str]
"""One row of corrections.csv: target, record_id, action, field, value, who, when, why."""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def _why(decision: Decision) -> str:
    return decision.why or "审核 reviewed"


def correction_rows(standings: Iterable[Standing]) -> list[Row]:
    """The rows of corrections that say what stands, by record id."""
    rows: list[Row] = []
    for standing in sorted(standings, key=lambda item: item.record_id):
        if not standing.made:
            continue
        last = standing.made[-1]
        tail = (last.who, last.when, _why(last))
        target, identity = standing.target, standing.record_id
        match standing.status:
            case "accepted":
                rows.append((target, identity, "accept", "", "", *tail))
            case "edited":
                rows += [
                    (target, identity, "set", name, _cell(value), *tail)
                    for name, value in sorted(standing.fields.items())
                ]
            case "merged":
                name = str(standing.fields["into"])
                rows.append((target, identity, "merge", "canonical_name", name, *tail))
            case "rejected":
                rows.append((target, identity, "drop", "", "", *tail))
            case "split":
                rows.append((target, identity, "drop", "", "", *tail))
                rows += _added(target, standing.fields["parts"], tail)
            case "added":
                rows += _added(target, [{**standing.fields, "record_id": identity}], tail)
            case _:
                pass
    return rows


def _added(
    target: str, parts: Sequence[Mapping[str, Any]], tail: tuple[str, str, str]
) -> list[Row]:
    rows: list[Row] = []
    for part in parts:
        cells = {key: value for key, value in part.items() if key != "record_id"}
        value = json.dumps(cells, ensure_ascii=False, sort_keys=True)
        rows.append((target, str(part["record_id"]), "add", "", value, *tail))
    return rows
