"""Drafts and decisions: what the first release made without a record of its version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.migrations.refuse import refuse_downgrade

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "draft",
        sa.Column("draft_id", sa.String(), primary_key=True),
        sa.Column("adcode", sa.String(), nullable=False),
        sa.Column("report_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
    )
    op.create_table(
        "decision",
        sa.Column("decision_id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("draft_id", sa.String(), sa.ForeignKey("draft.draft_id"), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.UniqueConstraint("draft_id", "record_id", "rev", name="one_decision_a_rev"),
    )
    op.create_index("decision_by_draft", "decision", ["draft_id", "decision_id"])


downgrade = refuse_downgrade
