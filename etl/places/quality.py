"""How good the places are: by class, source and age, and where sources disagree, by how far."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import shapely.ops
from shapely.geometry import Point, shape

from etl.codes import PRECISION_LABELS, Precision
from etl.crs.geodesy import distance_m
from etl.places.index import Gazetteer
from etl.places.model import Location
from etl.places.place import RUNGS
from etl.places.query import PlaceQuery
from etl.places.records import RelationKind

POINTING = ("override", "imported", "gazetteer", "provider", "offset")
"""Rungs that say where exactly; the others say in what."""
SURE = (Precision.SURVEYED, Precision.SITE)
COARSE = (Precision.TOWN, Precision.DISTRICT)
AGES = (("1", 1.0), ("3", 3.0), ("10", 10.0))
"""Bands of age in years: up to 1, 3, 10; then `older`, and `undated`."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of a work: a circle in WGS84, radius in metres."""

    rung: str
    source: str
    lon: float
    lat: float
    radius_m: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources whose circles do not meet (or a circle outside the area said to hold it)."""

    work_id: str
    name: str
    one: Said
    other: Said
    apart_m: float
    beyond_m: float


@dataclass(frozen=True, slots=True)
class Quality:
    """The report; counts are of works."""

    works: int
    by_precision: Mapping[Precision, int]
    by_source: Mapping[tuple[str, str], Mapping[Precision, int]]
    by_age: Mapping[str, int]
    disagreements: Sequence[Disagreement] = field(default_factory=tuple)

    @property
    def unplaced(self) -> int:
        """Works not placed at all."""
        return self.by_precision.get(Precision.NOT_PLACED, 0)

    @property
    def coarse(self) -> int:
        """Works known by no more than town or district."""
        return sum(self.by_precision.get(code, 0) for code in COARSE)


def quality_of(
    works: Sequence[tuple[str, PlaceQuery, Location]], plain: Gazetteer, today: date
) -> Quality:
    """The report on works (id, what is asked, where it is placed).

    `plain` is the gazetteer as its own tables have it (`load_gazetteer(…, fill=False)`), so that
    every source speaks for itself.
    """
    by_source: dict[tuple[str, str], Counter[Precision]] = defaultdict(Counter)
    ages: Counter[str] = Counter()
    disagreements = []
    dates = _dates(plain)
    for work_id, query, location in works:
        name = query.names[0]
        by_source[(location.source or "", location.method.value)][location.precision] += 1
        if location.precision is not Precision.NOT_PLACED:
            ages[_age(location, dates, today)] += 1
        disagreements += _disagreements(work_id, name, said_of(query, plain), query, plain)
    counts = Counter(location.precision for _, _, location in works)
    return Quality(
        works=len(works),
        by_precision={code: counts[code] for code in Precision if counts[code]},
        by_source=dict(sorted(by_source.items(), key=lambda item: -sum(item[1].values()))),
        by_age=dict(sorted(ages.items())),
        disagreements=sorted(disagreements, key=lambda item: -item.beyond_m),
    )


def said_of(query: PlaceQuery, plain: Gazetteer) -> list[Said]:
    """What each source that points says of a work, in the ladder's order."""
    out = []
    for rung in plain.ladder:
        if rung.code not in POINTING:
            continue
        found = RUNGS[rung.code](query, plain)
        if found is None or found.geometry is None:
            continue
        middle = shape(found.geometry).centroid
        radius = found.uncertainty_m or 0.0
        out.append(Said(rung.code, found.source, middle.x, middle.y, radius))
    return out


def _disagreements(
    work_id: str, name: str, said: Sequence[Said], query: PlaceQuery, plain: Gazetteer
) -> list[Disagreement]:
    out = []
    for one, other in itertools.combinations(said, 2):
        apart = distance_m((one.lon, one.lat), (other.lon, other.lat))
        beyond = apart - one.radius_m - other.radius_m
        if beyond > 0:
            out.append(Disagreement(work_id, name, one, other, apart, beyond))
    for relation in plain.relations_of(query.names, RelationKind.CONTAINED_IN):
        area = plain.resolve(relation.object)
        # An outline drawn for reading proves nothing against a position.
        if area is None or area.geometry is None or area.is_schematic:
            continue
        form = shape(area.geometry)
        for one in said[:1]:
            away = _away_m(one, form)
            if away > one.radius_m:
                title = plain.sources[relation.source_id].title_zh
                middle = form.centroid
                other = Said("container", f"{title}（{area.name}）", middle.x, middle.y, 0.0)
                out.append(Disagreement(work_id, name, one, other, away, away - one.radius_m))
    return out


def _away_m(said: Said, area: Any) -> float:
    point = Point(said.lon, said.lat)
    if area.covers(point):
        return 0.0
    edge = shapely.ops.nearest_points(area, point)[0]
    return distance_m((said.lon, said.lat), (edge.x, edge.y))


def _dates(gazetteer: Gazetteer) -> dict[str, str]:
    """When each source speaks of, by its title."""
    found = {item.title_zh: item.date for item in gazetteer.sources.values()}
    found.update({item.batch.title: item.batch.when for item in gazetteer.imports.features})
    return found


def _age(location: Location, dates: Mapping[str, str], today: date) -> str:
    text = location.verified_on or dates.get(location.source, "")
    try:
        year = int(text[:4])
        begun = date.fromisoformat(text[:10]) if len(text) >= 10 else date(year, 7, 1)
    except ValueError:
        return "undated"
    if not 1900 <= year <= today.year + 1:
        return "undated"  # a version number, not a year
    years = (today - begun).days / 365.25
    return next((band for band, most in AGES if years <= most), "older")


def quality_json(adcode: str, found: Quality, today: date) -> dict[str, Any]:
    """The report as JSON; the keys are stable for a pipeline."""
    return {
        "district": adcode,
        "on": today.isoformat(),
        "works": found.works,
        "unplaced": found.unplaced,
        "coarse": found.coarse,
        "by_precision": {
            str(int(code)): {"works": count, "label_zh": PRECISION_LABELS[code][0],
                             "label_en": PRECISION_LABELS[code][1]}
            for code, count in found.by_precision.items()
        },
        "by_source": [
            {
                "source": source,
                "method": method,
                "works": sum(counts.values()),
                "by_precision": {str(int(code)): counts[code] for code in sorted(counts)},
            }
            for (source, method), counts in found.by_source.items()
        ],
        "by_age": dict(found.by_age),
        "disagreements": [
            {
                "work_id": item.work_id,
                "name": item.name,
                "one": _said_json(item.one),
                "other": _said_json(item.other),
                "apart_m": round(item.apart_m),
                "beyond_m": round(item.beyond_m),
            }
            for item in found.disagreements
        ],
    }  # fmt: skip


def _said_json(said: Said) -> dict[str, Any]:
    return {
        "rung": said.rung,
        "source": said.source,
        "lon": round(said.lon, 6),
        "lat": round(said.lat, 6),
        "radius_m": round(said.radius_m),
    }
