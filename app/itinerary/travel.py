"""How long it takes from each point to each other: the interface, and the honest estimate.

The estimate is the straight line times a detour factor at a stated speed. Its range covers the
factor, the speed and the radius within which either end lies.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from app.itinerary.defaults import RoadDefaults, load_defaults
from app.itinerary.model import EngineNote, LonLat
from etl.crs.geodesy import GEOD


@dataclass(frozen=True, slots=True)
class Point:
    """A point to drive from or to; `radius_m` None where not known."""

    point_id: str
    lon: float
    lat: float
    radius_m: float | None = None


@dataclass(frozen=True, slots=True)
class Drive:
    """One drive: whole minutes and metres, with their range."""

    minutes: int
    low_min: int
    high_min: int
    metres: int
    low_m: int
    high_m: int
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """All drives between points, `drives[from][to]`, and what they rest on."""

    drives: tuple[tuple[Drive, ...], ...]
    note: EngineNote


class TravelTimes(Protocol):
    """Where travel times come from. Never raises for points it does not know: it estimates."""

    def matrix(self, points: Sequence[Point]) -> Matrix:
        """Drives between all points, in their order."""
        ...

    def lines(self, points: Sequence[Point]) -> list[tuple[LonLat, ...]]:
        """The road from each point to the next; just both ends where it is estimated."""
        ...


def travel_times(var: Path) -> TravelTimes:
    """Roads imported on this machine (`hetu roads build`), else the estimate.

    Ask for it at every request: it is kept, with what it has worked out, until other roads are
    imported.
    """
    record = var / "roads" / "roads.json"
    try:
        return _imported(record.parent, record.stat().st_mtime_ns)
    except OSError:
        return Estimate()


@lru_cache(maxsize=2)
def _imported(folder: Path, _stamp: int) -> TravelTimes:
    from app.itinerary.valhalla import Valhalla

    return Valhalla(folder)


class Estimate:
    """Straight line × detour factor at a stated speed."""

    def __init__(self, roads: RoadDefaults | None = None, why: EngineNote | None = None) -> None:
        self.roads = roads or load_defaults().roads
        self._why = why

    @property
    def note(self) -> EngineNote:
        """The factor and speeds in words."""
        if self._why is not None:
            return self._why
        roads = self.roads
        return EngineNote(
            "estimate",
            f"路程为估算：直线距离×{roads.detour}（{roads.detour_low}—{roads.detour_high}），"
            f"前 {roads.town_km:g} 公里 {roads.town_kmh:g} 公里/时，"
            f"其后 {roads.open_kmh:g} 公里/时；{roads.basis_zh}。",
            f"Drives are estimated: straight line × {roads.detour} ({roads.detour_low}–"
            f"{roads.detour_high}), {roads.town_kmh:g} km/h for the first {roads.town_km:g} km, "
            f"then {roads.open_kmh:g} km/h; {roads.basis_en}.",
        )

    def matrix(self, points: Sequence[Point]) -> Matrix:
        """Estimated drives; (n, n)."""
        if not points:
            return Matrix((), self.note)
        lon = np.array([point.lon for point in points], dtype=np.float64)
        lat = np.array([point.lat for point in points], dtype=np.float64)
        n = len(points)
        straight = np.asarray(
            GEOD.inv(np.repeat(lon, n), np.repeat(lat, n), np.tile(lon, n), np.tile(lat, n))[2]
        ).reshape(n, n)
        return Matrix(
            tuple(
                tuple(self.drive(float(straight[a, b]), points[a], points[b]) for b in range(n))
                for a in range(n)
            ),
            self.note,
        )

    def lines(self, points: Sequence[Point]) -> list[tuple[LonLat, ...]]:
        """Both ends of each leg."""
        return [((a.lon, a.lat), (b.lon, b.lat)) for a, b in itertools.pairwise(points)]

    def drive(self, straight: float, start: Point, end: Point) -> Drive:
        """The estimate for two points so far apart in a straight line, metres."""
        if start.point_id == end.point_id:
            return Drive(0, 0, 0, 0, 0, 0, True)
        roads = self.roads
        spread = (start.radius_m or 0.0) + (end.radius_m or 0.0)
        metres = straight * roads.detour
        low = max(0.0, straight - spread) * roads.detour_low
        high = (straight + spread) * roads.detour_high
        return Drive(
            math.ceil(roads.minutes(metres)),
            math.floor(roads.minutes(low) * roads.low_factor),
            math.ceil(roads.minutes(high) * roads.high_factor),
            round(metres),
            round(low),
            round(high),
            True,
        )
