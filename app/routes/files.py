"""A route as files: GPX in two datums, KML, GeoJSON, calendar, workbook; works in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from app.itinerary.onthway import WorkMet
from app.itinerary.out.geojson import geojson
from app.itinerary.out.gpx import gpx
from app.itinerary.out.ics import ics
from app.itinerary.out.kml import kml
from app.itinerary.out.sheet import Sheet
from app.itinerary.out.words import Lang
from app.itinerary.out.xlsx import xlsx
from app.messages import text
from etl.crs.datum import Datum


@dataclass(frozen=True, slots=True)
class RouteFile:
    """One kind of file."""

    ending: str
    mimetype: str
    make: Callable[[Sheet], bytes]


FILES: Mapping[str, RouteFile] = {
    "gpx": RouteFile(".gpx", "application/gpx+xml", lambda sheet: gpx(sheet).encode()),
    "gpx-gcj02": RouteFile(
        "-gcj02.gpx", "application/gpx+xml", lambda sheet: gpx(sheet, Datum.GCJ02).encode()
    ),
    "kml": RouteFile(
        ".kml", "application/vnd.google-earth.kml+xml", lambda sheet: kml(sheet).encode()
    ),
    "geojson": RouteFile(
        ".geojson",
        "application/geo+json",
        lambda sheet: json.dumps(geojson(sheet), ensure_ascii=False).encode(),
    ),
    "ics": RouteFile(
        ".ics", "text/calendar; charset=utf-8", lambda sheet: ics(sheet, datetime.now(UTC))
    ),
    "xlsx": RouteFile(
        ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx
    ),
}
_SURE = {"sure": "routes.met_sure", "maybe": "routes.met_maybe"}


def work_lines(works: tuple[WorkMet, ...], lang: Lang) -> list[str]:
    """A line for each work along the way: name, day, how sure. Those known by area only are told
    in one line, since a road through an area meets few of them."""
    lines, in_areas = [], 0
    for met in works:
        said = met.feature["properties"]
        if met.sureness == "area":
            in_areas += 1
            continue
        name = (said.get("name_en") if lang == "en" else "") or said.get("name", "")
        day = text("routes.day", lang, n=met.day + 1)
        lines.append(f"{name} · {day} · {text(_SURE[met.sureness], lang)}")
    if in_areas:
        lines.append(text("routes.met_areas", lang, n=in_areas))
    return lines
