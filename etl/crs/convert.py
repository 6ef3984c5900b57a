"""Coordinates of any declared datum to WGS84 degrees, once, on entry; and back where asked."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from etl.crs import old
from etl.crs.axes import in_order
from etl.crs.datum import Datum
from etl.crs.gauss import (
    PREFIX_M,
    meridian_of_zone,
    meridians_of,
    to_degrees,
    to_metres,
    width_of_zone,
    zone_number,
)
from etl.crs.offset import Array, Pair, bd09_to_gcj02, gcj02_to_bd09, gcj02_to_wgs84, wgs84_to_gcj02
from etl.errors import CoordinateError


def to_wgs84(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    datum: Datum,
    *,
    central_meridian: int | None = None,
    swapped: bool | None = False,
) -> Pair:
    """Any datum to WGS84 lon/lat degrees, arrays of the shape given; nan stays nan.

    x is longitude or easting, y latitude or northing; `swapped=True` takes them the other way
    round, `None` finds out from the numbers. A Gauss-Kruger easting with the zone's number (8
    digits, 41xxxxxx) names its zone itself, row by row; without one `central_meridian` is needed.
    Raises CoordinateError where the central meridian is missing or does not fit, or the order of
    the axes can't be told.
    """
    first, second = in_order(x, y, datum, swapped)
    if datum.is_projected:
        first, second = _from_metres(first, second, datum, central_meridian)
    match datum.frame:
        case Datum.GCJ02:
            return gcj02_to_wgs84(first, second)
        case Datum.BD09:
            return gcj02_to_wgs84(*bd09_to_gcj02(first, second))
        case Datum.XIAN80:
            return old.xian80_to_wgs84(first, second)
        case Datum.BEIJING54:
            return old.beijing54_to_wgs84(first, second)
        case _:
            return first, second


def from_wgs84(
    lon: npt.ArrayLike,
    lat: npt.ArrayLike,
    datum: Datum,
    *,
    central_meridian: int | None = None,
    prefixed: bool = False,
) -> Pair:
    """WGS84 degrees to any datum.

    Gauss-Kruger eastings carry the zone's number only with `prefixed`; then, without a
    `central_meridian`, every point goes to the zone of its own longitude. Raises CoordinateError
    where neither is given (`etl.crs.gauss.meridian_for` finds the one for a layer).
    """
    first, second = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    match datum.frame:
        case Datum.GCJ02:
            first, second = wgs84_to_gcj02(first, second)
        case Datum.BD09:
            first, second = gcj02_to_bd09(*wgs84_to_gcj02(first, second))
        case Datum.XIAN80:
            first, second = old.wgs84_to_xian80(first, second)
        case Datum.BEIJING54:
            first, second = old.wgs84_to_beijing54(first, second)
        case _:
            pass
    if not datum.is_projected:
        return first, second
    if central_meridian is None:
        if not prefixed:
            raise _no_meridian(datum)
        meridians = meridians_of(first, datum.zone_width)
    else:
        meridians = np.full(first.shape, central_meridian)
    return _by_meridian(first, second, datum, meridians, prefixed)


def _by_meridian(
    lon: Array, lat: Array, datum: Datum, meridians: npt.NDArray[np.int64], prefixed: bool
) -> Pair:
    x, y = np.full(lon.shape, np.nan), np.full(lat.shape, np.nan)
    for meridian in np.unique(meridians).tolist():
        here = meridians == meridian
        x[here], y[here] = to_metres(lon[here], lat[here], datum, meridian)
        if prefixed:
            x[here] += zone_number(meridian, datum.zone_width) * PREFIX_M
    return x, y


def _from_metres(x: Array, y: Array, datum: Datum, central_meridian: int | None) -> Pair:
    """Metres to degrees of the datum's own frame, every row in its own zone."""
    known = np.isfinite(x) & np.isfinite(y)
    prefix = np.zeros(x.shape, dtype=np.int64)
    prefix[known] = np.floor(x[known] / PREFIX_M)
    lon, lat = np.full(x.shape, np.nan), np.full(y.shape, np.nan)
    for zone in np.unique(prefix[known]).tolist():
        meridian = _meridian(zone, datum, central_meridian)
        here = known & (prefix == zone)
        lon[here], lat[here] = to_degrees(x[here] - zone * PREFIX_M, y[here], datum, meridian)
    return lon, lat


def _meridian(zone: int, datum: Datum, declared: int | None) -> int:
    """Central meridian of the rows whose easting begins with this number (0: with none)."""
    width = datum.zone_width
    if zone == 0:
        if declared is None:
            raise _no_meridian(datum)
        return declared
    if width_of_zone(zone) != width:
        first, last = (25, 45) if width == 3 else (13, 23)
        raise CoordinateError(
            f"横坐标带号 {zone} 不在 {width} 度带的 {first}—{last} 之内。请核对坐标与带宽。",
            f"zone prefix {zone} of the easting is outside {first} to {last} of the {width}-degree "
            "zones. Check coordinates and width.",
        )
    meridian = meridian_of_zone(zone, width)
    if declared is not None and declared != meridian:
        raise CoordinateError(
            f"横坐标带号 {zone} 与所给中央经线 {declared}° 不符。请改正其一。",
            f"zone prefix {zone} does not fit the central meridian {declared} given. "
            "Correct one of them.",
        )
    return meridian


def _no_meridian(datum: Datum) -> CoordinateError:
    return CoordinateError(
        f"投影坐标缺少中央经线（{datum.zone_width} 度带，如 123）。请写明。",
        f"projected coordinates need their central meridian ({datum.zone_width}-degree zone, "
        "such as 123). State it.",
    )
