"""Rows and shapes as data frames, for what GDAL writes."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas
import pandas

from app.export.exchange import Exchange, Part, Value

_TYPES = {"text": "object", "number": "Float64", "whole": "Int64"}


def table(
    found: Exchange, numbers: Sequence[int], rows: Sequence[dict[str, Value]]
) -> pandas.DataFrame:
    """The rows of these numbers, columns typed alike whatever they hold."""
    columns = {
        field.key: pandas.Series([rows[n][field.key] for n in numbers], dtype=_TYPES[field.kind])
        for field in found.fields
    }
    return pandas.DataFrame(columns)


def shapes(
    found: Exchange, numbers: Sequence[int], rows: Sequence[dict[str, Value]]
) -> geopandas.GeoDataFrame:
    """The same with their shapes."""
    forms = geopandas.GeoSeries([found.forms[n] for n in numbers], crs=f"EPSG:{found.frame.epsg}")
    return geopandas.GeoDataFrame(table(found, numbers, rows), geometry=forms)


def declared(found: Exchange, part: Part, numbers: Sequence[int]) -> tuple[str, bool]:
    """The geometry type to declare for a part, and whether single shapes become multiple ones."""
    single = {"point": "Point", "line": "LineString", "area": "Polygon"}[part]
    forms = (found.forms[n] for n in numbers)
    is_multi = any(form is not None and form.geom_type.startswith("Multi") for form in forms)
    return (f"Multi{single}", True) if is_multi else (single, False)
