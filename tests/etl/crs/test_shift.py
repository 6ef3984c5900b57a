"""A layer that carries the GCJ-02 offset is caught, one that does not is let pass."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from conftest import DISTRICT
from shapely.geometry import shape

from etl.crs.offset import wgs84_to_gcj02
from etl.crs.shift import gcj02_shift_suspected, outline_shift_suspected
from etl.places.areas import base_shapes
from etl.sources.geojson import read_features
from etl.tables import read_table


def shifted(points: np.ndarray) -> np.ndarray:
    return np.column_stack(wgs84_to_gcj02(points[:, 0], points[:, 1]))


@pytest.fixture(scope="module")
def stations() -> np.ndarray:
    rows = read_table(DISTRICT / "base" / "points.csv", ("kind", "lon", "lat"))
    return np.array(
        [(float(r["lon"]), float(r["lat"])) for r in rows if r["kind"] == "railway_station"]
    )


def test_stations(stations: np.ndarray) -> None:
    assert not gcj02_shift_suspected(stations, stations)
    assert gcj02_shift_suspected(shifted(stations), stations)


@pytest.mark.parametrize("noise_m", [50, 150])
def test_stations_with_honest_errors(stations: np.ndarray, noise_m: float) -> None:
    noise = np.random.default_rng(3).normal(0, noise_m / 111_000, stations.shape)
    assert not gcj02_shift_suspected(stations + noise, stations)
    assert gcj02_shift_suspected(shifted(stations) + noise, stations)


def test_another_offset_is_not_taken_for_this_one(stations: np.ndarray) -> None:
    assert not gcj02_shift_suspected(stations - [0.0068, 0.0022], stations)


def test_district_outline_against_itself_simplified() -> None:
    home = base_shapes(DISTRICT / "base")[DISTRICT.name]
    other = home.simplify(0.002)
    moved = shapely.transform(home, shifted)
    assert not outline_shift_suspected(home, other)
    assert outline_shift_suspected(moved, other)


def test_the_base_outline_meets_its_neighbours() -> None:
    """Independent of the reference: a shifted district would no longer share its borders."""
    features = read_features(DISTRICT / "base" / "boundaries.geojson")
    home = shape(features[0]["geometry"])
    rest = shapely.union_all(
        [shape(f["geometry"]) for f in features if f["properties"]["role"] == "neighbour"]
    )
    assert not outline_shift_suspected(home, rest.union(home))
    assert home.boundary.intersection(rest.boundary.buffer(2e-5)).length > 0.9 * home.length


def test_nothing_to_compare() -> None:
    assert not gcj02_shift_suspected([], [])
    with pytest.raises(ValueError, match="pair up"):
        gcj02_shift_suspected([[124, 47]], [])
