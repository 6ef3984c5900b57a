"""Rows of two numbers put as east before north, each row by its own evidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from etl.crs.axes import are_swapped
from etl.crs.datum import Datum
from etl.crs.numerals import Value
from etl.crs.offset import Array
from etl.errors import CoordinateError


def to_east_north(
    values: Sequence[tuple[Value, Value] | None], faults: dict[int, CoordinateError]
) -> tuple[Array, Array, np.ndarray]:
    """(east, north, swapped) of every row; nan, and a fault added, where a row contradicts itself.

    A row's own words (N, 东经 …) decide; without them its numbers; where those can't tell, it is
    taken as longitude before latitude.
    """
    count = len(values)
    east, north = np.full(count, np.nan), np.full(count, np.nan)
    swapped = np.zeros(count, dtype=bool)
    for index, pair in enumerate(values):
        if pair is None:
            continue
        first, second = pair
        if first.is_metric != second.is_metric or (first.axis and first.axis == second.axis):
            faults[index] = _contradiction(first.is_metric != second.is_metric)
            continue
        swapped[index] = _is_turned(first, second)
        x, y = (second, first) if swapped[index] else (first, second)
        east[index], north[index] = x.number, y.number
    return east, north, swapped


def _is_turned(first: Value, second: Value) -> bool:
    if first.axis or second.axis:
        return first.axis == "lat" or second.axis == "lon"
    if first.is_metric:
        # An easting with the zone's number is longer than any northing.
        datum = Datum.CGCS2000_GK3
        return bool(are_swapped(first.number, second.number, datum))
    plain = 73 <= first.number <= 136 and 3 <= second.number <= 54
    return not plain and 73 <= second.number <= 136 and 3 <= first.number <= 54


def _contradiction(mixed: bool) -> CoordinateError:
    if mixed:
        return CoordinateError(
            "一个数是度，另一个是米。请核对两列。",
            "one number is in degrees, the other in metres. Check both columns.",
        )
    return CoordinateError(
        "两个数同为经度或同为纬度。请核对。",
        "both numbers name the same axis. Check them.",
    )
