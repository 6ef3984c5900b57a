"""A file of any of the formats to rows; what it is is told by its content, not only its name."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from etl.intake.archive import check_zip, unpack
from etl.intake.limits import MAX_FILE, MAX_OSM_FILE
from etl.intake.model import IntakeError, Raw
from etl.intake.photos import SUFFIXES as PHOTOS
from etl.intake.photos import read_photos
from etl.intake.sheets import read_csv, read_xlsx
from etl.intake.vector import broken, read_vector

FORMATS = {
    ".shp": "shp", ".gpkg": "gpkg", ".geojson": "geojson", ".json": "geojson",
    ".kml": "kml", ".kmz": "kmz", ".gpx": "gpx", ".dxf": "dxf", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".zip": "zip", ".pbf": "osm", ".osm": "osm",
    **dict.fromkeys(PHOTOS, "photo"),
}  # fmt: skip
_SAID = {".xls": "xlsx", ".dwg": "dxf", ".rar": "zip", ".7z": "zip", ".heic": "jpg", ".tab": "shp"}
"""Formats we cannot read, and what to save them as."""
_HEADS = {
    "shp": (b"\x00\x00\x27\x0a",), "gpkg": (b"SQLite format 3\x00",), "kmz": (b"PK",),
    "xlsx": (b"PK", b"\xd0\xcf\x11\xe0"), "zip": (b"PK",),
}  # fmt: skip
_INSIDE = {
    "geojson": (b"{", b"["),
    "kml": (b"<kml", b":kml"),
    "gpx": (b"<gpx",),
    "dxf": (b"SECTION", b"AutoCAD Binary DXF"),
}


def format_of(path: Path, shown: str = "") -> str:
    """The format, by name and first bytes. IntakeError where it is none of ours or empty."""
    shown = shown or path.name
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        listed = " ".join(sorted(FORMATS))
        hint = _SAID.get(suffix, "")
        better = (f"请另存为 .{hint}。", f" Save it as .{hint}.") if hint else ("", "")
        raise IntakeError(
            f"“{suffix or '无后缀'}”不在可导入的格式里（{listed}）。{better[0]}",
            f"'{suffix or 'no suffix'}' is none of the formats ({listed}).{better[1]}",
            file=shown,
        )
    form = FORMATS[suffix]
    size = path.stat().st_size
    if size == 0:
        raise IntakeError("文件是空的（0 字节）。", "the file is empty (0 bytes).", file=shown)
    limit = MAX_OSM_FILE if form == "osm" else MAX_FILE
    if size > limit:
        raise IntakeError(
            f"文件过大（{size / 1e6:.0f} MB，上限 {limit / 1e6:.0f} MB）。请先按本区范围裁剪。",
            f"the file is too big ({size / 1e6:.0f} MB, limit {limit / 1e6:.0f} MB). Cut it to the "
            "district first.",
            file=shown,
        )
    with path.open("rb") as file:
        head = file.read(65536)
    if b"OGRVRTDataSource" in head or b"gdal_streamed_alg" in head or b"OGRVRTLayer" in head:
        raise broken(shown, ValueError("VRT"))
    if form in _HEADS and not head.startswith(_HEADS[form]):
        raise broken(shown, ValueError(head[:8].hex(" ")))
    if form in _INSIDE and not any(mark in head for mark in _INSIDE[form]):
        raise broken(shown, ValueError(suffix))
    return form


def read_file(path: Path, layer: str = "", shown: str = "") -> Raw:
    """The rows of a file, OpenStreetMap excepted. IntakeError says what is wrong with it."""
    shown = shown or path.name
    form = format_of(path, shown)
    match form:
        case "zip":
            with tempfile.TemporaryDirectory(prefix="hetu-") as folder:
                return _from_zip(unpack(path, Path(folder), shown), layer, shown)
        case "kmz":
            check_zip(path, shown)
            with tempfile.TemporaryDirectory(prefix="hetu-") as folder:
                inside = [
                    item
                    for item in unpack(path, Path(folder), shown)
                    if item.suffix.lower() == ".kml"
                ]
                if not inside:
                    raise broken(shown, ValueError("doc.kml"))
                return _some(read_vector(inside[0], "kml", shown, layer))
        case "csv":
            return read_csv(path, shown)
        case "xlsx":
            return read_xlsx(path, shown, layer)
        case "photo":
            return read_photos([path], shown)
        case "shp":
            _whole_set(path, shown)
            return _some(read_vector(path, form, shown, layer))
        case _:
            return _some(read_vector(path, form, shown, layer))


def _some(raw: Raw) -> Raw:
    if not raw.rows:
        raise IntakeError("文件里没有任何要素。", "there is no feature in the file.", file=raw.file)
    if not any(row.geometry is not None and not row.geometry.is_empty for row in raw.rows):
        raise IntakeError(
            "要素都没有图形或坐标。请导出时带上几何。",
            "no feature has a geometry. Export it with its geometry.",
            file=raw.file,
            row=1,
        )
    return raw


def _whole_set(path: Path, shown: str) -> None:
    for suffix in (".shx", ".dbf"):
        if not any(path.with_suffix(s).is_file() for s in (suffix, suffix.upper())):
            raise IntakeError(
                f"缺少同名的 {suffix} 文件。SHP 至少要 .shp、.shx、.dbf 三个文件，最好打成 zip。",
                f"its {suffix} is missing. A shapefile needs .shp, .shx and .dbf; best in one zip.",
                file=shown,
            )


def _from_zip(files: Sequence[Path], layer: str, shown: str) -> Raw:
    """The one data set of an archive; photos all together."""
    known = [
        f
        for f in files
        if FORMATS.get(f.suffix.lower()) not in (None, "zip", "photo", "osm")
        and "__MACOSX" not in f.parts
    ]
    photos = [f for f in files if f.suffix.lower() in PHOTOS and "__MACOSX" not in f.parts]
    # Readme files travel with shapefiles.
    data = [f for f in known if f.suffix.lower() != ".txt"] or known
    chosen = [f for f in data if f.stem == layer] if layer and len(data) > 1 else data
    if len(chosen) == 1:
        inner = "" if len(data) > 1 else layer
        return read_file(chosen[0], inner, f"{shown}/{chosen[0].name}")
    if not data and photos:
        return read_photos(photos, shown)
    names = sorted(f.stem for f in data)
    if not data:
        raise IntakeError(
            "压缩包里没有可导入的文件。", "there is nothing to take in in the archive.", file=shown
        )
    error = IntakeError(
        f"压缩包里有 {len(data)} 份数据（{'、'.join(names[:8])}）。请用 --layer 指明一份，"
        "或分开打包。",
        f"the archive holds {len(data)} data sets ({', '.join(names[:8])}). Name one with --layer, "
        "or pack them apart.",
        file=shown,
    )
    error.layers = tuple(names)
    raise error
