"""Which reference each row of read numbers has, and the row in WGS84."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from etl.crs.datum import Datum
from etl.crs.gauss import PREFIX_M, meridian_of_zone, meridians, width_of_zone
from etl.crs.geodesy import LonLat, distance_m
from etl.crs.numerals import Value
from etl.crs.offset import Array
from etl.crs.reference import Reference
from etl.errors import CoordinateError

REACH_M = 150_000.0
"""How far from `near` a position without a zone may lie to be taken for one of its district."""


def settle(
    values: Sequence[tuple[Value, Value] | None],
    east: Array,
    north: Array,
    declared: Reference | None,
    near: LonLat | None,
    faults: dict[int, CoordinateError],
) -> tuple[Array, Array, list[Reference | None]]:
    """(lon, lat, reference) of every row; nan, None and a fault where it can't be told."""
    references: list[Reference | None] = [None] * len(values)
    groups: dict[Reference, list[int]] = {}
    for index, pair in enumerate(values):
        if pair is None or not np.isfinite(east[index]):
            continue
        try:
            found = (_of_metres if pair[0].is_metric else _of_degrees)(
                east[index], north[index], declared, near
            )
        except CoordinateError as error:
            faults[index] = error
            continue
        references[index] = found
        groups.setdefault(found, []).append(index)
    lon, lat = np.full(len(values), np.nan), np.full(len(values), np.nan)
    for reference, rows in groups.items():
        lon[rows], lat[rows] = reference.to_wgs84(east[rows], north[rows])
    return lon, lat, references


def _of_degrees(
    _east: float, _north: float, declared: Reference | None, _near: LonLat | None
) -> Reference:
    if declared is None:
        return Reference(Datum.WGS84)
    if declared.datum.is_projected:
        raise CoordinateError(
            f"写明的是投影坐标（{declared.label_zh}），数却是度。请改正其一。",
            f"declared as metres ({declared.label_en}) but the numbers are degrees. "
            "Correct one of them.",
        )
    return declared


def _of_metres(
    east: float, north: float, declared: Reference | None, near: LonLat | None
) -> Reference:
    frame = declared.datum.frame if declared else Datum.CGCS2000
    if frame is Datum.WGS84:
        frame = Datum.CGCS2000
    if frame in (Datum.GCJ02, Datum.BD09):
        raise CoordinateError(
            f"写明的是 {frame.label_zh}，数却是米。请改正其一。",
            f"declared as {frame.label_en} but the numbers are metres. Correct one of them.",
        )
    zone = int(east // PREFIX_M)
    if declared and declared.datum.is_projected:
        if zone == 0 and declared.central_meridian is None:
            return Reference(declared.datum, _near_meridian(east, north, declared.datum, near))
        declared.to_wgs84(east, north)  # raises where number and meridian do not fit
        return declared
    if zone == 0:
        datum = frame.in_zones(3)
        return Reference(datum, _near_meridian(east, north, datum, near))
    width = width_of_zone(zone)
    if not width:
        raise CoordinateError(
            f"横坐标 {east:.0f} 的带号 {zone} 不在中国的带号之内（3 度带 25—45，6 度带 13—23）。",
            f"the easting {east:.0f} begins with {zone}, no zone of China "
            "(25 to 45 at 3 degrees, 13 to 23 at 6).",
        )
    return Reference(frame.in_zones(width), meridian_of_zone(zone, width))


def _near_meridian(east: float, north: float, datum: Datum, near: LonLat | None) -> int:
    """The central meridian that brings the point to the known ground; every 6-degree one is tried
    too, being a 3-degree one as well."""
    if near is not None:
        tried = []
        for meridian in meridians(datum.zone_width):
            lon, lat = Reference(datum, meridian).to_wgs84(east, north)
            if np.isfinite(lon):
                tried.append((distance_m(near, (float(lon), float(lat))), meridian))
        tried.sort()
        if tried and tried[0][0] <= REACH_M and tried[1][0] > 1.5 * tried[0][0]:
            return tried[0][1]
    raise CoordinateError(
        "高斯坐标没有带号，中央经线也未写明。请写明中央经线（如 123），或在横坐标前加带号。",
        "Gauss-Kruger metres without the zone's number: state the central meridian (such as 123) "
        "or put the number before the easting.",
    )
