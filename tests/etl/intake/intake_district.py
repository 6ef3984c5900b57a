"""The invented county on disk, free to be written to, and files of every format in it."""

from __future__ import annotations

from pathlib import Path

import geopandas
import pytest
from invented_county import CODE, county_in
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from etl.district import District
from etl.intake.run import ground_of

__all__ = ["AT", "CODE", "NAMES", "county", "frame", "ground", "shapes"]

AT = (123.3, 36.2)
"""A spot well inside the county."""
NAMES = ("锦绣家园小区", "石垭乡敬老院", "文澜街")
"""A compound, a home and a street of its report, none with a position of its own."""


@pytest.fixture
def county(tmp_path: Path) -> District:
    """A copy of the invented county."""
    return District.load(CODE, county_in(tmp_path).parent)


@pytest.fixture
def ground(county: District):  # type: ignore[no-untyped-def]
    """What an import needs to know of it."""
    return ground_of(county)


def shapes() -> list[BaseGeometry]:
    """A compound's outline, a point, a line."""
    x, y = AT
    square = Polygon([(x, y), (x + 0.002, y), (x + 0.002, y + 0.002), (x, y + 0.002)])
    return [square, Point(x + 0.01, y), LineString([(x, y), (x + 0.02, y)])]


def frame(crs: object = "EPSG:4326", only: slice = slice(None)) -> geopandas.GeoDataFrame:
    """The three things as a table."""
    forms, names = shapes()[only], list(NAMES)[only]
    data = {"名称": names, "类型": ["小区", "养老院", "街路"][only]}
    return geopandas.GeoDataFrame(data, geometry=forms, crs="EPSG:4326").to_crs(crs)
