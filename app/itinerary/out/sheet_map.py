"""The route drawn for paper: SVG in millimetres, legible in black and white.

Ground and marks differ by line and shape, never by colour alone: roads are solid, estimates
dashed, a position that is not the stop's own is a hollow mark in a dotted circle.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from app.itinerary.model import LonLat
from app.itinerary.out.sheet import Sheet, Spot
from app.itinerary.out.words import clean, length, word
from etl.crs.geodesy import GEOD

Feature = Mapping[str, Any]
_SPACE = "http://www.w3.org/2000/svg"
_LEAST_DEGREES = 0.02
"""A route of one stop still gets two kilometres of ground."""
_BARS = (500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)


@dataclass(frozen=True, slots=True)
class _View:
    """Degrees to millimetres: equirectangular about the middle latitude, true to a few per mille
    over the reach of a day's drive (Snyder 1987, p. 90)."""

    west: float
    north: float
    per_lon: float
    per_lat: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.per_lon, (self.north - lat) * self.per_lat


def sheet_map(
    sheet: Sheet, ground: Iterable[Feature], names: Iterable[Feature], size: tuple[float, float]
) -> str:
    """The map as an SVG element of `size` (width, height in mm); empty without any placed stop.

    `ground`: polygons of the district and its neighbours (properties.role, name); `names`: points
    of towns and stations. Both WGS84 GeoJSON features.
    """
    points = [(s.lon, s.lat) for s in sheet.spots if s.lon is not None and s.lat is not None]
    if not points:
        return ""
    lines = [line for day in sheet.days for line, _ in day.drives]
    view = _view([*points, *(point for line in lines for point in line)], size)
    root = ET.Element(
        "svg",
        {
            "xmlns": _SPACE, "viewBox": f"0 0 {size[0]:g} {size[1]:g}", "class": "map",
            "width": f"{size[0]:g}mm", "height": f"{size[1]:g}mm", "role": "img",
        },
    )  # fmt: skip
    for feature in ground:
        _outline(root, view, feature)
    for feature in names:
        _name(root, view, feature, size)
    for day in sheet.days:
        for line, is_estimate in day.drives:
            _add(root, "path", d=_path(view, line), **{"class": "guess" if is_estimate else "road"})
    _spots(root, view, sheet)
    _scale(root, view, sheet, size)
    return ET.tostring(root, encoding="unicode")


def numbered(sheet: Sheet) -> dict[str, int]:
    """The number of each place on the map and in the timetable, from 1 in the order met."""
    return {spot.spot_id: number for number, spot in enumerate(sheet.spots, start=1)}


def _view(points: Sequence[LonLat], size: tuple[float, float]) -> _View:
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    width, height = max(east - west, _LEAST_DEGREES), max(north - south, _LEAST_DEGREES)
    shrink = cos(radians((south + north) / 2))
    per_lat = min(size[0] / (1.25 * width * shrink), size[1] / (1.3 * height))
    per_lon = per_lat * shrink
    middle_lon, middle_lat = (west + east) / 2, (south + north) / 2
    return _View(
        middle_lon - size[0] / 2 / per_lon, middle_lat + size[1] / 2 / per_lat, per_lon, per_lat
    )


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: object) -> ET.Element:
    child = ET.SubElement(
        parent, tag, {name.replace("_", "-"): str(value) for name, value in attributes.items()}
    )
    child.text = None if text is None else clean(text)
    return child


def _disc(root: ET.Element, x: float, y: float, radius: float, kind: str) -> None:
    _add(root, "circle", cx=f"{x:.2f}", cy=f"{y:.2f}", r=f"{radius:.2f}", **{"class": kind})


def _text(root: ET.Element, text: str, x: float, y: float, kind: str) -> None:
    _add(root, "text", text, x=f"{x:.2f}", y=f"{y:.2f}", **{"class": kind})


def _path(view: _View, line: Iterable[Sequence[float]]) -> str:
    spots = [view.at(point[0], point[1]) for point in line]
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in spots)


def _outline(root: ET.Element, view: _View, feature: Feature) -> None:
    geometry = feature.get("geometry")
    if not geometry or geometry["type"] not in ("Polygon", "MultiPolygon"):
        return
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    path = " ".join(_path(view, ring) + "Z" for part in parts for ring in part)
    _add(
        root, "path", d=path, **{"class": f"ground {feature['properties'].get('role', '')}".strip()}
    )


def _name(root: ET.Element, view: _View, feature: Feature, size: tuple[float, float]) -> None:
    geometry = feature.get("geometry")
    if not geometry or geometry["type"] != "Point":
        return
    x, y = view.at(*geometry["coordinates"][:2])
    if 4 < x < size[0] - 12 and 4 < y < size[1] - 8:
        _disc(root, x, y, 0.5, "town")
        said = feature["properties"].get("name", "")
        _text(root, said, x + 1.2, y + 1, "town")


def _spots(root: ET.Element, view: _View, sheet: Sheet) -> None:
    together: dict[tuple[float, float], list[tuple[int, Spot]]] = {}
    for number, spot in enumerate(sheet.spots, start=1):
        if spot.lon is not None and spot.lat is not None:
            together.setdefault((spot.lon, spot.lat), []).append((number, spot))
    for (lon, lat), here in together.items():
        x, y = view.at(lon, lat)
        is_sure = all(spot.is_sure for _, spot in here)
        reach = max((spot.radius_m or 0 for _, spot in here), default=0)
        if not is_sure and reach:
            radius = reach / 111_320 * view.per_lat
            _add(
                root,
                "circle",
                cx=f"{x:.2f}",
                cy=f"{y:.2f}",
                r=f"{radius:.2f}",
                **{"class": "reach"},
            )
        _disc(root, x, y, 2.4, "stop" if is_sure else "stop unsure")
        label = "·".join(str(number) for number, _ in here)
        _text(root, label, x, y + 0.95, "number" if is_sure else "number unsure")
        names = "、".join(spot.name for _, spot in here)
        _text(root, names, x + 3.2, y + 1, "name")


def _scale(root: ET.Element, view: _View, sheet: Sheet, size: tuple[float, float]) -> None:
    lat = view.north - size[1] / view.per_lat / 2
    _, _, metres = GEOD.inv(view.west, lat, view.west + 10 / view.per_lon, lat)
    most = metres / 10 * size[0] / 4
    bar = max((each for each in _BARS if each <= most), default=_BARS[0])
    width, y = bar / (metres / 10), size[1] - 4
    _add(root, "path", d=f"M4 {y - 1.5:g}V{y:g}H{4 + width:.2f}V{y - 1.5:g}", **{"class": "bar"})
    said = f"{length(bar, sheet.lang)}    N ↑"
    _text(root, said, 4, y - 2.4, "town")
    if any(is_estimate for day in sheet.days for _, is_estimate in day.drives):
        _add(root, "path", d=f"M{4 + width + 6:.2f} {y - 0.5:g}h10", **{"class": "guess"})
        _text(root, word("estimated", sheet.lang), width + 22, y + 0.5, "town")
