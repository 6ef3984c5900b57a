"""Decisions out of the table of record, for a store that does not have them: another machine's, or
made on another text of the same report.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.review.fields import CODES, FLAGS, NUMBERS
from app.review.record import DEFAULT_WHY, MARK
from app.store.schema import DecisionRow
from etl.catalogue.corrections import Correction
from etl.catalogue.review import Action, Decision


def decisions_of(rows: Sequence[Correction]) -> list[Decision]:
    """The decisions that would have written these rows of review, one for each record."""
    groups: dict[str, list[Correction]] = defaultdict(list)
    whole: Correction | None = None  # the record that the parts after it were split from
    for row in rows:
        if row.action == "drop":
            whole = row
        of_split = row.action == "add" and whole is not None and _same_hand(row, whole)
        groups[whole.record_id if of_split and whole else row.record_id].append(row)
    return [_decision(record_id, group) for record_id, group in groups.items()]


def _same_hand(part: Correction, whole: Correction) -> bool:
    """Whether both rows come from one decision: same person, same second, same sentence."""
    return (part.who, part.when, part.record_id.split("/")[:2]) == (
        whole.who,
        whole.when,
        whole.record_id.split("/")[:2],
    )


def _typed(field: str, value: str) -> Any:
    """A cell's text as the value it was written from."""
    if field in FLAGS:
        return value == "1"
    if field in NUMBERS or field == "value_si":
        return float(value) if value else None
    return (value or None) if field in CODES else value


def _decision(record_id: str, group: list[Correction]) -> Decision:
    first, actions = group[0], {row.action for row in group}
    action: Action = "accept"
    fields: dict[str, Any] = {}
    if "set" in actions:
        action, fields = "edit", {row.field: _typed(row.field, row.value) for row in group}
    elif "merge" in actions:
        action, fields = "merge", {"into": first.value}
    elif "add" in actions:
        parts = [
            {**json.loads(row.value), "record_id": row.record_id}
            for row in group
            if row.action == "add"
        ]
        action, fields = ("split", {"parts": parts}) if "drop" in actions else ("add", parts[0])
    elif "drop" in actions:
        action = "reject"
    why = "" if first.why == DEFAULT_WHY else first.why.removeprefix(f"{MARK}：")
    return Decision(first.target, record_id, 1, action, fields, first.who, first.when, why)


def _words(record_id: str) -> str:
    return record_id.split("/", 2)[-1]


def restore(
    engine: Engine,
    draft_id: str,
    rows: Sequence[Correction],
    record_ids: Sequence[str],
    known: Sequence[Decision],
) -> int:
    """Take into the draft what the table says and the store does not know; how many were taken.

    A record is met by its id, else by its words where they stand once. What the store knows to be
    newer stands.
    """
    counts = Counter(_words(item) for item in record_ids)
    by_words = {_words(item): item for item in record_ids if counts[_words(item)] == 1}
    ids = set(record_ids)
    newest: dict[str, str] = {}
    revs: Counter[str] = Counter()
    for item in known:
        newest[item.record_id] = max(newest.get(item.record_id, ""), item.when)
        revs[item.record_id] = max(revs[item.record_id], item.rev)
    taken = 0
    with Session(engine) as session, session.begin():
        for item in decisions_of(rows):
            key = item.record_id
            if key not in ids and item.action != "add":
                key = by_words.get(_words(key), key)
            if newest.get(key, "") >= item.when:
                continue
            session.add(
                DecisionRow(
                    draft_id=draft_id,
                    target=item.target,
                    record_id=key,
                    rev=revs[key] + 1,
                    action=item.action,
                    fields=json.dumps(dict(item.fields), ensure_ascii=False),
                    who=item.who,
                    at=item.when,
                    why=item.why,
                )
            )
            taken += 1
    return taken
