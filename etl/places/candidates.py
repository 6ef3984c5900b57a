"""Where a work might lie: gazetteer entries and imported things, with score, distance and reason.

Nothing here places anything: a person chooses. A score is 1 for the very name and falls with what
is only alike; inside the area known it rises a little, outside it falls.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from etl.codes import LocationMethod
from etl.crs.geodesy import LonLat, distance_m
from etl.places.import_records import ImportedFeature
from etl.places.index import Gazetteer
from etl.places.likeness import NameIndex, likeness
from etl.places.model import Geometry, Place
from etl.places.names import name_key
from etl.places.query import PlaceQuery
from etl.places.records import RelationKind
from etl.sources.geojson import plain_geometry

MOST = 9
"""As many as there are keys to choose them by."""
_LEAST_SCORE = 0.3
_WIDEST_M = 4000.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible position, WGS84. `distance_m` is from the middle of the area known.

    `origin` is gazetteer, import, relation or provider; `score` 0…1; `geometry` a line or area.
    """

    key: str
    origin: str
    name: str
    kind: str
    lon: float
    lat: float
    radius_m: float
    score: float
    reason_zh: str
    reason_en: str
    source: str
    source_ref: str
    method: LocationMethod
    geometry: Geometry | None = None
    distance_m: float | None = None


def candidates(
    query: PlaceQuery,
    gazetteer: Gazetteer,
    names: NameIndex,
    known: BaseGeometry | None = None,
    more: Iterable[Candidate] = (),
) -> list[Candidate]:
    """The best `MOST`, best first. `names` indexes the imports; `known` is the area known."""
    found = [
        *_of_gazetteer(query, gazetteer),
        *_of_relations(query, gazetteer),
        *_of_imports(query, gazetteer, names),
        *more,
    ]
    best: dict[str, Candidate] = {}
    for item in (weighed(item, known) for item in found):
        if item.score >= _LEAST_SCORE and item.score > best.get(item.key, _NOTHING).score:
            best[item.key] = item
    return sorted(best.values(), key=lambda item: (-item.score, item.distance_m or 0.0, item.key))[
        :MOST
    ]


def weighed(item: Candidate, known: BaseGeometry | None) -> Candidate:
    """The candidate with its distance, its score raised inside the area known, lowered outside."""
    if known is None or known.is_empty:
        return item
    middle = known.centroid
    away = distance_m((middle.x, middle.y), (item.lon, item.lat))
    inside = shapely.covers(known, Point(item.lon, item.lat))
    score = item.score + (0.0 if inside else -0.25)
    return replace(item, distance_m=away, score=round(max(0.0, min(1.0, score)), 3))


def _of_gazetteer(query: PlaceQuery, gazetteer: Gazetteer) -> list[Candidate]:
    out = []
    for place in gazetteer.places.values():
        if place.lon is None or place.lat is None or place.is_area:
            continue
        score, zh, en = _alike(query.names, (place.name, *place.aliases))
        if score >= _LEAST_SCORE:
            out.append(of_place(place, score, zh, en))
    return out


def _of_relations(query: PlaceQuery, gazetteer: Gazetteer) -> list[Candidate]:
    """Places that the clause or a source says it stands at, in or beside."""
    said = [
        (
            relation.object,
            0.65,
            f"来源称与“{relation.object}”有关",
            f"a source names {relation.object}",
        )
        for relation in gazetteer.relations_of(query.names)
        if relation.kind is not RelationKind.SAME_NAME_AS
    ]
    said += [
        (hint, 0.6, f"报告同句提到“{hint}”", f"the clause names {hint}")
        for hint in query.spatial_hints
    ]
    out = []
    for name, score, zh, en in said:
        place = gazetteer.resolve(name)
        if place is not None and place.lon is not None and not place.is_area:
            out.append(replace(of_place(place, score, zh, en), origin="relation"))
        match = gazetteer.imports.find((name,)) if place is None else None
        out += [
            replace(of_import(thing[0], score, zh, en), origin="relation")
            for thing in (match.things if match else ())
        ]
    return out


def _of_imports(query: PlaceQuery, gazetteer: Gazetteer, names: NameIndex) -> list[Candidate]:
    out = []
    for feature in names.near(query.names):
        score, zh, en = _alike(query.names, (feature.name, *feature.aliases))
        out.append(of_import(feature, score, zh, en))
    match = gazetteer.imports.find(query.names)
    for thing in match.things if match else ():
        zh, en = ("导入数据同名", "imported, same name")
        score = 1.0 if match and match.is_exact else 0.85
        out += [of_import(feature, score, zh, en) for feature in thing[:1]]
    return out


def _alike(wanted: Iterable[str], names: tuple[str, ...]) -> tuple[float, str, str]:
    """The best likeness of one of the wanted names to one of a thing's, in words."""
    best = (0.0, "", "")
    for want in map(name_key, wanted):
        for number, name in enumerate(names):
            key = name_key(name)
            if want == key:
                said = (
                    (1.0, "同名", "same name") if not number else (0.92, "别名相同", "same alias")
                )
            elif len(key) >= 2 and key in want:
                said = (0.7, f"名称中含“{name}”", f"its name has {name}")
            elif len(want) >= 3 and want in key:
                said = (0.66, f"“{name}”含其名称", f"{name} has its name")
            else:
                value = likeness(want, key)
                said = (0.7 * value, f"名称相近 {value:.0%}", f"alike by {value:.0%}")
            best = max(best, said)
    return best


def of_place(place: Place, score: float, zh: str, en: str) -> Candidate:
    """A gazetteer entry that has a position."""
    assert place.lon is not None and place.lat is not None
    return Candidate(
        key=f"g:{place.place_id}",
        origin="gazetteer",
        name=place.name,
        kind=place.kind,
        lon=place.lon,
        lat=place.lat,
        radius_m=place.uncertainty_m or _WIDEST_M,
        score=score,
        reason_zh=zh,
        reason_en=en,
        source=place.source,
        source_ref=place.source_ref,
        method=LocationMethod.GAZETTEER,
    )


def of_import(feature: ImportedFeature, score: float, zh: str, en: str) -> Candidate:
    """An imported thing."""
    is_point = feature.geometry.geom_type == "Point"
    return Candidate(
        key=f"i:{feature.feature_id}",
        origin="import",
        name=feature.name,
        kind=feature.kind,
        lon=feature.lon,
        lat=feature.lat,
        radius_m=feature.uncertainty_m or _WIDEST_M,
        score=score,
        reason_zh=zh,
        reason_en=en,
        source=feature.batch.title,
        source_ref=f"{feature.batch.file} · {feature.batch.batch_id} · {feature.row}",
        method=LocationMethod.IMPORT,
        geometry=None if is_point else plain_geometry(feature.geometry),
    )


def search(text: str, gazetteer: Gazetteer, names: NameIndex, at: LonLat | None) -> list[Candidate]:
    """Gazetteer entries and imported things that bear what was typed, nearest in name first."""
    asked = (text,)
    found = [
        of_place(place, score, zh, en)
        for place in gazetteer.places.values()
        if place.lon is not None and not place.is_area
        for score, zh, en in (_alike(asked, (place.name, *place.aliases)),)
        if score >= 0.25
    ]
    found += [
        of_import(feature, *_alike(asked, (feature.name, *feature.aliases)))
        for feature in names.near(asked, least=0.25)
    ]
    far = [
        replace(item, distance_m=distance_m(at, (item.lon, item.lat))) if at else item
        for item in found
    ]
    return sorted(far, key=lambda item: (-item.score, item.distance_m or 0.0))[:MOST]


_NOTHING = Candidate("", "", "", "", 0.0, 0.0, 1.0, -1.0, "", "", "", "", LocationMethod.NONE)
