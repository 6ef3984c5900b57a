"""What a file's coordinates refer to: declared by a person, said by the file, or told by where
they land; and the way of every row to WGS84.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from etl.crs.axes import are_swapped
from etl.crs.datum import Datum
from etl.crs.gauss import PREFIX_M, meridians, width_of_zone
from etl.crs.geodesy import LonLat
from etl.crs.notation import read_columns, split_pair
from etl.crs.reference import Reference
from etl.errors import CoordinateError
from etl.intake.model import IntakeError, Problem, Raw, RawRow

How = Literal["declared", "file", "format", "found"]
_REACH_DEG = 1.5


@dataclass(frozen=True, slots=True)
class Settled:
    """Rows in WGS84, what they were taken to be in, and how that was known.

    `extra_m` is what the datum adds to every radius.
    """

    rows: list[tuple[RawRow, BaseGeometry]]
    reference: Reference
    how: How
    problems: list[Problem]
    swapped: bool = False

    @property
    def extra_m(self) -> float:
        """What an approximate datum adds to the radius of each place."""
        return self.reference.datum.uncertainty_m


def settle(
    raw: Raw, mapping: Mapping[str, str], declared: Reference | None, near: LonLat
) -> Settled:
    """Every row in WGS84. `near` is a point of the district: metres without a zone must land there.

    IntakeError where no row can be read, or metres land nowhere near.
    """
    if raw.has_geometry:
        return _geometries(raw, declared, near)
    return _columns(raw, mapping, declared, near)


def _columns(
    raw: Raw, mapping: Mapping[str, str], declared: Reference | None, near: LonLat
) -> Settled:
    problems: list[Problem] = []
    rows: list[RawRow] = []
    pairs: list[tuple[str, str]] = []
    if "position" not in mapping and not {"lon", "lat"} <= mapping.keys():
        raise IntakeError(
            f"找不到坐标列。文件的列：{'、'.join(raw.columns[:20])}。请用 --map lon=列名 "
            "--map lat=列名（或 --map position=列名）指明。",
            f"no coordinate columns were found. The file has: {', '.join(raw.columns[:20])}. Name "
            "them with --map lon=COLUMN --map lat=COLUMN (or --map position=COLUMN).",
            file=raw.file,
        )
    for row in raw.rows:
        try:
            if "position" in mapping:
                pair = split_pair(row.values[mapping["position"]])
            else:
                pair = (row.values[mapping["lon"]], row.values[mapping["lat"]])
        except CoordinateError as error:
            problems.append(Problem(row.row, error.zh, error.en))
            continue
        if not any(pair):
            problems.append(Problem(row.row, "没有坐标，略过。", "no coordinates, left out."))
            continue
        rows.append(row)
        pairs.append(pair)
    found = read_columns(
        [a for a, _ in pairs], [b for _, b in pairs], reference=declared, near=near
    )
    out: list[tuple[RawRow, BaseGeometry]] = []
    seen: dict[Reference, int] = {}
    for index, row in enumerate(rows):
        fault = found.faults.get(index)
        if fault is not None:
            problems.append(Problem(row.row, fault.zh, fault.en))
            continue
        reference = found.references[index] or Reference(Datum.WGS84)
        seen[reference] = seen.get(reference, 0) + 1
        out.append((row, Point(float(found.lon[index]), float(found.lat[index]))))
    if not out:
        first = min(problems, key=lambda problem: problem.row)
        raise IntakeError(
            f"没有一行的坐标读得懂。第一处：{first.zh}",
            f"not one row has coordinates that can be read. The first: {first.en}",
            file=raw.file,
            row=first.row,
        )
    reference = max(seen, key=lambda item: seen[item])
    swapped = bool(np.mean(found.swapped) > 0.5)
    return Settled(out, reference, "declared" if declared else "found", problems, swapped)


def _geometries(raw: Raw, declared: Reference | None, near: LonLat) -> Settled:
    rows = [row for row in raw.rows if row.geometry is not None and not row.geometry.is_empty]
    problems = [
        Problem(row.row, "没有图形，略过。", "no geometry, left out.")
        for row in raw.rows
        if row.geometry is None or row.geometry.is_empty
    ]
    forms = [row.geometry for row in rows if row.geometry is not None]
    xy = shapely.get_coordinates(forms)
    xy = xy[np.isfinite(xy).all(axis=1)]
    if not len(xy):
        raise IntakeError("没有可用的坐标。", "no coordinate can be used.", file=raw.file)
    is_metric = bool(np.median(np.abs(xy)) > 1000)
    reference, how = _reference(raw, declared, is_metric, xy, near)
    swapped = bool(are_swapped(xy[:, 0], xy[:, 1], reference.datum))
    out: list[tuple[RawRow, BaseGeometry]] = []
    for row, form in zip(rows, forms, strict=True):
        try:
            moved = _moved(form, reference, swapped)
        except CoordinateError as error:
            problems.append(Problem(row.row, error.zh, error.en))
            continue
        if not np.isfinite(shapely.get_coordinates(moved)).all():
            problems.append(
                Problem(row.row, "坐标换算不了，略过。", "cannot be converted, left out.")
            )
            continue
        out.append((row, moved))
    if not out:
        raise IntakeError(
            "没有一个要素能换算到经纬度。请核对坐标系（--datum）。",
            "not one feature can be brought to longitude and latitude. Check --datum.",
            file=raw.file,
        )
    return Settled(out, reference, how, problems, swapped)


def _reference(
    raw: Raw, declared: Reference | None, is_metric: bool, xy: np.ndarray, near: LonLat
) -> tuple[Reference, How]:
    told = declared or raw.reference
    if told is not None and told.datum.is_projected != is_metric:
        zh = "米（投影坐标）" if is_metric else "度"
        en = "metres" if is_metric else "degrees"
        raise IntakeError(
            f"坐标写的是{zh}，与“{told.label_zh}”不符。请用 --datum 改正。",
            f"the coordinates are in {en}, which does not fit {told.label_en}. Correct --datum.",
            file=raw.file,
        )
    if told is not None:
        if told.datum.is_projected and told.central_meridian is None:
            told = _found_metres(raw, xy, near, told.datum)
        if declared:
            return told, "declared"
        return told, "file" if raw.is_firm else "format"
    if not is_metric:
        return Reference(Datum.WGS84), "found"
    return _found_metres(raw, xy, near, None), "found"


def _found_metres(raw: Raw, xy: np.ndarray, near: LonLat, datum: Datum | None) -> Reference:
    """Metres without a zone: the central meridian that brings them to the district."""
    datum3 = datum or Datum.CGCS2000_GK3
    turned = bool(are_swapped(xy[:, 0], xy[:, 1], datum3))
    east = float(np.median(xy[:, 1 if turned else 0]))
    north = float(np.median(xy[:, 0 if turned else 1]))
    zone = int(east // PREFIX_M)
    if zone:
        width = width_of_zone(zone)
        if datum is None and width:
            datum = Datum.CGCS2000_GK3 if width == 3 else Datum.CGCS2000_GK6
        if datum is not None:
            return Reference(datum)
    choices = []
    for candidate in [datum] if datum else [Datum.CGCS2000_GK3]:
        for meridian in meridians(candidate.zone_width):
            trial = Reference(candidate, meridian)
            lon, lat = (float(value) for value in trial.to_wgs84(east, north))
            if abs(lon - near[0]) < _REACH_DEG and abs(lat - near[1]) < _REACH_DEG:
                choices.append((abs(lon - near[0]), meridian, trial))
    if not choices:
        raise IntakeError(
            f"坐标是米，但按任何中央经线都落不到本区附近（{east:.0f}, {north:.0f}）。请用 "
            "--datum 写明坐标系和中央经线，如 --datum EPSG:4550；独立坐标系须先换算。",
            f"the coordinates are metres, and no central meridian brings them near the district "
            f"({east:.0f}, {north:.0f}). State their reference, such as --datum EPSG:4550; a local "
            "grid must be converted first.",
            file=raw.file,
        )
    return min(choices, key=lambda choice: choice[:2])[2]


def _moved(form: BaseGeometry, reference: Reference, swapped: bool) -> BaseGeometry:
    def move(xy: np.ndarray) -> np.ndarray:
        return np.column_stack(reference.to_wgs84(xy[:, 0], xy[:, 1], swapped=swapped))

    return shapely.transform(shapely.force_2d(form), move)


def share_inside(forms: Sequence[BaseGeometry], outline: BaseGeometry) -> float:
    """The share of features that touch the district."""
    return float(np.mean(shapely.intersects(np.array(forms), outline))) if forms else 0.0
