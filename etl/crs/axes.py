"""Which of two columns is which: longitude or latitude, easting or northing.

In China longitudes (73…136) and latitudes (3…54) do not overlap, nor do eastings (six digits, or
eight with the zone's number) and northings (1 000 000 and above north of 9° N; Hainan's south
begins at 2 000 000). Chinese surveyors write x for north and y for east, so names of columns say
little; the numbers say it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from etl.crs.datum import Datum
from etl.crs.gauss import PREFIX_M, width_of_zone
from etl.errors import CoordinateError

LON_RANGE = (73.0, 136.0)
LAT_RANGE = (3.0, 54.0)
_EASTING_M = (100_000.0, 900_000.0)
_NORTHING_M = (1_000_000.0, 6_000_000.0)

Array = npt.NDArray[np.float64]


def are_swapped(x: npt.ArrayLike, y: npt.ArrayLike, datum: Datum) -> bool | None:
    """Whether x holds what y should (latitude, northing); None where the numbers can't tell.

    Judged on all finite rows together: one layer has one order of columns.
    """
    first, second = (np.asarray(v, dtype=np.float64).ravel() for v in (x, y))
    known = np.isfinite(first) & np.isfinite(second)
    first, second = first[known], second[known]
    if not first.size:
        return None
    test = _is_metric if datum.is_projected else _is_angular
    straight, turned = bool(np.all(test(first, second))), bool(np.all(test(second, first)))
    if straight == turned:
        return None
    return turned


def in_order(
    x: npt.ArrayLike, y: npt.ArrayLike, datum: Datum, swapped: bool | None
) -> tuple[Array, Array]:
    """(x, y) as east before north. `swapped` None: find out; CoordinateError where it can't."""
    first, second = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if swapped is None:
        swapped = are_swapped(first, second, datum)
        if swapped is None:
            raise CoordinateError(
                "看不出哪一列是横坐标（经度）、哪一列是纵坐标（纬度）。请写明列的次序。",
                "cannot tell easting (longitude) from northing (latitude): "
                "state the order of the columns.",
            )
    return (second, first) if swapped else (first, second)


def _is_angular(lon: Array, lat: Array) -> npt.NDArray[np.bool_]:
    return _within(lon, LON_RANGE) & _within(lat, LAT_RANGE)


def _is_metric(east: Array, north: Array) -> npt.NDArray[np.bool_]:
    prefix = np.floor(east / PREFIX_M)
    zones = [z for z in np.unique(prefix) if z == 0 or width_of_zone(int(z))]
    return (
        np.isin(prefix, zones)
        & _within(east - prefix * PREFIX_M, _EASTING_M)
        & _within(north, _NORTHING_M)
    )


def _within(values: Array, bounds: tuple[float, float]) -> npt.NDArray[np.bool_]:
    return (values >= bounds[0]) & (values <= bounds[1])
