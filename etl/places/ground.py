"""The ground a district knows, to hold a layer of unknown datum against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from shapely.geometry.base import BaseGeometry

from etl.crs.detective import Finding, investigate
from etl.crs.offset import Array
from etl.places.model import Place
from etl.places.names import name_key


def known_positions(names: Sequence[str], places: Iterable[Place]) -> tuple[Array, Array]:
    """((n, 2) WGS84 positions, radius in metres) of the rows whose name is a place's.

    nan where a name is unknown, has no point, or belongs to places of different positions.
    """
    points: dict[str, set[tuple[float, float, float]]] = {}
    for place in places:
        if place.lon is None or place.lat is None or not place.uncertainty_m:
            continue
        for name in (place.name, *place.aliases):
            spot = (place.lon, place.lat, place.uncertainty_m)
            points.setdefault(name_key(name), set()).add(spot)
    known = np.full((len(names), 3), np.nan)
    for row, name in enumerate(names):
        spots = points.get(name_key(name), set())
        if len(spots) == 1:
            known[row] = next(iter(spots))
    return known[:, :2], np.nan_to_num(known[:, 2])


def investigate_layer(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    names: Sequence[str],
    places: Iterable[Place],
    boundary: BaseGeometry | None,
    *,
    is_outline: bool = False,
) -> Finding:
    """`etl.crs.detective.investigate` on the district's own ground.

    x, y: one point a row (of a line or polygon, one inside it), named by `names` ("" for none).
    """
    known, known_m = known_positions(names, places)
    has = np.isfinite(known[:, 0])
    radius = np.where(has, known_m, 0.0)
    return investigate(x, y, known=known, known_m=radius, boundary=boundary, is_outline=is_outline)
