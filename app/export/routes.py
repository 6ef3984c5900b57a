"""Addresses of the files to hand on.

    GET  /export/<kind>              the whole set: xlsx, gpkg, html, zip, geojson; or all works:
                                     shp, kml, csv, oc4ids
    GET  /export/<kind>?ids=w1,w2    the works of a filter: all but html and zip
    POST /export/<kind>  ids=w1,w2   the same, for a filter too long for an address
      &crs=wgs84|cgcs2000|gk3|4550   coordinates, in any but html and zip (degrees in kml, oc4ids)
      &encoding=utf-8|gbk            letters of a Shapefile

An error answers 400 (what was asked for) or 503 (the layers), in both languages.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote

import flask

from app.export.downloads import KINDS, Kind, cached
from app.export.errors import ExportError
from app.pages.registry import PageContext
from etl.errors import HetuError

MOST_IDS = 20_000
_ID = re.compile(r"[\w.~-]{1,80}")


def add_routes(server: flask.Flask, ctx: PageContext) -> None:
    """Add the addresses to the server."""
    server.add_url_rule(
        "/export/<key>", "hetu-export", partial(_answer, ctx), methods=["GET", "POST"]
    )


def _answer(ctx: PageContext, key: str) -> flask.Response:
    kind = KINDS.get(key)
    if kind is None:
        flask.abort(404)
    try:
        ids = asked_ids(kind)
        options = asked_options(kind)
        names = file_names(ctx, kind, part=ids is not None)
        if ids is None and not options:
            path = cached(kind, ctx.settings.layers, ctx.settings.var / "exports")
            return _attach(path, kind, names)
        assert kind.of_works is not None  # asked_ids and asked_options have seen to it
        make = partial(kind.of_works, works_ids=ids, **options)
        return _attach(io.BytesIO(_made(make, ctx.settings.layers, kind)), kind, names)
    except HetuError as error:
        return _refusal(error)


def asked_ids(kind: Kind) -> list[str] | None:
    """The ids of the request, None where it asks for all. Raises `ExportError` for a bad list."""
    raw = flask.request.values.get("ids")
    if raw is None:
        return None
    if kind.of_works is None:
        raise ExportError(
            f"{kind.ending} 只能整套导出。请去掉 ids，或改用 XLSX、GeoJSON 等。",
            f"{kind.ending} is exported whole. Leave ids out, or use XLSX, GeoJSON or another.",
        )
    ids = [part for part in raw.split(",") if part]
    if not ids:
        raise ExportError(
            "筛选结果为空，没有可导出的工作。请放宽筛选条件。",
            "The filter lets no work through: nothing to export. Widen the filter.",
        )
    wrong = next((part for part in ids if not _ID.fullmatch(part)), None)
    if wrong is not None or len(ids) > MOST_IDS:
        raise ExportError(
            f"ids 应为以逗号分隔的工作编号，不超过 {MOST_IDS} 个。请回到地图重新导出。",
            f"ids should be work ids with commas between, {MOST_IDS} at most. "
            "Go back to the map and export again.",
        )
    return ids


def asked_options(kind: Kind) -> dict[str, str]:
    """Coordinates and other words of the request that are not the usual ones.

    Raises `ExportError` for a word the kind does not know.
    """
    usual = {"crs": "wgs84", "encoding": "utf-8"}
    known = ("crs", *kind.options) if kind.of_works else ()
    found = {key: flask.request.values.get(key, "").strip().lower() for key in usual}
    asked = {key: value for key, value in found.items() if value not in ("", usual[key])}
    for key in asked.keys() - set(known):
        raise ExportError(
            f"{kind.ending} 没有选项 {key}。请去掉它，或改用其他格式。",
            f"{kind.ending} has no option {key}. Leave it out, or use another format.",
        )
    return asked


def file_names(ctx: PageContext, kind: Kind, *, part: bool = False) -> tuple[str, str]:
    """鹤图-某区-2025.xlsx and hetu-990101-2025.xlsx; a filter's file says so."""
    district = ctx.layers.manifest.get("district", {})
    year = str(ctx.layers.manifest.get("report", {}).get("year", ""))
    zh = ("鹤图", str(district.get("name_zh", "")), year, "筛选" if part else "")
    plain = ("hetu", str(district.get("adcode", "")), year, "filter" if part else "")
    return "-".join(filter(None, zh)) + kind.ending, "-".join(filter(None, plain)) + kind.ending


def _made(make: Callable[..., None], layers_dir: Path, kind: Kind) -> bytes:
    with tempfile.TemporaryDirectory(prefix="hetu-export-") as folder:
        path = Path(folder) / f"part{kind.ending}"  # GDAL wants .gpkg by name
        make(layers_dir, path)
        return path.read_bytes()


def _attach(source: Path | io.BytesIO, kind: Kind, names: tuple[str, str]) -> flask.Response:
    response = flask.send_file(source, mimetype=kind.mimetype)
    # RFC 6266: the Chinese name, and a plain one for what cannot read it.
    response.headers["Content-Disposition"] = (
        f"attachment; filename={names[1]}; filename*=UTF-8''{quote(names[0])}"
    )
    # The same address gives another file after the next build.
    response.headers["Cache-Control"] = "no-cache"
    return response


def _refusal(error: HetuError) -> flask.Response:
    """A plain page that names the thing, the cause and the next step."""
    status = 400 if isinstance(error, ExportError) else 503
    text = f"{error.where}{error.zh}\n\n{error.where}{error.en}\n"
    return flask.Response(text, status=status, mimetype="text/plain")
