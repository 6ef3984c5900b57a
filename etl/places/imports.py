"""Imported features by name, and what the trust ladder and the gazetteer take from them.

Names are matched inside the district only. A name that several different things bear places
nothing: they are candidates for a person to choose from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import shapely
import shapely.ops
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from etl.crs.geodesy import distance_m
from etl.places.import_records import ImportedFeature, ImportKind
from etl.places.names import name_key

_ORDINAL = re.compile(r"第(?=[一二三四五六七八九十百\d])")
_SAME_M = 500.0
"""Two features of one name within this distance are one thing (a compound and its gate)."""


@dataclass(frozen=True)
class Match:
    """What a name met: the things that bear it, and whether by the very name or by an alias."""

    things: tuple[tuple[ImportedFeature, ...], ...]
    is_exact: bool

    @property
    def only(self) -> ImportedFeature | None:
        """The one thing, by its most telling feature; None where there are several."""
        return best(self.things[0]) if len(self.things) == 1 else None


@dataclass(frozen=True)
class Imports:
    """The imported features of a district. `prefixes` are the names of district and prefecture
    that names of schools and firms may begin with; `generic` words that name no one thing.
    """

    features: tuple[ImportedFeature, ...] = ()
    kinds: dict[str, ImportKind] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    generic: frozenset[str] = frozenset()
    home: BaseGeometry | None = None

    @cached_property
    def _index(self) -> tuple[dict[str, list[ImportedFeature]], dict[str, list[ImportedFeature]]]:
        exact: dict[str, list[ImportedFeature]] = {}
        loose: dict[str, list[ImportedFeature]] = {}
        if self.home is not None:
            shapely.prepare(self.home)
        for item in self.features:
            if self.home is not None and not self.home.intersects(item.geometry):
                continue
            names = (item.name, *item.aliases)
            for key in {name_key(name) for name in names}:
                exact.setdefault(key, []).append(item)
            for key in {key for name in names for key in self.loose_keys(name)}:
                loose.setdefault(key, []).append(item)
        return exact, loose

    def loose_keys(self, name: str) -> set[str]:
        """The keys under which a name may also be known: without 第, without the city's name."""
        plain = _ORDINAL.sub("", name_key(name))
        out = {plain}
        for _ in range(2):  # city, then district
            out |= {
                key[len(prefix) :]
                for key in out
                for prefix in self.prefixes
                if key.startswith(prefix)
            }
        return {key for key in out if key == plain or len(key) >= 3}

    def find(self, names: Iterable[str], kinds: Sequence[str] = ()) -> Match | None:
        """What bears one of the names inside the district; the very names before the aliases."""
        exact, loose = self._index
        wanted = [name for name in names if self._tells(name)]
        for is_exact, index, keys in (
            (True, exact, [name_key(name) for name in wanted]),
            (False, loose, [key for name in wanted for key in sorted(self.loose_keys(name))]),
        ):
            found = {
                item.feature_id: item
                for key in keys
                for item in index.get(key, ())
                if self._tells(key) and (not kinds or item.kind in kinds)
            }
            if found:
                return Match(tuple(things(list(found.values()))), is_exact)
        return None

    def _tells(self, name: str) -> bool:
        key = name_key(name)
        return len(key) >= 2 and key not in self.generic


def things(features: Sequence[ImportedFeature]) -> list[tuple[ImportedFeature, ...]]:
    """Features of one name, grouped into different things."""
    groups: list[list[ImportedFeature]] = []
    for item in features:
        near = [group for group in groups if any(_are_one(item, other) for other in group)]
        for group in near:
            groups.remove(group)
        groups.append([item, *(other for group in near for other in group)])
    return [tuple(group) for group in groups]


def _are_one(one: ImportedFeature, other: ImportedFeature) -> bool:
    reach = _SAME_M + (one.uncertainty_m or 0) / 2 + (other.uncertainty_m or 0) / 2
    if distance_m((one.lon, one.lat), (other.lon, other.lat)) <= reach:
        return True
    a, b = shapely.ops.nearest_points(one.geometry, other.geometry)
    return distance_m((a.x, a.y), (b.x, b.y)) <= _SAME_M


def best(group: Sequence[ImportedFeature]) -> ImportedFeature:
    """The feature that says most of a thing: own data, then a line, an outline, the newest."""
    return max(
        group,
        key=lambda item: (
            item.batch.authority == "own",
            item.is_line,
            item.geometry.geom_type != "Point",
            item.batch.when,
            item.feature_id,
        ),
    )


def point_of(feature: ImportedFeature) -> Point:
    """The point that stands for it."""
    return Point(feature.lon, feature.lat)
