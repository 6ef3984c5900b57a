"""GeoJSON to hand on: all layers in one archive, or the works of a filter as one file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from app.export.published import read_published
from app.export.readme import statements
from app.export.whole import whole_file
from etl.files import json_bytes
from etl.publish.geojson import collection
from layers.registry import LAYERS

_STILL = (1980, 1, 1, 0, 0, 0)


def export_geojson_zip(layers_dir: Path, out_path: Path) -> None:
    """Write every layer as published, the manifest and a read-me into one zip.

    Raises `LayerError` for broken layers, `ExportError` for an unwritable path.
    """
    published = read_published(layers_dir)
    text = "".join(
        f"{subject}\n    {words}\n" for subject, words in statements(published, published.works())
    )
    # A BOM, since the old Windows editor takes a file without one for GBK.
    parts = {"说明.txt": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()}
    for name in ["manifest.json", *(layer.filename for layer in LAYERS.values())]:
        parts[name] = (layers_dir / name).read_bytes()
    with whole_file(out_path) as path, zipfile.ZipFile(path, "w") as archive:
        for name, body in parts.items():
            info = zipfile.ZipInfo(name, _STILL)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, body)


def export_geojson(
    layers_dir: Path, out_path: Path, works_ids: Iterable[str] | None = None
) -> None:
    """Write the works of all work layers, or only those of `works_ids`, as one GeoJSON file.

    RFC 7946, WGS84; works without a place keep `geometry: null`.
    Raises `LayerError` for broken layers, `ExportError` for unknown ids or an unwritable path.
    """
    published = read_published(layers_dir)
    features = published.works(works_ids)
    with whole_file(out_path) as path:
        path.write_bytes(json_bytes({"name": "works", **collection(features)}))
