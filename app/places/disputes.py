"""Where two people say different things of one work: shown with the distance, not settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import shape

from app.store.placements import Placement
from etl.crs.geodesy import distance_m


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two people's last words on a work and how far apart in metres their positions are."""

    one: Placement
    other: Placement
    apart_m: float


def dispute_of(steps: Sequence[Placement]) -> Dispute | None:
    """The dispute in a work's history (oldest first), None where people agree.

    Each person's last placing that is not taken back counts; two disagree where their circles do
    not meet. The one that stands comes first.
    """
    last: dict[str, Placement] = {}
    for step in steps:
        if step.geometry and not step.undoes_id and not step.undone_by:
            last[step.who] = step
    said = sorted(last.values(), key=lambda step: -step.placement_id)
    for other in said[1:]:
        apart = apart_m(said[0], other)
        if apart > _reach(said[0]) + _reach(other):
            return Dispute(said[0], other, apart)
    return None


def apart_m(one: Placement, other: Placement) -> float:
    """Metres between the points that stand for two placements; 0 where their shapes meet."""
    a, b = shape(one.geometry), shape(other.geometry)
    if shapely.intersects(a, b):
        return 0.0
    start, end = a.centroid, b.centroid
    return distance_m((start.x, start.y), (end.x, end.y))


def _reach(step: Placement) -> float:
    return step.radius_m or 0.0


def told(dispute: Dispute | None) -> dict[str, Any] | None:
    """A dispute as JSON."""
    if dispute is None:
        return None
    return {
        "one": dispute.one.who,
        "other": dispute.other.who,
        "step": dispute.other.placement_id,
        "apart_m": round(dispute.apart_m),
    }
