"""What the tables of a gazetteer hold, beside places: relations, overrides, sources, rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from etl.places.model import Geometry


class RelationKind(StrEnum):
    """How a subject stands to an object. Only the first five, and the ends of a line, place."""

    CONTAINED_IN = "contained_in"
    OFFSET_FROM = "offset_from"
    ACROSS_FROM = "across_from"
    ORDER_ALONG = "order_along"
    OUTSIDE = "outside"
    ON_STREET = "on_street"
    LINE_LENGTH = "line_length"
    LINE_START = "line_start"
    LINE_END = "line_end"
    SAME_NAME_AS = "same_name_as"
    BESIDE = "beside"
    EXTENT = "extent"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Relation:
    """One published statement about where a thing is.

    `object` is a place id or name. `value` by kind: offset_from "2.5 km NE"; order_along "2/4"
    (second of four between the ends of the line); across_from "湖" (across the lake from it);
    line_length "21.17 km"; else a short fact.
    `confidence` is high, medium or low (low never places anything).
    """

    subject: str
    kind: RelationKind
    object: str
    value: str
    source_id: str
    source_ref: str
    date: str
    confidence: str
    is_inferred: bool
    note_zh: str
    row: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from."""

    source_id: str
    title_zh: str
    title_en: str
    publisher: str
    address: str
    licence: str
    date: str
    taken: str


@dataclass(frozen=True, slots=True)
class Override:
    """A position set or confirmed by a person. Coordinates are WGS84 (converted on entry).

    `method` is how it was found (empty: by hand); one confirmed from an online geocoder answers at
    the rung "provider", every other at "override". `ref` names the step of the store it was written
    from, `raw` the position as given, with its datum; all empty in rows typed by hand.
    """

    name: str
    lon: float | None
    lat: float | None
    uncertainty_m: float | None
    geometry: Geometry | None
    is_surveyed: bool
    who: str
    when: str
    why: str
    method: str = ""
    source: str = ""
    work_id: str = ""
    raw: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class AreaRule:
    """When a work stands for an area: `field` is lead, hint, name, category or context.

    `pattern` is a regular expression, for `lead` and `category` over category codes; `role` is
    a role of the district (urban, rural, district, prefecture) or `none`.
    """

    order: int
    field: str
    pattern: str
    role: str
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the trust ladder; a lower rank is trusted more."""

    rank: int
    code: str
    label_zh: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Role:
    """Which area plays a role in this district, why, and who says so."""

    role: str
    place_id: str
    reason_zh: str
    reason_en: str
    source_id: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class DistrictInfo:
    """What a district says of itself (district.toml)."""

    adcode: str
    name_zh: str
    name_en: str
    prefecture: str
    prefecture_name_zh: str
    prefecture_name_en: str
    central_meridian: int
    roles: dict[str, Role]
    name_stems: dict[str, str]
    """A stem that names a place inside longer names (stem to place id)."""
