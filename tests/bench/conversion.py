"""How exact the conversions are over the country, and how long a million points take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import eviltransform
import numpy as np
import prcoords
import utm

from etl.crs.convert import from_wgs84, to_wgs84
from etl.crs.datum import Datum
from etl.crs.gauss import meridians_of, to_metres
from etl.crs.geodesy import distances_m
from etl.crs.offset import bd09_to_gcj02, gcj02_to_bd09, gcj02_to_wgs84, wgs84_to_gcj02

Points: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
MANY = 1_000_000
SOME = 50_000
"""Points a per-point package is timed on; its time for a million is this one times twenty."""


def print_conversions() -> None:
    """Both tables, in Markdown."""
    grid = _grid()
    print(f"\nConversions over {len(grid)} points of the country\n")
    print("| datum | there and back, m, at most | declared uncertainty, m |\n|---|---:|---:|")
    for datum in Datum:
        back = to_wgs84(*from_wgs84(*grid.T, datum, prefixed=True), datum)
        gap = distances_m(np.column_stack(back), grid).max()
        print(f"| {datum} | {gap:.1e} | {datum.uncertainty_m:g} |")
    print("\n| conversion | beside | apart, m, at most |\n|---|---|---:|")
    for name, package, gap in _agreement(grid):
        print(f"| {name} | {package} | {gap:.1e} |")
    print(
        "\n| a million points | hetu, s | package | package, s | ratio |\n|---|---:|---|---:|---:|"
    )
    for name, ours, package, theirs in _speed():
        print(
            f"| {name} | {ours:.2f} | {package} | {theirs:.1f} | {theirs / ours:.0f} |", flush=True
        )


def _grid() -> Points:
    axes = np.meshgrid(np.arange(73.6, 135.1, 0.53), np.arange(17.9, 53.9, 0.47))
    return np.column_stack([axis.ravel() for axis in axes])


def _each(way: Callable[..., Any], points: Points) -> Points:
    """A package's function of latitude and longitude, point by point, as lon/lat."""
    return np.array([tuple(way(lat, lon))[::-1] for lon, lat in points])


def _pair(way: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda lat, lon: way((lat, lon))


_WAYS: tuple[tuple[str, Callable[..., Any], str, Callable[..., Any]], ...] = (
    ("WGS84 to GCJ-02", wgs84_to_gcj02, "prcoords", _pair(prcoords.wgs_gcj)),
    ("WGS84 to GCJ-02", wgs84_to_gcj02, "eviltransform (other ellipsoid)", eviltransform.wgs2gcj),
    ("GCJ-02 to WGS84", gcj02_to_wgs84, "prcoords, iterated", _pair(prcoords.gcj_wgs_bored)),
    ("GCJ-02 to WGS84", gcj02_to_wgs84, "eviltransform, bisected", eviltransform.gcj2wgs_exact),
    ("GCJ-02 to BD-09", gcj02_to_bd09, "prcoords", _pair(prcoords.gcj_bd)),
    ("BD-09 to GCJ-02", bd09_to_gcj02, "prcoords, iterated", _pair(prcoords.bd_gcj_bored)),
)


def _agreement(grid: Points) -> Iterator[tuple[str, str, float]]:
    for name, ours, package, theirs in _WAYS:
        mine = np.column_stack(ours(*grid.T))
        yield name, package, float(distances_m(mine, _each(theirs, grid)).max())
    for width in (3, 6):
        gap = 0.0
        own = meridians_of(grid[:, 0], width)
        for meridian in np.unique(own).tolist():
            lon, lat = grid[own == meridian].T
            x, y = to_metres(lon, lat, Datum.CGCS2000.in_zones(width), meridian)
            # Zone 51 has its meridian at 123; only the distance from the meridian counts.
            east, north, _, _ = utm.from_latlon(lat, lon - meridian + 123, force_zone_number=51)
            apart = np.hypot(x - 500_000 - (east - 500_000) / 0.9996, y - north / 0.9996)
            gap = max(gap, float(apart.max()))
        yield f"degrees to {width}-degree Gauss-Kruger", "utm / 0.9996", gap


def _speed() -> Iterator[tuple[str, float, str, float]]:
    rng = np.random.default_rng(1)
    many = np.column_stack([rng.uniform(74, 135, MANY), rng.uniform(18, 53, MANY)])
    some = many[:SOME]
    for name, ours, package, theirs in _WAYS:
        if "other" in package:
            continue
        mine = _timed(lambda ours=ours: ours(*many.T))
        slow = _timed(lambda theirs=theirs: _each(theirs, some)) * MANY / SOME
        yield name, mine, package, slow
    one = many[:, 0] * 0.02 + 121.5  # all within one zone
    zone = _timed(lambda: to_metres(one, many[:, 1], Datum.CGCS2000_GK3, 123))
    slow = _timed(
        lambda: [
            utm.from_latlon(lat, lon, 51) for lon, lat in zip(one[:SOME], some[:, 1], strict=True)
        ]
    )
    yield "degrees to 3-degree Gauss-Kruger", zone, "utm, point by point", slow * MANY / SOME


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    print_conversions()
