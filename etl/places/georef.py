"""Georeferencing by offset: a point and the radius that honestly contains the place.

Source: the point-radius method of Wieczorek, Guo & Hijmans 2004 (doi 10.1080/13658810412331280211):
the errors of distance, direction and reference point combine into one radius. Where the place is
known to lie in an area, the feasible region is cut to it and its smallest circle taken.
"""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from etl.crs.geodesy import LonLat, along, circle, destination, distance_m, farthest_m, sector

_UNITS_M = {"m": 1.0, "km": 1000.0}
_WINDS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
          "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")  # fmt: skip
_OFFSET = re.compile(r"^(\d+(?:\.\d+)?) (m|km) ([NESW]{1,3})$")
_LENGTH = re.compile(r"^(\d+(?:\.\d+)?) (m|km)$")
_ORDER = re.compile(r"^(\d+)/(\d+)$")
_TAIL = 0.05
"""Share left out at each end when a place is somewhere between two ends: a 90 % interval."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A point-radius: WGS84 centre and radius in metres; `is_cut` where an area narrowed it."""

    centre: LonLat
    radius_m: float
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Offset:
    """A stated distance and direction, with the precision of each."""

    distance_m: float
    distance_error_m: float
    bearing_deg: float
    half_angle_deg: float


def parse_length(text: str) -> float:
    """Metres from "21.17 km"; ValueError otherwise."""
    match = _LENGTH.match(text)
    if not match:
        raise ValueError(text)
    return float(match[1]) * _UNITS_M[match[2]]


def parse_order(text: str) -> tuple[int, int]:
    """(2, 4) from "2/4"; ValueError otherwise."""
    match = _ORDER.match(text)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise ValueError(text)
    return int(match[1]), int(match[2])


def parse_offset(text: str) -> Offset:
    """The offset in "2.5 km NE".

    Distance error: half the last stated place; halves and quarters count as fractions, round tens
    as tens (2.5 km ± 0.25, 9 km ± 0.5, 10 km ± 5). Direction error: half the gap to the next
    wind of the same fineness (N ± 45°, NE ± 22.5°, NNE ± 11.25°). Both as in the method's guide.
    """
    match = _OFFSET.match(text)
    if not match or match[3] not in _WINDS:
        raise ValueError(text)
    unit = _UNITS_M[match[2]]
    return Offset(
        float(match[1]) * unit,
        _half_last_place(match[1]) * unit,
        _WINDS.index(match[3]) * 22.5,
        {1: 45.0, 2: 22.5, 3: 11.25}[len(match[3])],
    )


def _half_last_place(number: str) -> float:
    if "." not in number:
        zeros = len(number) - len(number.rstrip("0"))
        return 0.5 * 10.0 ** min(zeros, len(number) - 1)
    decimals = number.split(".")[1]
    if decimals in ("5", "50"):
        return 0.25
    if decimals in ("25", "75"):
        return 0.125
    return float(0.5 * 10.0 ** -len(decimals))


def by_offset(
    reference: LonLat, reference_m: float, offset: Offset, within: BaseGeometry | None = None
) -> Circle:
    """Where a thing lies that is a stated offset away from a reference of radius `reference_m`.

    The point-radius of the method, or the smallest circle around the feasible region cut to
    `within` where that is smaller.
    """
    reach = offset.distance_m + offset.distance_error_m + reference_m
    angle = math.radians(offset.half_angle_deg)
    radius = math.hypot(reach * math.cos(angle) - offset.distance_m, reach * math.sin(angle))
    centre = destination(reference, offset.bearing_deg, offset.distance_m)
    plain = Circle(centre, radius)
    if within is None:
        return plain
    wide = offset.half_angle_deg + math.degrees(
        math.asin(min(1.0, reference_m / offset.distance_m))
    )
    near = max(0.0, 2 * offset.distance_m - reach)
    fan = sector(reference, offset.bearing_deg, wide, near, reach)
    region = fan.intersection(circle(centre, radius))
    if within.covers(region):
        return plain
    cut = smallest_circle(region.intersection(within))
    if cut is None or cut.radius_m >= radius:
        return plain
    return replace(cut, is_cut=True)


def by_order(
    start: Circle,
    end: Circle,
    length_m: float,
    rank: int,
    count: int,
    within: BaseGeometry | None = None,
) -> Circle:
    """Where the `rank`-th of `count` places lies that follow one another along a line.

    Only the two ends and the length are known. Spacing unknown, places are taken as uniform on
    the line: the rank-th of n follows Beta(rank, n + 1 - rank), of which the 90 % interval is
    kept. The line may stray from the chord as far as its length allows.
    """
    chord = distance_m(start.centre, end.centre)
    detour = math.sqrt(max(0.0, length_m**2 - chord**2))
    discs = []
    for share in (_TAIL, 0.25, 0.5, 0.75, 1 - _TAIL):
        t = order_quantile(rank, count, share)
        stray = detour * math.sqrt(t * (1 - t))
        ends = (1 - t) * start.radius_m + t * end.radius_m
        discs.append(circle(along(start.centre, end.centre, t), stray + ends))
    corridor = shapely.union_all(
        [shapely.union_all(pair).convex_hull for pair in itertools.pairwise(discs)]
    )
    inside = corridor if within is None else corridor.intersection(within)
    found = smallest_circle(inside)
    if found is None:
        raise ValueError("the line does not reach the area the place is said to lie in")
    return replace(found, is_cut=not inside.equals(corridor))


def order_quantile(rank: int, count: int, share: float) -> float:
    """The `share` quantile of the rank-th of `count` uniform order statistics, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        # P(at least `rank` of `count` lie below) is the distribution function.
        below = sum(
            math.comb(count, j) * middle**j * (1 - middle) ** (count - j)
            for j in range(rank, count + 1)
        )
        low, high = (middle, high) if below < share else (low, middle)
    return (low + high) / 2


def smallest_circle(region: BaseGeometry) -> Circle | None:
    """The smallest geodesic circle around a lon/lat region; None where the region is empty."""
    if region.is_empty:
        return None
    squeeze = math.cos(math.radians(region.centroid.y))
    flat = shapely.transform(region, lambda xy: xy * [squeeze, 1.0])
    middle = shapely.minimum_bounding_circle(flat).centroid
    centre = (middle.x / squeeze, middle.y)
    return Circle(centre, farthest_m(centre, region))
