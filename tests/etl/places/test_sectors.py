"""Four quarters of an outline: valid, right-handed, together the whole."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from etl.places.sectors import QUARTERS, city_quarters

OUTLINE = shapely.Polygon(
    [(123, 46), (125, 46), (125, 46.6), (124.2, 46.8), (125, 47), (125.4, 48), (123.2, 48.2)]
)


@settings(deadline=None)  # geometry on a busy machine
@given(st.floats(123.4, 124.0), st.floats(46.3, 47.8))
def test_the_quarters_make_up_the_outline(lon: float, lat: float) -> None:
    quarters = {name: shape(form) for name, form in city_quarters(OUTLINE, (lon, lat)).items()}
    assert list(quarters) == list(QUARTERS)
    whole = shapely.union_all([form.buffer(1e-6) for form in quarters.values()])
    assert whole.symmetric_difference(OUTLINE).area < 1e-4
    for form in quarters.values():
        assert form.is_valid
        assert all(part.exterior.is_ccw for part in shapely.get_parts(form))
    overlap = quarters["east"].intersection(quarters["north"]).area
    assert overlap < 1e-5


@pytest.mark.parametrize(
    ("side", "point"),
    [("east", (125.05, 47.3)), ("south", (124, 46.1)), ("west", (123.2, 47)), ("north", (124, 48))],
)
def test_each_lies_on_its_side(side: str, point: tuple[float, float]) -> None:
    form = shape(city_quarters(OUTLINE, (124.0, 47.0))[side])
    assert form.covers(shapely.Point(point))


def test_without_a_centre_a_point_inside_is_taken() -> None:
    assert all(shape(form).area > 0 for form in city_quarters(OUTLINE).values())
