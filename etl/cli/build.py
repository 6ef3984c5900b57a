"""`hetu build`: the whole flow, with progress and a summary a planner understands."""

from __future__ import annotations

import time
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from etl.catalogue.compare import tally
from etl.cli.errors import say_errors
from etl.codes import PRECISION_LABELS, Precision
from etl.district import District
from etl.pipeline import BuildResult
from etl.pipeline import build as run_build


def print_summary(
    console: Console, district: District, result: BuildResult, seconds: float
) -> None:
    """Layers, works by precision, share found unaided, what needs a look."""
    manifest = result.release.manifest
    console.print(f"\n[bold]{district.name_zh} {district.sidecar.year}[/]  {district.name_en}")
    layers = Table("图层 layer", "条 count", "有图形 with geometry", box=None, pad_edge=False)
    for layer in manifest["layers"]:
        layers.add_row(layer["title_zh"], str(layer["count"]), str(layer["with_geometry"]))
    console.print(layers)
    precision = Table("定位精度 precision", "项 works", box=None, pad_edge=False)
    for code, count in manifest["works_by_precision"].items():
        zh, en = PRECISION_LABELS[Precision(int(code))]
        precision.add_row(f"{code} {zh} / {en}", str(count))
    console.print(precision)
    for name, title in (("mentions", "提及 mentions"), ("indicators", "指标 indicators")):
        counts = tally(result.catalogue)[name]
        console.print(
            f"{title}: {counts.total} = 自动 unaided {counts.unaided} ({counts.unaided_share:.0%})"
            f" + 更正 corrected {counts.corrected} + 手工 added {counts.added}"
        )
    source = result.report_file.name if result.report_file else "(无原文,用目录表 tables only)"
    console.print(f"原文 text: {source}")
    if manifest["unmatched_names"]:
        console.print(
            f"没有坐标来源的名称 {len(manifest['unmatched_names'])} 个,已列入“未定位”或所在区域。"
            f" {len(manifest['unmatched_names'])} names have no position of their own; "
            "they are listed, not pinned."
        )
    for row in result.catalogue.unmet:
        console.print(
            f"[red]更正未对上 unmet correction[/] corrections.csv:{row.row.number} {row.record_id}"
        )
    state = "已更新 updated" if result.layers_changed else "无变化 unchanged"
    console.print(f"图层{state} · {seconds:.1f} s")


@click.command()
@click.option(
    "--district",
    "adcode",
    default="",
    help="区县代码,默认第一个 / district code, the first by default",
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
