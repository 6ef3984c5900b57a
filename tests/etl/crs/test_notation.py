"""Positions as people write them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.crs.convert import from_wgs84
from etl.crs.datum import Datum
from etl.crs.geodesy import distance_m
from etl.crs.notation import read_columns, read_position
from etl.crs.reference import Reference
from etl.errors import CoordinateError

NEAR = (124.0, 47.3)
DMS = (124 + 15 / 60 + 20.5 / 3600, 47 + 12 / 60 + 30 / 3600)


@pytest.mark.parametrize(
    "text",
    [
        "北纬47°12′30″ 东经124°15′20.5″",
        "东经124度15分20.5秒，北纬47度12分30秒",
        "经度：124度15分20.5秒 纬度：47度12分30秒",
        "N47°12'30\" E124°15'20.5\"",
        "47°12'30\"N, 124°15'20.5\"E",
        "47°12'30''N 124°15'20.5''E",
        "47:12:30 124:15:20.5",
        "124 15 20.5 47 12 30",
        "124-15-20.5，47-12-30",
        "１２４°１５′２０．５″，４７°１２′３０″",
        "124°15′20.5 47°12′30",
        "124º15’20.5” / 47º12’30”",
    ],
)
def test_degrees_minutes_seconds(text: str) -> None:
    found = read_position(text)
    assert (found.lon, found.lat) == pytest.approx(DMS, abs=1e-9)
    assert found.reference == Reference(Datum.WGS84)


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("124.2034, 47.15", False),
        ("47.15 124.2034", True),
        ("(47.15，124.2034)", True),
        ("１２４．２０３４；４７．１５", False),
        ("lat=47.15, lon=124.2034", True),
        ("POINT(124.2034 47.15)", False),
        ("geo:47.15,124.2034", True),
        ("124.2034,47.15,146.5", False),
        ("E124.2034 N47.15", False),
        ("47.15°N124.2034°E", True),
        ("124°12.204′E 47°9′N", False),
    ],
)
def test_decimals(text: str, swapped: bool) -> None:
    found = read_position(text)
    assert (found.lon, found.lat) == pytest.approx((124.2034, 47.15), abs=1e-9)
    assert found.swapped is swapped


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("41590123.4 5230123.5", Datum.CGCS2000_GK3),
        ("X=5230123.5 Y=41590123.4", Datum.CGCS2000_GK3),
        ("590123.4米，5230123.5米", Datum.CGCS2000_GK3),
        ("5,230,123.5; 590,123.4", Datum.CGCS2000_GK3),
        ("21590123.4 5230123.5", Datum.CGCS2000_GK6),
    ],
)
def test_metres_find_their_zone(text: str, datum: Datum) -> None:
    found = read_position(text, near=NEAR)
    there = from_wgs84(found.lon, found.lat, datum, central_meridian=123)
    assert [float(v) for v in there] == pytest.approx([590_123.4, 5_230_123.5], abs=0.001)
    assert found.reference == Reference(datum, 123)


@pytest.mark.parametrize(
    ("text", "radius"),
    [("124.2034, 47.15", 556.6), ("124°15′20″ 47°12′30″", 15.5), ("41590123 5230123", 0.5)],
)
def test_what_is_written_bounds_what_is_known(text: str, radius: float) -> None:
    # 0.01 degree of latitude, a second and a metre are the last places written.
    assert read_position(text).uncertainty_m == pytest.approx(radius, rel=0.01)


def test_an_approximate_datum_widens_the_radius() -> None:
    found = read_position("41590123 5230123", reference=Datum.BEIJING54)
    assert found.reference == Reference(Datum.BEIJING54_GK3, 123)
    assert found.uncertainty_m == pytest.approx(50.5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "两个坐标"),
        ("扎营处", "两个坐标"),
        ("47.2", "两个坐标"),
        ("124°15′61″, 47°", "小于 60"),
        ("590.1 5230.1", "既不是度"),
        ("124.2 5230123", "一个数是度"),
        ("124.2E 47.2E", "同为经度"),
        ("99590123 5230123", "带号 99"),
        ("590123 5230123", "中央经线"),
        ("2.35 48.85", "不在中国"),
        ("nan nan", "读不懂"),
        ("124.5°15′, 47°", "最后一项"),
    ],
)
def test_what_cannot_be_read_is_said_with_file_and_row(text: str, said: str) -> None:
    with pytest.raises(CoordinateError, match=rf"points\.csv:7: .*{said}"):
        read_position(text, file="points.csv", row=7)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("124.2 47.2", Reference(Datum.CGCS2000_GK3, 123)),
        ("41590123 5230123", Reference(Datum.GCJ02)),
        ("41590123 5230123", Reference(Datum.CGCS2000_GK3, 120)),
    ],
)
def test_numbers_that_contradict_what_was_declared(text: str, reference: Reference) -> None:
    with pytest.raises(CoordinateError):
        read_position(text, reference=reference)


def test_far_ground_finds_no_zone() -> None:
    with pytest.raises(CoordinateError, match="中央经线"):
        read_position("590123 5230123", near=(100.0, 30.0))


def test_columns_keep_their_rows_and_name_their_faults() -> None:
    found = read_columns(
        ["124.2", "", "47°12′", "41590123.4", "590123.4"],
        ["47.2", "47.2", "124°15′", "5230123.5", "5230123.5"],
        near=NEAR,
    )
    assert set(found.faults) == {1}
    assert np.isnan(found.lon[1])
    assert found.swapped.tolist() == [False, False, True, False, False]
    assert found.lon[3] == pytest.approx(found.lon[4], abs=1e-9)
    assert found.references[4] == Reference(Datum.CGCS2000_GK3, 123)


@settings(deadline=None)  # geometry on a busy machine
@given(st.floats(76, 134), st.floats(18, 53), st.booleans())
def test_degrees_and_seconds_mean_the_same(lon: float, lat: float, turned: bool) -> None:
    def cut(value: float) -> str:
        seconds = round(value * 3600, 4)
        return f"{int(seconds // 3600)}°{int(seconds % 3600 // 60)}′{seconds % 60:.4f}″"

    cells = [cut(lon), cut(lat)]
    if "60.0000" in " ".join(cells):
        return
    found = read_position(*(reversed(cells) if turned else cells))
    assert found.swapped is turned
    assert distance_m((found.lon, found.lat), (lon, lat)) < 0.01


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_position(text, near=NEAR)
    except CoordinateError as error:
        assert error.zh
        assert error.en
    else:
        assert 73 <= found.lon <= 136
        assert 3 <= found.lat <= 54
