"""What another ladder would move: every work placed twice, and told where the answers differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shapely.geometry import shape

from etl.codes import Precision
from etl.crs.geodesy import distance_m
from etl.places.model import Location


@dataclass(frozen=True, slots=True)
class Move:
    """A work that another ladder places differently; `metres` None where one side has no point."""

    work_id: str
    name: str
    before: Location
    after: Location
    metres: float | None


def moves(
    names: Mapping[str, str], before: Mapping[str, Location], after: Mapping[str, Location]
) -> list[Move]:
    """Works whose class, method, source, area or position differ; the farthest moved first."""
    out = []
    for work_id, old in before.items():
        new = after[work_id]
        if _told(old) != _told(new):
            out.append(Move(work_id, names[work_id], old, new, _apart_m(old, new)))
    return sorted(out, key=lambda move: (-(move.metres or 0.0), move.work_id))


def by_precision(locations: Iterable[Location]) -> dict[Precision, int]:
    """How many works stand at each class, in the order of the classes."""
    counts = Counter(location.precision for location in locations)
    return {code: counts[code] for code in Precision if counts[code]}


def _told(location: Location) -> tuple[object, ...]:
    return (
        location.precision,
        location.method,
        location.source,
        location.area_id,
        location.uncertainty_m,
        location.geometry,
    )


def _apart_m(old: Location, new: Location) -> float | None:
    if not old.geometry or not new.geometry:
        return None
    a, b = shape(old.geometry).centroid, shape(new.geometry).centroid
    return distance_m((a.x, a.y), (b.x, b.y))
