"""Works as KML for Google Earth, 奥维 and phones.

KML is WGS84 by its standard (OGC 12-007r2, 9.1), so other frames are refused, but for CGCS2000
degrees, whose numbers are the same. Every column stands in ExtendedData under its Chinese label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from shapely.geometry.base import BaseGeometry

from app.export.errors import ExportError
from app.export.exchange import Exchange, read_exchange
from app.export.whole import whole_file
from layers.registry import LAYERS

SPACE = "http://www.opengis.net/kml/2.2"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold, in any spelling."""


def export_works_kml(
    layers_dir: Path, out_path: Path, works_ids: Iterable[str] | None = None, crs: str = "wgs84"
) -> None:
    """Write works to one KML. Raises LayerError, ExportError."""
    found = read_exchange(layers_dir, works_ids, crs)
    if not found.frame.is_degrees:
        raise ExportError(
            "KML 只能用经纬度（其标准规定 WGS84）。请选 WGS84，或改用 SHP、GeoPackage。",
            "KML holds degrees only (WGS84, by its standard). Take WGS84, or Shapefile or "
            "GeoPackage.",
        )
    body = ET.tostring(document(found), encoding="utf-8", xml_declaration=True)
    # A bare CR would be read as a line's end; the parser keeps the reference.
    with whole_file(out_path) as path:
        path.write_bytes(body.replace(b"\r", b"&#13;"))


def document(found: Exchange) -> ET.Element:
    """The KML document: a folder a layer, and in it a placemark a work."""
    ET.register_namespace("", SPACE)
    root = ET.Element(f"{{{SPACE}}}kml")
    whole = _put(root, "Document")
    _put(whole, "name", found.published.text("report", "title_zh"))
    _put(whole, "description", "\n".join(f"{key}：{text}" for key, text in found.read_me()))
    folders: dict[str, ET.Element] = {}
    for row, feature, form in zip(found.rows, found.features, found.forms, strict=True):
        layer = str(feature["properties"]["layer"])
        if layer not in folders:
            folders[layer] = _put(whole, "Folder")
            _put(folders[layer], "name", LAYERS[layer].title_zh)
        mark = _put(folders[layer], "Placemark")
        _put(mark, "name", str(row["name"]))
        _put(mark, "description", "\n".join(filter(None, (str(row["promise"]), str(row["note"])))))
        data = _put(mark, "ExtendedData")
        for field in found.fields:
            value = row[field.key]
            if value not in (None, ""):
                held = _put(data, "Data")
                held.set("name", field.key)
                _put(held, "displayName", field.label)
                _put(held, "value", str(value))
        if form is not None:
            _shape(mark, form)
    return root


def _put(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    child = ET.SubElement(parent, f"{{{SPACE}}}{name}")
    if text is not None:
        found = ILLEGAL.search(text)
        if found:
            raise ExportError(
                f"文字“{ILLEGAL.sub('?', text)[:30]}”里有 KML 存不下的控制字符"
                f"（U+{ord(found.group()):04X}）。请在表里改正，或改用 GeoJSON。",
                f"a text holds a control character that KML cannot (U+{ord(found.group()):04X}). "
                "Correct it in the tables, or use GeoJSON.",
            )
        child.text = text
    return child


def _shape(parent: ET.Element, form: BaseGeometry) -> None:
    kind = form.geom_type
    if kind.startswith("Multi") or kind == "GeometryCollection":
        whole = _put(parent, "MultiGeometry")
        for part in form.geoms:
            _shape(whole, part)
    elif kind == "Polygon":
        area = _put(parent, "Polygon")
        _put(_put(_put(area, "outerBoundaryIs"), "LinearRing"), "coordinates", _line(form.exterior))
        for ring in form.interiors:
            _put(_put(_put(area, "innerBoundaryIs"), "LinearRing"), "coordinates", _line(ring))
    else:
        _put(_put(parent, kind), "coordinates", _line(form))


def _line(form: BaseGeometry) -> str:
    return " ".join(f"{x!r},{y!r}" for x, y in form.coords)
