"""Where the badge of an area stands: inside it, off its edge, off the other badges and pins."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians
from typing import Any

from shapely.geometry import Point, mapping, shape
from shapely.prepared import prep

GRID = 28
"""Candidates each way; a few hundred points are enough for a label."""


def badge_point(
    geometry: dict[str, Any], taken: Sequence[tuple[float, float]]
) -> tuple[float, float]:
    """(lon, lat) inside the polygon, farthest from its edge and from `taken` points.

    Deterministic: a fixed grid, the first best candidate wins. The point is a place for a label,
    not a position.
    """
    form = shape(geometry)
    west, south, east, north = form.bounds
    squeeze = cos(radians((south + north) / 2))
    inside = prep(form)
    best, score = form.representative_point(), -1.0
    for column in range(1, GRID):
        for row in range(1, GRID):
            point = Point(
                west + (east - west) * column / GRID, south + (north - south) * row / GRID
            )
            if not inside.contains(point):
                continue
            others = [
                ((point.x - x) ** 2 * squeeze**2 + (point.y - y) ** 2) ** 0.5 for x, y in taken
            ]
            # What is taken may be nearer than the edge, or a badge in a small area hugs its edge.
            reach = min([form.boundary.distance(point), *(0.6 * far for far in others)])
            if reach > score:
                best, score = point, reach
    return round(best.x, 6), round(best.y, 6)


def within(geometry: dict[str, Any], outline: dict[str, Any] | None) -> dict[str, Any]:
    """The part of a polygon inside `outline`, where a reader looks; all of it where none is."""
    if outline is None:
        return geometry
    common = shape(geometry).intersection(shape(outline))
    if common.is_empty or common.geom_type not in ("Polygon", "MultiPolygon"):
        return geometry
    return dict(mapping(common))
