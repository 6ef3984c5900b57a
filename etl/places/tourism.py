"""Tourism tables of a district: zones, themed lines and their candidate stops, each placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from etl.codes import LocationMethod, Precision
from etl.places.answers import area_precision
from etl.places.index import Gazetteer
from etl.places.model import Location, Place
from etl.sources.geojson import read_features
from etl.tables import Row, read_table

ZoneKind = Literal["layout", "centre", "quarter", "published_extent", "zone"]

STOP_COLUMNS = (
    "stop_id", "name", "kind", "place_id", "within", "source_id", "note_zh", "note_en",
)  # fmt: skip
ROUTE_COLUMNS = ("route_id", "name", "aliases", "name_en", "stop_id", "is_editorial", "source_id")
ZONE_COLUMNS = (
    "zone_id", "name", "aliases", "name_en", "zone_kind", "place_id", "source_id",
    "note_zh", "note_en",
)  # fmt: skip
GROUPING_ZH = "候选站点为编辑归类，未见公布的站点名单"
GROUPING_EN = "candidate stops are an editorial grouping; no list of stops is published"


@dataclass(frozen=True, slots=True)
class Stop:
    """A candidate stop; `route_ids` are the lines that list it."""

    stop_id: str
    name: str
    kind: str
    route_ids: tuple[str, ...]
    location: Location
    note_zh: str
    note_en: str


@dataclass(frozen=True, slots=True)
class Route:
    """A themed line, its stops in no order; `is_editorial` where no list is published."""

    route_id: str
    name: str
    aliases: tuple[str, ...]
    name_en: str
    stop_ids: tuple[str, ...]
    is_editorial: bool
    grouping_zh: str
    grouping_en: str
    source: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of the tourism layout, drawn by a place of the gazetteer."""

    zone_id: str
    name: str
    aliases: tuple[str, ...]
    name_en: str
    zone_kind: ZoneKind
    place_id: str
    is_schematic: bool
    location: Location
    note_zh: str
    note_en: str


def _rows(district_dir: Path, name: str, columns: Sequence[str]) -> list[Row]:
    """A tourism table; a district without the folder has none, one with it must be whole."""
    folder = district_dir / "tourism"
    return read_table(folder / name, columns) if folder.is_dir() else []


def read_stops(district_dir: Path, gazetteer: Gazetteer) -> list[Stop]:
    """tourism/stops.csv in table order; TableError names file, row and cause."""
    lines: dict[str, list[str]] = {}
    for row in _rows(district_dir, "routes.csv", ROUTE_COLUMNS):
        lines.setdefault(row["stop_id"], []).append(row["route_id"])
    outlines = {
        feature["properties"]["adcode"]: feature["properties"]["name"]
        for feature in read_features(district_dir / "base" / "boundaries.geojson")
    }
    out = []
    for row in _rows(district_dir, "stops.csv", STOP_COLUMNS):
        stop_id = row.required("stop_id")
        out.append(
            Stop(
                stop_id=stop_id,
                name=row.required("name"),
                kind=row.required("kind"),
                route_ids=tuple(lines.get(stop_id, ())),
                location=_stop_location(row, gazetteer, outlines),
                note_zh=row["note_zh"],
                note_en=row["note_en"],
            )
        )
    return out


def read_routes(district_dir: Path, gazetteer: Gazetteer) -> list[Route]:
    """tourism/routes.csv, one row a stop, in table order; TableError for an unknown stop."""
    stops = {row["stop_id"] for row in _rows(district_dir, "stops.csv", STOP_COLUMNS)}
    grouped: dict[str, list[Row]] = {}
    for row in _rows(district_dir, "routes.csv", ROUTE_COLUMNS):
        if row["stop_id"] not in stops:
            raise row.fault(
                f"站点“{row['stop_id']}”不在 stops.csv 中。",
                f"stop '{row['stop_id']}' is not in stops.csv.",
            )
        grouped.setdefault(row.required("route_id"), []).append(row)
    return [
        Route(
            route_id=route_id,
            name=rows[0].required("name"),
            aliases=_list(rows[0]["aliases"]),
            name_en=rows[0]["name_en"],
            stop_ids=tuple(row["stop_id"] for row in rows),
            is_editorial=rows[0]["is_editorial"] == "true",
            grouping_zh=GROUPING_ZH if rows[0]["is_editorial"] == "true" else "",
            grouping_en=GROUPING_EN if rows[0]["is_editorial"] == "true" else "",
            source=_source(rows[0], gazetteer),
        )
        for route_id, rows in grouped.items()
    ]


def read_zones(district_dir: Path, gazetteer: Gazetteer) -> list[Zone]:
    """tourism/zones.csv in table order; TableError for an unknown place or kind."""
    out = []
    for row in _rows(district_dir, "zones.csv", ZONE_COLUMNS):
        if row["zone_kind"] not in get_args(ZoneKind):
            raise row.fault(
                f"片区类别“{row['zone_kind']}”不认识。", f"unknown zone kind '{row['zone_kind']}'."
            )
        place = _place(row, gazetteer)
        out.append(
            Zone(
                zone_id=row.required("zone_id"),
                name=row.required("name"),
                aliases=_list(row["aliases"]),
                name_en=row["name_en"],
                zone_kind=cast(ZoneKind, row["zone_kind"]),
                place_id=place.place_id,
                is_schematic=row["zone_kind"] in ("centre", "quarter"),
                location=_shown_by(row, gazetteer, place),
                note_zh=row["note_zh"],
                note_en=row["note_en"],
            )
        )
    return out


def _stop_location(row: Row, gazetteer: Gazetteer, outlines: Mapping[str, str]) -> Location:
    if row["place_id"]:
        return _shown_by(row, gazetteer, _place(row, gazetteer))
    within = row.required("within")
    if within not in outlines:
        raise row.fault(f"代码“{within}”不在底图中。", f"code '{within}' is not in the base map.")
    home = gazetteer.home
    name = outlines[within]
    return Location(
        precision=Precision.DISTRICT if within == home.place_id else Precision.OUTSIDE,
        method=LocationMethod.CONTAINMENT,
        area_id=within if within in gazetteer.places else "",
        source=_source(row, gazetteer),
        source_confidence="medium",
        note_zh=f"在{name}，没有公开坐标",
        note_en=f"in {name}, no published position",
        reason_zh=f"在{name}，没有公开坐标",
        reason_en=f"in {name}, no published position",
    )


def _shown_by(row: Row, gazetteer: Gazetteer, place: Place) -> Location:
    """At the place's point, else by the area that stands for it."""
    area = gazetteer.area_of(place)
    has_point = place.lon is not None and not place.is_area
    return Location(
        precision=place.precision if has_point else area_precision(gazetteer, area),
        method=place.method,
        geometry={"type": "Point", "coordinates": [place.lon, place.lat]} if has_point else None,
        uncertainty_m=place.uncertainty_m if has_point else None,
        place_id=place.place_id,
        area_id=area.place_id,
        source=place.source,
        source_ref=place.source_ref,
        source_confidence=place.confidence,
        note_zh=place.note_zh or row["note_zh"],
        note_en=place.note_en or row["note_en"],
    )


def _place(row: Row, gazetteer: Gazetteer) -> Place:
    place = gazetteer.places.get(row["place_id"])
    if place is None:
        raise row.fault(
            f"地名“{row['place_id']}”不在地名库中。",
            f"place '{row['place_id']}' is not in the gazetteer.",
        )
    return place


def _source(row: Row, gazetteer: Gazetteer) -> str:
    source = gazetteer.sources.get(row["source_id"])
    if source is None:
        raise row.fault(
            f"来源“{row['source_id']}”不在 sources.csv 中。",
            f"source '{row['source_id']}' is not in sources.csv.",
        )
    return source.title_zh


def _list(cell: str) -> tuple[str, ...]:
    return tuple(item for item in cell.split("|") if item)
