"""Drafts and what stands of their records, as the pages read them."""

from __future__ import annotations

from typing import Any

from app.review.coverage import coverage
from app.store.reviews import Draft
from etl.catalogue.review import Standing


def standing_json(standing: Standing) -> dict[str, Any]:
    """What stands of one record, with the decisions in force, oldest first."""
    return {
        "target": standing.target,
        "record_id": standing.record_id,
        "rev": standing.rev,
        "status": standing.status if standing.made else "pending",
        "fields": standing.fields,
        "made": [
            {"action": item.action, "who": item.who, "at": item.when, "why": item.why}
            for item in standing.made
        ],
    }


def is_done(standing: Standing) -> bool:
    """Whether a decision is in force."""
    return bool(standing.made)


def head_json(
    draft: Draft, done: int, *, current: str, written: bool, record: str
) -> dict[str, Any]:
    """A draft in a list: what it is and how far its review has come.

    `current` is the id of the draft that the published layers come from; `written` says whether
    decisions go to the table of record; `record` how its report stands there.
    """
    facts = draft.facts
    return {
        "id": draft.draft_id,
        "adcode": draft.adcode,
        "report": draft.report_id,
        "title": draft.title,
        "district_name": facts["report"].get("district_name", ""),
        "year": facts["report"].get("year"),
        "file_name": draft.file_name,
        "created_by": draft.created_by,
        "created_at": draft.created_at,
        "is_current": draft.draft_id == current,
        "is_written": written,
        "record": record,
        "has_text": bool(draft.text),
        "counts": {
            "works": facts["works"],
            "mentions": len(facts["mentions"]),
            "indicators": len(facts["indicators"]),
            "done": done,
            "clauses": coverage(facts),
        },
    }


def body_json(draft: Draft) -> dict[str, Any]:
    """The text, its outline and every record of a draft."""
    return {
        "text": draft.text,
        "outline": draft.facts["outline"],
        "mentions": draft.facts["mentions"],
        "indicators": draft.facts["indicators"],
    }
