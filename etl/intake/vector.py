"""Files of geographic programs, through GDAL: shapefile, GeoPackage, GeoJSON, KML, GPX, DXF."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FieldError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from etl.crs.datum import Datum
from etl.crs.reference import Reference, parse_reference
from etl.errors import CoordinateError
from etl.intake.encoding import GUESS, encoding_of_shapefile, mend
from etl.intake.limits import MAX_ROWS
from etl.intake.model import IntakeError, Problem, Raw, RawRow

DRIVERS = {
    "shp": ("ESRI Shapefile",), "gpkg": ("GPKG",), "geojson": ("GeoJSON", "GeoJSONSeq", "TopoJSON"),
    "kml": ("LIBKML", "KML"), "gpx": ("GPX",), "dxf": ("DXF",),
}  # fmt: skip
_BY_FORMAT = {"geojson", "kml", "gpx"}
"""Formats that are WGS84 by their own definition."""
_SKIPPED = {"track_points", "route_points"}


def read_vector(path: Path, form: str, shown: str, layer: str = "") -> Raw:
    """Every layer with geometry, or the one asked for. IntakeError names what is wrong."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what GDAL warns of, the problems say in words
            listed = pyogrio.list_layers(path)
            names = [str(name) for name, kind in listed if kind is not None or form == "dxf"]
            names = [name for name in names if name not in _SKIPPED]
            if layer and layer not in names:
                raise _no_layer(shown, layer, names)
            return _read(path, form, shown, [layer] if layer else names)
    except (DataSourceError, DataLayerError, FieldError, UnicodeError) as error:
        raise broken(shown, error) from error


def broken(shown: str, error: Exception) -> IntakeError:
    """A file GDAL cannot make sense of."""
    why = str(error).strip().splitlines()[0][:160] if str(error).strip() else type(error).__name__
    return IntakeError(
        f"文件损坏或格式不符，读不出来（{why}）。请在原软件里重新导出。",
        f"the file is damaged or not what its name says ({why}). Export it again.",
        file=shown,
    )


def _no_layer(shown: str, layer: str, names: Sequence[str]) -> IntakeError:
    return IntakeError(
        f"没有图层“{layer}”；文件里有：{'、'.join(names) or '无'}。",
        f"there is no layer '{layer}'; the file has: {', '.join(names) or 'none'}.",
        file=shown,
    )


def _read(path: Path, form: str, shown: str, names: Sequence[str]) -> Raw:
    encoding = encoding_of_shapefile(path) if form == "shp" else GUESS if form == "dxf" else ""
    rows: list[RawRow] = []
    columns: dict[str, None] = {}
    problems: list[Problem] = []
    said: dict[str, Reference | None] = {}
    for name in names:
        info = pyogrio.read_info(path, layer=name, force_feature_count=True)
        if info.get("driver") not in (None, *DRIVERS[form]):
            raise broken(shown, ValueError(f"{info['driver']}"))
        if len(rows) + int(info["features"]) > MAX_ROWS:
            raise too_many(shown, len(rows) + int(info["features"]))
        meta, _, wkb, data = pyogrio.raw.read(
            path, layer=name, encoding="ISO-8859-1" if form == "shp" else None
        )
        forms = _geometries(wkb, form, shown)
        forms, reference, words = _referred(forms, meta.get("crs"), form, shown)
        said[words] = reference
        fields = [mend(str(f), encoding) if encoding else str(f) for f in meta["fields"]]
        columns.update(dict.fromkeys(fields))
        texts = [[_text(cell, encoding) for cell in column] for column in data]
        for index, shape in enumerate(forms):
            values = {field: texts[at][index] for at, field in enumerate(fields)}
            rows.append(RawRow(len(rows) + 1, values, shape, name))
    if len(said) > 1:
        error = IntakeError(
            f"各图层坐标系不同（{'、'.join(said)}）。请用 --layer 一次导入一个图层。",
            f"the layers have different references ({', '.join(said)}). Take in one at a time: "
            "--layer NAME.",
            file=shown,
        )
        error.layers = tuple(names)
        raise error
    words, reference = next(iter(said.items()), ("", None))
    return Raw(
        shown, form, tuple(columns), rows, reference, words,
        is_firm=reference is not None and form not in _BY_FORMAT,
        problems=problems, layers=tuple(names),
    )  # fmt: skip


def too_many(shown: str, count: int) -> IntakeError:
    """More rows than one import takes."""
    return IntakeError(
        f"要素过多（{count}，上限 {MAX_ROWS}）。请先按本区范围筛选，或分批导入。",
        f"too many features ({count}, limit {MAX_ROWS}). Cut it to the district, or take it in "
        "in parts.",
        file=shown,
    )


def _geometries(wkb: Any, form: str, shown: str) -> list[Any]:
    if wkb is None:
        return []
    try:
        found = shapely.from_wkb(
            wkb, on_invalid="fix" if shapely.geos_version >= (3, 11, 0) else "warn"
        )
    except (shapely.errors.GEOSException, ValueError) as error:
        raise broken(shown, error) from error
    return list(shapely.force_2d(found))


def _referred(
    forms: list[Any], crs: str | None, form: str, shown: str
) -> tuple[list[Any], Reference | None, str]:
    """The reference the file declares; one that is none of China's is brought to WGS84 by PROJ."""
    if not crs:
        return forms, None, ""
    try:
        return forms, parse_reference(crs), crs[:60]
    except CoordinateError:
        pass
    try:
        known = CRS.from_user_input(crs)
        move = Transformer.from_crs(known, 4326, always_xy=True)
    except CRSError:
        return forms, None, ""
    if known.is_engineering or (not known.is_geographic and not known.is_projected):
        return forms, None, ""
    moved = [
        None
        if f is None
        else shapely.transform(f, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1])))
        for f in forms
    ]
    return moved, Reference(Datum.WGS84), f"{known.name} → WGS84"


def _text(cell: Any, encoding: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (float, np.floating)):
        return "" if np.isnan(cell) else f"{cell:.12g}"
    if isinstance(cell, np.datetime64):
        return "" if np.isnat(cell) else str(cell)[:19]
    text = str(cell)
    return mend(text, encoding) if encoding else text.strip()
