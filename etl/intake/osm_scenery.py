"""The base map of an extract: roads, rail, water, wetland, built-up land and names, each from the
scale at which it makes sense, simplified to what that scale can show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from etl.files import json_bytes
from etl.intake.osm_read import OsmThing

MAX_FEATURES = 20_000
MAX_VERTICES = 400_000
_LEAST_AREA = 2e-7
"""Areas below this (square degrees, some 1700 m²) are specks on a district map."""
_DECIMALS = 5


def scenery_bytes(found: Iterable[OsmThing], box: BaseGeometry) -> tuple[bytes, int]:
    """A FeatureCollection (properties `c` class, `z` least zoom, `n` name), and how many objects
    were left out: the finest first, so that a browser can bear it.
    """
    groups: dict[tuple[int, str, str], list[BaseGeometry]] = defaultdict(list)
    for thing in found:
        if thing.rule.scenery:
            name = thing.tags.get("name", "")
            form = thing.geometry
            if thing.rule.scenery.startswith("label_"):
                if not name:
                    continue
                form = form if form.geom_type == "Point" else form.representative_point()
            elif form.geom_type == "Point":
                continue
            groups[(thing.rule.min_zoom, thing.rule.scenery, name)].append(form)
    features: list[dict[str, Any]] = []
    left_off = vertices = 0
    for (zoom, kind, name), forms in sorted(groups.items(), key=lambda item: item[0]):
        for form in _drawn(forms, kind, zoom, box):
            count = int(shapely.get_num_coordinates(form))
            if len(features) >= MAX_FEATURES or vertices + count > MAX_VERTICES:
                left_off += 1
                continue
            vertices += count
            properties = {"c": kind, "z": zoom, **({"n": name} if name else {})}
            features.append({"type": "Feature", "properties": properties, "geometry": _plain(form)})
    if not features:
        return b"", 0
    lines = ",\n".join(json_bytes(item).decode().rstrip("\n") for item in features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    return text.encode(), left_off


def _drawn(
    forms: list[BaseGeometry], kind: str, zoom: int, box: BaseGeometry
) -> list[BaseGeometry]:
    if kind.startswith("label_"):
        return [form for form in forms if box.intersects(form)]
    tolerance = 0.0002 if zoom <= 9 else 0.00008 if zoom <= 11 else 0.00003
    out: list[BaseGeometry] = []
    is_line = "LineString" in forms[0].geom_type
    whole = [shapely.line_merge(shapely.union_all(forms))] if is_line else forms
    for form in whole:
        fit = form if form.is_valid else shapely.make_valid(form)
        cut = shapely.simplify(shapely.intersection(fit, box), tolerance)
        wanted = "LineString" if is_line else "Polygon"
        out += [
            part
            for part in shapely.get_parts(cut)
            if wanted in part.geom_type and (part.length if is_line else part.area > _LEAST_AREA)
        ]
    return out


def _plain(form: BaseGeometry) -> dict[str, Any]:
    rounded = shapely.transform(form, lambda xy: xy.round(_DECIMALS))
    out: dict[str, Any] = mapping(rounded)
    return out
