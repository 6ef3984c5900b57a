"""Places and boundaries as what the layers publish."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from etl.places.index import Gazetteer
from etl.places.model import Geometry, Place
from etl.sources.geojson import read_features
from etl.sources.sidecar import read_sidecar


class PlaceFeature(NamedTuple):
    """A gazetteer entry, the area that stands for it, and what is drawn (None: nothing is)."""

    place: Place
    area_id: str
    geometry: Geometry | None


def places_features(gazetteer: Gazetteer) -> list[PlaceFeature]:
    """Every gazetteer entry in table order; areas with their outline, points with their point."""
    return [
        PlaceFeature(place, gazetteer.area_of(place).place_id, place_geometry(place))
        for place in gazetteer.places.values()
    ]


def place_geometry(place: Place) -> Geometry | None:
    """The outline of an area, the point of anything else with a position, None otherwise."""
    if place.is_area:
        return place.geometry
    if place.lon is None or place.lat is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def boundaries_features(base: Path) -> list[dict[str, Any]]:
    """GeoJSON features of base/boundaries.geojson; properties fit `layers.BoundaryProperties`."""
    about = read_sidecar(base / "boundaries.geojson")
    return [
        {
            "type": "Feature",
            "id": feature["id"],
            "properties": {
                "id": feature["id"],
                **feature["properties"],
                "source": about.title_zh,
                "licence": about.licence,
            },
            "geometry": feature["geometry"],
        }
        for feature in read_features(base / "boundaries.geojson")
    ]
