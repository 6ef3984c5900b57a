"""`hetu export …`: files to hand on, whole or of a filter, in any coordinates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from etl.cli.errors import say_errors
from etl.district import District

HELP = {
    "html": "单文件地图，断网可用 / One self-contained HTML map.",
    "xlsx": "Excel 表(中文表头) / A workbook with Chinese headers.",
    "gpkg": "GeoPackage,供 QGIS 等 / A GeoPackage for QGIS and others.",
    "geojson": "全部图层 GeoJSON(zip);有筛选或坐标系时为一个文件 / All layers as GeoJSON (zip); "
    "one file where a filter or coordinates are given.",
    "shp": "Shapefile(zip),可选 GBK / Shapefiles (zip), GBK on request.",
    "kml": "KML,供奥维、Google Earth / KML for Google Earth and others.",
    "csv": "CSV(带 BOM,Excel 直接打开) / CSV with a BOM, which Excel opens.",
    "oc4ids": "OC4IDS JSON(项目数据标准) / OC4IDS JSON, the standard for projects.",
}


@click.group()
def export() -> None:
    """导出文件 / Write files to hand on."""


def _add(name: str) -> None:
    @click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
    @click.option(
        "--district",
        "adcode",
        default="",
        help="区县代码，默认第一个 / district code, the first by default",
    )
    @say_errors
    def command(out: Path, adcode: str, **words: str) -> None:
        _write(name, District.load(adcode).layers, out, words)
        click.echo(f"→ {out} ({out.stat().st_size / 1024:.0f} KiB)")

    if name != "html":
        for decorate in reversed(_OPTIONS if name == "shp" else _OPTIONS[:-1]):
            command = decorate(command)
    export.command(name, help=HELP[name])(command)


_OPTIONS = (
    click.option("--ids", default="", help="只导出这些编号，逗号分隔 / only these ids (w1,w2)"),
    click.option("--area", default="", help="七个方面 / focus areas: 1,5"),
    click.option("--type", default="", help="工作类型 / kinds of work: construction,attraction …"),
    click.option("--stage", default="", help="阶段 / stages: preparation,implementation …"),
    click.option("--category", default="", help="类别 / categories: school,road_bridge …"),
    click.option("--precision", default="", help="定位精度 / precision classes: 1,2,3"),
    click.option(
        "--crs",
        default="wgs84",
        show_default=True,
        help="坐标系 / coordinates: wgs84, cgcs2000, gk3 (本区 3 度带 / own zone), 4550 …",
    ),
    click.option(
        "--encoding", default="utf-8", show_default=True, help="属性编码 / letters: utf-8, gbk"
    ),
)


def _write(name: str, layers: Path, out: Path, words: dict[str, str]) -> None:
    from app.export.downloads import KINDS

    ids = _chosen(layers, words)
    options: dict[str, Any] = {
        key: value for key, value in words.items() if key in ("crs", "encoding")
    }
    is_usual = ids is None and options.get("crs", "wgs84") == "wgs84"
    kind = KINDS["zip" if name == "geojson" and is_usual else name]
    if kind.of_works is None or (is_usual and "encoding" not in options):
        kind.make(layers, out)
    else:
        kind.of_works(layers, out, works_ids=ids, **options)


def _chosen(layers: Path, words: dict[str, str]) -> list[str] | None:
    """The ids asked for: those named, of those that the facets let through; None for all."""
    from app.export.selection import FACETS, select

    named = [part for part in words.get("ids", "").split(",") if part]
    return select(layers, {key: words.get(key, "") for key in FACETS}, named)


for each in HELP:
    _add(each)
