"""Placements, imports, answers of providers, itineraries, edits of stops."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.migrations.refuse import refuse_downgrade

revision = "0002"
down_revision: str | None = "0001"

Column = sa.Column[object]


def _text(name: str, *, empty: bool = False, long: bool = False) -> Column:
    kind = sa.Text() if long else sa.String()
    return sa.Column(name, kind, nullable=False, server_default="" if empty else None)


def _who() -> list[Column]:
    return [_text("who"), _text("when_utc")]


def upgrade() -> None:
    """Make the tables."""
    _imports()
    _placements()
    _routes()
    op.create_table(
        "provider_cache",
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("query_sha256", sa.String(), primary_key=True),
        _text("query", long=True),
        _text("answer", long=True),
        _text("fetched_at"),
    )


def _imports() -> None:
    op.create_table(
        "imports",
        sa.Column("import_id", sa.Integer(), primary_key=True, autoincrement=True),
        _text("district"),
        _text("file_name"),
        _text("sha256"),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        _text("format"),
        _text("datum"),
        _text("mapping", long=True),
        sa.Column("report", sa.Text(), nullable=False, server_default="{}"),
        _text("source", empty=True),
        _text("licence", empty=True),
        *_who(),
        _text("undone_by", empty=True),
        _text("undone_utc", empty=True),
    )
    op.create_index("import_by_district", "imports", ["district", "import_id"])
    op.create_table(
        "import_features",
        sa.Column("feature_id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("import_id", sa.Integer(), sa.ForeignKey("imports.import_id"), nullable=False),
        _text("kind"),
        _text("name", empty=True),
        sa.Column("geometry", sa.Text()),
        *(sa.Column(side, sa.Double()) for side in ("west", "south", "east", "north")),
        sa.Column("properties", sa.Text(), nullable=False, server_default="{}"),
    )
    op.create_index("feature_by_import", "import_features", ["import_id", "kind"])
    op.create_index("feature_by_name", "import_features", ["name"])
    op.create_index("feature_by_place", "import_features", ["west", "south"])


def _placements() -> None:
    own = "placements.placement_id"
    op.create_table(
        "placements",
        sa.Column("placement_id", sa.Integer(), primary_key=True, autoincrement=True),
        _text("district"),
        _text("work_id"),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("geometry", sa.Text()),
        sa.Column("radius_m", sa.Double()),
        sa.Column("precision", sa.Integer(), nullable=False),
        _text("method"),
        _text("source"),
        _text("source_ref", empty=True),
        _text("note", empty=True, long=True),
        _text("raw_value", empty=True, long=True),
        _text("raw_datum", empty=True),
        sa.Column("import_id", sa.Integer(), sa.ForeignKey("imports.import_id")),
        *_who(),
        sa.Column("supersedes_id", sa.Integer(), sa.ForeignKey(own)),
        sa.Column("undoes_id", sa.Integer(), sa.ForeignKey(own)),
        sa.Column("request_id", sa.String()),
        sa.UniqueConstraint("district", "work_id", "rev", name="one_placement_a_rev"),
        sa.UniqueConstraint("request_id", name="one_placement_a_request"),
    )


def _routes() -> None:
    op.create_table(
        "itineraries",
        sa.Column("row_id", sa.Integer(), primary_key=True, autoincrement=True),
        _text("itinerary_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("district"),
        _text("title"),
        _text("body", long=True),
        _text("note", empty=True, long=True),
        sa.Column("is_removed", sa.Boolean(), nullable=False, server_default=sa.false()),
        *_who(),
        sa.UniqueConstraint("itinerary_id", "version", name="one_itinerary_a_version"),
    )
    op.create_index("itinerary_by_district", "itineraries", ["district", "itinerary_id"])
    op.create_table(
        "stop_edits",
        sa.Column("edit_id", sa.Integer(), primary_key=True, autoincrement=True),
        _text("district"),
        _text("stop_id"),
        _text("field"),
        sa.Column("rev", sa.Integer(), nullable=False),
        _text("old_value", long=True),
        _text("new_value", long=True),
        _text("source"),
        _text("why", empty=True, long=True),
        *_who(),
        sa.Column("undoes_id", sa.Integer(), sa.ForeignKey("stop_edits.edit_id")),
        sa.UniqueConstraint("district", "stop_id", "field", "rev", name="one_edit_a_rev"),
    )


downgrade = refuse_downgrade
