"""What a person types for a position: coordinates in any notation, or words ("某村东南9公里")."""

from __future__ import annotations

import math
from dataclasses import dataclass

from etl.codes import LocationMethod
from etl.crs.geodesy import LonLat
from etl.crs.notation import read_position
from etl.crs.reference import parse_reference
from etl.errors import CoordinateError
from etl.places.index import Gazetteer
from etl.places.phrases import located_by, parse_phrase

LEAST_M = 10.0
"""A typed coordinate is never taken for surer than this, however many places it has."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A position read, WGS84, with the least radius in metres it may have and what was read."""

    lon: float
    lat: float
    radius_m: float
    method: LocationMethod
    datum: str
    said_zh: str
    said_en: str


def read_typed(text: str, datum: str, gazetteer: Gazetteer, near: LonLat | None) -> Typed:
    """The position a text names. `datum` as for `parse_reference`, empty: found out.

    Raises CoordinateError where it is neither a position nor words with a known reference.
    """
    said = parse_phrase(text)
    if said is None:
        reference = parse_reference(datum) if datum else None
        found = read_position(text, reference=reference, near=near)
        label = found.reference
        turned = ("（纬度在前）", " (latitude first)") if found.swapped else ("", "")
        return Typed(
            round(found.lon, 6),
            round(found.lat, 6),
            float(math.ceil(max(LEAST_M, found.uncertainty_m))),
            LocationMethod.HAND,
            label.datum.value,
            f"{label.label_zh}{turned[0]}",
            f"{label.label_en}{turned[1]}",
        )
    where = located_by(said, gazetteer)
    if where is None:
        raise CoordinateError(
            f"不知道“{said.reference}”在哪里，不能推算。请先给它定位，或换一个参照地。",
            f"where '{said.reference}' lies is not known, so nothing can be reckoned from it. "
            "Place it first, or name another reference.",
        )
    circle, name = where
    how = ("按方位距离推算", "by offset") if said.offset else ("按隔水相望推算", "across the water")
    return Typed(
        round(circle.centre[0], 6),
        round(circle.centre[1], 6),
        float(math.ceil(circle.radius_m / 10) * 10),
        LocationMethod.OFFSET,
        "",
        f"{how[0]}：参照{name}，点-半径法",
        f"{how[1]}: reference {name}, point-radius method",
    )
