"""The point-radius method, against figures worked out by hand."""

from __future__ import annotations

import math
import re

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.crs.geodesy import along, area_m2, circle, destination, distance_m
from etl.places.georef import (
    Circle,
    by_offset,
    by_order,
    order_quantile,
    parse_length,
    parse_offset,
    parse_order,
    smallest_circle,
)

STATION = (124.0, 47.3)


@pytest.mark.parametrize(
    ("text", "metres", "error", "bearing", "half"),
    [
        ("2.5 km NE", 2500, 250, 45, 22.5),
        ("9 km SE", 9000, 500, 135, 22.5),
        ("10 km N", 10_000, 5000, 0, 45),
        ("500 m S", 500, 50, 180, 45),
        ("1.25 km WNW", 1250, 125, 292.5, 11.25),
        ("3.1 km W", 3100, 50, 270, 45),
    ],
)
def test_precision_of_a_stated_offset(
    text: str, metres: float, error: float, bearing: float, half: float
) -> None:
    offset = parse_offset(text)
    assert offset.distance_m == pytest.approx(metres)
    assert offset.distance_error_m == pytest.approx(error)
    assert offset.bearing_deg == bearing
    assert offset.half_angle_deg == half


@pytest.mark.parametrize("text", ["", "9km SE", "9 km SEE", "9 li S", "far", "-2 km N"])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(text)):
        parse_offset(text)


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "a/b"])
def test_an_order_that_cannot_be(text: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(text)):
        parse_order(text)


def test_lengths() -> None:
    assert parse_length("21.17 km") == pytest.approx(21_170)
    assert parse_order("2/4") == (2, 4)


def test_radius_by_hand() -> None:
    # d = 2500, d' = 250 + 150, alpha = 22.5: hypot(2900 cos a - 2500, 2900 sin a) = 1124.2 m.
    found = by_offset(STATION, 150, parse_offset("2.5 km NE"))
    assert found.radius_m == pytest.approx(1124.2, abs=0.1)
    assert distance_m(STATION, found.centre) == pytest.approx(2500, abs=0.01)


@settings(deadline=None)  # geometry on a busy machine
@given(st.floats(0, 3000), st.sampled_from(["2.5 km NE", "9 km SE", "15 km NNW", "800 m W"]))
def test_the_circle_holds_every_position_the_text_allows(reference_m: float, text: str) -> None:
    offset = parse_offset(text)
    found = by_offset(STATION, reference_m, offset)
    reach = offset.distance_m + offset.distance_error_m + reference_m
    for turn in (-offset.half_angle_deg, 0, offset.half_angle_deg):
        corner = destination(STATION, offset.bearing_deg + turn, reach)
        assert distance_m(found.centre, corner) <= found.radius_m * 1.001 + 1


def test_an_area_narrows_the_circle_and_never_widens_it() -> None:
    offset = parse_offset("9 km SE")
    plain = by_offset(STATION, 2000, offset)
    east_half = shapely.box(plain.centre[0], 46, 126, 48)
    cut = by_offset(STATION, 2000, offset, east_half)
    assert cut.is_cut
    assert cut.radius_m < plain.radius_m
    whole = by_offset(STATION, 2000, offset, shapely.box(122, 46, 126, 48))
    assert whole == plain


def test_quantiles_of_order_statistics_known_in_closed_form() -> None:
    # First of n: 1 - (1-p)^(1/n). Last of n: p^(1/n). Middle of three is symmetric.
    assert order_quantile(1, 4, 0.95) == pytest.approx(1 - 0.05**0.25)
    assert order_quantile(4, 4, 0.05) == pytest.approx(0.05**0.25)
    assert order_quantile(2, 3, 0.5) == pytest.approx(0.5)


def test_places_in_order_lie_in_order_and_within_reach_of_the_line() -> None:
    start, end = Circle((124.0, 47.3), 500), Circle((124.2, 47.2), 500)
    chord = distance_m(start.centre, end.centre)
    found = [by_order(start, end, chord * 1.02, rank, 4) for rank in (1, 2, 3, 4)]
    gone = [distance_m(start.centre, item.centre) for item in found]
    assert gone == sorted(gone)
    for rank, item in enumerate(found, 1):
        assert not item.is_cut
        for share in (0.06, 0.5, 0.94):
            spot = along(start.centre, end.centre, order_quantile(rank, 4, share))
            assert distance_m(item.centre, spot) < item.radius_m
    # Unknown spacing is honest: a circle is never narrower than a fifth of the line.
    assert min(item.radius_m for item in found) > chord / 5


def test_a_line_that_misses_the_area_is_an_error() -> None:
    ends = Circle((124.0, 47.3), 100), Circle((124.1, 47.3), 100)
    with pytest.raises(ValueError, match="does not reach"):
        by_order(*ends, 9000, 1, 1, shapely.box(125, 46, 126, 46.5))


@settings(deadline=None)  # geometry on a busy machine
@given(st.floats(200, 20_000))
def test_smallest_circle_of_a_circle_is_itself(radius: float) -> None:
    disc = circle((124.2, 47.2), radius)
    found = smallest_circle(disc)
    assert found is not None
    assert found.radius_m == pytest.approx(radius, rel=0.005)
    assert area_m2(disc) <= math.pi * found.radius_m**2


def test_nothing_has_no_circle() -> None:
    assert smallest_circle(shapely.Polygon()) is None
