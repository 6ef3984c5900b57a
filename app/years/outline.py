"""The small map of results: outline and dots in drawing units, no tiles, no second map engine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from shapely.geometry import shape

from layers.base import Feature

WIDTH, HEIGHT, EDGE = 420, 300, 14
BADGE = (86, 32)
"""Width and height of a badge, in drawing units."""


def drawn_outline(
    promises: Sequence[Mapping[str, Any]],
    boundaries: Sequence[Feature],
    places: Sequence[Feature] = (),
) -> dict[str, Any] | None:
    """`path` of the district's outline, `dots` of what has a point of its own, `badges` of the
    areas that stand for the rest (x right, y down, in a box of WIDTH × HEIGHT); None without an
    outline. What has neither is counted in `rest`.

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

    def drawn(area: Any) -> str:
        area = area.simplify(0.5 / scale)
        parts = area.geoms if area.geom_type == "MultiPolygon" else [area]
        rings = ([at(*point[:2]) for point in part.exterior.coords] for part in parts)
        return "".join("M" + "L".join(f"{x},{y}" for x, y in ring) + "Z" for ring in rings)

    dots = []
    for item in promises:
        lon, lat = item["lon"], item["lat"]
        if lon is not None and west <= lon <= east and south <= lat <= north:
            x, y = at(lon, lat)
            dots.append({"x": x, "y": y, "id": item["id"], "name": item["name"]})
    own = {dot["id"] for dot in dots}
    wanted = {item["area_id"] for item in promises if item["id"] not in own} - {""}
    by_id = {str(item["id"]): item for item in places}
    home = str(outline["properties"].get("adcode", ""))
    badges: list[dict[str, Any]] = []
    for area_id in sorted(wanted & by_id.keys()):
        about = by_id[area_id]
        shown = shape(about["geometry"]) if about["geometry"] else None
        badge = {"id": area_id, "name": about["properties"]["name"], "isHome": area_id == home}
        is_part = shown is not None and area_id != home and shown.within(form.buffer(0.05))
        if is_part and shown is not None:
            left_x, top_y = at(shown.bounds[0], shown.bounds[3])
            right_x, _ = at(shown.bounds[2], shown.bounds[3])
            badge |= {"x": (left_x + right_x) / 2 - BADGE[0] / 2, "y": top_y - BADGE[1] - 4}
            badge["path"] = "" if shown.geom_type == "Point" else drawn(shown)
        else:  # the district, or what lies beyond it: beside the map, at its foot
            badge |= {"x": 4.0, "y": float(HEIGHT), "path": ""}
        badges.append(badge)
    told = {badge["id"] for badge in badges}
    return {
        "path": drawn(form),
        "box": f"0 0 {WIDTH} {HEIGHT}",
        "dots": dots,
        "badges": apart(badges),
        "badge": list(BADGE),
        "rest": sum(item["id"] not in own and item["area_id"] not in told for item in promises),
    }


def apart(badges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The badges moved into the box and off each other, upwards from the foot."""
    width, height = BADGE
    set_down: list[dict[str, Any]] = []
    for badge in sorted(badges, key=lambda item: -item["y"]):
        badge["x"] = round(min(max(badge["x"], 2.0), WIDTH - width - 2.0), 1)
        badge["y"] = round(min(max(badge["y"], 2.0), HEIGHT - height - 2.0), 1)
        for other in set_down:
            if abs(other["x"] - badge["x"]) < width and abs(other["y"] - badge["y"]) < height:
                badge["y"] = round(other["y"] - height - 3, 1)
        set_down.append(badge)
    return set_down
