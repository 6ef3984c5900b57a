"""gazetteer/places.csv: every row checked, coordinates brought to WGS84 once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from etl.codes import LocationMethod, Precision
from etl.crs.reference import parse_reference
from etl.errors import CoordinateError, TableError
from etl.places.model import Place
from etl.places.precision import finest_for
from etl.places.records import Source
from etl.tables import Row, read_table

COLUMNS = (
    "place_id", "name", "kind", "aliases", "lon", "lat", "datum", "uncertainty_m", "precision",
    "method", "source_id", "source_ref", "licence", "confidence", "parent_id", "code", "code_year",
    "note_zh", "note_en",
)  # fmt: skip
_REACH_DEG = 1.0
"""How far outside the outlines around the district a point may lie before it is refused."""


def read_places(
    path: Path, sources: Mapping[str, Source], outlines: Mapping[str, BaseGeometry]
) -> dict[str, Place]:
    """Places by id. Raises TableError or CoordinateError naming file, row and cause."""
    out: dict[str, Place] = {}
    rows = read_table(path, COLUMNS)
    for row in rows:
        place = _place(row, sources, outlines)
        if place.place_id in out:
            raise row.fault(
                f"地名编号“{place.place_id}”重复。", f"place '{place.place_id}' stands twice."
            )
        out[place.place_id] = place
    for row in rows:
        if row["parent_id"] and row["parent_id"] not in out:
            raise row.fault(
                f"上级“{row['parent_id']}”不在表中。", f"parent '{row['parent_id']}' is not listed."
            )
    _refuse_circles(out, path)
    return out


def with_areas(
    places: Mapping[str, Place], areas: Mapping[str, tuple[dict[str, Any], bool]], path: Path
) -> dict[str, Place]:
    """Places with the outlines drawn for them."""
    unknown = [name for name in areas if name not in places]
    if unknown:
        raise TableError(
            f"面所属的地名不在 places.csv 中：{'、'.join(unknown)}。",
            f"areas of places that are not in places.csv: {', '.join(unknown)}.",
            file=path.name,
        )
    out = dict(places)
    for place_id, (geometry, is_schematic) in areas.items():
        out[place_id] = replace(
            out[place_id], geometry=geometry, is_area=True, is_schematic=is_schematic
        )
    return out


def read_position(
    row: Row, outlines: Mapping[str, BaseGeometry]
) -> tuple[float, float] | tuple[None, None]:
    """Columns lon, lat, datum as WGS84, 6 decimals; CoordinateError where impossible."""
    lon, lat = row.number_of("lon"), row.number_of("lat")
    if lon is None and lat is None:
        return None, None
    if lon is None or lat is None:
        raise _refused(row, "经度、纬度只填了一个。", "only one of lon and lat is given.")
    reference = parse_reference(row["datum"], file=row.file, row=row.number)
    if not reference.datum.is_projected:
        if 18 <= lon <= 54 and 73 <= lat <= 136:
            raise _refused(
                row,
                f"经纬度疑似颠倒（{lon}, {lat}）。请核对列。",
                f"lon and lat look swapped ({lon}, {lat}).",
            )
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise _refused(
                row,
                f"不是经纬度（{lon}, {lat}），或为投影坐标。",
                f"not a longitude and latitude ({lon}, {lat}): projected metres?",
            )
    least_m, given_m = reference.datum.uncertainty_m, row.number_of("uncertainty_m")
    if given_m is not None and 0 < given_m < least_m:
        raise _refused(
            row,
            f"{reference.datum.label_zh}换算到 WGS84 只准到 {least_m:g} 米，误差半径不能更小。",
            f"{reference.datum.label_en} reaches WGS84 to within {least_m:g} m only: "
            "uncertainty_m cannot be less.",
        )
    try:
        x, y = reference.to_wgs84(lon, lat)
    except CoordinateError as error:
        raise _refused(row, error.zh, error.en) from error
    lon, lat = round(float(x), 6), round(float(y), 6)
    if not (73 <= lon <= 136 and 3 <= lat <= 54):
        raise _refused(
            row, f"坐标不在中国范围内（{lon}, {lat}）。", f"not in China ({lon}, {lat})."
        )
    boxes = [shape.bounds for shape in outlines.values()]
    if boxes and not any(
        b[0] - _REACH_DEG <= lon <= b[2] + _REACH_DEG
        and b[1] - _REACH_DEG <= lat <= b[3] + _REACH_DEG
        for b in boxes
    ):
        raise _refused(
            row, f"离本区太远（{lon}, {lat}）。", f"too far from the district ({lon}, {lat})."
        )
    return lon, lat


def _place(row: Row, sources: Mapping[str, Source], outlines: Mapping[str, BaseGeometry]) -> Place:
    source_id = row.required("source_id")
    if source_id not in sources:
        raise row.fault(
            f"来源“{source_id}”不在 sources.csv 中。", f"source '{source_id}' is not listed."
        )
    source = sources[source_id]
    lon, lat = read_position(row, outlines)
    uncertainty = row.number_of("uncertainty_m")
    if lon is not None and (uncertainty is None or uncertainty <= 0):
        raise _refused(
            row, "有坐标就要有大于 0 的误差半径。", "a position needs uncertainty_m above 0."
        )
    precision, method = _codes(row)
    if lon is not None and uncertainty is not None:
        finest = finest_for(uncertainty, is_surveyed=method is LocationMethod.SURVEY)
        if precision in (
            Precision.SURVEYED,
            Precision.SITE,
            Precision.VILLAGE,
            Precision.TOWN,
        ) and (precision < finest):
            raise row.fault(
                f"精度等级 {precision.value} 比误差半径 {uncertainty:g} 米所允许的更细。",
                f"precision {precision.value} is finer than {uncertainty:g} m allows.",
            )
    year = row.number_of("code_year")
    return Place(
        place_id=row.required("place_id"),
        name=row.required("name"),
        kind=row.required("kind"),
        aliases=tuple(name for name in row["aliases"].split("|") if name),
        lon=lon,
        lat=lat,
        uncertainty_m=uncertainty,
        precision=precision,
        method=method,
        source=source.title_zh,
        source_ref=row["source_ref"] or source.address,
        licence=row["licence"] or source.licence,
        confidence=row["confidence"],
        note_zh=row["note_zh"],
        note_en=row["note_en"],
        parent_id=row["parent_id"],
        code=row["code"],
        code_year=None if year is None else int(year),
    )


def _codes(row: Row) -> tuple[Precision, LocationMethod]:
    try:
        precision = Precision(int(row.required("precision")))
    except ValueError:
        raise row.fault(
            f"精度等级“{row['precision']}”应为 0—7。", f"precision '{row['precision']}' is not 0–7."
        ) from None
    for method in LocationMethod:
        if method.value == row["method"]:
            return precision, method
    known = ", ".join(method.value for method in LocationMethod)
    raise row.fault(
        f"定位方式“{row['method']}”不认识；应为以下之一：{known}。",
        f"unknown method '{row['method']}'; write one of {known}.",
    )


def _refuse_circles(places: Mapping[str, Place], path: Path) -> None:
    for place in places.values():
        seen, at = {place.place_id}, place
        while at.parent_id:
            at = places[at.parent_id]
            if at.place_id in seen:
                raise TableError(
                    f"“{place.name}”的上级绕成了圈。",
                    f"the parents of '{place.name}' go in a circle.",
                    file=path.name,
                )
            seen.add(at.place_id)


def _refused(row: Row, zh: str, en: str) -> CoordinateError:
    return CoordinateError(zh, en, file=row.file, row=row.number)
