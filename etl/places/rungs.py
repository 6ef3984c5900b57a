"""The rungs of the trust ladder: each takes a query and the gazetteer, and places it or passes."""

from __future__ import annotations

import re

from etl.codes import Category, LocationMethod, Precision, Stage
from etl.places.answers import (
    SETTLED,
    area_of_relation,
    area_precision,
    as_area,
    inside,
    pinned,
    unplaced,
)
from etl.places.by_hand import placed_by
from etl.places.clause_offset import by_clause
from etl.places.index import Gazetteer
from etl.places.model import Location, Place
from etl.places.names import name_key
from etl.places.query import PlaceQuery
from etl.places.records import AreaRule, Relation, RelationKind


def override(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """A position set by a person; the last row of a name wins."""
    return _by_person(query, gazetteer, is_provider=False)


def provider(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """A candidate of an online geocoder that a person has confirmed; the last row wins."""
    return _by_person(query, gazetteer, is_provider=True)


def _by_person(query: PlaceQuery, gazetteer: Gazetteer, *, is_provider: bool) -> Location | None:
    keys = {name_key(name) for name in query.names}
    found = [
        row
        for row in gazetteer.overrides
        if name_key(row.name) in keys
        and (row.method == LocationMethod.PROVIDER.value) == is_provider
    ]
    return placed_by(found[-1]) if found else None


def exact_name(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """A curated gazetteer entry of exactly this name that has a sourced position."""
    place = _named(query, gazetteer)
    if place is None or place.lon is None or place.method is LocationMethod.OFFSET:
        return None
    return pinned(place, f"地名库同名：{place.name}", f"gazetteer, exact name: {place.name}")


def offset(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """A position that follows from an offset or order: published of its name, or in its clause."""
    place = _named(query, gazetteer)
    if place is not None and place.lon is not None and place.method is LocationMethod.OFFSET:
        return pinned(place, place.note_zh, place.note_en)
    # A thing that has a position of its own is not where a phrase about another one points.
    return None if query.is_quantity_only or place is not None else by_clause(query, gazetteer)


def lead(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """A lead or a firm being courted has no site: not placed, and said so."""
    if query.stage is not Stage.IDENTIFICATION:
        return None
    rule = _first_rule(gazetteer, "lead", query.category.value)
    return None if rule is None else unplaced(rule.reason_zh, rule.reason_en)


def elsewhere(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """A source says that it lies outside the district, or no more than in the wider city."""
    relation = _relation(query, gazetteer, RelationKind.OUTSIDE)
    if relation is None:
        return None
    place = gazetteer.resolve(relation.object)
    return area_of_relation(gazetteer, relation, place, Precision.OUTSIDE)


def settlement(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """The village or community that contains it, by a source, a hint, or its own name."""
    for place, zh, en, relation in _containers(query, gazetteer):
        if place.kind in SETTLED and place.lon is not None:
            return inside(gazetteer, place, zh, en, relation)
    return None


def container(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """The subdistrict, town or other area that contains it, or the area a rule gives."""
    place = _named(query, gazetteer)
    if place is not None and place.place_id != gazetteer.home.place_id:
        return as_area(gazetteer, place)
    for found, zh, en, relation in _containers(query, gazetteer):
        return inside(gazetteer, found, zh, en, relation)
    return _by_rule(query, gazetteer)


def district(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """The report of the district speaks of it, and nothing says where: the whole district."""
    home = gazetteer.home
    if query.stage is Stage.PREPARATION:
        zh, en = "谋划阶段，未公布选址", "being prepared, no site published"
    elif query.is_quantity_only:
        zh, en = "只有数量，没有逐处位置", "known by quantity only"
    elif query.category is Category.EVENT:
        zh, en = "节庆活动，未公布会场", "an event, no venue published"
    else:
        zh, en = (
            "报告列入本区工作，没有公开的位置来源",
            "the district’s work by its report, no published position",
        )
    return Location(
        precision=Precision.DISTRICT,
        method=LocationMethod.CONTAINMENT,
        area_id=home.place_id,
        source=f"{home.name}政府工作报告",
        source_ref=home.source_ref,
        source_confidence="high",
        note_zh=f"按全区显示：{zh}",
        note_en=f"shown district-wide: {en}",
    )


def _named(query: PlaceQuery, gazetteer: Gazetteer) -> Place | None:
    if query.is_quantity_only:
        return None
    for name in query.names:
        place = gazetteer.named(name)
        if place is not None:
            return place
    return None


def _relation(query: PlaceQuery, gazetteer: Gazetteer, *kinds: RelationKind) -> Relation | None:
    return next(iter(gazetteer.relations_of(query.names, *kinds)), None)


def _containers(
    query: PlaceQuery, gazetteer: Gazetteer
) -> list[tuple[Place, str, str, Relation | None]]:
    """Places said to contain it: by relation, by hint, by a stem in its name, in that order."""
    out: list[tuple[Place, str, str, Relation | None]] = []
    for relation in gazetteer.relations_of(query.names, RelationKind.CONTAINED_IN):
        place = gazetteer.resolve(relation.object)
        if place is not None:
            out.append((place, f"在{place.name}", f"in {place.name}", relation))
    for hint in query.spatial_hints:
        place = gazetteer.named(hint)
        if place is not None and place.place_id != gazetteer.home.place_id:
            out.append((place, f"报告同句指明{place.name}", f"the clause names {place.name}", None))
    if not query.is_quantity_only:
        for stem, place_id in gazetteer.district.name_stems.items():
            if any(stem in name for name in query.names):
                place = gazetteer.places[place_id]
                out.append(
                    (
                        place,
                        f"名称含“{stem}”，推断在{place.name}",
                        f"its name has {stem}: inferred to lie in {place.name}",
                        None,
                    )
                )
    return out


def _by_rule(query: PlaceQuery, gazetteer: Gazetteer) -> Location | None:
    """The first rule that fits: by hint, then name, category, and context for quantities."""
    tries: list[tuple[str, str]] = []
    for rule_field, words in (
        ("hint", query.spatial_hints),
        ("name", query.names),
        ("category", (query.category.value,)),
        ("context", query.context if query.is_quantity_only else ()),
    ):
        tries += [(rule_field, word) for word in words]
    fits = [rule for field, word in tries if (rule := _first_rule(gazetteer, field, word))]
    if not fits:
        return None
    rule = min(fits, key=lambda item: item.order)
    if rule.role == "district":
        return None
    role = gazetteer.district.roles[rule.role]
    area = gazetteer.area_of(gazetteer.places[role.place_id])
    source = gazetteer.sources[role.source_id]
    return Location(
        precision=area_precision(gazetteer, area),
        method=LocationMethod.CONTAINMENT,
        area_id=area.place_id,
        source=source.title_zh,
        source_ref=source.address,
        source_confidence="medium",
        note_zh=f"{rule.reason_zh}；按{area.name}显示（{role.reason_zh}）",
        note_en=f"{rule.reason_en}; shown by the area {area.name} ({role.reason_en})",
    )


def _first_rule(gazetteer: Gazetteer, rule_field: str, word: str) -> AreaRule | None:
    for rule in gazetteer.rules:
        if rule.field == rule_field and re.search(rule.pattern, word):
            return rule
    return None
