"""The circle that stands for a place when others are reckoned from it."""

from __future__ import annotations

import shapely
from shapely.geometry import shape

from etl.crs.geodesy import farthest_m
from etl.places.georef import Circle
from etl.places.model import Place


def circle_of_place(place: Place) -> Circle | None:
    """Its point and radius, or centroid and reach of its outline; None where neither is known."""
    if place.lon is not None and place.lat is not None:
        return Circle((place.lon, place.lat), place.uncertainty_m or 0.0)
    if place.geometry is None:
        return None
    form = shape(place.geometry)
    middle = shapely.centroid(form)
    centre = (middle.x, middle.y)
    return Circle(centre, farthest_m(centre, form))
