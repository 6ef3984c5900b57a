"""Measuring on the WGS84 ellipsoid: metres, and bearings in degrees clockwise from north."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

LonLat: TypeAlias = tuple[float, float]
"""WGS84 longitude and latitude in degrees."""

GEOD = Geod(ellps="WGS84")


def distance_m(start: LonLat, end: LonLat) -> float:
    """Geodesic distance between two points."""
    return float(GEOD.inv(start[0], start[1], end[0], end[1])[2])


def distances_m(starts: npt.ArrayLike, ends: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Geodesic distances between the rows of two (n, 2) arrays of lon/lat."""
    a, b = np.asarray(starts, dtype=np.float64), np.asarray(ends, dtype=np.float64)
    return np.asarray(GEOD.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[2], dtype=np.float64)


def bearing_deg(start: LonLat, end: LonLat) -> float:
    """Forward azimuth from start to end, 0 ≤ bearing < 360."""
    return float(GEOD.inv(start[0], start[1], end[0], end[1])[0]) % 360.0


def destination(start: LonLat, bearing: float, metres: float) -> LonLat:
    """The point `metres` from start towards `bearing`."""
    lon, lat, _ = GEOD.fwd(start[0], start[1], bearing, metres)
    return float(lon), float(lat)


def along(start: LonLat, end: LonLat, fraction: float) -> LonLat:
    """The point at a fraction (0…1) of the geodesic from start to end."""
    return destination(start, bearing_deg(start, end), distance_m(start, end) * fraction)


def circle(centre: LonLat, radius_m: float, points: int = 72) -> Polygon:
    """A geodesic circle as a polygon of `points` vertices, counter-clockwise."""
    bearings = -np.arange(points) * 360.0 / points
    lon, lat, _ = GEOD.fwd(
        np.full(points, centre[0]), np.full(points, centre[1]), bearings, np.full(points, radius_m)
    )
    return Polygon(np.column_stack([lon, lat]))


def sector(
    centre: LonLat, bearing: float, half_angle: float, near_m: float, far_m: float
) -> Polygon:
    """The part of a ring between two distances, within `half_angle` degrees of a bearing."""
    turns = np.linspace(-half_angle, half_angle, 25) + bearing
    outer = [destination(centre, turn, far_m) for turn in turns]
    if near_m <= 0:
        return Polygon([centre, *outer])
    inner = [destination(centre, turn, near_m) for turn in turns[::-1]]
    return Polygon([*outer, *inner])


def area_m2(geometry: BaseGeometry) -> float:
    """Geodesic area of a polygon or multipolygon, always positive."""
    area: Any = GEOD.geometry_area_perimeter(geometry)[0]
    return abs(float(area))


def farthest_m(centre: LonLat, geometry: BaseGeometry) -> float:
    """Distance from a point to the farthest vertex of a shape."""
    vertices = shapely.get_coordinates(geometry)
    return float(distances_m(np.broadcast_to(centre, vertices.shape), vertices).max())
