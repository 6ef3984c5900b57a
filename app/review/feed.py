"""What has changed in a draft since a reader last asked; what stands over all texts of a report."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.reviews import Reviews
from app.store.schema import DecisionRow, DraftRow
from etl.catalogue.review import Standing, fold


def newest(reviews: Reviews, draft_id: str) -> int:
    """The number of the draft's newest decision, 0 where there is none."""
    query = select(func.max(DecisionRow.decision_id)).where(DecisionRow.draft_id == draft_id)
    with Session(reviews.engine) as session:
        return session.scalar(query) or 0


def changed(reviews: Reviews, draft_id: str, since: int) -> set[str]:
    """Ids of the records decided on after decision number `since`."""
    query = select(DecisionRow.record_id).where(
        DecisionRow.draft_id == draft_id, DecisionRow.decision_id > since
    )
    with Session(reviews.engine) as session:
        return set(session.scalars(query))


def combined(reviews: Reviews, adcode: str, report_id: str) -> list[Standing]:
    """What stands of a report's records over all its drafts: the newest word on each."""
    query = select(DraftRow.draft_id).where(
        DraftRow.adcode == adcode, DraftRow.report_id == report_id
    )
    with Session(reviews.engine) as session:
        drafts = list(session.scalars(query))
    found: dict[str, tuple[str, Standing]] = {}
    for draft_id in drafts:
        decisions = reviews.decisions(draft_id)
        spoken: dict[str, str] = {}
        for item in decisions:
            spoken[item.record_id] = max(spoken.get(item.record_id, ""), item.when)
        for record_id, standing in fold(decisions).items():
            if record_id not in found or found[record_id][0] < spoken[record_id]:
                found[record_id] = (spoken[record_id], standing)
    return [standing for _, standing in found.values()]
