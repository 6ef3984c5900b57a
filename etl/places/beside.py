"""The part of a street beside a named place: "the street on the west side of the school"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from etl.crs.geodesy import GEOD, LonLat, bearing_deg, distance_m

_SIDES = {
    "东": 90.0, "西": 270.0, "南": 180.0, "北": 0.0,
    "东北": 45.0, "东南": 135.0, "西南": 225.0, "西北": 315.0,
}  # fmt: skip
_HINT = re.compile(r"^(?P<anchor>.{2,}?)(?P<side>[东西][南北]|[东西南北])(?:侧|边|面|部)$")
_AROUND = re.compile(r"^(?P<anchor>.{2,}?)(?:门前|门口|旁|附近|周边|对面|两侧)$")
_REACH_M = 200.0
"""How far from the place's edge a street may run and still be beside it."""
_STEP_M = 10.0
_HALF_ANGLE = 60.0
"""A side is seen a little wider than its quarter: a street bends, a compound is no square."""


def parse_beside(hint: str) -> tuple[str, float | None] | None:
    """(name of the place, bearing of the side; None where any side will do), or None."""
    found = _HINT.match(hint)
    if found:
        return found["anchor"], _SIDES[found["side"]]
    found = _AROUND.match(hint)
    return (found["anchor"], None) if found else None


def part_beside(
    lines: Sequence[BaseGeometry], centre: LonLat, radius_m: float, bearing: float | None
) -> BaseGeometry | None:
    """What of the lines runs within reach of the place, on the side asked for; None where nothing.

    `radius_m` holds the place. WGS84; cut to about 10 m.
    """
    runs: list[LineString] = []
    for line in lines:
        for part in shapely.get_parts(line):
            runs += _runs(part, centre, radius_m + _REACH_M, bearing)
    if not runs:
        return None
    return shapely.line_merge(MultiLineString(runs))


def length_m(line: BaseGeometry) -> float:
    """Geodesic length."""
    return float(GEOD.geometry_length(line))


def _runs(
    line: BaseGeometry, centre: LonLat, reach_m: float, bearing: float | None
) -> list[LineString]:
    dense = _densified(line)
    keep = [_fits(point, centre, reach_m, bearing) for point in dense]
    runs: list[LineString] = []
    start: int | None = None
    for index, fits in enumerate([*keep, False]):
        if fits and start is None:
            start = index
        elif not fits and start is not None:
            if index - start >= 2:
                runs.append(LineString(dense[start:index]))
            start = None
    return runs


def _densified(line: BaseGeometry) -> list[LonLat]:
    """The line's vertices with others between, so that none is farther than the step."""
    vertices = shapely.get_coordinates(line)
    out: list[LonLat] = []
    for (x0, y0), (x1, y1) in pairwise(vertices):
        count = max(1, int(distance_m((x0, y0), (x1, y1)) // _STEP_M) + 1)
        shares = np.arange(count) / count
        out.extend((x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for share in shares)
    out.append((float(vertices[-1][0]), float(vertices[-1][1])))
    return out


def _fits(point: LonLat, centre: LonLat, reach_m: float, bearing: float | None) -> bool:
    if distance_m(centre, point) > reach_m:
        return False
    if bearing is None:
        return True
    turn = abs((bearing_deg(centre, point) - bearing + 180) % 360 - 180)
    return turn <= _HALF_ANGLE
