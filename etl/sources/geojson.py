"""Base shapes as RFC 7946 GeoJSON: 6 decimals, exterior rings counter-clockwise, bbox."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from etl.errors import TableError
from etl.files import json_bytes

DECIMALS = 6


def plain_geometry(form: BaseGeometry) -> dict[str, Any]:
    """A GeoJSON geometry: rounded to 6 decimals, right-hand rule, lists for tuples."""
    rounded = shapely.transform(form, lambda xy: xy.round(DECIMALS) + 0.0)
    if not rounded.is_valid:  # rounding may close a narrow neck
        rounded = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    out = mapping(shapely.orient_polygons(rounded))
    return {"type": out["type"], "coordinates": _lists(out["coordinates"])}


def collection_bytes(features: Iterable[tuple[str, dict[str, Any], BaseGeometry]]) -> bytes:
    """(id, properties, shape) triples as a FeatureCollection, one feature a line (diffable)."""
    items = [
        {"type": "Feature", "id": fid, "properties": props, "geometry": plain_geometry(form)}
        for fid, props, form in features
    ]
    forms = [shape(item["geometry"]) for item in items]
    bbox = _lists(shapely.total_bounds(forms).tolist())
    lines = ",\n".join(json_bytes(item).decode().rstrip("\n") for item in items)
    return f'{{"type":"FeatureCollection","bbox":{bbox},"features":[\n{lines}\n]}}\n'.encode()


def read_features(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file; TableError where it cannot be read."""
    try:
        features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(
            f"GeoJSON 缺失或有误（{error}）。请恢复，或运行 hetu acquire。",
            f"GeoJSON missing or broken ({error}). Restore it or run hetu acquire.",
            file=path.name,
        ) from error
    return features


def _lists(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_lists(item) for item in value]
    return round(float(value), DECIMALS)
