"""The tourism layers: zones, themed lines and candidate stops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from etl.catalogue.merge import name_key
from etl.catalogue.model import Work
from etl.codes import Category
from etl.places.model import Location, Place
from etl.places.tourism import Route, Stop, Zone
from etl.publish.faults import in_words
from etl.publish.features import located, work_properties
from etl.publish.geojson import feature
from layers.base import Feature, RouteProperties, StopProperties, ZoneProperties


def _keys(name: str, aliases: Sequence[str]) -> set[str]:
    return {name_key(item) for item in (name, *aliases)}


def match(work: Work, tables: Sequence[Zone] | Sequence[Route]) -> Zone | Route | None:
    """The row of a table that bears the work's name or one of its aliases."""
    keys = _keys(work.name, work.aliases)
    return next((row for row in tables if keys & _keys(row.name, row.aliases)), None)


def _bare(identity: str, layer: str, name: str, category: Category) -> dict[str, Any]:
    """The properties of a feature that a table knows and the report does not name."""
    return {"id": identity, "layer": layer, "name": name, "category": category, "origin": "table"}


def zone_features(
    zones: Sequence[Zone],
    works: Sequence[tuple[Work, Location]],
    places: dict[str, Place],
    indicator_ids: dict[str, str],
) -> list[Feature]:
    """Every zone of the table, drawn by its place; then zones that only the report knows."""
    out = []
    named = {
        zone.zone_id: work for work, _ in works if isinstance(zone := match(work, zones), Zone)
    }
    for zone in zones:
        work = named.get(zone.zone_id)
        outline = places[zone.place_id].geometry
        base = (
            work_properties(work, zone.location, indicator_ids, layer="tourism_zones")
            if work is not None
            else _bare(zone.zone_id, "tourism_zones", zone.name, Category.ZONE)
        )
        extra = {
            **located(zone.location),
            "is_area": outline is not None,
            "name_en": zone.name_en,
            "zone_kind": zone.zone_kind,
            "is_schematic": zone.is_schematic or places[zone.place_id].is_schematic,
            "location_note_zh": zone.note_zh,
            "location_note_en": zone.note_en,
        }
        with in_words(zone.name, zone.zone_id):
            checked = ZoneProperties.model_validate({**base, **extra})
        properties = checked.model_dump(mode="json")
        # The layout of the whole city is a scheme, not an extent: it has no outline of its own.
        drawn = None if zone.zone_kind == "layout" else outline
        properties["is_area"] = drawn is not None
        out.append(feature(properties["id"], properties, drawn))
    for work, location in works:
        if match(work, zones) is None:
            base = work_properties(work, location, indicator_ids, layer="tourism_zones")
            properties = ZoneProperties.model_validate(base).model_dump(mode="json")
            out.append(feature(work.work_id, properties, location.geometry))
    return out


def route_features(
    routes: Sequence[Route],
    works: Sequence[tuple[Work, Location]],
    indicator_ids: dict[str, str],
) -> tuple[list[Feature], dict[str, str]]:
    """The lines, without geometry; and the published id of each row of the table."""
    out, ids = [], {}
    nowhere = {
        "reason_zh": "线路只有名称,未公布走向",
        "reason_en": "a name only; no course published",
    }
    for work, location in works:
        route = match(work, routes)
        base = work_properties(work, location, indicator_ids, layer="tourism_routes")
        if isinstance(route, Route):
            ids[route.route_id] = work.work_id
            base.update(
                name_en=route.name_en,
                stop_ids=list(route.stop_ids),
                grouping_zh=route.grouping_zh,
                grouping_en=route.grouping_en,
                is_area=False,
            )
        properties = RouteProperties.model_validate({**base, "is_area": False})
        out.append(feature(work.work_id, properties.model_dump(mode="json"), None))
    for route in routes:
        if route.route_id not in ids:
            ids[route.route_id] = route.route_id
            bare = _bare(route.route_id, "tourism_routes", route.name, Category.ROUTE)
            properties = RouteProperties.model_validate(
                {
                    **bare,
                    **nowhere,
                    "precision": 0,
                    "location_method": "none",
                    "name_en": route.name_en,
                    "stop_ids": list(route.stop_ids),
                    "grouping_zh": route.grouping_zh,
                    "grouping_en": route.grouping_en,
                }
            )
            out.append(feature(route.route_id, properties.model_dump(mode="json"), None))
    return out, ids


def stop_features(stops: Sequence[tuple[Stop, Location]], ids: dict[str, str]) -> list[Feature]:
    """Candidate stops with the lines that list them."""
    return [
        feature(
            stop.stop_id,
            StopProperties(
                id=stop.stop_id,
                name=stop.name,
                kind=stop.kind,
                route_ids=[ids[route] for route in stop.route_ids if route in ids],
                note_zh=stop.note_zh,
                note_en=stop.note_en,
                **located(location),
            ).model_dump(mode="json"),
            location.geometry,
        )
        for stop, location in stops
    ]
