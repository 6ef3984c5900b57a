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


@dataclass(frozen=True, slots=True)
class _Box:
    """Room on the paper, in millimetres."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (self.left < other.right and other.left < self.right
                and self.top < other.bottom and other.top < self.bottom)  # fmt: skip

    def is_in(self, size: tuple[float, float]) -> bool:
        return self.left > 1 and self.top > 1 and self.right < size[0] - 1


def _wide(text: str, em: float) -> float:
    """Millimetres that a text takes: a Chinese character is as wide as high, a Latin one half."""
    return sum(em if ord(each) > 0x2E80 else em * 0.58 for each in text)


def name_boxes(text: str, x: float, y: float, em: float) -> list[_Box]:
    """Where a name may stand by its mark, best first: right, left, above, below."""
    wide = _wide(text, em)
    lefts = [(x + 3.2, y), (x - 3.2 - wide, y), (x - wide / 2, y - 4.6), (x - wide / 2, y + 4.6)]
    return [_Box(left, middle - 2, left + wide, middle + 2) for left, middle in lefts]


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
    for day in sheet.days:
        for line, is_estimate in day.drives:
            _add(root, "path", d=_path(view, line), **{"class": "guess" if is_estimate else "road"})
    taken = _spots(root, view, sheet, size)
    for feature in names:
        _name(root, view, feature, size, taken)
    _scale(root, view, sheet, size)
    return ET.tostring(root, encoding="unicode")


def numbered(sheet: Sheet) -> dict[str, int]:
    """The number of each stop on the map and in the timetable, from 1 in the order met, as on the
    page; where a day begins or ends has none."""
    visits = dict.fromkeys(
        row.spot.spot_id
        for day in sheet.days
        for row in day.rows
        if row.spot and row.kind == "visit"
    )
    return {spot_id: number for number, spot_id in enumerate(visits, start=1)}


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


def _name(
    root: ET.Element, view: _View, feature: Feature, size: tuple[float, float], taken: list[_Box]
) -> None:
    """A town; it gives way to the route and to the towns before it."""
    geometry = feature.get("geometry")
    if not geometry or geometry["type"] != "Point":
        return
    x, y = view.at(*geometry["coordinates"][:2])
    said = str(feature["properties"].get("name", ""))
    box = _Box(x - 0.5, y - 1.4, x + 1.2 + _wide(said, 2.6), y + 1.4)
    inside = 4 < x < size[0] - 12 and 4 < y < size[1] - 8
    if inside and not any(map(box.meets, taken)):
        taken.append(box)
        _disc(root, x, y, 0.5, "town")
        _text(root, said, x + 1.2, y + 1, "town")


def _spots(root: ET.Element, view: _View, sheet: Sheet, size: tuple[float, float]) -> list[_Box]:
    """Draw the places; the boxes that marks and names take."""
    numbers = numbered(sheet)
    together: dict[tuple[float, float], list[Spot]] = {}
    for spot in sheet.spots:
        if spot.lon is not None and spot.lat is not None:
            together.setdefault((spot.lon, spot.lat), []).append(spot)
    placed = [(view.at(*where), here) for where, here in together.items()]
    for (x, y), here in placed:
        reach = max((spot.radius_m or 0 for spot in here if not spot.is_sure), default=0)
        if reach:
            _disc(root, x, y, reach / 111_320 * view.per_lat, "reach")
    taken = [_Box(x - 2.6, y - 2.6, x + 2.6, y + 2.6) for (x, y), _ in placed]
    for (x, y), here in placed:
        visits = [spot for spot in here if spot.spot_id in numbers]
        if visits:
            kind = "" if all(spot.is_sure for spot in visits) else " unsure"
            label = "·".join(str(numbers[spot.spot_id]) for spot in visits)
            half = max(2.4, _wide(label, 2.6) / 2 + 0.9)  # several numbers: a longer mark
            _add(root, "rect", x=f"{x - half:.2f}", y=f"{y - 2.4:.2f}", width=f"{2 * half:.2f}",
                 height="4.8", rx="2.4", **{"class": f"stop{kind}"})  # fmt: skip
            _text(root, label, x, y + 0.95, f"number{kind}")
        else:
            _add(root, "rect", x=f"{x - 1.8:.2f}", y=f"{y - 1.8:.2f}", width="3.6", height="3.6",
                 **{"class": "base"})  # fmt: skip
        names = "、".join(dict.fromkeys(spot.name for spot in here))
        own = _Box(x - 2.6, y - 2.6, x + 2.6, y + 2.6)
        others = [box for box in taken if box != own]
        choices = name_boxes(names, x, y, 3.2)
        free = [box for box in choices if box.is_in(size) and not any(map(box.meets, others))]
        box = free[0] if free else choices[0]
        taken.append(box)
        _text(root, names, box.left, box.bottom - 1, "name")
    return taken


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
