"""`hetu import`: a file of the owner's, looked at first, then taken in; one undo."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from etl.cli.errors import say_errors
from etl.codes import PRECISION_LABELS, Precision
from etl.district import District
from etl.errors import HetuError
from etl.intake.changes import Changes, changes_of
from etl.intake.model import FIELDS
from etl.intake.plan import Plan, Wishes
from etl.intake.record import batches, take, undo
from etl.intake.run import plan_file
from etl.paths import var_folder
from etl.pipeline import build

_SHOWN = 40


@click.command(name="import")
@click.argument(
    "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False
)
@click.option("--district", "adcode", default="", help="区县代码，默认第一个 / district code")
@click.option("--datum", default="", help="坐标系，如 EPSG:4550、GCJ-02 / reference of the file")
@click.option(
    "--map", "mapping", multiple=True, metavar="FIELD=COLUMN",
    help=f"列的对应，如 name=名称（{'、'.join(FIELDS)}） / which column is what",
)  # fmt: skip
@click.option("--layer", default="", help="图层、工作表、压缩包内文件 / layer, sheet")
@click.option("--kind", default="", help="全部按此类别，如 school / one kind for all")
@click.option("--uncertainty", type=click.FloatRange(1, 20000), help="误差半径（米） / radius, m")
@click.option("--title", default="", help="来源名称 / name of the source")
@click.option("--licence", default="", help="许可 / licence")
@click.option("--who", default="", help="谁导入 / who takes it in")
@click.option("--open-map", is_flag=True, help="公开地图，不覆盖已有点位 / a public map")
@click.option("--yes", is_flag=True, help="看过后直接导入 / take it in without asking")
@click.option("--undo", "undone", default="", metavar="ID", help="撤销一批 / take a batch out")
@click.option("--list", "listed", is_flag=True, help="列出各批 / list the batches")
@say_errors
def intake(
    file: Path | None,
    adcode: str,
    datum: str,
    mapping: Sequence[str],
    layer: str,
    kind: str,
    uncertainty: float | None,
    title: str,
    licence: str,
    who: str,
    open_map: bool,
    yes: bool,
    undone: str,
    listed: bool,
) -> None:
    """导入自有数据：先看会改变什么，再导入 / Take in your own data, looked at first.

    SHP、GeoPackage、GeoJSON、KML/KMZ、GPX、DXF、XLSX、CSV、带位置的照片、OSM（.osm.pbf、.osm），
    及其 zip。
    """
    console = Console(highlight=False)
    district = District.load(adcode)
    if listed:
        console.print(_batches(district))
        return
    if undone:
        kept = undo(district.root, undone, var_folder() / "imports" / "undone")
        console.print(f"已撤销 {undone} taken out → {kept}")
        _rebuild(console, district)
        return
    if file is None:
        raise click.UsageError("请给出文件 / give a file: hetu import FILE")
    wishes = Wishes(
        datum=datum,
        mapping=_pairs(mapping),
        layer=layer,
        kind=kind,
        title=title,
        licence=licence,
        who=who or _user(),
        uncertainty_m=uncertainty,
        authority="open" if open_map else "own",
    )
    plan = _plan(console, file, district, wishes)
    changes = changes_of(district, plan)
    print_plan(console, plan)
    print_changes(console, changes)
    if not yes and not click.confirm("导入 take it in?", default=False):
        console.print("未导入，什么也没有改变。 Nothing was changed.")
        return
    batch = take(district.root, plan)
    console.print(
        f"已导入 taken in: {batch.batch_id} · 撤销 undo: hetu import --undo {batch.batch_id}"
    )
    _rebuild(console, district)


def _plan(console: Console, file: Path, district: District, wishes: Wishes) -> Plan:
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(), console=console, transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("打开 opening", total=1.0)

        def told(share: float, zh: str, en: str) -> None:
            bar.update(task, completed=share, description=f"{zh} {en}")

        return plan_file(file, district, wishes, told)


def _rebuild(console: Console, district: District) -> None:
    with console.status("更新图层 drawing the layers anew"):
        result = build(district)
    counts = result.release.manifest["works_by_precision"]
    console.print(_precision({}, {int(code): count for code, count in counts.items()}))


def print_plan(console: Console, plan: Plan) -> None:
    """What the file is and how it was read."""
    batch = plan.batch
    where = escape(batch.file)
    label = f"{plan.reference.label_zh} / {plan.reference.label_en}"
    console.print(
        f"[bold]{escape(batch.file)}[/]  {batch.format} · {len(plan.features)} 个要素 features"
    )
    console.print(f"坐标系 reference: {label} ({plan.how})")
    if plan.mapping:
        pairs = "，".join(f"{field}={column}" for field, column in plan.mapping.items())
        console.print(f"列 columns: {escape(pairs)}")
    if batch.attribution:
        console.print(f"署名 attribution: {batch.attribution} · {batch.licence}")
    for zh, en, count in (
        ("无名称，不用于定位", "without a name", plan.unnamed),
        ("在本区以外", "outside the district", plan.outside),
        ("图形已修复", "geometries repaired", plan.repaired),
    ):
        if count:
            console.print(f"{zh} {en}: {count}")
    for problem in plan.problems[:_SHOWN]:
        console.print(
            f"  [yellow]{where}:{problem.row}[/] {escape(problem.zh)} {escape(problem.en)}"
        )
    if len(plan.problems) > _SHOWN:
        console.print(f"  … 另有 {len(plan.problems) - _SHOWN} 处 more")


def print_changes(console: Console, changes: Changes) -> None:
    """What would change, before anything is written."""
    table = Table(
        "会改变 would change", "精度 precision", "移动 moved", "依据 by", box=None, pad_edge=False
    )
    for change in changes.changes[:_SHOWN]:
        before, after = (PRECISION_LABELS[p][0] for p in (change.before, change.after))
        moved = "—" if change.moved_m is None else f"{change.moved_m:.0f} m"
        if change.is_conflict:
            moved = f"[red]{moved} 矛盾 conflict[/]"
        table.add_row(escape(change.name), f"{before} → {after}", moved, escape(change.note_zh))
    if changes.changes:
        console.print(table)
    else:
        console.print("没有工作或地名会因此改变。 No work and no place would change.")
    if len(changes.changes) > _SHOWN:
        console.print(f"  … 另有 {len(changes.changes) - _SHOWN} 项 more")
    for item in changes.namesakes:
        spots = "；".join(f"{c.name}（{c.lon}, {c.lat}）" for c in item.candidates[:5])
        said = "同名多处，不定位 several of this name, not placed"
        console.print(f"{said}: {escape(item.name)} · {escape(spots)}")
    console.print(_precision(changes.before, changes.after))


def _precision(before: dict[int, int], after: dict[int, int]) -> Table:
    heads = ["定位精度 precision", *(["现在 now"] if before else []), "项 works"]
    table = Table(*heads, box=None, pad_edge=False)
    for precision in Precision:
        code = int(precision)
        if before.get(code) or after.get(code):
            row = [" / ".join(PRECISION_LABELS[precision])]
            row += [str(before.get(code, 0))] if before else []
            table.add_row(*row, str(after.get(code, 0)))
    return table


def _batches(district: District) -> Table:
    heads = ("批次 id", "文件 file", "要素 features", "坐标系 reference", "谁 who", "何时 when")
    table = Table(*heads, "许可 licence", box=None, pad_edge=False)
    for batch in batches(district.root):
        table.add_row(
            batch.batch_id, escape(batch.file), str(batch.count), batch.datum, escape(batch.who),
            batch.when, f"{batch.licence} {batch.attribution}".strip() or "—",
        )  # fmt: skip
    return table


def _pairs(texts: Sequence[str]) -> dict[str, str]:
    out = {}
    for text in texts:
        field, mark, column = text.partition("=")
        if not mark:
            raise HetuError(
                f"--map 应写成 字段=列名，如 name=名称；现为“{text}”。",
                f"--map wants FIELD=COLUMN, such as name=NAME; found '{text}'.",
            )
        out[field.strip()] = column.strip()
    return out


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
