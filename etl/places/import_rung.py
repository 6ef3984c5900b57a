"""The rung "imported": what the owner's data and open maps say of where a named work is."""

from __future__ import annotations

import math
from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from etl.codes import LocationMethod, Precision, Stage
from etl.crs.geodesy import LonLat, farthest_m
from etl.places.beside import length_m, parse_beside, part_beside
from etl.places.import_records import ImportedFeature
from etl.places.imports import Match, best
from etl.places.index import Gazetteer
from etl.places.model import Location, Place
from etl.places.precision import LIMITS_M, finest_for
from etl.places.query import PlaceQuery
from etl.sources.geojson import plain_geometry

_AREA_KINDS = ("subdistrict", "town", "township", "community")
_WIDEST_M = LIMITS_M[-1][1]
_ANCHOR_M = 500.0
"""A place known less surely than this has no sides to speak of."""


def imported(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """The one imported thing of this name inside the district; the part of a street that is meant.

    An open map does not overrule a position of the curated gazetteer, nor does it give a site to a
    lead that has none yet. Several things of one name place nothing.
    """
    if query.is_quantity_only or not gazetteer.imports.features:
        return None
    match = gazetteer.imports.find(query.names)
    if match is None:
        return None
    part = _street_part(query, gazetteer, match)
    if part is not None:
        return part
    feature = match.only
    if feature is None:
        return None
    is_lead = query.stage is Stage.IDENTIFICATION
    if feature.batch.authority == "open" and (is_lead or _is_curated(query, gazetteer)):
        return None
    return located_at(feature, is_exact=match.is_exact)


def located_at(feature: ImportedFeature, *, is_exact: bool = True) -> Location:
    """Where an imported feature puts a work: a pin with its radius, a line, or a wide area."""
    zh = f"导入数据同名：{feature.name}" if is_exact else f"导入数据别名：{feature.name}"
    en = f"imported, {'exact name' if is_exact else 'alias'}: {feature.name}"
    credit = feature.batch.attribution
    found = Location(
        precision=Precision.LINE,
        method=LocationMethod.IMPORT,
        source=feature.batch.title,
        source_ref=_reference(feature),
        source_confidence="high" if is_exact else "medium",
        note_zh=f"{zh}（{credit}）" if credit else zh,
        note_en=f"{en} ({credit})" if credit else en,
    )
    if feature.is_line:
        return replace(found, geometry=plain_geometry(feature.geometry))
    radius = feature.uncertainty_m or _WIDEST_M
    if radius > _WIDEST_M and feature.geometry.geom_type != "Point":
        outline = plain_geometry(feature.geometry)
        return replace(found, precision=Precision.TOWN, geometry=outline)
    return replace(
        found,
        precision=finest_for(radius),
        geometry={"type": "Point", "coordinates": [feature.lon, feature.lat]},
        uncertainty_m=radius,
    )


def with_imports(gazetteer: Gazetteer) -> Gazetteer:
    """The gazetteer with the positions that imports give its entries.

    The owner's data moves what is there; an open map fills only what has no position.
    """
    imports = gazetteer.imports
    if not imports.features:
        return gazetteer
    fills: dict[str, list[str]] = {}
    for kind in imports.kinds.values():
        for filled in kind.fills:
            fills.setdefault(filled, []).append(kind.kind)
    raises = gazetteer.outranks("imported", "gazetteer")
    places = dict(gazetteer.places)
    for place in gazetteer.places.values():
        if place.kind not in fills:
            continue
        match = imports.find((place.name, *place.aliases), fills[place.kind])
        feature = match.only if match else None
        if feature is None or feature.is_line:
            continue
        # Where the ladder trusts the gazetteer more, own data too only fills what is missing.
        is_open = feature.batch.authority == "open" or not raises
        if not (is_open and (place.lon is not None or place.is_area)):
            places[place.place_id] = _filled(place, feature)
    return replace(gazetteer, places=places)


def _filled(place: Place, feature: ImportedFeature) -> Place:
    said = located_at(feature)
    credited = replace(
        place,
        method=LocationMethod.IMPORT,
        source=said.source,
        source_ref=said.source_ref,
        licence=feature.batch.licence,
        confidence=said.source_confidence,
        note_zh=said.note_zh,
        note_en=said.note_en,
    )
    if place.kind in _AREA_KINDS and feature.geometry.geom_type.endswith("Polygon"):
        outline = plain_geometry(feature.geometry)
        return replace(credited, geometry=outline, is_area=True, is_schematic=False)
    if place.is_area:
        return place
    return replace(
        credited,
        lon=feature.lon,
        lat=feature.lat,
        uncertainty_m=feature.uncertainty_m,
        precision=said.precision,
    )


def _street_part(query: PlaceQuery, gazetteer: Gazetteer, match: Match) -> Location | None:
    """The part of a street beside the place a hint names; it also tells namesakes apart."""
    streets = [best(group) for group in match.things if best(group).is_line]
    if not streets:
        return None
    for hint in query.spatial_hints:
        asked = parse_beside(hint)
        anchor = _anchor(asked[0], gazetteer) if asked else None
        if asked is None or anchor is None:
            continue
        centre, radius, name = anchor
        parts = [
            (street, part)
            for street in streets
            if (part := part_beside([street.geometry], centre, radius, asked[1])) is not None
        ]
        if len(parts) == 1:
            return _beside(*parts[0], hint, name)
    return None


def _beside(street: ImportedFeature, part: BaseGeometry, hint: str, anchor: str) -> Location:
    whole = located_at(street)
    middle = part.interpolate(0.5, normalized=True) if part.geom_type == "LineString" else None
    centre = middle if middle is not None else part.centroid
    radius = max(10.0, math.ceil(farthest_m((centre.x, centre.y), part) / 10) * 10.0)
    metres = round(length_m(part) / 10) * 10
    return replace(
        whole,
        precision=max(finest_for(radius), Precision.SITE),
        geometry=plain_geometry(part),
        uncertainty_m=radius,
        note_zh=f"{whole.note_zh}；按“{hint}”取{anchor}旁的一段，约 {metres} 米",
        note_en=f"{whole.note_en}; by '{hint}' the part beside {anchor}, about {metres} m",
    )


def _anchor(name: str, gazetteer: Gazetteer) -> tuple[LonLat, float, str] | None:
    """Centre, radius and name of the place a street is seen from."""
    match = gazetteer.imports.find((name,))
    feature = match.only if match else None
    if feature is not None and not feature.is_line:
        return (feature.lon, feature.lat), feature.uncertainty_m or 0.0, feature.name
    place = gazetteer.named(name)
    if place is None or place.lon is None or place.lat is None:
        return None
    radius = place.uncertainty_m or _WIDEST_M
    return ((place.lon, place.lat), radius, place.name) if radius <= _ANCHOR_M else None


def _is_curated(query: PlaceQuery, gazetteer: Gazetteer) -> bool:
    """Whether the gazetteer's own tables give one of the names a sourced position."""
    for name in query.names:
        place = gazetteer.named(name)
        if place is not None and place.lon is not None:
            return place.method not in (LocationMethod.OFFSET, LocationMethod.IMPORT)
    return False


def _reference(feature: ImportedFeature) -> str:
    return f"{feature.batch.file} · {feature.batch.batch_id} · {feature.row}"


def outline_radius(geometry: BaseGeometry) -> tuple[float, float, float]:
    """(lon, lat, radius in metres) of the circle that holds a whole outline."""
    centre = geometry.centroid
    if not shapely.covers(geometry, centre):
        centre = geometry.representative_point()
    lon, lat = round(centre.x, 6), round(centre.y, 6)
    return lon, lat, max(10.0, float(math.ceil(farthest_m((lon, lat), geometry))))
