"""Works to places: what `locate` is asked, and what is drawn for its answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from etl.catalogue.model import Work
from etl.codes import Precision
from etl.places.index import Gazetteer
from etl.places.model import Location
from etl.places.place import locate
from etl.places.query import PlaceQuery


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def query_of(work: Work) -> PlaceQuery:
    """What is known of a work's place from its mentions."""
    facts = [record.fact for record in work.mentions]
    return PlaceQuery(
        names=_distinct((work.name, *work.aliases)),
        category=work.category,
        stage=work.stage,
        work_type=work.work_type,
        spatial_hints=_distinct(fact.spatial_hint for fact in facts),
        is_quantity_only=not work.named and any(fact.quantity is not None for fact in facts),
        context=_distinct(fact.ref.paragraph_title for fact in facts),
    )


class Placer:
    """Places works; knows the outlines of the gazetteer's areas."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._outlines: dict[str, BaseGeometry] = {
            place.place_id: shape(place.geometry)
            for place in gazetteer.places.values()
            if place.is_area and place.geometry is not None
        }
        roles = {role.place_id for role in gazetteer.district.roles.values()}
        # The areas that works are grouped by, smallest first.
        self._groups = sorted(
            (name for name in roles | {gazetteer.home.place_id} if name in self._outlines),
            key=lambda name: self._outlines[name].area,
        )

    def area_at(self, lon: float, lat: float) -> str:
        """The smallest grouping area that contains a position, empty outside the district."""
        point = Point(lon, lat)
        return next((name for name in self._groups if self._outlines[name].covers(point)), "")

    def place(self, work: Work) -> Location:
        """Locate a work; an area gets its outline, a pin the area that contains it."""
        return self.drawn(locate(query_of(work), self.gazetteer))

    def drawn(self, location: Location) -> Location:
        """The same location with what is to be drawn filled in."""
        if location.precision in (Precision.NOT_PLACED, Precision.OUTSIDE):
            return location
        if location.geometry is None:
            place = self.gazetteer.places.get(location.area_id)
            return replace(location, geometry=place.geometry if place else None)
        if not location.area_id:
            spot = shape(location.geometry).representative_point()
            return replace(location, area_id=self.area_at(spot.x, spot.y))
        return location
