"""The gazetteer in memory: places by id and by name, relations, rules, containment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from etl.places.imports import Imports
from etl.places.model import Place
from etl.places.names import name_key
from etl.places.records import (
    AreaRule,
    DistrictInfo,
    Override,
    Relation,
    RelationKind,
    Rung,
    Source,
)

NAMED_KINDS = frozenset(
    {
        "village", "town", "township", "subdistrict", "community", "street",
        "railway_station", "airport", "landmark", "scenic_site", "reserve",
    }
)  # fmt: skip
"""Kinds whose names stand for a place wherever they are read. A firm's or a project's name is for
extraction to find, the district's own name is in every other line."""


@dataclass(frozen=True)
class Gazetteer:
    """Everything `locate` needs. Read-only; made by `etl.places.load.load_gazetteer`."""

    district: DistrictInfo
    places: Mapping[str, Place]
    relations: tuple[Relation, ...]
    overrides: tuple[Override, ...]
    sources: Mapping[str, Source]
    rules: tuple[AreaRule, ...]
    ladder: tuple[Rung, ...]
    imports: Imports = field(default_factory=Imports)

    @cached_property
    def _by_name(self) -> dict[str, list[Place]]:
        index: dict[str, list[Place]] = {}
        for place in self.places.values():
            for name in dict.fromkeys((place.name, *place.aliases)):
                index.setdefault(name_key(name), []).append(place)
        return index

    def outranks(self, one: str, other: str) -> bool:
        """Whether the ladder has rung `one`, and above `other`."""
        ranks = {rung.code: rung.rank for rung in self.ladder}
        return one in ranks and ranks[one] < ranks.get(other, ranks[one] + 1)

    def named(self, name: str) -> Place | None:
        """The one place of this name or alias; None where there is none, or more than one."""
        found = {place.place_id: place for place in self._by_name.get(name_key(name), [])}
        return next(iter(found.values())) if len(found) == 1 else None

    def resolve(self, reference: str) -> Place | None:
        """A place by id or by name."""
        return self.places.get(reference) or self.named(reference)

    def containers(self, place: Place) -> list[Place]:
        """The places that contain it, nearest first."""
        out: list[Place] = []
        while place.parent_id:
            place = self.places[place.parent_id]
            out.append(place)
        return out

    def area_of(self, place: Place) -> Place:
        """The smallest area with an outline that stands for a place: itself or a container."""
        for candidate in (place, *self.containers(place)):
            if candidate.is_area and candidate.geometry is not None:
                return candidate
        return self.home

    @property
    def home(self) -> Place:
        """The district itself."""
        return self.places[self.district.adcode]

    def relations_of(self, names: tuple[str, ...], *kinds: RelationKind) -> list[Relation]:
        """Relations whose subject is one of the names, in table order; the low ones left out."""
        keys = {name_key(name) for name in names}
        return [
            relation
            for relation in self.relations
            if name_key(relation.subject) in keys
            and (not kinds or relation.kind in kinds)
            and relation.confidence != "low"
        ]


def gazetteer_names(gazetteer: Gazetteer) -> list[str]:
    """Names and aliases that extraction may look for (`NAMED_KINDS`), sorted."""
    names: set[str] = set()
    for place in gazetteer.places.values():
        if place.kind in NAMED_KINDS:
            names.update((place.name, *place.aliases))
    return sorted(name for name in names if len(name) >= 2)
