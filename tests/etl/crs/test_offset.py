"""GCJ-02 and BD-09, against published pairs and each other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.crs.geodesy import distances_m
from etl.crs.offset import (
    bd09_to_gcj02,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    in_offset_area,
    wgs84_to_gcj02,
)

Way = Callable[[npt.ArrayLike, npt.ArrayLike], tuple[np.ndarray, np.ndarray]]
IN_CHINA = st.tuples(st.floats(74, 135), st.floats(18, 53.5))


def test_published_pair() -> None:
    # The pair that open implementations in several languages give for 116.404, 39.915.
    lon, lat = wgs84_to_gcj02(116.404, 39.915)
    assert (float(lon), float(lat)) == pytest.approx((116.41024449916938, 39.91640428150164))
    lon, lat = gcj02_to_bd09(116.404, 39.915)
    assert (float(lon), float(lat)) == pytest.approx((116.41036949371029, 39.92133699351022))


def test_shift_agrees_with_a_shifted_boundary_product() -> None:
    # Measured between a shifted and an unshifted outline, not computed with this code:
    # +0.00678 degrees east, +0.00220 north, 568 m. It varies by a few per cent over a district.
    lon, lat = 124.201, 47.212
    x, y = wgs84_to_gcj02(lon, lat)
    assert float(x) - lon == pytest.approx(0.00678, abs=5e-5)
    assert float(y) - lat == pytest.approx(0.00220, abs=5e-5)
    assert distances_m([[lon, lat]], [[float(x), float(y)]])[0] == pytest.approx(568, abs=3)


@settings(deadline=None)  # geometry on a busy machine
@given(IN_CHINA)
def test_inverse_is_exact_to_a_centimetre(point: tuple[float, float]) -> None:
    there = wgs84_to_gcj02(*point)
    back = gcj02_to_wgs84(*there)
    gap = distances_m([[float(back[0]), float(back[1])]], [list(point)])[0]
    assert gap < 0.01


@settings(deadline=None)  # geometry on a busy machine
@given(IN_CHINA)
def test_bd09_goes_there_and_back(point: tuple[float, float]) -> None:
    back = bd09_to_gcj02(*gcj02_to_bd09(*point))
    assert distances_m([[float(back[0]), float(back[1])]], [list(point)])[0] < 0.01


@settings(deadline=None)  # geometry on a busy machine
@given(st.tuples(st.floats(-179, 60), st.floats(-60, 60)))
def test_no_shift_outside_china(point: tuple[float, float]) -> None:
    assert not in_offset_area(*point)
    assert [float(value) for value in wgs84_to_gcj02(*point)] == list(point)
    assert [float(value) for value in gcj02_to_wgs84(*point)] == list(point)


def test_arrays_give_what_single_points_give() -> None:
    lon, lat = np.array([124.0, 2.35, 116.4]), np.array([47.3, 48.85, 39.9])
    x, y = wgs84_to_gcj02(lon, lat)
    for i in range(3):
        one = wgs84_to_gcj02(lon[i], lat[i])
        assert (x[i], y[i]) == (float(one[0]), float(one[1]))


def test_at_the_rectangles_edge_the_position_behind_counts() -> None:
    # Just inside the edge: the offset carries the GCJ-02 position out of the rectangle, or in.
    for lon, lat in ((137.834, 40.0), (72.0045, 40.0), (100.0, 0.8294), (100.0, 55.827)):
        there = wgs84_to_gcj02(lon, lat)
        back = gcj02_to_wgs84(*there)
        assert distances_m([[float(back[0]), float(back[1])]], [[lon, lat]])[0] < 0.01


@pytest.mark.parametrize("way", [gcj02_to_wgs84, bd09_to_gcj02, wgs84_to_gcj02, gcj02_to_bd09])
def test_rows_without_a_position_stay_so_and_none_are_none(way: Way) -> None:
    x, y = way(np.array([124.0, np.nan]), np.array([47.0, 47.0]))
    alone = way(124.0, 47.0)
    assert (x[0], y[0]) == pytest.approx((float(alone[0]), float(alone[1])), abs=1e-12)
    assert np.isnan(x[1])
    assert way(np.array([]), np.array([]))[0].size == 0
