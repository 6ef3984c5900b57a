"""What every published layer has in common: the property models and the layer declaration.

A layer file is a GeoJSON FeatureCollection (RFC 7946, WGS84 lon/lat, 6 decimals). Its properties
fit one pydantic model; unknown properties are refused, so a typo cannot slip into a release.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from etl.codes import Category, LocationMethod, Precision, Stage, WorkType

Origin = Literal["text", "corrected", "added", "table"]
"""Where a record comes from: the report's text unaided, corrected by a table row, added by one,
or a table of the district alone (a village that the report does not name)."""


class Strict(BaseModel):
    """Base of all property models: closed and immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Figure(Strict):
    """A figure promised for a work, as written and in SI units."""

    name: str
    comparator: str
    comparator_code: str
    value: float
    value_max: float | None = None
    unit: str
    value_si: float | None = None
    unit_si: str = ""
    indicator_id: str = ""


class MentionRef(Strict):
    """One place of the report that speaks of the work.

    `section` is 一…七, 总目标, 名词解释 or 回顾; `start`/`end` index the normalised text;
    `core` is the clause's core composed from stored facts: verb〔name〕outcome.
    """

    mention_id: str
    report: str
    section: str
    paragraph_title: str
    sentence_index: int
    clause_index: int
    start: int
    end: int
    mention: str
    core: str
    work_type: WorkType | None
    stage: Stage | None
    verb_phrase: str
    outcome: str = ""
    due: str = ""
    quantity: float | None = None
    unit: str = ""
    is_review: bool = False
    confidence: float = Field(ge=0, le=1)
    rule: str
    origin: Origin


class Placed(Strict):
    """How surely a feature is placed (Darwin Core point-radius; see `etl.places.model`).

    `uncertainty_m` is None where unknown, never 0. `area_id` is the area that contains the feature
    (a feature of layer `places`); `is_area` says the geometry is that area, not a position.
    """

    precision: Precision
    uncertainty_m: float | None = Field(default=None, gt=0)
    place_id: str = ""
    area_id: str = ""
    is_area: bool = False
    location_method: LocationMethod
    location_source: str = ""
    location_source_ref: str = ""
    location_confidence: str = ""
    location_note_zh: str = ""
    location_note_en: str = ""
    reason_zh: str = ""
    reason_en: str = ""
    verified_by: str = ""
    verified_on: str = ""

    @model_validator(mode="after")
    def _say_why(self) -> Placed:
        """A placed feature names its source; an unplaced one says why."""
        placed = self.precision not in (Precision.NOT_PLACED, Precision.OUTSIDE)
        if placed and not self.location_source:
            raise ValueError("a placed feature needs location_source")
        if self.precision == Precision.NOT_PLACED and not self.reason_zh:
            raise ValueError("a feature without a place needs reason_zh")
        return self


class WorkProperties(Placed):
    """A work, site, firm, road, village, zone or route that the report names.

    `focus_areas` are 1…7 in order (0 overall), one for each section that names the work;
    `stage` and `work_type` are those of the leading mention; `related_ids` are works that
    concern this place (a village lists the water works that stands in it).
    """

    id: str
    layer: str
    name: str
    name_en: str = ""
    aliases: list[str] = []
    category: Category
    focus_areas: list[int] = []
    stage: Stage | None = None
    work_type: WorkType | None = None
    named: bool = True
    promise_zh: str = ""
    due: str = ""
    figures: list[Figure] = []
    mentions: list[MentionRef] = []
    related_ids: list[str] = []
    origin: Origin = "text"


class VillageProperties(WorkProperties):
    """A village or town with its statistical code (12 or 9 digits, text) and the list's year."""

    code: str = Field(pattern=r"^\d{9}(\d{3})?$")
    code_year: int
    parent_code: str = ""
    parent_name: str = ""


class ZoneProperties(WorkProperties):
    """A tourism zone; `is_schematic` marks an outline drawn for reading (示意)."""

    zone_kind: Literal["layout", "centre", "quarter", "published_extent", "zone"] = "zone"
    is_schematic: bool = False


class RouteProperties(WorkProperties):
    """A themed tourism line: a named list of candidate stops, no geometry of its own."""

    stop_ids: list[str] = []
    grouping_zh: str = ""
    grouping_en: str = ""


class StopProperties(Placed):
    """A candidate stop of the themed lines."""

    id: str
    layer: str = "tourism_stops"
    name: str
    name_en: str = ""
    kind: str
    route_ids: list[str] = []
    note_zh: str = ""
    note_en: str = ""


class BoundaryProperties(Strict):
    """An administrative outline; `role` says what it is to this district."""

    id: str
    layer: str = "boundaries"
    name: str
    adcode: str
    role: Literal["district", "neighbour", "prefecture", "context"]
    area_km2: float
    source: str
    licence: str


class PlaceProperties(Placed):
    """A gazetteer entry; areas that group works (urban area, town, district) are here too."""

    id: str
    layer: str = "places"
    name: str
    name_en: str = ""
    kind: str
    aliases: list[str] = []
    code: str = ""
    code_year: int | None = None
    parent_id: str = ""
    is_schematic: bool = False
    licence: str


class IndicatorProperties(Strict):
    """One figure of the report: a target, or a result where `is_review`."""

    id: str
    layer: str = "indicators"
    name: str
    comparator: str
    comparator_code: str
    value: float
    value_max: float | None = None
    unit: str
    value_si: float
    unit_si: str
    period: str = ""
    place: str = ""
    section: str
    focus_area: int
    report: str
    paragraph_title: str = ""
    sentence_index: int
    clause_index: int
    start: int
    end: int
    is_review: bool = False
    confidence: float = Field(ge=0, le=1)
    rule: str
    origin: Origin
    work_ids: list[str] = []


@dataclass(frozen=True, slots=True)
class Layer:
    """The declaration of one published layer."""

    name: str
    title_zh: str
    title_en: str
    model: type[BaseModel]
    about_zh: str
    about_en: str

    @property
    def filename(self) -> str:
        """The file's name in `layers/`."""
        return f"{self.name}.geojson"


Feature = dict[str, Any]
"""A GeoJSON feature."""
