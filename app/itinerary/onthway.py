"""Which works will a guest meet: works of the report along the drives of a plan.

A work counts where the ground it may stand on, its shape widened by its radius, comes within reach
of the road as drawn. Estimated drives are straight lines, so they reach as far as a road may bend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import LineString, shape
from shapely.geometry.base import BaseGeometry

from app.itinerary.model import Answer, Leg

#: How near a work lies to be met, metres from the road.
REACH_M = 500.0


@dataclass(frozen=True, slots=True)
class WorkMet:
    """A work near a drive. `distance_m` is from the road to its shape. `sureness`: `sure` where
    even the far side of what is not known is in reach, `maybe` else, `area` where only an area is
    known that the road crosses."""

    work_id: str
    day: int
    leg: int
    distance_m: int
    sureness: str
    feature: Mapping[str, Any]


def works_on_the_way(
    answer: Answer, features: Iterable[Mapping[str, Any]], reach_m: float = REACH_M
) -> tuple[WorkMet, ...]:
    """Works (features of the published layers, GeoJSON) along the drives of an answer, by day and
    drive, the surest and nearest first; each work once, at the drive that comes nearest."""
    legs = [
        (day, at, leg)
        for day, answered in enumerate(answer.days)
        for at, leg in enumerate(answered.legs)
        if len(leg.line) > 1
    ]
    if not legs:
        return ()
    project = _plane(legs)
    roads = [(day, at, leg, _flat(LineString(leg.line), project)) for day, at, leg in legs]
    best: dict[str, WorkMet] = {}
    for feature in features:
        if not feature.get("geometry"):
            continue
        work = _flat(shape(feature["geometry"]), project)
        for day, at, leg, road in roads:
            met = _meeting(feature, work, day, at, leg, road, reach_m)
            if met is None:
                continue
            known = best.get(met.work_id)
            if known is None or _rank(met) < _rank(known):
                best[met.work_id] = met
    return tuple(sorted(best.values(), key=lambda met: (met.day, met.leg, *_rank(met))))


_ORDER = ("sure", "maybe", "area")


def _rank(met: WorkMet) -> tuple[int, int]:
    return _ORDER.index(met.sureness), met.distance_m


def _meeting(
    feature: Mapping[str, Any],
    work: BaseGeometry,
    day: int,
    at: int,
    leg: Leg,
    road: BaseGeometry,
    reach_m: float,
) -> WorkMet | None:
    said = feature["properties"]
    gap = float(road.distance(work))
    spread = float(said.get("uncertainty_m") or 0.0)
    # A straight line stands for a road longer than it: one that goes out, runs beside it and
    # comes back lies half the excess length off.
    bend = max(0.0, (leg.metres - road.length) / 2) if leg.is_estimate else 0.0
    if gap > reach_m + spread + bend:
        return None
    if said.get("is_area"):
        sureness = "area"
    else:
        sureness = "sure" if gap + spread + bend <= reach_m else "maybe"
    return WorkMet(str(said["id"]), day, at, round(gap), sureness, feature)


def _plane(legs: list[tuple[int, int, Leg]]) -> Transformer:
    """A plane that keeps lengths true around the middle of the drives."""
    points = np.array([spot for _, _, leg in legs for spot in leg.line])
    lon, lat = points.mean(axis=0)
    plane = f"+proj=aeqd +lat_0={lat:.6f} +lon_0={lon:.6f} +datum=WGS84 +units=m"
    return Transformer.from_crs("EPSG:4326", plane, always_xy=True)


def _flat(geometry: BaseGeometry, project: Transformer) -> BaseGeometry:
    def turn(spots: Any) -> Any:
        x, y = project.transform(spots[:, 0], spots[:, 1])
        return np.column_stack([x, y])

    return shapely.transform(shapely.force_2d(geometry), turn)
