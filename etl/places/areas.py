"""The areas of a gazetteer, drawn from rules (areas.csv) rather than copied shapes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from etl.crs.geodesy import LonLat, along, circle
from etl.errors import TableError
from etl.places.sectors import city_quarters
from etl.sources.geojson import plain_geometry, read_features
from etl.tables import Row, read_table

COLUMNS = (
    "place_id", "rule", "of", "radius_m", "cut_to", "west", "south", "east", "north",
    "is_schematic",
)  # fmt: skip


def base_shapes(base: Path) -> dict[str, BaseGeometry]:
    """The outlines of base/boundaries.geojson by 6-digit code; the district itself first.

    WGS84 lon/lat. TableError names the feature that is no outline.
    """
    out: dict[str, BaseGeometry] = {}
    path = base / "boundaries.geojson"
    for number, feature in enumerate(read_features(path), start=1):
        try:
            out.setdefault(feature["properties"]["adcode"], shape(feature["geometry"]))
        except (LookupError, TypeError, AttributeError, ValueError, ShapelyError) as error:
            raise TableError(
                f"第 {number} 个要素缺少 adcode 或图形有误（{error}）。请恢复该文件。",
                f"feature {number} lacks adcode or has a broken geometry ({error}). Restore the "
                "file or run hetu acquire.",
                file=path.name,
            ) from error
    return out


def draw_areas(
    path: Path, outlines: Mapping[str, BaseGeometry], points: Mapping[str, LonLat]
) -> dict[str, tuple[dict[str, Any], bool]]:
    """place_id → (GeoJSON geometry, is_schematic), drawn top to bottom.

    Rules: `boundary` (of: a 6-digit code), `circle` (of: one place or two, then midway between
    them; radius_m), `difference` (of: "area-a minus area-b"), `box` (west, south, east, north),
    `quarter` (of: an area, east/south/west/north, the place it is seen from).
    `cut_to` keeps only what lies in that area. Raises TableError naming the row.
    """
    shapes: dict[str, BaseGeometry] = {}
    out: dict[str, tuple[dict[str, Any], bool]] = {}
    for row in read_table(path, COLUMNS):
        form = _draw(row, outlines, points, shapes)
        if row["cut_to"]:
            form = form.intersection(_known(row, shapes, row["cut_to"]))
        if form.is_empty or not form.is_valid:
            raise row.fault("按规则画出的面为空或无效。", "the rule draws an empty or broken area.")
        shapes[row.required("place_id")] = form
        out[row["place_id"]] = (plain_geometry(form), row["is_schematic"] == "true")
    return out


def _draw(
    row: Row,
    outlines: Mapping[str, BaseGeometry],
    points: Mapping[str, LonLat],
    shapes: Mapping[str, BaseGeometry],
) -> BaseGeometry:
    match row["rule"]:
        case "boundary":
            return _known(row, outlines, row["of"])
        case "circle":
            ends = [_known(row, points, name) for name in row["of"].split("|")]
            radius = row.number_of("radius_m")
            if radius is None or radius <= 0:
                raise row.fault("圆缺少半径。", "a circle needs radius_m.")
            return circle(along(ends[0], ends[-1], 0.5) if len(ends) > 1 else ends[0], radius)
        case "difference":
            whole, _, part = row["of"].partition(" minus ")
            return _known(row, shapes, whole).difference(_known(row, shapes, part))
        case "box":
            sides = [row.number_of(side) for side in ("west", "south", "east", "north")]
            west, south, east, north = (side if side is not None else 999.0 for side in sides)
            if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
                raise row.fault("经纬度框有误。", "the box is no lon/lat box.")
            return shapely.box(west, south, east, north)
        case "quarter":
            area, side, centre = [*row["of"].split("|"), "", ""][:3]
            quarters = city_quarters(_known(row, shapes, area), _known(row, points, centre))
            return shape(_known(row, quarters, side))
        case other:
            raise row.fault(f"画面规则“{other}”不认识。", f"unknown area rule '{other}'.")


def _known(row: Row, table: Mapping[str, Any], name: str) -> Any:
    if name not in table:
        raise row.fault(
            f"找不到“{name}”（应写在前面，或在底图、点位中）。",
            f"'{name}' not found (it must stand above, or in base outlines or points).",
        )
    return table[name]
