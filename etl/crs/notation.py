"""A position as people write it, to WGS84: any notation, any order, any declared datum.

`read_position` takes one text or two cells, `read_columns` two columns of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from etl.crs.axes import LAT_RANGE, LON_RANGE
from etl.crs.datum import Datum
from etl.crs.geodesy import LonLat
from etl.crs.numerals import AXIS_WORD, Value, normal, parse_value
from etl.crs.offset import Array
from etl.crs.ordering import to_east_north
from etl.crs.reference import Reference
from etl.crs.zones import settle
from etl.errors import CoordinateError

_ANGLE = r"([+-]?[\d.]+ ?°(?: ?[\d.]+ ?′)?(?: ?[\d.]+ ?″?)?)"
_TWO_ANGLES = re.compile(rf"{_ANGLE} ?{_ANGLE}")


@dataclass(frozen=True, slots=True)
class Position:
    """A point in WGS84 and what its text said.

    `swapped`: latitude or northing came first. `uncertainty_m`: half the last place written plus
    what the way from the datum adds; the least radius the place may have.
    """

    lon: float
    lat: float
    reference: Reference
    swapped: bool
    uncertainty_m: float


@dataclass(frozen=True, slots=True)
class Positions:
    """Two columns in WGS84, row by row; nan where a row has a fault.

    `faults`: row index (from 0) to what is wrong with it. `swapped`: rows that came with latitude
    or northing first.
    """

    lon: Array
    lat: Array
    uncertainty_m: Array
    swapped: np.ndarray
    references: list[Reference | None]
    faults: dict[int, CoordinateError] = field(default_factory=dict)


def read_position(
    first: str,
    second: str = "",
    *,
    reference: Reference | Datum | None = None,
    near: LonLat | None = None,
    file: str = "",
    row: int | None = None,
) -> Position:
    """The position in one text ("北纬47°12′ 东经124°15′") or two cells, in WGS84.

    `reference` says what the numbers refer to; without it degrees are WGS84 and metres CGCS2000.
    Metres without the zone's number need the reference's central meridian, or `near`, a WGS84
    point in the district, to find it. Raises CoordinateError naming file, row, cause, next step.
    """
    try:
        pair = (first, second) if second.strip() else split_pair(first)
        found = read_columns(pair[:1], pair[1:], reference=reference, near=near)
        if found.faults:
            raise found.faults[0]
    except CoordinateError as error:
        raise CoordinateError(error.zh, error.en, file=file, row=row) from error
    settled = found.references[0]
    assert settled is not None, "a row without a fault has its reference"
    return Position(
        float(found.lon[0]),
        float(found.lat[0]),
        settled,
        bool(found.swapped[0]),
        float(found.uncertainty_m[0]),
    )


def read_columns(
    first: Sequence[str],
    second: Sequence[str],
    *,
    reference: Reference | Datum | None = None,
    near: LonLat | None = None,
) -> Positions:
    """Two columns of a table in WGS84; what can't be read is a fault of its row, never raised.

    Arguments as for `read_position`. Rows empty in both columns are faults too.
    """
    declared = Reference(reference) if isinstance(reference, Datum) else reference
    faults: dict[int, CoordinateError] = {}
    values: list[tuple[Value, Value] | None] = []
    for index, (one, other) in enumerate(zip(first, second, strict=True)):
        try:
            values.append((parse_value(str(one)), parse_value(str(other))))
        except CoordinateError as error:
            values.append(None)
            faults[index] = error
    east, north, swapped = to_east_north(values, faults)
    lon, lat, references = settle(values, east, north, declared, near, faults)
    outside = ~_in_china(lon, lat)
    for index in np.flatnonzero(outside & np.isfinite(lon)).tolist():
        faults[index] = _not_in_china(lon[index], lat[index])
    lon, lat = np.where(outside, np.nan, lon), np.where(outside, np.nan, lat)
    for index in np.flatnonzero(np.isnan(lon)).tolist():
        faults.setdefault(index, _not_in_china(east[index], north[index]))
    added = [reference.datum.uncertainty_m if reference else np.nan for reference in references]
    written = [max(v.resolution_m for v in pair) if pair else np.nan for pair in values]
    return Positions(lon, lat, np.array(written) + np.array(added), swapped, references, faults)


def split_pair(text: str) -> tuple[str, str]:
    """One text into its two numbers. Raises CoordinateError where it does not hold two."""
    plain = normal(re.sub(r"^\s*(?:POINT|GEO:)\s*", "", text, flags=re.IGNORECASE))
    plain = plain.strip("()[] ")
    words = list(AXIS_WORD.finditer(plain))
    if len(words) == 2:
        at = words[1].start() if words[0].start() == 0 else words[0].end()
        return plain[:at], plain[at:]
    for mark in (r"[;；/、|\t]", ", ", ","):
        parts = [part.strip() for part in re.split(mark, plain) if part.strip()]
        if len(parts) == 2 or (len(parts) == 3 and mark != "/"):  # the third is a height
            return parts[0], parts[1]
    whole = _TWO_ANGLES.fullmatch(plain)
    if whole:
        return whole[1], whole[2]
    parts = plain.split(" ")
    half = len(parts) // 2
    if len(parts) in (2, 4, 6):
        return " ".join(parts[:half]), " ".join(parts[half:])
    shown = text.strip()[:60]
    raise CoordinateError(
        f"“{shown}”里找不到两个坐标。请写成“经度, 纬度”，如 124.2034, 47.1500。",
        f"'{shown}' does not hold two coordinates. Write 'longitude, latitude', such as "
        "124.2034, 47.1500.",
    )


def _in_china(lon: Array, lat: Array) -> np.ndarray:
    return (
        (lon >= LON_RANGE[0])
        & (lon <= LON_RANGE[1])
        & (lat >= LAT_RANGE[0])
        & (lat <= LAT_RANGE[1])
    )


def _not_in_china(x: float, y: float) -> CoordinateError:
    return CoordinateError(
        f"坐标不在中国范围内（{x:.6g}, {y:.6g}）。请核对坐标、坐标系和列的次序。",
        f"not in China ({x:.6g}, {y:.6g}). Check the numbers, their reference and the order of "
        "the columns.",
    )
