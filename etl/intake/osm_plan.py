"""An OpenStreetMap extract to a plan: named things, streets as lines, and the base map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from etl.crs.datum import Datum
from etl.crs.reference import Reference
from etl.intake.model import Problem, Progress, quiet
from etl.intake.osm_read import OsmThing, read_osm
from etl.intake.osm_scenery import scenery_bytes
from etl.intake.osm_tags import address_of, aliases_of, kind_of_tags
from etl.intake.plan import Ground, Plan, Wishes, batch_id_of, file_sha, repair, stand_for
from etl.places.import_records import Batch, ImportedFeature

LICENCE = "ODbL 1.0"
ATTRIBUTION = "© OpenStreetMap contributors (ODbL)"
_NEAR_DEG = 0.004
"""Ways of one name closer than this (some 300 m) are one street; farther apart, namesakes."""


def plan_osm(
    path: Path,
    ground: Ground,
    wishes: Wishes,
    progress: Progress = quiet,
    when: str = "",
    shown: str = "",
) -> Plan:
    """The plan of an extract. IntakeError where it is damaged, or holds nothing near here."""
    shown = shown or path.name
    found = read_osm(path, ground.box.bounds, shown, progress)
    progress(0.99, "整理街路与底图", "putting streets and base map together")
    sha = file_sha(path)
    batch = Batch(
        batch_id=batch_id_of(sha, "OSM", {}),
        title=wishes.title or "OpenStreetMap",
        file=shown,
        format="osm",
        sha256=sha,
        size_bytes=path.stat().st_size,
        datum=Datum.WGS84.label_zh,
        datum_said="OpenStreetMap",
        who=wishes.who,
        when=when or datetime.now(UTC).date().isoformat(),
        licence=LICENCE,
        attribution=ATTRIBUTION,
        authority="open",
        count=0,
    )
    problems: list[Problem] = []
    features = [*_streets(found, batch), *_others(found, batch, ground, problems)]
    scenery, left_off = scenery_bytes(found, ground.box)
    if left_off:
        problems.append(
            Problem(
                0,
                f"底图要素过多，最细的 {left_off} 个没有带入。",
                f"too much for the base map: the {left_off} finest objects were left out.",
            )
        )
    return Plan(
        batch, features, problems, {}, (), Reference(Datum.WGS84), "file",
        repaired=len([p for p in problems if p.row]), scenery=scenery,
    )  # fmt: skip


def _streets(found: Iterable[OsmThing], batch: Batch) -> list[ImportedFeature]:
    """Every way of one name joined to one street, where they lie together."""
    ways: dict[str, list[OsmThing]] = defaultdict(list)
    for thing in found:
        name = thing.tags.get("name", "").strip()
        if name and thing.rule.kind == "street" and "LineString" in thing.geometry.geom_type:
            ways[name].append(thing)
    out = []
    for name in sorted(ways):
        for group in _clusters(ways[name]):
            line = shapely.line_merge(shapely.union_all([thing.geometry for thing in group]))
            lead = min(group, key=lambda thing: thing.number)
            aliases = dict.fromkeys(a for thing in group for a in aliases_of(thing.tags, name))
            out.append(_feature(lead, name, tuple(aliases), "street", line, batch, 0.0))
    return out


def _clusters(ways: list[OsmThing]) -> list[list[OsmThing]]:
    if len(ways) == 1:
        return [ways]
    hulls = shapely.get_parts(
        shapely.union_all(
            shapely.buffer([thing.geometry for thing in ways], _NEAR_DEG / 2, quad_segs=2)
        )
    )
    tree = shapely.STRtree(hulls)
    groups: dict[int, list[OsmThing]] = defaultdict(list)
    for thing in ways:
        groups[int(tree.nearest(thing.geometry))].append(thing)
    return [groups[key] for key in sorted(groups)]


def _others(
    found: Iterable[OsmThing], batch: Batch, ground: Ground, problems: list[Problem]
) -> list[ImportedFeature]:
    out = []
    for thing in found:
        name = thing.tags.get("name", "").strip()
        if not name or (thing.rule.kind == "street" and "LineString" in thing.geometry.geom_type):
            continue
        kind = kind_of_tags(thing.rule, thing.tags, name)
        if not kind:
            continue
        form = repair(thing.geometry)
        if form is None:
            continue
        if form is not thing.geometry:
            problems.append(
                Problem(thing.number, f"{name}：图形有误，已修复。", f"{name}: repaired.")
            )
        radius = ground.kinds[kind].uncertainty_m or 500.0
        out.append(_feature(thing, name, aliases_of(thing.tags, name), kind, form, batch, radius))
    return out


def _feature(
    thing: OsmThing,
    name: str,
    aliases: tuple[str, ...],
    kind: str,
    form: BaseGeometry,
    batch: Batch,
    radius_m: float,
) -> ImportedFeature:
    lon, lat, uncertainty = stand_for(form, radius_m)
    letter = {"Point": "n"}.get(form.geom_type, "a" if "Polygon" in form.geom_type else "w")
    return ImportedFeature(
        feature_id=f"{batch.batch_id}/{letter}{thing.number}",
        name=name,
        aliases=aliases,
        kind=kind,
        code=thing.tags.get("ref", ""),
        address=address_of(thing.tags),
        row=thing.number,
        geometry=form,
        lon=lon,
        lat=lat,
        uncertainty_m=uncertainty,
        batch=batch,
    )
