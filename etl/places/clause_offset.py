"""A work whose own clause says how it lies to a known place: "市区东南9公里", "与某村隔湖相望"."""

from __future__ import annotations

import math

from etl.codes import LocationMethod
from etl.places.index import Gazetteer
from etl.places.model import Location
from etl.places.phrases import located_by, parse_phrase
from etl.places.precision import LIMITS_M, finest_for
from etl.places.query import PlaceQuery


def by_clause(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """The point-radius of the first such phrase; None without one, or where it is wider than a
    town: then the area that contains the work says as much.
    """
    for hint in query.spatial_hints:
        said = parse_phrase(hint)
        found = located_by(said, gazetteer) if said else None
        if found is None or found[0].radius_m > LIMITS_M[-1][1]:
            continue
        circle, name = found
        radius = float(math.ceil(circle.radius_m / 10) * 10)
        lon, lat = (round(value, 6) for value in circle.centre)
        return Location(
            precision=finest_for(radius),
            method=LocationMethod.OFFSET,
            geometry={"type": "Point", "coordinates": [lon, lat]},
            uncertainty_m=radius,
            source=f"{gazetteer.home.name}政府工作报告",
            source_ref="",
            source_confidence="medium",
            note_zh=f"报告同句“{hint}”，以{name}为参照按点-半径法推算，"
            f"半径约{radius / 1000:.1f}公里",
            note_en=f"the clause says '{hint}': point-radius from {name}, about "
            f"{radius / 1000:.1f} km",
        )
    return None
