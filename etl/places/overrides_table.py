"""gazetteer/overrides.csv: positions set by a person, with who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from etl.codes import LocationMethod
from etl.crs.reference import parse_reference
from etl.errors import CoordinateError
from etl.places.model import Geometry
from etl.places.places_table import read_position
from etl.places.records import Override
from etl.sources.geojson import plain_geometry
from etl.tables import Row, read_table

COLUMNS = (
    "name", "lon", "lat", "datum", "uncertainty_m", "geometry_wkt", "is_surveyed", "who", "when",
    "why",
)  # fmt: skip
FROM_STORE = ("method", "source", "work_id", "raw", "ref")
"""Further columns, which `hetu commit-places` fills; a table typed by hand may lack them."""


def read_overrides(path: Path, outlines: Mapping[str, BaseGeometry]) -> list[Override]:
    """The overrides in table order; a later row wins over an earlier one of the same name.

    Raises TableError or CoordinateError naming file, row and cause.
    """
    return [_override(row, outlines) for row in read_table(path, COLUMNS)]


def _override(row: Row, outlines: Mapping[str, BaseGeometry]) -> Override:
    lon, lat = read_position(row, outlines)
    geometry = _geometry(row) if row["geometry_wkt"] else None
    if lon is None and geometry is None:
        raise row.fault("既无坐标也无图形。", "neither a position nor a geometry.")
    uncertainty = row.number_of("uncertainty_m")
    if lon is not None and (uncertainty is None or uncertainty <= 0):
        raise CoordinateError(
            "有坐标就要有大于 0 的误差半径。",
            "a position needs uncertainty_m above 0.",
            file=row.file,
            row=row.number,
        )
    return Override(
        name=row.required("name"),
        lon=lon,
        lat=lat,
        uncertainty_m=uncertainty,
        geometry=geometry,
        is_surveyed=row["is_surveyed"] == "true",
        who=row.required("who"),
        when=row.required("when"),
        why=row.required("why"),
        method=_method(row),
        **{name: row.cells.get(name, "") for name in FROM_STORE if name != "method"},
    )


def _method(row: Row) -> str:
    method = row.cells.get("method", "")
    if method and method not in {item.value for item in LocationMethod}:
        raise row.fault(
            f"没有“{method}”这种定位方法。请改正或留空。",
            f"there is no location method '{method}'. Correct it, or leave it empty.",
        )
    return method


def _geometry(row: Row) -> Geometry:
    reference = parse_reference(row["datum"], file=row.file, row=row.number)
    try:
        form = shapely.from_wkt(row["geometry_wkt"])
    except shapely.errors.GEOSException as error:
        raise row.fault(f"WKT 读不懂：{error}。", f"cannot read the WKT: {error}.") from error
    moved = shapely.transform(
        shapely.force_2d(form),
        lambda xy: np.column_stack(reference.to_wgs84(xy[:, 0], xy[:, 1])),
    )
    west, south, east, north = moved.bounds
    if not (moved.is_valid and west >= 73 and east <= 136 and south >= 3 and north <= 54):
        raise CoordinateError(
            "图形无效，或不在中国范围内（经纬度颠倒？）。",
            "the geometry is invalid or not in China (swapped axes?).",
            file=row.file,
            row=row.number,
        )
    return plain_geometry(moved)
