"""What a person's placing is worth: its class, and the location it gives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shapely.geometry import shape

from etl.codes import LocationMethod, Precision
from etl.places.georef import smallest_circle
from etl.places.index import Gazetteer
from etl.places.model import Geometry, Location, Place
from etl.places.names import name_key
from etl.places.precision import LIMITS_M, finest_for
from etl.places.records import Override

_SETTLED_M = 2000.0
_LINES = ("LineString", "MultiLineString")


def class_of(geometry: Geometry, radius_m: float | None, *, is_surveyed: bool) -> Precision:
    """The class of a geometry drawn by a person whose whole lies within `radius_m` metres.

    A line or area is never `SURVEYED`; a line longer than a village is `LINE`, a wide area `TOWN`.
    Without a radius it is `SITE` where surveyed, else `VILLAGE`.
    """
    kind = geometry["type"]
    if radius_m is None:
        return Precision.SITE if is_surveyed else Precision.VILLAGE
    if kind == "Point":
        return finest_for(radius_m, is_surveyed=is_surveyed)
    if radius_m <= _SETTLED_M:
        return finest_for(radius_m)
    if kind in _LINES:
        return Precision.LINE
    return Precision.TOWN if radius_m <= 5 * LIMITS_M[-1][1] else Precision.DISTRICT


def least_radius(geometry: Geometry) -> float:
    """The radius in metres of the smallest circle that holds a line or area; 0 for a point."""
    form = shape(geometry)
    found = None if form.geom_type == "Point" else smallest_circle(form)
    return found.radius_m if found else 0.0


def geometry_of(row: Override) -> Geometry:
    """What a row draws: its line or area, else its point."""
    return row.geometry or {"type": "Point", "coordinates": [row.lon, row.lat]}


def placed_by(row: Override) -> Location:
    """The location a row gives."""
    geometry = geometry_of(row)
    given = row.method or ("survey" if row.is_surveyed else "hand")
    method = LocationMethod(given)  # type: ignore[call-arg]
    source = row.source or "人工标定"
    return Location(
        precision=class_of(geometry, row.uncertainty_m, is_surveyed=row.is_surveyed),
        method=method,
        geometry=geometry,
        uncertainty_m=row.uncertainty_m,
        source=source,
        source_ref=f"overrides.csv · {row.who} · {row.when}",
        source_confidence="high",
        note_zh=f"{method.label_zh}：{row.why}",
        note_en=f"{method.label_en.lower()}: {row.why}",
        verified_by=row.who,
        verified_on=row.when[:10],
    )


def with_overrides(gazetteer: Gazetteer) -> Gazetteer:
    """The gazetteer with the positions that people gave its entries, the last row of a name.

    A village that is placed by hand carries everything that lies in it. Where the ladder trusts
    the gazetteer more, only what has no position is filled.
    """
    trusted = {
        "override": gazetteer.outranks("override", "gazetteer"),
        "provider": gazetteer.outranks("provider", "gazetteer"),
    }
    rows = {name_key(row.name): row for row in gazetteer.overrides}
    if not rows:
        return gazetteer
    places = dict(gazetteer.places)
    for place in gazetteer.places.values():
        row = next(
            (rows[key] for name in (place.name, *place.aliases) if (key := name_key(name)) in rows),
            None,
        )
        # An area that others are grouped by keeps its outline: a point would not stand for it.
        if row is None or place.is_area:
            continue
        rung = "provider" if row.method == LocationMethod.PROVIDER.value else "override"
        if trusted[rung] or place.lon is None:
            places[place.place_id] = _moved(place, row)
    return replace(gazetteer, places=places)


def _moved(place: Place, row: Override) -> Place:
    said = placed_by(row)
    lon, lat = row.lon, row.lat
    if lon is None or lat is None:
        found = smallest_circle(shape(geometry_of(row)))
        if found is None:
            return place
        lon, lat = round(found.centre[0], 6), round(found.centre[1], 6)
    told: dict[str, Any] = {
        "lon": lon,
        "lat": lat,
        "uncertainty_m": row.uncertainty_m or max(1.0, least_radius(geometry_of(row))),
        "precision": said.precision,
        "method": said.method,
        "source": said.source,
        "source_ref": said.source_ref,
        "confidence": said.source_confidence,
        "note_zh": said.note_zh,
        "note_en": said.note_en,
    }
    return replace(place, **told)
