"""The small map of results: outline and dots in drawing units, no tiles, no second map engine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from shapely.geometry import shape

from layers.base import Feature

WIDTH, HEIGHT, EDGE = 420, 300, 14


def drawn_outline(
    promises: Sequence[Mapping[str, Any]], boundaries: Sequence[Feature]
) -> dict[str, Any] | None:
    """`path` of the district's outline and `dots` of what has a point of its own (x right, y down,
    in a box of WIDTH × HEIGHT); None without an outline.

    Degrees are squeezed by the cosine of the middle latitude: true enough for a thumbnail.
    """
    outline = next((item for item in boundaries if item["properties"]["role"] == "district"), None)
    if outline is None or not outline["geometry"]:
        return None
    form = shape(outline["geometry"])
    west, south, east, north = form.bounds
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min(
        (WIDTH - 2 * EDGE) / ((east - west) * squeeze), (HEIGHT - 2 * EDGE) / (north - south)
    )
    left = (WIDTH - (east - west) * squeeze * scale) / 2
    top = (HEIGHT - (north - south) * scale) / 2

    def at(lon: float, lat: float) -> tuple[float, float]:
        return round(left + (lon - west) * squeeze * scale, 1), round(
            top + (north - lat) * scale, 1
        )

    form = form.simplify(0.5 / scale)
    parts = form.geoms if form.geom_type == "MultiPolygon" else [form]
    rings = ([at(*point[:2]) for point in part.exterior.coords] for part in parts)
    path = "".join("M" + "L".join(f"{x},{y}" for x, y in ring) + "Z" for ring in rings)
    dots = []
    for item in promises:
        lon, lat = item["lon"], item["lat"]
        if lon is not None and west <= lon <= east and south <= lat <= north:
            x, y = at(lon, lat)
            dots.append({"x": x, "y": y, "id": item["id"], "name": item["name"]})
    return {
        "path": path,
        "box": f"0 0 {WIDTH} {HEIGHT}",
        "dots": dots,
        "rest": len(promises) - len(dots),
    }
