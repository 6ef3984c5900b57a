"""`hetu build`: the whole flow, with progress and a summary a planner understands."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from etl.catalogue.compare import comparison_lines
from etl.cli.errors import say_errors
from etl.codes import PRECISION_LABELS, Precision
from etl.district import District
from etl.pipeline import BuildResult
from etl.pipeline import build as run_build


def print_summary(
    console: Console, district: District, result: BuildResult, seconds: float
) -> None:
    """What was found, where it stands on the map, what needs a look, what comes next.

    Words of tables and reports are escaped: a name with brackets is no markup.
    """
    manifest = result.release.manifest
    name = f"[bold]{escape(district.name_zh)} {district.sidecar.year}[/]"
    console.print(f"\n{name}  {escape(district.name_en)}")
    source = result.report_file.name if result.report_file else "目录表（无原文） tables only"
    console.print(f"来源 source: {escape(source)}")
    console.print(
        f"{manifest['works']} 项工作，{len(result.catalogue.indicators.records)} 个指标 / "
        f"{manifest['works']} works, {len(result.catalogue.indicators.records)} figures"
    )
    for line in comparison_lines(result.catalogue, unmet=False):
        console.print(f"  {line}")
    console.print(_layers(manifest))
    console.print(_precision(manifest))
    _needs_a_look(console, result)
    state = "已更新 updated" if result.layers_changed else "无变化 unchanged"
    console.print(f"图层{state} · {seconds:.1f} s · 查看 look: hetu serve")


def _layers(manifest: Mapping[str, Any]) -> Table:
    table = Table("图层 layer", "条 count", "有图形 with geometry", box=None, pad_edge=False)
    for layer in manifest["layers"]:
        title = f"{layer['title_zh']} {layer['title_en']}"
        table.add_row(title, str(layer["count"]), str(layer["with_geometry"]))
    return table


def _precision(manifest: Mapping[str, Any]) -> Table:
    table = Table("定位精度 how precisely placed", "项 works", box=None, pad_edge=False)
    for code, count in manifest["works_by_precision"].items():
        zh, en = PRECISION_LABELS[Precision(int(code))]
        table.add_row(f"{zh} / {en}", str(count))
    return table


def _needs_a_look(console: Console, result: BuildResult) -> None:
    unmatched = len(result.release.manifest["unmatched_names"])
    if unmatched:
        console.print(
            f"{unmatched} 个名称没有自己的坐标来源，已列入“未定位”或按所在区域显示。 "
            f"{unmatched} names have no position of their own; they are listed or shown by their "
            "area, not pinned."
        )
    for row in result.catalogue.unmet:
        console.print(
            f"[red]更正未对上，请核对 unmet correction, please check[/] "
            f"corrections.csv:{row.row.number} {escape(row.record_id)}"
        )


@click.command()
@click.option(
    "--district",
    "adcode",
    default="",
    help="区县代码，默认第一个 / district code, the first by default",
)
@click.option(
    "--report", type=click.Path(path_type=Path), help="报告原文文件 / the file of the report's text"
)
@say_errors
def build(adcode: str, report: Path | None) -> None:
    """从报告和表格生成图层 / Build the layers from report and tables."""
    console = Console(highlight=False)
    begun = time.perf_counter()
    district = District.load(adcode)
    with console.status("准备 preparing") as status:

        def progress(zh: str, en: str) -> None:
            status.update(f"{zh} {en}")
            console.print(f"· {zh} / {en}", style="dim")

        result = run_build(district, report_file=report, progress=progress)
    print_summary(console, district, result, time.perf_counter() - begun)
