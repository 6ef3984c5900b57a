"""Reading the binary outlines, against bytes written here."""

from __future__ import annotations

import itertools
import struct

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon

from etl.sources.outlines import decode_shape

COORDINATE = st.tuples(st.integers(75_000_000, 134_000_000), st.integers(19_000_000, 53_000_000))


def listed(items: list[bytes]) -> bytes:
    sizes = b"".join(struct.pack("<I", len(item)) for item in items)
    return struct.pack("<I", len(items)) + sizes + b"".join(items)


def ring(points: list[tuple[float, float]], *, stepped: bool) -> bytes:
    cells = [(round((x + 180) / 2e-6), round((y + 90) / 2e-6)) for x, y in points]
    if not stepped:
        return struct.pack("<I", 0) + b"".join(struct.pack("<II", *cell) for cell in cells)
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(cells)]
    head = struct.pack("<III", 1, *cells[0])
    return head + b"".join(struct.pack("<hh", *step) for step in steps)


SQUARE = [(124.0, 47.0), (124.02, 47.0), (124.02, 47.02), (124.0, 47.02), (124.0, 47.0)]
HOLE = [(124.005, 47.005), (124.005, 47.01), (124.01, 47.01), (124.005, 47.005)]


@pytest.mark.parametrize("stepped", [False, True])
def test_a_polygon_with_a_hole(stepped: bool) -> None:
    data = struct.pack("<I", 5) + listed(
        [ring(SQUARE, stepped=stepped), ring(HOLE, stepped=stepped)]
    )
    form = decode_shape(memoryview(data))
    assert isinstance(form, Polygon)
    assert form.equals_exact(Polygon(SQUARE, [HOLE]), 1e-6)


def test_a_multipolygon() -> None:
    far = [(x + 1, y) for x, y in SQUARE]
    parts = [listed([ring(SQUARE, stepped=False)]), listed([ring(far, stepped=True)])]
    form = decode_shape(memoryview(struct.pack("<I", 6) + listed(parts)))
    assert isinstance(form, MultiPolygon)
    assert [
        part.equals_exact(Polygon(p), 1e-6)
        for part, p in zip(form.geoms, (SQUARE, far), strict=True)
    ] == [True, True]


def test_an_unknown_shape_code() -> None:
    with pytest.raises(ValueError, match="shape code 3"):
        decode_shape(memoryview(struct.pack("<I", 3) + listed([])))


@settings(deadline=None)  # geometry on a busy machine
@given(st.lists(COORDINATE, min_size=3, max_size=12, unique=True))
def test_coordinates_survive_to_two_millionths(cells: list[tuple[int, int]]) -> None:
    points = [(x / 1e6, y / 1e6) for x, y in cells]
    data = struct.pack("<I", 5) + listed([ring([*points, points[0]], stepped=False)])
    got = shapely.get_coordinates(decode_shape(memoryview(data)))[:-1]
    for (x, y), (a, b) in zip(points, got.tolist(), strict=True):
        assert abs(x - a) <= 1.01e-6
        assert abs(y - b) <= 1.01e-6
