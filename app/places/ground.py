"""What the place desk knows of a district's ground, read anew when its tables change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.catalogue.model import Work
from etl.codes import Category, Stage
from etl.district import District
from etl.errors import HetuError
from etl.paths import SHIPPED
from etl.pipeline import catalogue_of, read_records
from etl.places.index import Gazetteer
from etl.places.likeness import NameIndex
from etl.places.load import load_gazetteer
from etl.places.query import PlaceQuery
from etl.places.queue import Weight, read_weights
from etl.publish.placing import query_of


@dataclass(frozen=True)
class Ground:
    """Gazetteer, names of imports and works of one state of the tables."""

    gazetteer: Gazetteer
    works: Mapping[str, Work]
    weights: tuple[Weight, ...]

    @cached_property
    def names(self) -> NameIndex:
        """Imported features by name, those of the district."""
        return NameIndex(self.gazetteer.imports.features, self.home)

    @cached_property
    def home(self) -> BaseGeometry:
        """The outline of the district; empty where there is none."""
        found = self.gazetteer.home.geometry
        return shape(found) if found else shape({"type": "Point", "coordinates": []})

    @cached_property
    def _outlines(self) -> dict[str, BaseGeometry]:
        return {}

    def area(self, area_id: str) -> BaseGeometry | None:
        """The outline of an area, the district's where it has none."""
        if area_id not in self._outlines:
            place = self.gazetteer.places.get(area_id)
            self._outlines[area_id] = (
                shape(place.geometry) if place and place.geometry else self.home
            )
        found = self._outlines[area_id]
        return None if found.is_empty else found

    def query(self, properties: Mapping[str, Any]) -> PlaceQuery:
        """What is asked for a published work: by the tables, else by what is published of it."""
        work = self.works.get(str(properties["id"]))
        if work is not None:
            return query_of(work)
        names = (properties["name"], *(properties.get("aliases") or ()))
        stage = properties.get("stage")
        return PlaceQuery(
            names,
            Category(properties["category"]),  # type: ignore[call-arg]
            Stage(stage) if stage else None,  # type: ignore[call-arg]
        )


class GroundStore:
    """The ground of one district; kept until a table of it is another."""

    def __init__(self, district: District) -> None:
        self.district = district
        self._lock = Lock()
        self._kept: tuple[object, Ground] | None = None

    def get(self) -> Ground:
        """The ground as the tables say now. Raises HetuError where one is broken."""
        with self._lock:
            stamp = self._stamp()
            if self._kept is None or self._kept[0] != stamp:
                self._kept = (stamp, _read(self.district))
            return self._kept[1]

    def _stamp(self) -> object:
        root = self.district.root
        files = [root / "district.toml", *sorted(root.glob("*.csv"))]
        for folder in ("gazetteer", "imports", "base"):
            files += sorted((root / folder).glob("*"))
        files += sorted(root.glob("catalogue/**/*.csv"))
        return tuple((path.as_posix(), *_when(path)) for path in files if path.is_file())


def _when(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_mtime_ns, told.st_size


def _read(district: District) -> Ground:
    works: dict[str, Work] = {}
    try:
        catalogue = catalogue_of(district, *read_records(district))
        works = {work.work_id: work for work in catalogue.works}
    except HetuError:
        pass  # candidates then go by what is published
    own = district.root / "place_queue.csv"
    weights = read_weights(own if own.exists() else SHIPPED / "place_queue.csv")
    return Ground(load_gazetteer(district.root), works, weights)
