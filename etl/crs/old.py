"""Xi'an 80 and Beijing 54 to WGS84: approximate by nature, and declared so.

The exact parameters are kept by the surveying offices and differ from place to place. What is
public gives tens of metres:

- Beijing 54: EPSG lists six sets for parts of China. The geocentric translation of EPSG:15921
  (15.8, -154.4, -82.3 m) is taken; over China the other five lie within 43 m of it (a test
  measures this), so 50 m is declared.
- Xi'an 80: EPSG lists no set. The guide to the use of CGCS2000 (National Administration of
  Surveying, Mapping and Geoinformation) gives the move of map sheets from Xi'an 80 to CGCS2000 as
  -9…+43 m north and +76…+119 m east over the country. The middle, 17 m north and 97.5 m east, is
  taken; half the ranges together are 34 m, so 40 m is declared.

Who needs better converts with the parameters of the local office first and declares CGCS2000.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from pyproj import Transformer

from etl.crs.offset import Array, Pair

BEIJING54_TRANSLATION_M = (15.8, -154.4, -82.3)
XIAN80_MOVE_M = (97.5, 17.0)
"""East, north."""

_SEMI_MAJOR_M, _ECC_SQUARED = 6378137.0, 0.00669438002290


def beijing54_to_wgs84(lon: Array, lat: Array) -> Pair:
    """Beijing 54 degrees to WGS84 degrees, to within 50 m."""
    out = _translation().transform(lon, lat)
    return np.asarray(out[0]), np.asarray(out[1])


def wgs84_to_beijing54(lon: Array, lat: Array) -> Pair:
    """WGS84 degrees to Beijing 54 degrees, by iteration: the exact inverse of the other way."""
    x, y = lon, lat
    for _ in range(6):  # heights are dropped on the way, so PROJ's own inverse is 1 cm off
        there_x, there_y = beijing54_to_wgs84(x, y)
        x, y = x + (lon - there_x), y + (lat - there_y)
    return x, y


def xian80_to_wgs84(lon: Array, lat: Array) -> Pair:
    """Xi'an 80 degrees to WGS84 degrees, to within 40 m."""
    east, north = _move(lat)
    return lon + east, lat + north


def wgs84_to_xian80(lon: Array, lat: Array) -> Pair:
    """WGS84 degrees to Xi'an 80 degrees, by iteration: the exact inverse of the other way."""
    x, y = lon, lat
    for _ in range(4):
        there_x, there_y = xian80_to_wgs84(x, y)
        x, y = x + (lon - there_x), y + (lat - there_y)
    return x, y


def _move(lat: Array) -> Pair:
    """The move of Xi'an 80 in degrees at a latitude."""
    flat = 1.0 - _ECC_SQUARED * np.sin(np.radians(lat)) ** 2
    parallel_m = _SEMI_MAJOR_M / np.sqrt(flat) * np.cos(np.radians(lat))
    meridian_m = _SEMI_MAJOR_M * (1.0 - _ECC_SQUARED) / flat**1.5
    east, north = XIAN80_MOVE_M
    return np.degrees(east / parallel_m), np.degrees(north / meridian_m)


@cache
def _translation() -> Transformer:
    x, y, z = BEIJING54_TRANSLATION_M
    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        "+step +proj=push +v_3 +step +proj=cart +ellps=krass "
        f"+step +proj=helmert +x={x} +y={y} +z={z} "
        "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 "
        "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
    )
