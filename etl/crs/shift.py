"""Does a layer carry the GCJ-02 offset? A check against points whose position is known.

If the offset was applied by mistake, taking it out again brings the layer closer to the reference
than it is now; if not, taking it out moves it away. The two distances are compared.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from etl.crs.geodesy import distances_m
from etl.crs.offset import gcj02_to_wgs84, wgs84_to_gcj02

Points: TypeAlias = npt.NDArray[np.float64]


def gcj02_shift_m(lon: float, lat: float) -> float:
    """Length of the GCJ-02 offset at a WGS84 position, in metres."""
    x, y = wgs84_to_gcj02(lon, lat)
    return float(distances_m([[lon, lat]], [[float(x), float(y)]])[0])


def gcj02_shift_suspected(points: npt.ArrayLike, reference_points: npt.ArrayLike) -> bool:
    """Whether `points` look like `reference_points` moved by the GCJ-02 offset.

    Both are (n, 2) lon/lat degrees, WGS84 for the reference, row i naming the same thing in both.
    True when, for the median pair, taking the offset out at least halves the distance.
    """
    given, known = _points(points), _points(reference_points)
    if given.shape != known.shape:
        raise ValueError("points and reference_points must pair up")
    if len(given) == 0:
        return False
    now = distances_m(given, known)
    undone = distances_m(np.column_stack(gcj02_to_wgs84(given[:, 0], given[:, 1])), known)
    return bool(np.median(undone) < np.median(now) / 2)


def outline_shift_suspected(outline: BaseGeometry, reference: BaseGeometry) -> bool:
    """Whether an outline looks like `reference` moved by the GCJ-02 offset.

    Outlines of one area from two makers have no vertices in common, so each vertex is compared
    with the nearest point of the reference outline.
    """
    line = shapely.boundary(reference)
    given = shapely.get_coordinates(outline)
    back = np.column_stack(gcj02_to_wgs84(given[:, 0], given[:, 1]))
    return bool(_median_gap(back, line) < _median_gap(given, line) / 2)


def _median_gap(points: Points, line: BaseGeometry) -> float:
    nearest = [
        shapely.get_coordinates(shapely.shortest_line(shapely.Point(point), line))[1]
        for point in points
    ]
    return float(np.median(distances_m(points, np.asarray(nearest))))


def _points(points: npt.ArrayLike) -> Points:
    return np.asarray(points, dtype=np.float64).reshape(-1, 2)
