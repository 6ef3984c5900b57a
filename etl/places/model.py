"""Places and locations, after the point-radius method.

Source: Darwin Core `coordinateUncertaintyInMeters`: the radius in metres of the smallest circle
around the point that contains the whole of the place; None where unknown, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from etl.codes import LocationMethod, Precision

Geometry = dict[str, Any]
"""A GeoJSON geometry object, WGS84 lon/lat (RFC 7946)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry. Coordinates are WGS84 degrees; `geometry` is set for lines and areas.

    `kind` is an English word (village, town, subdistrict, community, district, urban_area,
    railway_station, airport, street, compound, school, site, reserve, landmark …);
    `parent_id` is the smallest known container; `code` the 6/9/12-digit statistical code;
    `is_schematic` marks an area whose outline is drawn for reading, not published.
    """

    place_id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    lon: float | None
    lat: float | None
    uncertainty_m: float | None
    precision: Precision
    method: LocationMethod
    source: str
    source_ref: str
    licence: str
    confidence: str = ""
    note_zh: str = ""
    note_en: str = ""
    parent_id: str = ""
    code: str = ""
    code_year: int | None = None
    geometry: Geometry | None = None
    is_schematic: bool = False
    is_area: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """Where a work is, how surely, and who says so.

    `geometry` is a Point for a pin, a line or polygon where one is known, None where the work
    stands for a whole area (`area_id` names it) or is not placed (`reason_*` says why).
    """

    precision: Precision
    method: LocationMethod
    geometry: Geometry | None = None
    uncertainty_m: float | None = None
    place_id: str = ""
    area_id: str = ""
    source: str = ""
    source_ref: str = ""
    source_confidence: str = ""
    note_zh: str = ""
    note_en: str = ""
    reason_zh: str = ""
    reason_en: str = ""
    verified_by: str = ""
    verified_on: str = ""
    rung: str = ""
    """The rung of the trust ladder that answered; not published."""
