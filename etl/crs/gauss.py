"""Gauss-Kruger zones of China: which one, its EPSG code, metres to degrees of the same datum.

Zones of 3 degrees: number n has its central meridian at 3n (25…45, 75E…135E); of 6 degrees: at
6n - 3 (13…23). An easting may carry the zone's number before its six digits (41 590 123); the two
numberings do not overlap, so a prefix says the width too. EPSG keeps two rows of codes for each
datum, with the number in the false easting and without. Source: EPSG registry.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
from pyproj import Transformer

from etl.crs.datum import Datum
from etl.crs.offset import Pair
from etl.errors import CoordinateError

FIRST_MERIDIAN, LAST_MERIDIAN = 75, 135
FALSE_EASTING_M = 500_000.0
PREFIX_M = 1_000_000.0

#: First code of the row with the zone's number in the easting, and of the row without.
_EPSG = {
    Datum.CGCS2000_GK3: (4513, 4534),
    Datum.CGCS2000_GK6: (4491, 4502),
    Datum.XIAN80_GK3: (2349, 2370),
    Datum.XIAN80_GK6: (2327, 2338),
    Datum.BEIJING54_GK3: (2401, 2422),
    Datum.BEIJING54_GK6: (21413, 21453),
}
_DEGREES = {Datum.CGCS2000: 4490, Datum.XIAN80: 4610, Datum.BEIJING54: 4214}


def meridians(width: int) -> range:
    """Every central meridian of China's zones of this width, in degrees."""
    return range(FIRST_MERIDIAN, LAST_MERIDIAN + 1, width)


def meridians_of(lon: npt.ArrayLike, width: int = 3) -> npt.NDArray[np.int64]:
    """The central meridian of the zone each longitude lies in (a western edge belongs to it)."""
    degrees = np.asarray(lon, dtype=np.float64)
    start = FIRST_MERIDIAN - width / 2
    steps = np.floor((np.nan_to_num(degrees) - start) / width).astype(np.int64)
    return FIRST_MERIDIAN + width * np.clip(steps, 0, len(meridians(width)) - 1)


def meridian_for(lon: npt.ArrayLike, width: int = 3) -> int:
    """The one central meridian for a whole layer: that of its middle longitude."""
    degrees = np.asarray(lon, dtype=np.float64).ravel()
    return int(meridians_of((np.nanmin(degrees) + np.nanmax(degrees)) / 2, width))


def zone_number(central_meridian: int, width: int = 3) -> int:
    """Number of the zone: 41 for 123 at a width of 3, 21 at a width of 6."""
    return (central_meridian + (3 if width == 6 else 0)) // width


def meridian_of_zone(number: int, width: int = 3) -> int:
    """Central meridian of a zone by its number."""
    return number * width - (3 if width == 6 else 0)


def width_of_zone(number: int) -> int:
    """3 or 6, as the number of a zone tells; 0 where no zone of China has it."""
    for width in (3, 6):
        if meridian_of_zone(number, width) in meridians(width):
            return width
    return 0


def gk_epsg(datum: Datum, central_meridian: int, *, prefixed: bool = False) -> int:
    """EPSG code of a zone. Raises CoordinateError where the meridian is not a zone's own."""
    width = datum.zone_width
    if central_meridian not in meridians(width):
        raise CoordinateError(
            f"中央经线 {central_meridian}° 不是 {width} 度带的中央经线"
            f"（{FIRST_MERIDIAN}…{LAST_MERIDIAN}，每 {width} 度）。请改正。",
            f"{central_meridian} is no central meridian of a {width}-degree zone "
            f"({FIRST_MERIDIAN} to {LAST_MERIDIAN} by {width}). Correct it.",
        )
    step = (central_meridian - FIRST_MERIDIAN) // width
    return _EPSG[datum][0 if prefixed else 1] + step


@cache
def epsg_table() -> dict[int, tuple[Datum, int]]:
    """Every EPSG code of a zone: its datum and central meridian."""
    return {
        gk_epsg(datum, meridian, prefixed=prefixed): (datum, meridian)
        for datum in _EPSG
        for meridian in meridians(datum.zone_width)
        for prefixed in (True, False)
    }


def to_degrees(x: npt.ArrayLike, y: npt.ArrayLike, datum: Datum, central_meridian: int) -> Pair:
    """Easting (no prefix) and northing in metres to degrees of the datum's own frame."""
    out = _transformer(gk_epsg(datum, central_meridian), _DEGREES[datum.frame], True).transform(
        np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    )
    return _finite(out)


def to_metres(lon: npt.ArrayLike, lat: npt.ArrayLike, datum: Datum, central_meridian: int) -> Pair:
    """Degrees of the datum's own frame to easting (no prefix) and northing in metres."""
    out = _transformer(gk_epsg(datum, central_meridian), _DEGREES[datum.frame], False).transform(
        np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    )
    return _finite(out)


def _finite(pair: tuple[object, object]) -> Pair:
    """PROJ says inf where a point is out of its reach; here that is nan."""
    first, second = (np.asarray(values, dtype=np.float64) for values in pair)
    return np.where(np.isfinite(first), first, np.nan), np.where(
        np.isfinite(second), second, np.nan
    )


@cache
def _transformer(metres: int, degrees: int, inverse: bool) -> Transformer:
    # Both of one datum, so that no grid this machine may or may not have comes in between.
    codes = (metres, degrees) if inverse else (degrees, metres)
    return Transformer.from_crs(*codes, always_xy=True)
