"""The conversions beside packages written by others, over a national grid."""

from __future__ import annotations

from collections.abc import Callable

import eviltransform
import numpy as np
import prcoords
import pytest
import utm

from etl.crs.convert import from_wgs84
from etl.crs.datum import Datum
from etl.crs.gauss import meridians, meridians_of, to_degrees, to_metres, zone_number
from etl.crs.geodesy import distances_m
from etl.crs.offset import bd09_to_gcj02, gcj02_to_bd09, gcj02_to_wgs84, wgs84_to_gcj02

GRID = np.column_stack(
    [v.ravel() for v in np.meshgrid(np.arange(73.1, 135.1, 0.83), np.arange(17.9, 53.9, 0.71))]
)
Way = Callable[[float, float], tuple[float, float]]


def apart(points: np.ndarray, theirs: Way) -> float:
    """Greatest distance in metres between our points and a package's of latitude, longitude."""
    other = np.array([tuple(theirs(lat, lon))[::-1] for lon, lat in GRID])
    return float(distances_m(points, other).max())


def both(way: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    return np.column_stack(way(GRID[:, 0], GRID[:, 1]))


def test_prcoords_agrees() -> None:
    assert len(GRID) > 3000
    assert apart(both(wgs84_to_gcj02), lambda lat, lon: prcoords.wgs_gcj((lat, lon))) < 1e-6
    assert apart(both(gcj02_to_bd09), lambda lat, lon: prcoords.gcj_bd((lat, lon))) < 1e-6
    # Its inverses stop at a step of 1e-5 degrees; being contractions, they are better than that.
    assert apart(both(gcj02_to_wgs84), lambda lat, lon: prcoords.gcj_wgs_bored((lat, lon))) < 0.01
    assert apart(both(bd09_to_gcj02), lambda lat, lon: prcoords.bd_gcj_bored((lat, lon))) < 0.01


def test_eviltransform_agrees_but_for_its_ellipsoid() -> None:
    # It takes 6378137 m for Krasovsky's 6378245: 17 millionths of the offset, 1.3 cm at most.
    assert apart(both(wgs84_to_gcj02), eviltransform.wgs2gcj) < 0.02
    assert apart(both(gcj02_to_bd09), eviltransform.gcj2bd) < 1e-6
    # Its exact inverse bisects until both steps are below 1e-6 degrees.
    assert apart(both(gcj02_to_wgs84), eviltransform.gcj2wgs_exact) < 0.2


@pytest.mark.parametrize("width", [3, 6])
def test_utm_agrees_with_the_zones(width: int) -> None:
    """UTM is the same projection scaled by 0.9996; its zones 43 to 53 have our 6-degree meridians.

    Only the distance from the central meridian counts, so 3-degree zones are tried there too.
    """
    datum = Datum.CGCS2000.in_zones(width)
    own = meridians_of(GRID[:, 0], width)
    for meridian in meridians(width):
        lon, lat = GRID[own == meridian].T
        x, y = to_metres(lon, lat, datum, meridian)
        east, north, _, _ = utm.from_latlon(lat, lon - meridian + 123, force_zone_number=51)
        assert x == pytest.approx((east - 500_000) / 0.9996 + 500_000, abs=0.005)
        assert y == pytest.approx(north / 0.9996, abs=0.005)
        back = np.column_stack(to_degrees(x, y, datum, meridian))
        assert distances_m(back, np.column_stack([lon, lat])).max() < 0.001


def test_prefixed_metres_name_the_zone_of_each_longitude() -> None:
    x, _ = from_wgs84(GRID[:, 0], GRID[:, 1], Datum.CGCS2000_GK3, prefixed=True)
    zones = [zone_number(int(m)) for m in meridians_of(GRID[:, 0])]
    assert np.floor(x / 1e6).astype(int).tolist() == zones
    # A zone is 3 degrees wide: no easting strays more than 1.5 degrees from its meridian.
    x = x[GRID[:, 0] >= 73.5]  # the last strip of the west belongs to a zone EPSG does not list
    assert np.abs(x % 1e6 - 500_000).max() < 1.5 * 111_320
