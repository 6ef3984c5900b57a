"""Zones by number, meridian and EPSG code, and the two old datums."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import CRS, Transformer
from pyproj.transformer import TransformerGroup

from etl.crs import old
from etl.crs.datum import Datum
from etl.crs.gauss import (
    epsg_table,
    gk_epsg,
    meridian_for,
    meridian_of_zone,
    meridians_of,
    width_of_zone,
    zone_number,
)
from etl.crs.geodesy import distances_m
from etl.crs.reference import Reference, parse_reference
from etl.errors import CoordinateError

CHINA = np.column_stack(
    [v.ravel() for v in np.meshgrid(np.arange(74, 135, 3.0), np.arange(18, 54, 3.0))]
)


@pytest.mark.parametrize(
    ("lon", "three", "six"),
    [(124.2, 123, 123), (124.5, 126, 123), (124.4999, 123, 123), (126.0, 126, 129),
     (73.5, 75, 75), (116.4, 117, 117), (121.4, 120, 123), (135.0, 135, 135)],
)  # fmt: skip
def test_the_zone_of_a_longitude(lon: float, three: int, six: int) -> None:
    assert (int(meridians_of(lon)), int(meridians_of(lon, 6))) == (three, six)


def test_the_zone_of_a_layer_is_that_of_its_middle() -> None:
    assert meridian_for([123.6, 124.9]) == 123
    assert meridian_for([123.6, np.nan, 126.9]) == 126


def test_zone_numbers() -> None:
    assert (zone_number(123), zone_number(123, 6)) == (41, 21)
    assert (meridian_of_zone(41), meridian_of_zone(21, 6)) == (123, 123)
    assert [width_of_zone(n) for n in (12, 13, 23, 24, 25, 45, 46)] == [0, 6, 6, 0, 3, 3, 0]


def test_every_code_is_the_registrys() -> None:
    """Name, meridian and false easting of each of the 192 codes, as EPSG has them."""
    frames = {
        Datum.CGCS2000: "CGCS2000",
        Datum.XIAN80: "Xian 1980",
        Datum.BEIJING54: "Beijing 1954",
    }
    table = epsg_table()
    assert len(table) == 3 * 2 * (21 + 11)
    for code, (datum, meridian) in table.items():
        crs = CRS.from_epsg(code)
        assert crs.name.startswith(frames[datum.frame])
        assert crs.name.split("/ ")[1].startswith("3-degree") is (datum.zone_width == 3)
        values = {p.name: p.value for p in crs.coordinate_operation.params}  # type: ignore[union-attr]
        assert values["Longitude of natural origin"] == meridian
        prefixed = gk_epsg(datum, meridian, prefixed=True) == code
        number = zone_number(meridian, datum.zone_width) if prefixed else 0
        assert values["False easting"] == 500_000 + number * 1_000_000


def test_a_meridian_of_no_zone() -> None:
    with pytest.raises(CoordinateError, match="6 度带"):
        gk_epsg(Datum.CGCS2000_GK6, 120)


def test_beijing_54_is_as_uncertain_as_declared() -> None:
    """Every set of parameters EPSG publishes for it lies within the radius declared."""
    ours = np.column_stack(old.beijing54_to_wgs84(CHINA[:, 0], CHINA[:, 1]))
    ways = TransformerGroup(4214, 4326, always_xy=True).transformers
    published = [Transformer.from_pipeline(w.definition) for w in ways if "helmert" in w.definition]
    assert len(published) >= 6
    gaps = [
        distances_m(ours, np.column_stack(way.transform(CHINA[:, 0], CHINA[:, 1]))).max()
        for way in published
    ]
    assert min(gaps) < 0.01, "the set taken is one of EPSG's"
    assert 40 < max(gaps) < Datum.BEIJING54_GK3.uncertainty_m


def test_beijing_54_moves_map_sheets_as_the_guide_says() -> None:
    # Beijing 54 to CGCS2000: -29…-62 m north, -56…+84 m east, in each one's own projection.
    before = Reference(Datum.BEIJING54_GK3, 123)
    x, y = 560_000.0, 5_230_000.0
    east, north = Reference(Datum.CGCS2000_GK3, 123).from_wgs84(*before.to_wgs84(x, y))
    assert -70 < float(north) - y < -29
    assert -56 < float(east) - x < 84


def test_xian_80_moves_map_sheets_by_the_middle_of_the_guide() -> None:
    before = Reference(Datum.XIAN80_GK3, 123)
    x, y = 560_000.0, 5_230_000.0
    east, north = Reference(Datum.CGCS2000_GK3, 123).from_wgs84(*before.to_wgs84(x, y))
    assert 76 < float(east) - x < 119
    assert -9 < float(north) - y < 43


ESRI = (
    'PROJCS["Xian_1980_3_Degree_GK_Zone_41",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",'
    'SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],'
    'UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],'
    'PARAMETER["False_Easting",41500000.0],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",123.0],PARAMETER["Scale_Factor",1.0],'
    'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)


@pytest.mark.parametrize(
    ("text", "datum", "meridian"),
    [
        ("EPSG:4550", "CGCS2000_GK3", 123),
        ("4529", "CGCS2000_GK3", 123),
        ("urn:ogc:def:crs:EPSG::4490", "CGCS2000", None),
        ("EPSG:21461", "BEIJING54_GK6", 123),
        (ESRI, "XIAN80_GK3", 123),
        ("CGCS2000_3_Degree_GK_CM_123E", "CGCS2000_GK3", 123),
        ("CGCS2000 / 3-degree Gauss-Kruger CM 123E", "CGCS2000_GK3", 123),
        ("Beijing 1954 / Gauss-Kruger zone 21", "BEIJING54_GK6", 123),
        ("国家2000 3度带 中央经线123", "CGCS2000_GK3", 123),
        ("西安80 41带", "XIAN80_GK3", 123),
        ("1954年北京坐标系", "BEIJING54", None),
        ("2000国家大地坐标系", "CGCS2000", None),
        ("高德", "GCJ02", None),
        ("百度坐标", "BD09", None),
        ("ＷＧＳ－８４", "WGS84", None),
        ("gcj02", "GCJ02", None),
    ],
)
def test_names_of_a_reference(text: str, datum: str, meridian: int | None) -> None:
    assert parse_reference(text) == Reference(Datum[datum], meridian)


@pytest.mark.parametrize(
    "text", ["", "EPSG:3857", "PROJCS[broken", "高德 3度带", "3度带 中央经线124", "某坐标"]
)
def test_what_is_no_reference(text: str) -> None:
    with pytest.raises(CoordinateError, match=r"layer\.prj"):
        parse_reference(text, file="layer.prj")
