"""Works as GeoJSON in any of the frames.

RFC 7946 knows WGS84 only; in another frame the file carries the `crs` member of GeoJSON 2008,
which QGIS, ArcGIS and GDAL read.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from shapely.geometry import mapping

from app.export.exchange import read_exchange
from app.export.frames import WGS84
from app.export.geojson_zip import export_geojson
from app.export.whole import whole_file
from etl.files import json_bytes


def export_works_geojson(
    layers_dir: Path, out_path: Path, works_ids: Iterable[str] | None = None, crs: str = "wgs84"
) -> None:
    """Write works with every published property. Raises LayerError, ExportError."""
    found = read_exchange(layers_dir, works_ids, crs)
    if found.frame.epsg == WGS84:
        ids = [str(each["properties"]["id"]) for each in found.features]
        export_geojson(layers_dir, out_path, ids)
        return
    features = [
        {**each, "geometry": mapping(form) if form is not None else None}
        for each, form in zip(found.features, found.forms, strict=True)
    ]
    for each in features:
        each.pop("bbox", None)  # in degrees; the numbers are no longer
    name = {"name": f"urn:ogc:def:crs:EPSG::{found.frame.epsg}"}
    whole = {
        "type": "FeatureCollection",
        "name": "works",
        "crs": {"type": "name", "properties": name},
        "features": features,
    }
    with whole_file(out_path) as path:
        path.write_bytes(json_bytes(whole))
