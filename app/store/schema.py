"""The tables of the store (SQLAlchemy 2)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all tables."""


class DraftRow(Base):
    """A report put in for review: its text and what extraction made of it."""

    __tablename__ = "draft"

    draft_id: Mapped[str] = mapped_column(primary_key=True)
    adcode: Mapped[str] = mapped_column(default="")
    report_id: Mapped[str]
    title: Mapped[str]
    file_name: Mapped[str]
    text_sha256: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    facts: Mapped[str] = mapped_column(Text)
    created_by: Mapped[str]
    created_at: Mapped[str]


class DecisionRow(Base):
    """One decision; the unique key is what stops two people from overwriting each other."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("draft_id", "record_id", "rev", name="one_decision_a_rev"),
        Index("decision_by_draft", "draft_id", "decision_id"),
    )

    decision_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    draft_id: Mapped[str] = mapped_column(ForeignKey("draft.draft_id"))
    target: Mapped[str]
    record_id: Mapped[str]
    rev: Mapped[int]
    action: Mapped[str]
    fields: Mapped[str] = mapped_column(Text)
    who: Mapped[str]
    at: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
