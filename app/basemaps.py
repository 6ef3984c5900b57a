"""Online basemaps: rows of a table, none of them on until the operator names it.

`geodata/basemaps.csv` ships with the program; the operator's own `basemaps.csv` in HETU_VAR has the
same columns, adds rows (a WMTS or XYZ address of one's own) and replaces shipped ones of the same
id, for instance to fill in a 审图号. HETU_BASEMAPS lists the ids to offer. Addresses are templates
in the Web Mercator grid: {z} {x} {y} or WMTS's {TileMatrix} {TileCol} {TileRow}, {s}, {key}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from etl.crs.datum import Datum, parse_datum
from etl.errors import ServeError
from etl.tables import Row, read_table

COLUMNS = (
    "basemap_id", "name_zh", "name_en", "url", "labels_url", "subdomains", "datum", "min_zoom",
    "max_zoom", "key_variable", "attribution_zh", "attribution_en", "approval_no", "source",
    "note_zh", "note_en",
)  # fmt: skip
TABLE = "basemaps.csv"
_DATUMS = (Datum.WGS84, Datum.CGCS2000, Datum.GCJ02)
_WMTS = {"{TileMatrix}": "{z}", "{TileCol}": "{x}", "{TileRow}": "{y}"}
_HOST = re.compile(r"(?:[a-z0-9.-]|\{s\})+(?::\d{1,5})?|\[[0-9a-f:]+\](?::\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Basemap:
    """One basemap ready to be offered; `url` and `labels_url` hold the key already."""

    basemap_id: str
    name_zh: str
    name_en: str
    url: str
    labels_url: str
    subdomains: str
    datum: Datum
    min_zoom: int
    max_zoom: int
    attribution_zh: str
    attribution_en: str
    approval_no: str

    @property
    def hosts(self) -> tuple[str, ...]:
        """Scheme and host of every tile address, as the security policy names them."""
        origins = []
        for url in filter(None, (self.url, self.labels_url)):
            parts = urlsplit(url)
            origin = f"{parts.scheme}://{parts.netloc}"
            each = self.subdomains if "{s}" in origin else "-"
            origins += [origin.replace("{s}", letter) for letter in each]
        return tuple(dict.fromkeys(origins))

    def for_page(self) -> dict[str, Any]:
        """What the map's script needs."""
        return {
            "id": self.basemap_id,
            "name": [self.name_zh, self.name_en],
            "urls": [url for url in (self.url, self.labels_url) if url],
            "subdomains": self.subdomains,
            "shifted": self.datum is Datum.GCJ02,
            "minZoom": self.min_zoom,
            "maxZoom": self.max_zoom,
            "attribution": [self.attribution_zh, self.attribution_en],
            "approval": self.approval_no,
        }


def from_environment(env: Mapping[str, str], shipped: Path, own: Path) -> tuple[Basemap, ...]:
    """The basemaps HETU_BASEMAPS names, in its order; none where it is unset.

    `shipped` and `own` are the two folders that may hold `basemaps.csv`. Raises ServeError for a
    name no table has or a missing key, TableError or CoordinateError for a broken row.
    """
    wanted = [name.strip() for name in env.get("HETU_BASEMAPS", "").split(",") if name.strip()]
    if not wanted:
        return ()
    rows: dict[str, Row] = {}
    for table in (shipped / TABLE, own / TABLE):
        if table.is_file():
            rows |= {row.required("basemap_id"): row for row in read_table(table, COLUMNS)}
    unknown = [name for name in wanted if name not in rows]
    if unknown:
        known = "、".join(rows), ", ".join(rows)
        raise ServeError(
            f"环境变量 HETU_BASEMAPS：没有底图“{'、'.join(unknown)}”。现有：{known[0]}；"
            f"自己的底图请写进 {own / TABLE}。",
            f"Environment variable HETU_BASEMAPS: no basemap '{', '.join(unknown)}'. There are "
            f"{known[1]}; write your own into {own / TABLE}.",
        )
    return tuple(_basemap(rows[name], env) for name in dict.fromkeys(wanted))


def refuse_unapproved(basemaps: tuple[Basemap, ...], boundary_approval: str) -> None:
    """In public mode every map shown needs its 审图号. Raises ServeError naming those without."""
    bare = [basemap for basemap in basemaps if not basemap.approval_no]
    if bare:
        zh, en = "、".join(b.name_zh for b in bare), ", ".join(b.name_en for b in bare)
        raise ServeError(
            f"公开模式（HETU_PUBLIC=1）：底图“{zh}”没有审图号，不得公开。"
            f"请在 HETU_VAR 的 {TABLE} 中填写 approval_no，或从 HETU_BASEMAPS 中去掉它。",
            f"Public mode (HETU_PUBLIC=1): the basemap {en} has no map approval number and may not "
            f"be published. Fill in approval_no in {TABLE} of HETU_VAR, or take it out of "
            "HETU_BASEMAPS.",
        )
    if not boundary_approval:
        raise ServeError(
            "公开模式（HETU_PUBLIC=1）：行政界线没有审图号，不得公开。"
            "请送审后在 HETU_BOUNDARY_APPROVAL 中写明审图号；内部使用请去掉 HETU_PUBLIC。",
            "Public mode (HETU_PUBLIC=1): the administrative boundary has no map approval number "
            "and may not be published. Have it reviewed and give the number in "
            "HETU_BOUNDARY_APPROVAL; for use inside an office unset HETU_PUBLIC.",
        )


def _basemap(row: Row, env: Mapping[str, str]) -> Basemap:
    datum = parse_datum(row.required("datum"), file=row.file, row=row.number)
    if datum not in _DATUMS:
        raise row.fault(
            f"底图的坐标基准只能是 {'、'.join(_DATUMS)}，现为 {datum}；百度瓦片另有编号，不能用。",
            f"the datum of a basemap is one of {', '.join(_DATUMS)}, found {datum}. Tiles of "
            "Baidu's own numbering cannot be used.",
        )
    key = _key(row, env)
    url, labels = (_address(row, column, key) for column in ("url", "labels_url"))
    if "{s}" in url + labels and not row["subdomains"].isalnum():
        raise row.fault(
            "地址里有 {s}，列“subdomains”须为字母或数字（如 01234567）。",
            "the address has {s}: column 'subdomains' must hold letters or digits (01234567).",
        )
    return Basemap(
        basemap_id=row["basemap_id"],
        name_zh=row.required("name_zh"),
        name_en=row["name_en"] or row["name_zh"],
        url=url,
        labels_url=labels,
        subdomains=row["subdomains"],
        datum=datum,
        min_zoom=int(row.number_of("min_zoom") or 0),
        max_zoom=int(row.number_of("max_zoom") or 18),
        attribution_zh=row.required("attribution_zh"),
        attribution_en=row["attribution_en"] or row["attribution_zh"],
        approval_no=row["approval_no"],
    )


def _key(row: Row, env: Mapping[str, str]) -> str:
    name = row["key_variable"]
    if not name:
        return ""
    key = env.get(name, "").strip()
    if not key:
        raise ServeError(
            f"底图“{row['name_zh']}”要用密钥：请在环境变量 {name} 中填写。",
            f"The basemap {row['name_en']} needs a key: give it in the environment variable "
            f"{name}.",
        )
    return quote(key, safe="")


def _address(row: Row, column: str, key: str) -> str:
    text = row.required("url") if column == "url" else row[column]
    for theirs, ours in _WMTS.items():
        text = text.replace(theirs, ours)
    parts = urlsplit(text)
    # The host goes into the security policy: nothing but a host may stand there.
    is_whole = all(mark in text for mark in ("{z}", "{x}", "{y}"))
    if text and not (
        parts.scheme in ("http", "https") and _HOST.fullmatch(parts.netloc) and is_whole
    ):
        raise row.fault(
            f"列“{column}”不是瓦片地址：须以 http 或 https 开头，含 {{z}} {{x}} {{y}} "
            "或 {TileMatrix} {TileCol} {TileRow}。",
            f"column '{column}' is no tile address: it begins with http or https and holds "
            "{z} {x} {y} or {TileMatrix} {TileCol} {TileRow}.",
        )
    return text.replace("{key}", key)
