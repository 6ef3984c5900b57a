"""GeoJSON as RFC 7946 wants it: WGS84 lon/lat, 6 decimals, right-hand rule, bbox, no `crs`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from etl.errors import CoordinateError
from layers.base import Feature

DECIMALS = 6
"""About 0.1 m: finer than any source here."""


def _rounded(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_rounded(item) for item in value]
    return round(float(value), DECIMALS) + 0.0  # + 0.0 turns -0.0 into 0.0


def normal_geometry(geometry: dict[str, Any] | None, name: str) -> dict[str, Any] | None:
    """Round, drop a third dimension, orient rings by the right-hand rule.

    Raises CoordinateError where a position cannot be WGS84 lon/lat or the shape is invalid.
    """
    if geometry is None:
        return None
    form = shapely.force_2d(shape(geometry))
    west, south, east, north = form.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise CoordinateError(
            f"“{name}”的坐标不是经纬度（经度、纬度颠倒，或为投影坐标？）。请核对来源表及其坐标基准。",
            f"'{name}' is not in lon/lat (swapped axes, or projected metres?). Check its source "
            "table and the datum named there.",
        )
    form = shapely.set_precision(form, 10**-DECIMALS)
    if form.is_empty or not form.is_valid:
        raise CoordinateError(
            f"“{name}”的图形无效（自相交或为空）。请改正来源文件或画面规则。",
            f"the geometry of '{name}' is invalid (it crosses itself or is empty). Correct its "
            "source file or area rule.",
        )
    out = mapping(shapely.orient_polygons(form, exterior_cw=False))
    return {"type": out["type"], "coordinates": _rounded(out["coordinates"])}


def feature(identity: str, properties: dict[str, Any], geometry: dict[str, Any] | None) -> Feature:
    """One feature with its geometry made normal."""
    return {
        "type": "Feature",
        "id": identity,
        "geometry": normal_geometry(geometry, str(properties.get("name", identity))),
        "properties": properties,
    }


def collection(features: Sequence[Feature]) -> dict[str, Any]:
    """A FeatureCollection; `bbox` covers the features that have a geometry."""
    forms = [shape(item["geometry"]) for item in features if item["geometry"]]
    out: dict[str, Any] = {"type": "FeatureCollection"}
    if forms:
        out["bbox"] = _rounded(shapely.total_bounds(forms).tolist())
    out["features"] = list(features)
    return out
