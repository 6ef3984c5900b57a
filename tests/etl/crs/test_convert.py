"""Datums to WGS84 and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.crs.convert import from_wgs84, to_wgs84
from etl.crs.datum import Datum, parse_datum
from etl.crs.geodesy import distance_m, distances_m
from etl.errors import CoordinateError

METRIC = [datum for datum in Datum if datum.is_projected]


def test_cgcs2000_degrees_are_taken_as_they_are() -> None:
    lon, lat = to_wgs84(124.2, 47.2, Datum.CGCS2000)
    assert (float(lon), float(lat)) == (124.2, 47.2)


def test_on_the_central_meridian_the_easting_is_the_false_easting() -> None:
    x, _ = from_wgs84(123.0, 47.3, Datum.CGCS2000_GK3, central_meridian=123)
    assert float(x) == pytest.approx(500_000, abs=1e-3)


def test_zone_prefix_and_central_meridian_mean_the_same() -> None:
    x, y = from_wgs84(124.2, 47.2, Datum.CGCS2000_GK3, central_meridian=123)
    plain = to_wgs84(x, y, Datum.CGCS2000_GK3, central_meridian=123)
    prefixed = to_wgs84(float(x) + 41_000_000, y, Datum.CGCS2000_GK3)
    assert [float(v) for v in prefixed] == pytest.approx([float(v) for v in plain], abs=1e-12)
    assert [float(v) for v in plain] == pytest.approx([124.2, 47.2], abs=1e-9)


@pytest.mark.parametrize(
    ("x", "meridian"), [(590_000, None), (590_000, 124), (41_590_000, 120), (99_590_000, None)]
)
def test_gauss_kruger_without_a_fitting_zone_is_refused(x: float, meridian: int | None) -> None:
    with pytest.raises(CoordinateError):
        to_wgs84(x, 5_230_000, Datum.CGCS2000_GK3, central_meridian=meridian)


@pytest.mark.parametrize("datum", METRIC)
def test_a_zone_of_the_other_width_is_refused(datum: Datum) -> None:
    other = 21 if datum.zone_width == 3 else 41
    with pytest.raises(CoordinateError, match=f"带号 {other}"):
        to_wgs84(other * 1e6 + 590_000, 5_230_000, datum)


@pytest.mark.parametrize("datum", METRIC)
def test_metres_out_need_a_zone(datum: Datum) -> None:
    with pytest.raises(CoordinateError, match="中央经线"):
        from_wgs84(124.2, 47.2, datum)


@settings(deadline=None)  # geometry on a busy machine
@given(
    st.sampled_from(list(Datum)),
    st.tuples(st.floats(122.0, 126.5), st.floats(45.9, 48.9)),
)
def test_there_and_back(datum: Datum, point: tuple[float, float]) -> None:
    there = from_wgs84(*point, datum, central_meridian=123)
    back = to_wgs84(*there, datum, central_meridian=123)
    assert distance_m((float(back[0]), float(back[1])), point) < 0.01


@pytest.mark.parametrize("datum", list(Datum))
def test_there_and_back_over_the_country_in_the_zone_of_each_point(datum: Datum) -> None:
    lon, lat = (v.ravel() for v in np.meshgrid(np.arange(73.2, 135, 1.3), np.arange(16, 54, 1.3)))
    x, y = from_wgs84(lon, lat, datum, prefixed=True)
    # Columns the other way round, too: the numbers say which is which.
    back = np.column_stack(to_wgs84(y, x, datum, swapped=None))
    assert distances_m(back, np.column_stack([lon, lat])).max() < 0.001


def test_a_missing_row_stays_missing_and_harms_no_other() -> None:
    x, y = from_wgs84(np.array([124.2, 100.1]), np.array([47.2, 30.0]), METRIC[0], prefixed=True)
    lon, lat = to_wgs84([x[0], np.nan, x[1]], [y[0], 5e6, y[1]], METRIC[0])
    assert lon[[0, 2]] == pytest.approx([124.2, 100.1], abs=1e-9)
    assert np.isnan(lon[1])
    assert np.isnan(lat[1])


@pytest.mark.parametrize(
    ("text", "datum"),
    [("wgs84", Datum.WGS84), ("EPSG:4490", Datum.CGCS2000), (" GCJ-02 ", Datum.GCJ02)],
)
def test_usual_names_of_a_datum(text: str, datum: Datum) -> None:
    assert parse_datum(text) is datum


@pytest.mark.parametrize("text", ["", "Tokyo", "WGS85"])
def test_an_unknown_datum_names_file_and_row(text: str) -> None:
    with pytest.raises(CoordinateError, match=r"places\.csv:7"):
        parse_datum(text, file="places.csv", row=7)
