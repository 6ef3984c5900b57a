"""Drafts and the decisions on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.store.schema import DecisionRow, DraftRow
from etl.catalogue.review import Action, Decision, Standing, Target, fold
from etl.errors import HetuError
from etl.files import sha256_of


class ConflictError(HetuError):
    """Somebody else has decided on the record in the meantime; `standing` is what stands now."""

    def __init__(self, standing: Standing) -> None:
        last = standing.made[-1] if standing.made else None
        who = last.who if last else "?"
        super().__init__(
            f"{who} 刚刚处理了这一条；请先看他的决定，再作更改。",
            f"{who} has just decided on this record; look at that first, then change it.",
        )
        self.standing = standing


@dataclass(frozen=True, slots=True)
class Draft:
    """A report put in for review. `facts` is what `extraction_json` gives, with record ids."""

    draft_id: str
    adcode: str
    report_id: str
    title: str
    file_name: str
    text: str
    facts: dict[str, Any]
    created_by: str
    created_at: str


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Reviews:
    """The review part of the store."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def put_in(
        self,
        *,
        adcode: str,
        report_id: str,
        title: str,
        file_name: str,
        text: str,
        facts: Mapping[str, Any],
        who: str,
    ) -> str:
        """Keep a draft; the same text put in again is the same draft, decisions and all.

        Its facts are renewed, so that better rules show; decisions hang on record ids and stay.
        """
        sha = sha256_of(text.encode())
        draft_id = sha[:12]
        with Session(self.engine) as session, session.begin():
            row = session.get(DraftRow, draft_id)
            if row is None:
                row = DraftRow(draft_id=draft_id, created_by=who, created_at=_now())
                session.add(row)
            row.adcode, row.report_id, row.title = adcode, report_id, title
            row.file_name, row.text_sha256, row.text = file_name, sha, text
            row.facts = json.dumps(facts, ensure_ascii=False)
        return draft_id

    def drafts(self) -> list[Draft]:
        """All drafts, newest first."""
        with Session(self.engine) as session:
            rows = session.scalars(select(DraftRow).order_by(DraftRow.created_at.desc()))
            return [_draft(row) for row in rows]

    def draft(self, draft_id: str) -> Draft:
        """One draft; HetuError where there is none."""
        with Session(self.engine) as session:
            row = session.get(DraftRow, draft_id)
            if row is None:
                raise HetuError(f"没有草稿 {draft_id}。", f"there is no draft {draft_id}.")
            return _draft(row)

    def decisions(self, draft_id: str) -> list[Decision]:
        """Every decision on a draft, in the order in which they were made."""
        query = (
            select(DecisionRow)
            .where(DecisionRow.draft_id == draft_id)
            .order_by(DecisionRow.decision_id)
        )
        with Session(self.engine) as session:
            return [_decision(row) for row in session.scalars(query)]

    def standings(self, draft_id: str) -> dict[str, Standing]:
        """What stands of every record that was decided on."""
        return fold(self.decisions(draft_id))

    def decide(
        self,
        draft_id: str,
        target: Target,
        record_id: str,
        *,
        rev: int,
        action: Action,
        who: str,
        fields: Mapping[str, Any] | None = None,
        why: str = "",
    ) -> Standing:
        """Record a decision made on revision `rev` (0: none yet); ConflictError if that is past."""
        row = DecisionRow(
            draft_id=draft_id,
            target=target,
            record_id=record_id,
            rev=rev + 1,
            action=action,
            fields=json.dumps(dict(fields or {}), ensure_ascii=False),
            who=who,
            at=_now(),
            why=why,
        )
        standing = self.standings(draft_id).get(record_id)
        if standing is not None and standing.rev != rev:
            raise ConflictError(standing)
        try:
            with Session(self.engine) as session, session.begin():
                session.add(row)
        except IntegrityError:
            raise ConflictError(self.standings(draft_id)[record_id]) from None
        return self.standings(draft_id)[record_id]


def _draft(row: DraftRow) -> Draft:
    return Draft(
        draft_id=row.draft_id,
        adcode=row.adcode,
        report_id=row.report_id,
        title=row.title,
        file_name=row.file_name,
        text=row.text,
        facts=json.loads(row.facts),
        created_by=row.created_by,
        created_at=row.created_at,
    )


def _decision(row: DecisionRow) -> Decision:
    return Decision(
        target=cast(Target, row.target),
        record_id=row.record_id,
        rev=row.rev,
        action=cast(Action, row.action),
        fields=json.loads(row.fields),
        who=row.who,
        when=row.at,
        why=row.why,
    )
