"""Coordinates of any declared datum to WGS84 degrees, once, on entry; and back where asked.

CGCS2000 Gauss-Kruger in 3-degree zones: EPSG:4534 + (CM - 75) / 3 without a zone prefix in the
easting, EPSG:4513 + (zone - 25) with it; zone = CM / 3. Source: EPSG registry.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
from pyproj import Transformer

from etl.crs.datum import Datum
from etl.crs.offset import Pair, bd09_to_gcj02, gcj02_to_bd09, gcj02_to_wgs84, wgs84_to_gcj02
from etl.errors import CoordinateError


def gk3_epsg(central_meridian: int) -> int:
    """EPSG code of the CGCS2000 3-degree zone with this central meridian (75…135, step 3)."""
    if central_meridian not in range(75, 136, 3):
        raise CoordinateError(
            f"中央经线 {central_meridian}° 不是 3 度带的中央经线（75…135，每 3 度）。",
            f"{central_meridian} is no central meridian of a 3-degree zone (75 to 135 by 3).",
        )
    return 4534 + (central_meridian - 75) // 3


def to_wgs84(
    x: npt.ArrayLike, y: npt.ArrayLike, datum: Datum, *, central_meridian: int | None = None
) -> Pair:
    """Any datum to WGS84 lon/lat degrees.

    x is longitude or easting, y latitude or northing. A Gauss-Kruger easting with zone prefix
    (8 digits, 41xxxxxx) names its zone itself; without one `central_meridian` is needed.
    Raises CoordinateError where the central meridian is missing or does not fit.
    """
    first, second = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    match datum:
        case Datum.WGS84 | Datum.CGCS2000:
            return first, second
        case Datum.GCJ02:
            return gcj02_to_wgs84(first, second)
        case Datum.BD09:
            return gcj02_to_wgs84(*bd09_to_gcj02(first, second))
        case Datum.CGCS2000_GK3:
            return _from_gk3(first, second, central_meridian)


def from_wgs84(
    lon: npt.ArrayLike, lat: npt.ArrayLike, datum: Datum, *, central_meridian: int | None = None
) -> Pair:
    """WGS84 degrees to any datum; Gauss-Kruger eastings carry no zone prefix."""
    first, second = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
    match datum:
        case Datum.WGS84 | Datum.CGCS2000:
            return first, second
        case Datum.GCJ02:
            return wgs84_to_gcj02(first, second)
        case Datum.BD09:
            return gcj02_to_bd09(*wgs84_to_gcj02(first, second))
        case Datum.CGCS2000_GK3:
            if central_meridian is None:
                raise _no_meridian()
            out = _transformer(gk3_epsg(central_meridian), False).transform(first, second)
            return np.asarray(out[0]), np.asarray(out[1])


def _from_gk3(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], cm: int | None) -> Pair:
    prefix = np.floor(x / 1_000_000).astype(int)
    zones = set(np.unique(prefix).tolist())
    if zones != {0}:
        if len(zones) > 1 or not zones <= set(range(25, 46)):
            raise CoordinateError(
                f"横坐标带号不一致或不在 25—45:{sorted(zones)}。",
                f"zone prefixes of the eastings are mixed or outside 25 to 45: {sorted(zones)}.",
            )
        zone = zones.pop()
        if cm is not None and cm != zone * 3:
            raise CoordinateError(
                f"横坐标带号 {zone} 与所给中央经线 {cm}° 不符。",
                f"zone prefix {zone} does not fit the central meridian {cm} given.",
            )
        cm, x = zone * 3, x - zone * 1_000_000
    if cm is None:
        raise _no_meridian()
    out = _transformer(gk3_epsg(cm), True).transform(x, y)
    return np.asarray(out[0]), np.asarray(out[1])


def _no_meridian() -> CoordinateError:
    return CoordinateError(
        "投影坐标缺少中央经线（3 度带，如 123）。请写明。",
        "projected coordinates need their central meridian (3-degree zone, such as 123).",
    )


@cache
def _transformer(epsg: int, inverse: bool) -> Transformer:
    # 4490 stands for 4326 here: the two differ by centimetres, and a direct 4326 pipeline could
    # pick a grid that this machine may or may not have.
    codes = (epsg, 4490) if inverse else (4490, epsg)
    return Transformer.from_crs(*codes, always_xy=True)
