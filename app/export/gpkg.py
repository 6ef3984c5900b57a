"""One GeoPackage with every layer, for QGIS and ArcGIS.

Lists and objects become JSON text; features without a place keep a null geometry; layers without
geometry become attribute tables; `sources` and `readme` travel with the data.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas
import pandas
import pyogrio
from pydantic import BaseModel
from shapely.geometry import shape

from app.export.published import Published, read_published
from app.export.readme import statements
from app.export.whole import whole_file
from layers.base import Feature
from layers.registry import LAYERS

_STILL = "1980-01-01T00:00:00.000Z"
# Offsets in the header of an SQLite file (https://www.sqlite.org/fileformat2.html, section 1.3).
_CHANGE_COUNTER, _VERSION_VALID_FOR = 24, 92
_NO_GEOMETRY = ("indicators",)


def export_gpkg(layers_dir: Path, out_path: Path) -> None:
    """Write all layers of `layers_dir` to one GeoPackage (EPSG:4326), the same bytes each time.

    Raises `LayerError` for broken layers, `ExportError` for an unwritable path.
    """
    published = read_published(layers_dir)
    with whole_file(out_path) as path:
        for name, features in published.layers.items():
            _write_layer(path, name, features)
        write_table(path, "sources", published.rows("sources"))
        texts = statements(published, published.works())
        write_table(path, "readme", [{"subject": key, "text": text} for key, text in texts])
        _describe(path, published)


def _write_layer(path: Path, name: str, features: Sequence[Feature]) -> None:
    rows = [feature["properties"] for feature in features]
    table = _frame(rows, LAYERS[name].model)
    if name in _NO_GEOMETRY:
        pyogrio.write_dataframe(table, path, layer=name, driver="GPKG", append=path.exists())
        return
    forms = [shape(f["geometry"]) if f["geometry"] else None for f in features]
    frame = geopandas.GeoDataFrame(table, geometry=geopandas.GeoSeries(forms, crs="EPSG:4326"))
    kind, multi = _kind({form.geom_type for form in forms if form is not None})
    pyogrio.write_dataframe(
        frame,
        path,
        layer=name,
        driver="GPKG",
        geometry_type=kind,
        promote_to_multi=multi,
        append=path.exists(),
    )


def _kind(kinds: set[str]) -> tuple[str, bool]:
    """The geometry type to declare, and whether single parts become multi: one type where it can.

    An empty or wholly unplaced layer, or one of points and areas, is declared "Unknown".
    """
    if len(kinds) == 1:
        return next(iter(kinds)), False
    bases = {kind.removeprefix("Multi") for kind in kinds}
    return (f"Multi{bases.pop()}", True) if len(bases) == 1 else ("Unknown", False)


def _frame(rows: Sequence[Mapping[str, Any]], model: type[BaseModel]) -> pandas.DataFrame:
    """One column for each field of the model, typed alike whatever the rows hold."""
    columns: dict[str, pandas.Series[Any]] = {}
    fields = model.model_fields
    # What a person looks for first stands first; the models begin with what they share.
    ordered: list[str] = [name for name in ("id", "name") if name in fields]
    ordered += [name for name in fields if name not in ordered]
    for name, field in ((name, fields[name]) for name in ordered):
        values = [row.get(name) for row in rows]
        columns[name] = pandas.Series([_cell(v) for v in values], dtype=_dtype(field.annotation))
    return pandas.DataFrame(columns)


def _dtype(annotation: Any) -> str:
    """A nullable pandas type for a field: number, whole number, flag, else text."""
    text = str(annotation)
    if annotation is bool:
        return "boolean"
    if annotation is int or text == "int | None" or "Precision" in text:
        return "Int64"
    if annotation is float or text == "float | None":
        return "Float64"
    return "object"


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def write_table(path: Path, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """An attribute table of texts."""
    columns = list(rows[0]) if rows else ["source_id"]
    frame = pandas.DataFrame(
        {
            key: pandas.Series([str(row.get(key, "")) for row in rows], dtype="object")
            for key in columns
        }
    )
    pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", append=path.exists())


def _describe(path: Path, published: Published) -> None:
    """Give each table its Chinese title; take out the hour of writing and the count of writes."""
    titles = {name: (layer.title_zh, layer.about_zh) for name, layer in LAYERS.items()}
    titles |= {
        "sources": ("来源与许可", ""),
        "readme": ("说明", published.text("report", "title_zh")),
    }
    # `with` of sqlite3 ends the transaction but keeps the file open.
    connection = sqlite3.connect(path)
    try:
        for name, (title, about) in titles.items():
            connection.execute(
                "update gpkg_contents set identifier = ?, description = ?, last_change = ?"
                " where table_name = ?",
                (title, about, _STILL, name),
            )
        connection.commit()
        connection.execute("vacuum")
    finally:
        connection.close()
    # How often the file was written to varies between runs; SQLite wants the two numbers alike.
    with path.open("r+b") as file:
        for offset in _CHANGE_COUNTER, _VERSION_VALID_FOR:
            file.seek(offset)
            file.write((1).to_bytes(4))
