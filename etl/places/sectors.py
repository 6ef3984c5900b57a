"""Four quarters of an outline, for a layout of which only the compass directions are published."""

from __future__ import annotations

import math

import shapely
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from etl.crs.geodesy import LonLat
from etl.places.model import Geometry
from etl.sources.geojson import plain_geometry

QUARTERS = ("east", "south", "west", "north")
_SLIVER = 2e-5
"""Share of the outline below which a cut-off corner is dropped: it would only be a speck."""
_MID_BEARING = {"east": 90.0, "south": 180.0, "west": 270.0, "north": 0.0}


def city_quarters(
    outline: BaseGeometry | Geometry, centre: LonLat | None = None
) -> dict[str, Geometry]:
    """The east, south, west and north of an outline as GeoJSON polygons, together the whole of it.

    Schematic: wedges of 90 degrees around `centre` (default: a point well inside the outline),
    cut by the outline. WGS84, valid, right-hand rule.
    """
    form = shape(outline) if isinstance(outline, dict) else outline
    if centre is None:
        inside = form.representative_point()
        centre = (inside.x, inside.y)
    return {name: plain_geometry(_wedge(form, centre, _MID_BEARING[name])) for name in QUARTERS}


def _wedge(form: BaseGeometry, centre: LonLat, bearing: float) -> Polygon | MultiPolygon:
    west, south, east, north = form.bounds
    reach = 4 * max(east - west, north - south, 0.001)
    # A degree of longitude is shorter than one of latitude: stretch, so that 45 degrees looks it.
    stretch = 1 / math.cos(math.radians(centre[1]))
    corners = [
        (
            centre[0] + reach * stretch * math.sin(math.radians(bearing + turn)),
            centre[1] + reach * math.cos(math.radians(bearing + turn)),
        )
        for turn in (-45, 0, 45)
    ]
    cut = form.intersection(Polygon([centre, *corners]))
    least = form.area * _SLIVER
    parts = [part for part in shapely.get_parts(cut) if part.area > least]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
