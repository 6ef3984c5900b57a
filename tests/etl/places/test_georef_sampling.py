"""The circles of the point-radius method against positions drawn from what a text allows."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from etl.crs.geodesy import GEOD, LonLat, destination, distances_m
from etl.places.georef import Offset, by_offset, parse_offset

REFERENCE: LonLat = (124.0, 47.3)
DRAWS = 4000


def draw(reference_m: float, offset: Offset, seed: int) -> np.ndarray:
    """Positions: anywhere in the reference's circle, then any distance and bearing allowed."""
    rng = np.random.default_rng(seed)
    start = GEOD.fwd(
        np.full(DRAWS, REFERENCE[0]),
        np.full(DRAWS, REFERENCE[1]),
        rng.uniform(0, 360, DRAWS),
        reference_m * np.sqrt(rng.uniform(0, 1, DRAWS)),
    )
    end = GEOD.fwd(
        start[0],
        start[1],
        offset.bearing_deg + offset.half_angle_deg * rng.uniform(-1, 1, DRAWS),
        np.maximum(0, offset.distance_m + offset.distance_error_m * rng.uniform(-1, 1, DRAWS)),
    )
    return np.column_stack(end[:2])


@pytest.mark.parametrize(
    ("reference_m", "outside"), [(0, 0.0), (150, 0.006), (2000, 0.035), (4000, 0.05)]
)
@pytest.mark.parametrize("text", ["9 km SE", "2.5 km NE", "1.5 km S", "800 m W", "26 km SSE"])
def test_the_circle_holds_what_the_text_allows(
    text: str, reference_m: float, outside: float
) -> None:
    """All of it from a point; from a wide reference nearly all.

    The method adds the reference's radius along the stated direction, so a position far to the
    side of the reference and of the direction at once may lie a little outside.
    """
    offset = parse_offset(text)
    found = by_offset(REFERENCE, reference_m, offset)
    gone = distances_m(np.broadcast_to(found.centre, (DRAWS, 2)), draw(reference_m, offset, 1))
    assert (gone > found.radius_m).mean() <= outside
    assert 0.9 * found.radius_m < gone.max() < 1.3 * found.radius_m


@pytest.mark.parametrize("reference_m", [0, 150, 2000])
@pytest.mark.parametrize("text", ["9 km SE", "2.5 km NE", "26 km SSE"])
@pytest.mark.parametrize("turn", [0, 300])
def test_cut_to_an_area_the_circle_still_holds_it(
    text: str, reference_m: float, turn: float
) -> None:
    offset = parse_offset(text)
    west, south = destination(REFERENCE, offset.bearing_deg + turn, offset.distance_m * 0.7)
    area = shapely.box(west, south - 0.3, west + 0.6, south + 0.3)
    plain = by_offset(REFERENCE, reference_m, offset)
    found = by_offset(REFERENCE, reference_m, offset, area)
    points = draw(reference_m, offset, 2)
    points = points[shapely.contains_xy(area, points[:, 0], points[:, 1])]
    assert found.radius_m <= plain.radius_m
    gone = distances_m(np.broadcast_to(found.centre, points.shape), points)
    # What the plain circle leaves out, the cut one may leave out too; no more.
    before = distances_m(np.broadcast_to(plain.centre, points.shape), points)
    lost = (gone > found.radius_m * 1.001) & (before <= plain.radius_m)
    assert lost.sum() <= 0.02 * max(1, len(points))
