"""The tables of places, imports, providers and routes (SQLAlchemy 2).

Rows of history are only ever added. JSON stands as text, times as ISO 8601 in UTC, geometries as
GeoJSON in WGS84 degrees. `rev` counts the rows of one thing from 1; its unique key is what stops
two people from overwriting each other.

`imports` and `import_features` stay empty: an import is of record as files in the district's
folder, which a build reads without a database. They are not dropped because
`placements.import_id` refers to `imports` and backups made so far hold both; dropping them would
rewrite the one table whose rows nobody can make again.
"""

from __future__ import annotations

from sqlalchemy import Double, ForeignKey, Index, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.store.schema import Base


class PlacementRow(Base):
    """One step in the history of where a work lies: a place set, or an earlier step undone.

    `undoes_id` is the step taken back (geometry and the rest are then empty); a row without
    geometry and without `undoes_id` says that the work has no place by hand any more.
    `raw_value`/`raw_datum` are the position as it was given (`4711.2E…`, `GCJ02`).
    """

    __tablename__ = "placements"
    __table_args__ = (
        UniqueConstraint("district", "work_id", "rev", name="one_placement_a_rev"),
        UniqueConstraint("request_id", name="one_placement_a_request"),
    )

    placement_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    district: Mapped[str]
    work_id: Mapped[str]
    rev: Mapped[int]
    geometry: Mapped[str | None] = mapped_column(Text)
    radius_m: Mapped[float | None] = mapped_column(Double)
    precision: Mapped[int]
    method: Mapped[str]
    source: Mapped[str]
    source_ref: Mapped[str] = mapped_column(server_default="")
    note: Mapped[str] = mapped_column(Text, server_default="")
    raw_value: Mapped[str] = mapped_column(Text, server_default="")
    raw_datum: Mapped[str] = mapped_column(server_default="")
    import_id: Mapped[int | None] = mapped_column(ForeignKey("imports.import_id"))
    who: Mapped[str]
    when_utc: Mapped[str]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("placements.placement_id"))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("placements.placement_id"))
    request_id: Mapped[str | None]


class ImportRow(Base):
    """One file taken in: what it was, how it was read, who took it in, who took it back."""

    __tablename__ = "imports"
    __table_args__ = (Index("import_by_district", "district", "import_id"),)

    import_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    district: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    size_bytes: Mapped[int]
    format: Mapped[str]
    datum: Mapped[str]
    mapping: Mapped[str] = mapped_column(Text)
    report: Mapped[str] = mapped_column(Text, server_default="{}")
    source: Mapped[str] = mapped_column(server_default="")
    licence: Mapped[str] = mapped_column(server_default="")
    who: Mapped[str]
    when_utc: Mapped[str]
    undone_by: Mapped[str] = mapped_column(server_default="")
    undone_utc: Mapped[str] = mapped_column(server_default="")


class ImportFeatureRow(Base):
    """One feature of an import, in WGS84; west…north is its box, for looking up by place."""

    __tablename__ = "import_features"
    __table_args__ = (
        Index("feature_by_import", "import_id", "kind"),
        Index("feature_by_name", "name"),
        Index("feature_by_place", "west", "south"),
    )

    feature_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.import_id"))
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(server_default="")
    geometry: Mapped[str | None] = mapped_column(Text)
    west: Mapped[float | None] = mapped_column(Double)
    south: Mapped[float | None] = mapped_column(Double)
    east: Mapped[float | None] = mapped_column(Double)
    north: Mapped[float | None] = mapped_column(Double)
    properties: Mapped[str] = mapped_column(Text, server_default="{}")


class ProviderCacheRow(Base):
    """One answer of a provider, by a hash of the query: an address can be longer than a key may."""

    __tablename__ = "provider_cache"

    provider: Mapped[str] = mapped_column(primary_key=True)
    query_sha256: Mapped[str] = mapped_column(primary_key=True)
    query: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    fetched_at: Mapped[str]


class ItineraryRow(Base):
    """One version of a saved route. `itinerary_id` is the token of its share link."""

    __tablename__ = "itineraries"
    __table_args__ = (
        UniqueConstraint("itinerary_id", "version", name="one_itinerary_a_version"),
        Index("itinerary_by_district", "district", "itinerary_id"),
    )

    row_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    itinerary_id: Mapped[str]
    version: Mapped[int]
    district: Mapped[str]
    title: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, server_default="")
    is_removed: Mapped[bool] = mapped_column(server_default=false())
    who: Mapped[str]
    when_utc: Mapped[str]


class StopEditRow(Base):
    """One change of one field of a stop; values are JSON. `undoes_id` is the change taken back."""

    __tablename__ = "stop_edits"
    __table_args__ = (
        UniqueConstraint("district", "stop_id", "field", "rev", name="one_edit_a_rev"),
    )

    edit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    district: Mapped[str]
    stop_id: Mapped[str]
    field: Mapped[str]
    rev: Mapped[int]
    old_value: Mapped[str] = mapped_column(Text)
    new_value: Mapped[str] = mapped_column(Text)
    source: Mapped[str]
    why: Mapped[str] = mapped_column(Text, server_default="")
    who: Mapped[str]
    when_utc: Mapped[str]
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("stop_edits.edit_id"))
