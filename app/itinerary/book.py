"""The book of a district: every stop with its facts and the position roads are reckoned to.

A stop's position is, in this order: its own in the published layers; the nearest published place
that anchors.csv names (a stand-in with a radius); the middle of the area it lies in, with the
radius that holds all of it; none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from shapely.geometry import shape

from app.itinerary.defaults import SHARED
from app.itinerary.facts import (
    read_facts,
    read_holidays,
    read_hours,
    read_shows,
    read_sources,
    read_zone_rules,
)
from app.itinerary.model import Book, Line, Place, Season, Stop, ZoneClass
from app.itinerary.rows import Edits, read_rows, season_of
from etl.crs.geodesy import destination, farthest_m
from etl.places.tourism import GROUPING_EN, GROUPING_ZH, ROUTE_COLUMNS, STOP_COLUMNS
from etl.sources.geojson import read_features
from etl.tables import Row

ANCHOR_COLUMNS = (
    "stop_id", "place_id", "offset_m", "bearing_deg", "radius_m", "source_id", "note_zh", "note_en",
)  # fmt: skip
BASE_COLUMNS = ("place_id", "kind", "name_en")
SEASON_COLUMNS = ("route_id", "first", "last", "source_id", "note_zh", "note_en")
_Features = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Position:
    lon: float | None = None
    lat: float | None = None
    radius_m: float | None = None
    is_stand_in: bool = False
    zh: str = ""
    en: str = ""


def load_book(district_dir: Path, layers: Path | None = None, edits: Edits | None = None) -> Book:
    """Everything the planner knows of a district, from `tourism/` and the published layers.

    `edits` are laid over the tables (see `rows.Edits`). Raises TableError naming file, row, cause.
    """
    folder = district_dir / "tourism"
    published = layers or district_dir / "layers"
    stops_at = _by_id(published / "tourism_stops.geojson")
    places_at = _by_id(published / "places.geojson")
    sources = read_sources(district_dir)
    hours = read_hours(folder, sources, edits)
    shows = read_shows(folder, sources, edits)
    facts = read_facts(folder, sources, edits)
    anchors = {row["stop_id"]: row for row in read_rows(folder, "anchors", ANCHOR_COLUMNS, edits)}
    lines = _lines(folder, edits)
    stops = {}
    for row in read_rows(folder, "stops", STOP_COLUMNS, edits):
        stop_id = row.required("stop_id")
        where = _position(stops_at.get(stop_id), anchors.get(stop_id), places_at)
        zone = [fact for fact in facts if fact.stop_id == stop_id and fact.kind == "zone_class"]
        zone.sort(key=lambda fact: not fact.is_chosen)
        stops[stop_id] = Stop(
            stop_id=stop_id,
            name_zh=row.required("name"),
            name_en=row.cells.get("name_en", ""),
            kind=row.required("kind"),
            lon=where.lon,
            lat=where.lat,
            radius_m=where.radius_m,
            is_stand_in=where.is_stand_in,
            position_zh=where.zh,
            position_en=where.en,
            line_ids=tuple(line.line_id for line in lines.values() if stop_id in line.stop_ids),
            opening=tuple(rule for rule in hours if rule.stop_id == stop_id),
            shows=tuple(show for show in shows if show.stop_id == stop_id),
            facts=tuple(fact for fact in facts if fact.stop_id == stop_id),
            zone_class=cast(ZoneClass, zone[0].value) if zone else "",
            note_zh=row["note_zh"],
            note_en=row["note_en"],
        )
    return Book(
        stops,
        _bases(read_rows(folder, "bases", BASE_COLUMNS, edits), places_at),
        lines,
        tuple(read_zone_rules(SHARED / "zone_rules.csv")),
        tuple(read_holidays(SHARED / "holidays.csv")),
    )


def _by_id(path: Path) -> dict[str, dict[str, Any]]:
    if not path.is_file():
        return {}
    return {feature["properties"]["id"]: feature for feature in read_features(path)}


def _lines(folder: Path, edits: Edits | None) -> dict[str, Line]:
    seasons: dict[str, list[Row]] = {}
    for row in read_rows(folder, "line_seasons", SEASON_COLUMNS):
        seasons.setdefault(row["route_id"], []).append(row)
    stops: dict[str, list[Row]] = {}
    # One row a stop, so the id stands many times and rows cannot be edited by it.
    for row in read_rows(folder, "routes", ROUTE_COLUMNS):
        stops.setdefault(row.required("route_id"), []).append(row)
    return {
        line_id: Line(
            line_id,
            rows[0].required("name"),
            rows[0]["name_en"],
            tuple(row["stop_id"] for row in rows),
            is_editorial := rows[0]["is_editorial"] == "true",
            GROUPING_ZH if is_editorial else "",
            GROUPING_EN if is_editorial else "",
            tuple(season_of(row) for row in seasons.get(line_id, ())) or (Season(),),
            "；".join(row["note_zh"] for row in seasons.get(line_id, ())),
            "; ".join(row["note_en"] for row in seasons.get(line_id, ())),
        )
        for line_id, rows in stops.items()
    }


def _position(
    feature: Mapping[str, Any] | None, anchor: Row | None, places: _Features
) -> _Position:
    """Where roads are reckoned to for one stop."""
    said = feature["properties"] if feature else {}
    geometry = feature["geometry"] if feature else None
    if geometry and geometry["type"] == "Point" and not said.get("is_area"):
        lon, lat = geometry["coordinates"][:2]
        return _Position(lon, lat, said.get("uncertainty_m"), False,
                         said.get("location_note_zh", ""),
                         said.get("location_note_en", ""))  # fmt: skip
    if anchor is not None:
        return _anchored(anchor, places)
    if geometry:
        area = shape(geometry)
        middle = area.representative_point()
        centre = (float(middle.x), float(middle.y))
        return _Position(*centre, farthest_m(centre, area), True,
                         f"按所在区域的中间估算：{said.get('location_note_zh', '')}",
                         "reckoned to the middle of the area: "
                         f"{said.get('location_note_en', '')}")  # fmt: skip
    return _Position(zh=said.get("reason_zh", ""), en=said.get("reason_en", ""))


def _anchored(row: Row, places: _Features) -> _Position:
    place = places.get(row["place_id"])
    if place is None or not place["geometry"] or place["geometry"]["type"] != "Point":
        raise row.fault(
            f"地名“{row['place_id']}”没有公开点位，不能作替代点。请换一个，或运行 hetu build。",
            f"place '{row['place_id']}' has no published point to stand in. Name another, or run "
            "hetu build.",
        )
    lon, lat = place["geometry"]["coordinates"][:2]
    offset = row.number_of("offset_m")
    if offset:
        lon, lat = destination((lon, lat), row.number_of("bearing_deg") or 0.0, offset)
    return _Position(lon, lat, row.number_of("radius_m"), True, row["note_zh"], row["note_en"])


def _bases(rows: Sequence[Row], places: _Features) -> dict[str, Place]:
    out = {}
    for row in rows:
        place = places.get(row.required("place_id"))
        point = place["geometry"] if place else None
        has_point = point is not None and point["type"] == "Point"
        lon, lat = point["coordinates"][:2] if point and has_point else (None, None)
        said = place["properties"] if place else {}
        out[row["place_id"]] = Place(
            row["place_id"],
            str(said.get("name", row["place_id"])),
            row["name_en"],
            lon,
            lat,
            said.get("uncertainty_m"),
            row["kind"],
        )
    return out
