"""GCJ-02 and BD-09: the two offset systems of Chinese online maps, vectorised.

The GCJ-02 offset is a published series of sines over (lon - 105, lat - 35) on the Krasovsky 1940
ellipsoid. It has no closed inverse: the inverse here iterates to less than a centimetre. BD-09 is a
further rotation and scaling of GCJ-02.

Outside China there is no offset. "Outside" is the rule of every open implementation: the rectangle
72.004…137.8347 E, 0.8293…55.8271 N, not the border; parts of the neighbouring countries lie in it.
Of a GCJ-02 position it is the WGS84 position behind it that counts.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
Pair: TypeAlias = tuple[Array, Array]

_SEMI_MAJOR_M = 6378245.0  # Krasovsky 1940
_ECC_SQUARED = 0.00669342162296594323
_CHINA_BOX = (72.004, 0.8293, 137.8347, 55.8271)  # west, south, east, north of the offset's reach
_MARGIN_DEG = 0.02  # wider than any offset: a shifted position may lie just outside the rectangle
_BD_TURN = np.pi * 3000.0 / 180.0
_TOLERANCE_DEG = 1e-10  # 0.01 mm


def in_offset_area(lon: npt.ArrayLike, lat: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Where the GCJ-02 offset applies (the rectangle around mainland China)."""
    x, y = _arrays(lon, lat)
    west, south, east, north = _CHINA_BOX
    return (x >= west) & (x <= east) & (y >= south) & (y <= north)


def wgs84_to_gcj02(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    """WGS84 degrees to GCJ-02 degrees; unchanged outside the offset's reach."""
    x, y = _arrays(lon, lat)
    d_lon, d_lat = _gcj_offset(x, y)
    inside = in_offset_area(x, y)
    return x + np.where(inside, d_lon, 0.0), y + np.where(inside, d_lat, 0.0)


def gcj02_to_wgs84(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    """GCJ-02 degrees to WGS84 degrees, by fixed-point iteration (error below 1 cm)."""
    x, y = _arrays(lon, lat)
    west, south, east, north = _CHINA_BOX
    near = (x >= west - _MARGIN_DEG) & (x <= east + _MARGIN_DEG)
    near &= (y >= south - _MARGIN_DEG) & (y <= north + _MARGIN_DEG)
    near_x, near_y = x[near], y[near]
    guess_x, guess_y = near_x, near_y
    # The offset changes by under 1 in 1000 along its own length, so each round gains 3 digits.
    for _ in range(12):
        d_lon, d_lat = _gcj_offset(guess_x, guess_y)
        next_x, next_y = near_x - d_lon, near_y - d_lat
        moved = np.maximum(np.abs(next_x - guess_x), np.abs(next_y - guess_y))
        guess_x, guess_y = next_x, next_y
        if float(np.nanmax(moved, initial=0.0)) < _TOLERANCE_DEG:
            break
    inside = in_offset_area(guess_x, guess_y)
    out_x, out_y = x.copy(), y.copy()
    out_x[near], out_y[near] = (
        np.where(inside, guess_x, near_x),
        np.where(inside, guess_y, near_y),
    )
    return out_x, out_y


def gcj02_to_bd09(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    """GCJ-02 degrees to BD-09 degrees."""
    x, y = _arrays(lon, lat)
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BD_TURN)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BD_TURN)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def bd09_to_gcj02(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    """BD-09 degrees to GCJ-02 degrees, by fixed-point iteration (error below 1 cm)."""
    x, y = _arrays(lon, lat)
    guess_x, guess_y = x - 0.0065, y - 0.006
    for _ in range(12):
        image_x, image_y = gcj02_to_bd09(guess_x, guess_y)
        step_x, step_y = x - image_x, y - image_y
        guess_x, guess_y = guess_x + step_x, guess_y + step_y
        moved = np.maximum(np.abs(step_x), np.abs(step_y))
        if float(np.nanmax(moved, initial=0.0)) < _TOLERANCE_DEG:
            break
    return guess_x, guess_y


def _arrays(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Pair:
    return np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)


def _gcj_offset(lon: Array, lat: Array) -> Pair:
    """The offset in degrees at WGS84 lon/lat, without regard to where it applies."""
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    short_wave = (20.0 * np.sin(6.0 * np.pi * x) + 20.0 * np.sin(2.0 * np.pi * x)) * 2.0 / 3.0
    north = (
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + short_wave
    ) + _waves(y, (20.0, 1.0), (40.0, 3.0), (160.0, 12.0), (320.0, 30.0))
    east = (300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + short_wave) + _waves(
        x, (20.0, 1.0), (40.0, 3.0), (150.0, 12.0), (300.0, 30.0)
    )
    phi = np.radians(lat)
    flat = 1.0 - _ECC_SQUARED * np.sin(phi) ** 2
    meridian_m = _SEMI_MAJOR_M * (1.0 - _ECC_SQUARED) / flat**1.5
    parallel_m = _SEMI_MAJOR_M * np.cos(phi) / np.sqrt(flat)
    return np.degrees(east / parallel_m), np.degrees(north / meridian_m)


def _waves(value: Array, *terms: tuple[float, float]) -> Array:
    """Two thirds of the sum of amplitude * sin(pi * value / divisor)."""
    total = np.zeros_like(value)
    for amplitude, divisor in terms:
        total = total + amplitude * np.sin(np.pi * value / divisor)
    return total * 2.0 / 3.0
