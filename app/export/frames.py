"""The coordinates a file is handed on in: WGS84, CGCS2000, or a CGCS2000 3-degree zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from app.export.errors import ExportError
from app.export.published import Published

WGS84, CGCS2000 = 4326, 4490
_PLAIN = range(4534, 4555)
"""EPSG codes of the zones without zone number in the easting, central meridians 75 to 135."""
_PREFIXED = range(4513, 4534)
"""The same with the zone number before the easting, zones 25 to 45."""
_REACH_DEG = 6.0
"""Degrees from its central meridian at which a zone still makes sense (its half width is 1.5)."""

NAMES = {"wgs84": WGS84, "cgcs2000": CGCS2000, "gk3": 0}
"""What a person may write; `gk3` is the zone the district lies in."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A coordinate reference system to write in. Axes are always x (east), y (north)."""

    epsg: int

    @property
    def meridian(self) -> int | None:
        """Central meridian of a Gauss-Kruger zone, None for degrees."""
        for codes in (_PLAIN, _PREFIXED):
            if self.epsg in codes:
                return 75 + 3 * (self.epsg - codes.start)
        return None

    @property
    def is_degrees(self) -> bool:
        """Whether the numbers are longitude and latitude."""
        return self.meridian is None

    @property
    def decimals(self) -> int:
        """Decimals that keep a tenth of a millimetre."""
        return 9 if self.is_degrees else 4

    @property
    def label(self) -> str:
        """What it is called: `CGCS2000 3度带 中央经线123°（EPSG:4550）`."""
        if self.epsg == WGS84:
            return "WGS84 经纬度（EPSG:4326）"
        if self.epsg == CGCS2000:
            return "CGCS2000 经纬度（EPSG:4490）"
        prefix = "，东坐标带带号" if self.epsg in _PREFIXED else ""
        return f"CGCS2000 3度带 中央经线{self.meridian}°（EPSG:{self.epsg}{prefix}）"

    @property
    def axes(self) -> tuple[str, str]:
        """Headers of x and y. Not X and Y: in Chinese surveying X points north."""
        return ("经度", "纬度") if self.is_degrees else ("东坐标（米）", "北坐标（米）")

    def move(self, form: BaseGeometry) -> BaseGeometry:
        """A WGS84 shape in this frame. WGS84 and CGCS2000 differ by centimetres at most: the same
        numbers stand for both.
        """
        if self.is_degrees:
            return form
        moved = shapely.transform(
            form, lambda xy: np.column_stack(_to(self.epsg).transform(xy[:, 0], xy[:, 1]))
        )
        return shapely.transform(moved, lambda xy: np.round(xy, self.decimals))


def frame_of(crs: str, published: Published, forms: Sequence[BaseGeometry]) -> Frame:
    """The frame a name or EPSG code means (`wgs84`, `cgcs2000`, `gk3`, `4550`, `EPSG:4550`).

    `forms` are the WGS84 shapes to write. Raises ExportError for an unknown name, and for a zone
    too far from the shapes.
    """
    word = crs.strip().lower().removeprefix("epsg:")
    code = NAMES[word] if word in NAMES else int(word) if word.isascii() and word.isdigit() else -1
    if code == 0:
        code = _zone_of(published, forms)
    frame = Frame(code)
    if code not in (WGS84, CGCS2000) and frame.is_degrees:
        raise ExportError(
            f"不认识坐标系“{crs[:40]}”。请用 wgs84、cgcs2000、gk3，"
            "或 3 度带的 EPSG 代码（4534—4554，带带号 4513—4533）。",
            f"unknown coordinates '{crs[:40]}'. Use wgs84, cgcs2000, gk3, or the EPSG code of a "
            "3-degree zone (4534-4554; with zone number 4513-4533).",
        )
    if frame.meridian is not None and forms:
        west, _, east, _ = shapely.total_bounds(list(forms))
        if max(abs(west - frame.meridian), abs(east - frame.meridian)) > _REACH_DEG:
            raise ExportError(
                f"要素在东经 {west:.1f}—{east:.1f}°，离中央经线 {frame.meridian}° 太远。"
                "请换一个投影带，或用经纬度。",
                f"the features lie at {west:.1f} to {east:.1f} E, too far from the central "
                f"meridian {frame.meridian}. Take another zone, or degrees.",
            )
    return frame


def _zone_of(published: Published, forms: Sequence[BaseGeometry]) -> int:
    """The zone of the district's middle, so that every filter of it lands in the same one."""
    own = [
        shape(feature["geometry"])
        for feature in published.layers["boundaries"]
        if feature["properties"]["role"] == "district" and feature["geometry"]
    ]
    known = own or list(forms)
    if not known:
        raise ExportError(
            "没有图形，无从确定投影带。请写明 EPSG 代码，或用经纬度。",
            "there is no geometry to find the zone by. Name an EPSG code, or use degrees.",
        )
    west, _, east, _ = shapely.total_bounds(known)
    meridian = round(float(west + east) / 6) * 3
    if not 75 <= meridian <= 135:
        raise ExportError(
            f"东经 {(west + east) / 2:.1f}° 不在我国 3 度带范围内。请用经纬度。",
            f"{(west + east) / 2:.1f} E is in none of China's 3-degree zones. Use degrees.",
        )
    return _PLAIN.start + (meridian - 75) // 3


@cache
def _to(epsg: int) -> Transformer:
    return Transformer.from_crs(CGCS2000, epsg, always_xy=True)
