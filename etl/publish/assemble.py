"""Everything that is published, put together: layers by name, their bytes, the manifest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from etl.catalogue.build import Catalogue
from etl.catalogue.merge import name_key
from etl.catalogue.model import Work
from etl.codes import Category, LocationMethod, Precision
from etl.district import District
from etl.places.features import boundaries_features, places_features
from etl.places.index import Gazetteer
from etl.places.model import Location, Place
from etl.places.tourism import read_routes, read_stops, read_zones
from etl.publish.faults import in_words
from etl.publish.features import (
    indicator_properties,
    layer_of,
    located,
    place_properties,
    work_properties,
)
from etl.publish.geojson import feature
from etl.publish.manifest import manifest_of
from etl.publish.placing import Placer
from etl.publish.tourism import match, route_features, stop_features, zone_features
from etl.publish.write import layer_files
from layers.base import Feature, VillageProperties
from layers.counting import precision_of_works
from layers.registry import WORK_LAYERS

Placed = tuple[Work, Location]
_SETTLEMENTS = ("town", "township", "village")


@dataclass(frozen=True, slots=True)
class Release:
    """What one build publishes."""

    features: Mapping[str, Sequence[Feature]]
    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]


def _settlements(gazetteer: Gazetteer) -> list[Place]:
    """Every village and town of the district's list, by code."""
    found = [
        place for place in gazetteer.places.values() if place.kind in _SETTLEMENTS and place.code
    ]
    return sorted(found, key=lambda place: (len(place.code), place.code))


def _own_location(placer: Placer, place: Place) -> Location:
    """Where a settlement of the list is: its point, else the area that stands for it."""
    area = placer.gazetteer.area_of(place)
    has_point = place.lon is not None and place.lat is not None
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return placer.drawn(
        Location(
            precision=place.precision,
            method=place.method if has_point else LocationMethod.CONTAINMENT,
            geometry=point if has_point and not place.is_area else None,
            uncertainty_m=place.uncertainty_m,
            place_id=place.place_id,
            area_id=area.place_id,
            source=place.source,
            source_ref=place.source_ref,
            source_confidence=place.confidence,
            note_zh=place.note_zh,
            note_en=place.note_en,
        )
    )


def _village_features(
    placer: Placer, works: Sequence[Placed], ids: dict[str, str], others: Sequence[Placed]
) -> list[Feature]:
    """The settlements of the list; those the report names carry what it says of them.

    A village that the report does not name and of which no more is known than the district stays
    in the gazetteer: hundreds of them would bury the works.
    """
    gazetteer = placer.gazetteer
    by_place: dict[str, Placed] = {}
    for work, location in works:
        place = gazetteer.named(work.name)
        if place is not None:
            by_place[place.place_id] = (work, location)
    related: dict[str, list[str]] = defaultdict(list)
    for work, location in others:
        if location.place_id:
            related[location.place_id].append(work.work_id)
    out = []
    for place in _settlements(gazetteer):
        parent = gazetteer.places.get(place.parent_id)
        own = _own_location(placer, place)
        named = by_place.get(place.place_id)
        is_bare = own.precision is Precision.DISTRICT or own.area_id == gazetteer.home.place_id
        if named is None and place.kind == "village" and is_bare and place.lon is None:
            continue
        base: dict[str, Any]
        if named is not None:
            base = work_properties(named[0], own, ids, layer="villages")
        else:
            base = {
                "id": place.place_id,
                "layer": "villages",
                "name": place.name,
                "origin": "table",
                **located(own),
            }
        extra = {
            "category": Category.VILLAGE if place.kind == "village" else Category.TOWN,
            "code": place.code,
            "code_year": place.code_year,
            "parent_code": parent.code if parent else "",
            "parent_name": parent.name if parent else "",
            "related_ids": related.get(place.place_id, []),
        }
        with in_words(place.name, place.place_id):
            checked = VillageProperties.model_validate({**base, **extra})
        properties = checked.model_dump(mode="json")
        out.append(feature(str(properties["id"]), properties, own.geometry))
    return out


def _indicator_features(catalogue: Catalogue, ids: dict[str, str]) -> list[Feature]:
    of: dict[str, list[str]] = defaultdict(list)
    for work in catalogue.works:
        for record in work.indicators:
            of[record.record_id].append(work.work_id)
    return [
        feature(
            ids[record.record_id],
            indicator_properties(record, ids[record.record_id], of[record.record_id]),
            None,
        )
        for record in catalogue.indicators.records
    ]


def _place_features(gazetteer: Gazetteer, placer: Placer) -> list[Feature]:
    out = []
    for place, area_id, geometry in places_features(gazetteer):
        if geometry is not None and geometry["type"] == "Point" and place.kind != "seat":
            area_id = placer.area_at(*geometry["coordinates"][:2]) or area_id
        out.append(feature(place.place_id, place_properties(place, area_id), geometry))
    return out


def assemble(
    district: District,
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    carried: Sequence[Work] = (),
) -> Release:
    """Place every work, fill every layer, count. Raises HetuError; writes nothing.

    `carried` are works promised a year before that this report does not name.
    """
    placer = Placer(gazetteer)
    ids = {
        record.record_id: f"i{number:03d}"
        for number, record in enumerate(catalogue.indicators.records, start=1)
    }
    zones = read_zones(district.root, gazetteer)
    lines = read_routes(district.root, gazetteer)
    groups: dict[str, list[Placed]] = defaultdict(list)
    everything: list[Placed] = []
    for work in [*catalogue.works, *(replace(work, indicators=()) for work in carried)]:
        placed = (work, placer.place(work))
        # Zones and lines are those of the district's tables, whatever the words of the clause.
        if match(work, zones) is not None:
            layer = "tourism_zones"
        elif match(work, lines) is not None:
            layer = "tourism_routes"
        else:
            layer = layer_of(work.category)
        place = gazetteer.named(work.name)
        if place is not None and place.code and place.kind in _SETTLEMENTS:
            # The list of settlements knows better than the words of the clause.
            layer = "villages"
        elif layer == "villages":
            layer = "projects"
        groups[layer].append(placed)
        everything.append(placed)
    stops = [(stop, placer.drawn(stop.location)) for stop in read_stops(district.root, gazetteer)]
    routes, route_ids = route_features(lines, groups["tourism_routes"], ids)
    settled = {work.work_id for work, _ in groups["villages"]}
    features: dict[str, list[Feature]] = {
        name: [
            feature(
                work.work_id,
                work_properties(work, location, ids, layer=name),
                location.geometry,
            )
            for work, location in groups[name]
        ]
        for name in ("projects", "roads")
    }
    features["villages"] = _village_features(
        placer,
        groups["villages"],
        ids,
        [item for item in everything if item[0].work_id not in settled],
    )
    features["tourism_zones"] = zone_features(
        zones,
        groups["tourism_zones"],
        dict(gazetteer.places),
        ids,
    )
    features["tourism_routes"] = routes
    features["tourism_stops"] = stop_features(stops, route_ids)
    features["boundaries"] = [
        feature(item["id"], {**item["properties"], "layer": "boundaries"}, item["geometry"])
        for item in boundaries_features(district.root / "base")
    ]
    features["places"] = _place_features(gazetteer, placer)
    features["indicators"] = _indicator_features(catalogue, ids)
    files = layer_files(features)
    known = {name_key(name) for place in gazetteer.places.values() for name in (place.name,)}
    unmatched = sorted(
        work.name
        for work, location in everything
        if work.named
        and name_key(work.name) not in known
        and location.method in (LocationMethod.CONTAINMENT, LocationMethod.NONE)
    )
    precision = precision_of_works(f for layer in WORK_LAYERS for f in features[layer])
    manifest = manifest_of(
        district,
        catalogue,
        gazetteer,
        features,
        files,
        {code: precision[code] for code in sorted(precision)},
        unmatched,
    )
    return Release(features, files, manifest)
