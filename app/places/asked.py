"""What the place page sends, checked: a position with its radius, how it was found and by whom."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shapely.geometry import shape

from app.review.fields import who_of
from app.review.guard import RefusedError
from app.store.placements import check_geometry
from etl.codes import LocationMethod, Precision
from etl.places.by_hand import class_of, least_radius

KINDS = ("Point", "LineString", "Polygon")
METHODS = (
    LocationMethod.HAND,
    LocationMethod.SURVEY,
    LocationMethod.IMPORT,
    LocationMethod.GAZETTEER,
    LocationMethod.PROVIDER,
    LocationMethod.OFFSET,
)
MOST_POINTS = 20_000
WIDEST_M = 100_000.0

DEFAULT_RADIUS_M = {"click": 100.0, "drag": 100.0, "typed": 30.0, "phone": 30.0, "draw": 50.0}
"""The radius in metres the page proposes by how a position was given; the person has the last word.

A click is as good as the map under it: the page takes ten pixels of the present scale where that is
more. A phone says its own accuracy, a typed coordinate its last digit, where that is more.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A placing as the page asks for it. `geometry` is GeoJSON in WGS84, radius in metres."""

    expected: int | None
    geometry: dict[str, Any]
    radius_m: float
    precision: Precision
    method: LocationMethod
    source: str
    source_ref: str
    note: str
    raw_value: str
    raw_datum: str
    who: str
    request_id: str | None


def asked_of(body: dict[str, object], home: Any) -> Asked:
    """The placing in a request. Raises RefusedError with what is wrong and what to do.

    `home` is the outline of the district: what lies outside needs `outside: true`, said knowingly.
    """
    geometry = _geometry(body.get("geometry"))
    method = _method(body.get("method"))
    is_surveyed = method is LocationMethod.SURVEY
    radius = _radius(body.get("radius_m"), geometry)
    if (
        body.get("outside") is not True
        and not home.is_empty
        and not home.intersects(shape(geometry))
    ):
        raise RefusedError(
            "这个位置在本区以外。确实在区外的，请勾选“在区外”再确认。",
            "This position lies outside the district. If it really does, tick 'outside' and "
            "confirm again.",
            422,
        )
    who = who_of(body)
    return Asked(
        expected=number_of(body, "expected"),
        geometry=geometry,
        radius_m=radius,
        precision=class_of(geometry, radius, is_surveyed=is_surveyed),
        method=method,
        source=_text(body, "source", 300) or method.label_zh,
        source_ref=_text(body, "source_ref", 500),
        note=_text(body, "note", 500),
        raw_value=_text(body, "raw_value", 500),
        raw_datum=_text(body, "raw_datum", 60),
        who=who,
        request_id=_text(body, "request_id", 64) or None,
    )


def number_of(body: dict[str, object], name: str) -> int | None:
    """A whole number or null of a request."""
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise RefusedError(f"{name} 应为整数。", f"{name} should be a whole number.", 400)
    return value


def today() -> str:
    """The day in UTC, ISO 8601."""
    return datetime.now(UTC).date().isoformat()


def _geometry(value: object) -> dict[str, Any]:
    if not isinstance(value, dict) or value.get("type") not in KINDS:
        raise RefusedError(
            "没有收到位置。请在地图上点一下，或输入坐标。",
            "No position was received. Click on the map, or type coordinates.",
            400,
        )
    found = check_geometry({"type": value["type"], "coordinates": value.get("coordinates")})
    form = shape(found)
    if len(form.wkt) > MOST_POINTS * 40:
        raise RefusedError(
            "图形的点太多。请简化。", "The drawing has too many points. Simplify it."
        )
    return found


def _radius(value: object, geometry: dict[str, Any]) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise RefusedError(
            "请给出误差半径（米）。", "Give the radius within which it lies, in metres.", 422
        )
    if not 0 < value <= WIDEST_M:
        raise RefusedError(
            "误差半径应大于 0、不超过 100 公里。",
            "The radius should be above 0 and at most 100 km.",
        )
    # A line or area lies within the circle that holds the whole of it, however well it is drawn.
    return float(math.ceil(max(float(value), least_radius(geometry))))


def _method(value: object) -> LocationMethod:
    found = next((item for item in METHODS if item.value == value), None)
    if found is None:
        raise RefusedError("没有说明位置的来历。", "How the position was found is not said.", 400)
    return found


def _text(body: dict[str, object], name: str, most: int) -> str:
    value = body.get(name)
    return " ".join(value.split())[:most] if isinstance(value, str) else ""
