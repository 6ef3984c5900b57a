"""The `hetu` command: the ETL commands and those that need the dashboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from app.commands.backup import backup, restore
from app.itinerary.cli import roads
from app.settings import from_environment
from etl.cli.acquire import acquire
from etl.cli.build import build
from etl.cli.errors import say_errors
from etl.cli.extract import extract, score
from etl.cli.init import init
from etl.cli.intake import intake
from etl.cli.train import train
from etl.district import District


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="hetu")
def main() -> None:
    """鹤图 Hetu:把政府工作报告变成规划人员信得过的地图。

    Turn a government work report into a map that planners can trust.
    """


@main.command()
@click.option("--host", help="监听地址 / address to listen on (HETU_HOST)")
@click.option("--port", type=click.IntRange(1, 65535), help="端口 / port (HETU_PORT)")
@say_errors
def serve(host: str | None, port: int | None) -> None:
    """启动看板 / Serve the dashboard."""
    # Dash takes a second to import; the other commands do not wait for it.
    from app.server import serve as run_server

    settings = from_environment()
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    run_server(settings)


@main.group()
def export() -> None:
    """导出文件 / Write files to hand on."""


def _exporter(name: str, run: Callable[[Path, Path], object], help_text: str) -> None:
    @export.command(name, help=help_text)
    @click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
    @click.option(
        "--district",
        "adcode",
        default="",
        help="区县代码,默认第一个 / district code, the first by default",
    )
    @say_errors
    def command(out: Path, adcode: str) -> None:
        run(District.load(adcode).layers, out)
        click.echo(f"→ {out} ({out.stat().st_size / 1024:.0f} KiB)")


def _html(layers: Path, out: Path) -> None:
    from app.export.html_map import export_html

    export_html(layers, out)


def _xlsx(layers: Path, out: Path) -> None:
    from app.export.tables import export_xlsx

    export_xlsx(layers, out)


def _gpkg(layers: Path, out: Path) -> None:
    from app.export.gpkg import export_gpkg

    export_gpkg(layers, out)


def _geojson(layers: Path, out: Path) -> None:
    from app.export.geojson_zip import export_geojson_zip

    export_geojson_zip(layers, out)


_exporter("html", _html, "单文件地图,断网可用 / One self-contained HTML map.")
_exporter("xlsx", _xlsx, "Excel 表(中文表头) / A workbook with Chinese headers.")
_exporter("gpkg", _gpkg, "GeoPackage,供 QGIS 等 / A GeoPackage for QGIS and others.")
_exporter("geojson", _geojson, "全部图层 GeoJSON(zip) / All layers as GeoJSON (zip).")

for item in (build, extract, score, train, init, acquire, intake, backup, restore, roads):
    main.add_command(item)
