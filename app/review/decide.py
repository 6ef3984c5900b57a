"""One decision on one record of a draft: checked against the record, kept, or the conflict told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from app.review.added import added_record
from app.review.fields import Asked, bad, edited, words
from app.review.guard import RefusedError
from app.review.parts import split_parts
from app.store.reviews import ConflictError, Draft, Reviews
from etl.catalogue.review import Action, Standing

Record = dict[str, Any]


def decide(reviews: Reviews, draft: Draft, asked: Asked) -> Standing:
    """Keep the decision and say what stands; ConflictError where somebody was faster.

    The same decision sent twice (an answer that got lost on the way) is one decision.
    """
    standings = reviews.standings(draft.draft_id)
    if asked.action == "add":
        record_id, fields = added_record(draft, asked.fields)
        action: Action = "add"
        # Taken out before, it comes in again; where it stands, that is told.
        before = standings.get(record_id)
        if before is not None and (not before.made or before.status == "rejected"):
            asked = replace(asked, rev=before.rev)
    else:
        record_id, standing = asked.record_id, standings.get(asked.record_id)
        if _is_added(standing):
            action, fields = _of_added(asked), {}
        else:
            action, fields = _fields(draft, asked, _record(draft, asked), standing)
    try:
        return reviews.decide(
            draft.draft_id,
            asked.target,
            record_id,
            rev=asked.rev,
            action=action,
            fields=fields,
            who=asked.who,
            why=asked.why,
        )
    except ConflictError as error:
        last = error.standing.made[-1] if error.standing.made else None
        if (
            last is not None
            and error.standing.rev == asked.rev + 1
            and (last.action, last.who) == (action, asked.who)
            and last.fields == json.loads(json.dumps(fields))
        ):
            return error.standing
        raise


def undo(reviews: Reviews, draft: Draft, who: str) -> Standing:
    """Take back the person's newest decision that nobody has decided over since.

    RefusedError (404) where there is none.
    """
    standings = reviews.standings(draft.draft_id)
    for decision in reversed(reviews.decisions(draft.draft_id)):
        standing = standings[decision.record_id]
        if decision.who == who and standing.made and standing.made[-1] == decision:
            return reviews.decide(
                draft.draft_id,
                decision.target,
                decision.record_id,
                rev=standing.rev,
                action="undo",
                who=who,
            )
    raise RefusedError(f"{who} 没有可以撤销的决定。", f"{who} has no decision to undo.", 404)


def _is_added(standing: Standing | None) -> bool:
    return standing is not None and any(item.action == "add" for item in standing.made)


def _of_added(asked: Asked) -> Action:
    """What was added by hand is taken out again or left: its fields are those it was added with."""
    if asked.action != "reject":
        raise bad(
            "手工添加的记录只能剔除或撤销，再重新添加。",
            "A record added by hand is rejected or undone, then added anew.",
        )
    return "reject"


def _record(draft: Draft, asked: Asked) -> Record:
    kind = "mentions" if asked.target == "mention" else "indicators"
    found = next((item for item in draft.facts[kind] if item["record_id"] == asked.record_id), None)
    if found is None:
        raise RefusedError(
            f"草稿里没有记录 {asked.record_id}。请刷新页面。",
            f"The draft has no record {asked.record_id}. Reload the page.",
            404,
        )
    return dict(found)


def _fields(
    draft: Draft, asked: Asked, record: Record, standing: Standing | None
) -> tuple[Action, dict[str, Any]]:
    """Action and fields as they are kept."""
    status = standing.status if standing is not None and standing.made else "pending"
    now = standing.fields if standing is not None and status == "edited" else {}
    match asked.action:
        case "edit":
            if status in ("merged", "split"):
                raise bad(
                    "这一条已归并或拆分；请先撤销，再修改。",
                    "This one has been merged or split; undo that first, then edit.",
                )
            return "edit", edited(asked.target, asked.fields, {**record, **now})
        case "merge":
            into = words(asked.fields.get("into"))
            if not into:
                raise bad("请写明归并到哪一项。", "Say which work it belongs to.")
            if status == "edited":
                # A merge is a name; on an edited record it joins what was edited before.
                return "edit", {"canonical_name": into}
            return "merge", {"into": into}
        case "split":
            taken = [
                item["record_id"]
                for item in draft.facts["mentions"]
                if item["record_id"] != asked.record_id
            ]
            parts = split_parts({**record, **now}, asked.fields.get("parts"), draft.text, taken)
            return "split", {"parts": parts}
        case _:
            return asked.action, {}
