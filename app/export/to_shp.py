"""Works as Shapefiles in one zip: points, lines and areas apart, each with .prj and .cpg.

A dBASE field holds 254 bytes, no line's end worth its name, and only what its encoding has. What
does not fit stands whole in 长文本.csv (UTF-8), and the field says so; 字段对照.csv is the key to
the column names, which may have ten letters.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pyogrio

from app.export.errors import ExportError
from app.export.exchange import PART_NAMES, Exchange, Value, read_exchange
from app.export.frame_tables import declared, shapes, table
from app.export.to_csv import BOM, csv_text
from app.export.whole import whole_file

ENCODINGS = {"utf-8": "UTF-8", "gbk": "GBK"}
LONGEST = 254
"""Bytes of a dBASE character field as GDAL writes it."""
SEE = "…〔全文见 长文本.csv〕"
_STILL = (1980, 1, 1, 0, 0, 0)

Long = tuple[str, str, str, str]
"""(编号, 字段, 字段含义, 全文)"""


def export_works_shp(
    layers_dir: Path,
    out_path: Path,
    works_ids: Iterable[str] | None = None,
    crs: str = "wgs84",
    encoding: str = "utf-8",
) -> None:
    """Write works to a zip of Shapefiles, `encoding` utf-8 or gbk.

    Raises LayerError, ExportError.
    """
    encoding = encoding.lower()
    if encoding not in ENCODINGS:
        raise ExportError(
            f"不认识编码“{encoding[:20]}”。请用 utf-8 或 gbk。",
            f"unknown encoding '{encoding[:20]}'. Use utf-8 or gbk.",
        )
    found = read_exchange(layers_dir, works_ids, crs)
    rows, long = fitted(found, encoding)
    with tempfile.TemporaryDirectory(prefix="hetu-shp-") as name:
        folder = Path(name)
        _write(found, rows, folder, ENCODINGS[encoding])
        sheets = {
            "字段对照.csv": csv_text(["字段", "含义"], [(f.key, f.label) for f in found.fields]),
            "长文本.csv": csv_text(["编号", "字段", "含义", "全文"], long),
        }
        sheets["说明.txt"] = _read_me(found, encoding, len(long))
        parts = {name: BOM + text.encode() for name, text in sheets.items()}
        parts |= {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        with whole_file(out_path) as path, zipfile.ZipFile(path, "w") as archive:
            for member, body in parts.items():
                info = zipfile.ZipInfo(member, _STILL)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, body)


def fitted(found: Exchange, encoding: str) -> tuple[list[dict[str, Value]], list[Long]]:
    """The rows with what does not fit cut to its beginning and a pointer, and the full texts."""
    rows: list[dict[str, Value]] = []
    long: list[Long] = []
    for row in found.rows:
        kept = dict(row)
        for field in found.fields:
            value = row[field.key]
            if isinstance(value, str) and not fits(value, encoding):
                long.append((str(row["id"]), field.key, field.label, value))
                kept[field.key] = _beginning(value, encoding) + SEE
        rows.append(kept)
    return rows, long


def fits(text: str, encoding: str) -> bool:
    """Whether a dBASE field gives a text back as it was."""
    try:
        body = text.encode(encoding)
    except UnicodeEncodeError:
        return False
    # Blanks at the end are taken for filling, and a control character for the field's end.
    plain = text == text.rstrip() and not any(ord(char) < 32 for char in text)
    # A text that ends like a pointer would be taken for one.
    return len(body) <= LONGEST and plain and not text.endswith(SEE)


def _beginning(text: str, encoding: str) -> str:
    """As many of the first characters as leave room for the pointer; what cannot be, as `?`."""
    plain = "".join(" " if ord(char) < 32 else char for char in text)
    plain = plain.encode(encoding, "replace").decode(encoding)
    room = LONGEST - len(SEE.encode(encoding))
    while len(plain.encode(encoding)) > room:
        plain = plain[: max(0, len(plain) - 1 - (len(plain.encode(encoding)) - room) // 4)]
    return plain


def _write(found: Exchange, rows: list[dict[str, Value]], folder: Path, encoding: str) -> None:
    for part, numbers in found.parts().items():
        path = folder / f"works_{part}.shp"
        if part == "none":
            pyogrio.write_dataframe(
                table(found, numbers, rows), path.with_suffix(".dbf"), driver="ESRI Shapefile",
                encoding=encoding,
            )  # fmt: skip
        else:
            # A Shapefile has no type for single lines and areas of its own: one serves both.
            kind, _ = declared(found, part, numbers)
            pyogrio.write_dataframe(
                shapes(found, numbers, rows), path, driver="ESRI Shapefile", encoding=encoding,
                geometry_type="MultiPoint" if kind == "MultiPoint" else kind.removeprefix("Multi"),
                promote_to_multi=kind == "MultiPoint",
            )  # fmt: skip


def _read_me(found: Exchange, encoding: str, long: int) -> str:
    held = "、".join(f"works_{part}（{PART_NAMES[part]}）" for part in found.parts())
    said = [
        *found.read_me(),
        ("文件", f"{held}；属性编码 {ENCODINGS[encoding]}，见 .cpg。"),
        ("字段", "字段名至多 10 个字母，含义见 字段对照.csv。"),
        (
            "长文本",
            f"{long} 处文字放不进 254 字节的字段，或有 {ENCODINGS[encoding]} 没有的字；"
            "字段里只有开头，全文在 长文本.csv（UTF-8）。"
            if long
            else "全部文字都在字段里，长文本.csv 为空。",
        ),
    ]
    return "".join(f"{subject}\r\n    {text}\r\n" for subject, text in said)
