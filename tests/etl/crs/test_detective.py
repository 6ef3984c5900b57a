"""Which datum a layer is in: told where it can be, never where it can't."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape
from shipped import DISTRICT

from etl.crs.convert import from_wgs84
from etl.crs.datum import Datum
from etl.crs.detective import Finding, Verdict, investigate
from etl.places.areas import base_shapes
from etl.sources.geojson import read_features

CENTRE = (124.2, 47.2)
SQUARE = shapely.box(124.0, 47.05, 124.4, 47.35)
TRUTHS = [
    (Datum.WGS84, None),
    (Datum.GCJ02, None),
    (Datum.BD09, None),
    (Datum.CGCS2000_GK3, 123),
]


def layer(
    count: int, noise_m: float, seed: int, datum: Datum, meridian: int | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x, y in a datum and the positions known for the rows, each with an honest error."""
    rng = np.random.default_rng(seed)
    lon, lat = 124.2 + rng.uniform(-0.18, 0.18, count), 47.2 + rng.uniform(-0.13, 0.13, count)
    x, y = from_wgs84(lon, lat, datum, central_meridian=meridian)
    noise = rng.normal(0, noise_m, (count, 2)) / [75_700, 111_200]
    return x, y, np.column_stack([lon, lat]) + noise


def told(found: Finding) -> tuple[Datum, bool] | None:
    if found.verdict is not Verdict.FITS:
        return None
    return found.remaining[0].reference.datum, found.remaining[0].swapped


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(("datum", "meridian"), TRUTHS)
def test_matched_places_tell_datum_zone_and_order(
    datum: Datum, meridian: int | None, swapped: bool
) -> None:
    x, y, known = layer(12, 10, 1, datum, meridian)
    found = investigate(*((y, x) if swapped else (x, y)), known=known, known_m=20)
    if datum.is_projected:
        # Beijing 54 and Xi'an 80 lie as far off as they are uncertain: they remain beside it.
        assert {h.reference.central_meridian for h in found.remaining} == {meridian}
        assert found.remaining[0].reference.datum is datum
    else:
        assert told(found) == (datum, swapped)
        assert found.margin_m is not None
        assert found.margin_m > 400
    assert found.scores[0].matched_m == pytest.approx(12, abs=6)


def test_the_568_m_of_gcj02_are_caught_with_rough_places() -> None:
    x, y, known = layer(12, 75, 2, Datum.GCJ02)
    found = investigate(x, y, known=known, known_m=150)
    assert told(found) == (Datum.GCJ02, False)
    plain = next(s for s in found.scores if s.hypothesis.reference.datum is Datum.WGS84)
    assert plain.matched_m == pytest.approx(568, abs=80)


@pytest.mark.parametrize("datum", [Datum.WGS84, Datum.GCJ02])
def test_a_layer_mostly_outside_the_district_is_told_by_its_places(datum: Datum) -> None:
    x, y, known = layer(12, 20, 6, datum)
    beside = shapely.box(124.3, 47.05, 124.7, 47.35)
    assert told(investigate(x, y, known=known, known_m=30, boundary=beside)) == (datum, False)


@pytest.mark.parametrize(
    ("count", "noise_m", "known_m"), [(2, 5, 10), (4, 300, 600), (12, 1500, 3000), (4, 10, 3000)]
)
def test_too_few_or_too_rough_is_not_told(count: int, noise_m: float, known_m: float) -> None:
    x, y, known = layer(count, noise_m, 3, Datum.GCJ02)
    found = investigate(x, y, known=known, known_m=known_m, boundary=SQUARE)
    assert found.verdict is Verdict.UNDECIDED
    assert Datum.GCJ02 in {h.reference.datum for h in found.remaining}


@pytest.mark.parametrize("move", [(-0.0068, -0.0022), (0.05, 0.0), (0.0, 0.004)])
def test_a_shift_that_is_no_datums_fits_none(move: tuple[float, float]) -> None:
    x, y, known = layer(12, 10, 4, Datum.WGS84)
    found = investigate(x + move[0], y + move[1], known=known, known_m=20)
    assert found.verdict is Verdict.NONE
    assert found.remaining == ()


def test_points_far_inside_tell_the_axes_but_not_the_datum() -> None:
    x, y, _ = layer(30, 0, 5, Datum.WGS84)
    found = investigate(y, x, boundary=SQUARE)
    assert found.verdict is Verdict.UNDECIDED
    assert {h.swapped for h in found.remaining} == {True}
    assert {h.reference.datum for h in found.remaining} == {Datum.WGS84, Datum.GCJ02, Datum.BD09}


def test_metres_without_zone_find_the_meridian_by_the_polygon() -> None:
    x, y, _ = layer(30, 0, 6, Datum.CGCS2000_GK3, 126)
    found = investigate(y, x, boundary=SQUARE)
    assert {(h.reference.central_meridian, h.swapped) for h in found.remaining} == {(126, True)}


def test_a_layer_of_elsewhere_fits_none() -> None:
    assert investigate([104.0, 104.1], [30.6, 30.7], boundary=SQUARE).verdict is Verdict.NONE
    assert investigate([590.1, 591.2], [5230.1, 5231.0], boundary=SQUARE).verdict is Verdict.NONE


def test_no_rows_and_no_ground() -> None:
    assert investigate([], [], boundary=SQUARE).verdict is Verdict.NONE
    with pytest.raises(ValueError, match="known ground"):
        investigate([124.0], [47.0])
    with pytest.raises(ValueError, match="pair up"):
        investigate([124.0], [47.0], known=[[1, 2], [3, 4]])


@pytest.mark.parametrize("datum", [Datum.WGS84, Datum.GCJ02, Datum.BD09])
def test_the_districts_outline_generalised_by_another_maker(datum: Datum) -> None:
    home = base_shapes(DISTRICT / "base")[DISTRICT.name]
    other = shapely.get_coordinates(home.simplify(0.001))
    x, y = from_wgs84(other[:, 0], other[:, 1], datum)
    assert told(investigate(x, y, boundary=home, is_outline=True)) == (datum, False)


def test_the_base_outline_meets_its_neighbours() -> None:
    """Independent of the reference: a shifted district would no longer share its borders."""
    items = read_features(DISTRICT / "base" / "boundaries.geojson")
    home = shape(items[0]["geometry"])
    rest = shapely.union_all(
        [shape(item["geometry"]) for item in items if item["properties"]["role"] == "neighbour"]
    )
    assert home.boundary.intersection(rest.boundary.buffer(2e-5)).length > 0.9 * home.length


def test_what_is_no_outline_is_not_taken_for_one() -> None:
    x, y, _ = layer(60, 0, 7, Datum.GCJ02)
    assert investigate(x, y, boundary=SQUARE, is_outline=True).verdict is Verdict.NONE


@pytest.mark.parametrize("noise_m", [20, 150, 800])
def test_false_alarms_are_rare(noise_m: float) -> None:
    """Of 120 honest layers a wrong datum is told for one at most."""
    seen: Counter[str] = Counter()
    for seed in range(120):
        datum, _ = TRUTHS[seed % 3]
        x, y, known = layer((3, 5, 8, 20)[seed % 4], noise_m, seed, datum)
        answer = told(investigate(x, y, known=known))
        seen["untold" if answer is None else "right" if answer[0] is datum else "wrong"] += 1
    assert seen["wrong"] <= 1
    assert seen["right"] >= {20: 100, 150: 20, 800: 0}[int(noise_m)]


@settings(deadline=None, max_examples=40)
@given(
    st.integers(0, 10_000),
    st.sampled_from(TRUTHS),
    st.sampled_from([10.0, 60.0, 200.0]),
    st.integers(1, 12),
)
def test_the_order_of_rows_changes_nothing(
    seed: int, truth: tuple[Datum, int | None], noise_m: float, count: int
) -> None:
    x, y, known = layer(count, noise_m, seed, *truth)
    once = investigate(x, y, known=known)
    turned = investigate(x[::-1], y[::-1], known=known[::-1])
    assert (once.verdict, set(once.remaining)) == (turned.verdict, set(turned.remaining))
