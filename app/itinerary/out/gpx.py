"""GPX 1.1 (Topografix): waypoints, and one route a day through the placed stops."""

from __future__ import annotations

import gpxpy.gpx

from app.itinerary.out.sheet import DaySheet, Row, Sheet, Spot
from app.itinerary.out.words import clean, clock, day_words, word
from etl.crs.convert import from_wgs84
from etl.crs.datum import Datum


def gpx(sheet: Sheet, datum: Datum = Datum.WGS84) -> str:
    """The route as GPX text. `datum` WGS84 as the standard says, or GCJ02 for apps drawn on it.

    Stops without a position are named in the description of their day: a GPX point must have one.
    """
    book = gpxpy.gpx.GPX()
    book.creator = "Hetu"
    book.name = sheet.title
    book.description = word("gcj" if datum is Datum.GCJ02 else "wgs", sheet.lang)
    for spot in sheet.spots:
        at = position(spot, datum)
        if at is not None:
            point = gpxpy.gpx.GPXWaypoint(at[1], at[0], name=spot.name, description=spot.note)
            book.waypoints.append(point)
    for number, day in enumerate(sheet.days, start=1):
        book.routes.append(_route(day, number, sheet, datum))
    return clean(book.to_xml(version="1.1"))


def _route(day: DaySheet, number: int, sheet: Sheet, datum: Datum) -> gpxpy.gpx.GPXRoute:
    route = gpxpy.gpx.GPXRoute(
        name=f"{word('day', sheet.lang).format(n=number)} {day_words(day.day, sheet.lang)}"
    )
    missing = []
    for row in day.rows:
        if row.spot is None:
            continue
        at = position(row.spot, datum)
        if at is None:
            missing.append(f"{clock(row.at)} {row.spot.name}: {row.spot.note}")
            continue
        route.points.append(
            gpxpy.gpx.GPXRoutePoint(at[1], at[0], name=row.spot.name, description=_said(row))
        )
    route.description = "; ".join((sheet.travel, *missing))
    return route


def _said(row: Row) -> str:
    times = clock(row.at) if row.until is None else f"{clock(row.at)}–{clock(row.until)}"
    return f"{times} {row.detail}".strip()


def position(spot: Spot, datum: Datum) -> tuple[float, float] | None:
    """Longitude and latitude in `datum`, six decimals; None without a position."""
    if spot.lon is None or spot.lat is None:
        return None
    if datum is Datum.WGS84:
        return round(spot.lon, 6), round(spot.lat, 6)
    lon, lat = from_wgs84(spot.lon, spot.lat, datum)
    return round(float(lon), 6), round(float(lat), 6)
