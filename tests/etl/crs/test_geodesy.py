"""Measuring, against figures known without this code."""

from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.crs import geodesy

POINT = st.tuples(st.floats(75, 134), st.floats(19, 53))


def test_a_degree_of_latitude() -> None:
    # Meridian arc of the WGS84 ellipsoid between 47 and 48 degrees north.
    assert geodesy.distance_m((124, 47), (124, 48)) == pytest.approx(111_179, abs=15)


@settings(deadline=None)  # geometry on a busy machine
@given(POINT, st.floats(0, 359.9), st.floats(10, 50_000))
def test_destination_lies_at_the_distance_and_bearing(
    start: tuple[float, float], bearing: float, metres: float
) -> None:
    end = geodesy.destination(start, bearing, metres)
    assert geodesy.distance_m(start, end) == pytest.approx(metres, abs=0.001)
    turn = (geodesy.bearing_deg(start, end) - bearing + 180) % 360 - 180
    assert abs(turn) < 0.01


@settings(deadline=None)  # geometry on a busy machine
@given(POINT, st.floats(100, 20_000))
def test_circle_is_round_valid_and_counter_clockwise(
    centre: tuple[float, float], radius: float
) -> None:
    disc = geodesy.circle(centre, radius)
    assert disc.is_valid
    assert disc.exterior.is_ccw
    assert geodesy.farthest_m(centre, disc) == pytest.approx(radius, rel=1e-6)
    # A polygon of 72 sides is 0.13 % smaller than its circle.
    assert geodesy.area_m2(disc) == pytest.approx(math.pi * radius**2, rel=0.002)


def test_sector_keeps_to_its_bearing_and_ring() -> None:
    form = geodesy.sector((124, 47), 135, 22.5, 1000, 2000)
    inside = geodesy.destination((124, 47), 135, 1500)
    beside = geodesy.destination((124, 47), 180, 1500)
    near = geodesy.destination((124, 47), 135, 500)
    assert form.covers(shapely.Point(inside))
    assert not form.covers(shapely.Point(beside))
    assert not form.covers(shapely.Point(near))


def test_half_way() -> None:
    middle = geodesy.along((124, 47), (124.3, 47.2), 0.5)
    assert geodesy.distance_m((124, 47), middle) == pytest.approx(
        geodesy.distance_m(middle, (124.3, 47.2)), abs=0.01
    )
