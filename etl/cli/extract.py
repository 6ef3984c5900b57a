"""`hetu extract` and `hetu score`: what the text gives, how sure, and how well."""

from __future__ import annotations

from pathlib import Path

import click

from etl.catalogue.compare import comparison_lines
from etl.cli.errors import say_errors
from etl.district import District
from etl.errors import HetuError, ReportError
from etl.extract.score_main import score_lines
from etl.extract.to_json import extraction_json
from etl.extraction import Extraction
from etl.files import json_bytes, write_atomic
from etl.pipeline import catalogue_of, extract_file, read_records, take_over


def text_of(district: District, report: Path | None) -> Path:
    """The report that is meant: the one named, else the one on record; ReportError without it."""
    path = report or district.report_text()
    if path is None:
        raise ReportError(
            "找不到报告原文。请给出文件，或设置 HETU_REPORTS 为其所在文件夹。",
            "the report's text was not found. Name the file, or set HETU_REPORTS to its folder.",
            file=district.sidecar.file,
        )
    return path


def _explain(extraction: Extraction) -> None:
    for record in extraction.mentions:
        fact = record.fact
        status = f"{fact.work_type or '-'} / {fact.stage or '-'}"
        click.echo(f"{fact.ref.section:4} §{fact.ref.sentence_index:<4}{fact.canonical_name}")
        click.echo(f"      {fact.category} · {status} · {fact.verb_phrase}")
        click.echo(f"      {fact.rule} · {fact.confidence:.2f}")
        for line in fact.explain:
            click.echo(f"      - {line}")
    for item in extraction.indicators:
        figure = item.fact
        high = f"—{figure.value_max:g}" if figure.value_max is not None else ""
        value = f"{figure.value:g}{high}{figure.unit}"
        click.echo(f"{figure.ref.section:4} §{figure.ref.sentence_index:<4}{figure.name}")
        click.echo(f"      {figure.comparator} {value} · {figure.rule} · {figure.confidence:.2f}")
        for line in figure.explain:
            click.echo(f"      - {line}")


def _compare_tables(district: District) -> None:
    """The comparison where the text is not at hand: the tables hold what was extracted from it."""
    click.echo("没有原文，按目录表比较 / no text at hand, compared by the tables")
    for line in comparison_lines(catalogue_of(district, *read_records(district))):
        click.echo(line)


def _write_json(extraction: Extraction, json_file: Path) -> None:
    facts = extraction_json(
        extraction.report,
        [record.fact for record in extraction.mentions],
        [record.fact for record in extraction.indicators],
    )
    text_file = json_file.with_suffix(".txt")
    write_atomic(text_file, extraction.report.text.encode())
    write_atomic(json_file, json_bytes(facts, indent=1))
    click.echo(f"→ {json_file}, {text_file}")


def _spare_the_report(path: Path, json_file: Path) -> None:
    """HetuError where the JSON or the text beside it would be written over the report."""
    if path.resolve() in (json_file.resolve(), json_file.with_suffix(".txt").resolve()):
        raise HetuError(
            "JSON 旁会写出同名 .txt，将覆盖报告原文。请换一个文件名。",
            "a .txt of the same name is written beside the JSON: it would replace the report. "
            "Choose another name.",
            file=str(json_file),
        )


@click.command()
@click.argument("report", type=click.Path(path_type=Path), required=False)
@click.option(
    "--district",
    "adcode",
    default="",
    help="区县代码，默认第一个 / district code, the first by default",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写出 JSON 及规范化原文 / write JSON, and the normalised text beside it",
)
@click.option("--compare", is_flag=True, help="自动、更正、手工各多少 / unaided, corrected, added")
@click.option("--explain", is_flag=True, help="说明每条的依据 / say why, fact by fact")
@click.option("--write", is_flag=True, help="写入目录表 / take over into the catalogue")
@say_errors
def extract(
    report: Path | None,
    adcode: str,
    json_file: Path | None,
    compare: bool,
    explain: bool,
    write: bool,
) -> None:
    """从报告原文提取 / Extract mentions and figures from a report.

    REPORT 是报告文件（.txt .docx .pdf .html），默认为本区县登记的那一份。
    没有原文时，--compare 按目录表比较。

    REPORT is the file of the report, by default the one on record for the district.
    Without the text, --compare goes by the tables.
    """
    district = District.load(adcode)
    if compare and not (report or json_file or explain or write or district.report_text()):
        _compare_tables(district)
        return
    path = text_of(district, report)
    if json_file is not None:
        _spare_the_report(path, json_file)
    extraction = extract_file(district, path)
    if not extraction.mentions and not extraction.indicators:
        raise ReportError(
            "没有找到任何项目或指标，什么也没有写出。请确认文件是政府工作报告全文。",
            "no work and no figure was found; nothing was written. Check that the file is a full "
            "work report.",
            file=path.name,
        )
    click.echo(
        f"{path.name}: {len(extraction.mentions)} 处提及 mentions, "
        f"{len(extraction.indicators)} 个指标 indicators"
    )
    if json_file is not None:
        _write_json(extraction, json_file)
    if explain:
        _explain(extraction)
    if write:
        district.require_own(extraction.report, path.name)
        take_over(district, extraction)
        click.echo(f"→ {district.tables}")
    if compare:
        district.require_own(extraction.report, path.name)
        for line in comparison_lines(
            catalogue_of(district, extraction.mentions, extraction.indicators)
        ):
            click.echo(line)


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.argument("truth", type=click.Path(path_type=Path))
@click.option("-v", "--verbose", is_flag=True, help="列出漏、多、错 / list missed, spurious, wrong")
@say_errors
def score(report: Path, truth: Path, verbose: bool) -> None:
    """与人工标注对比 / Score the extraction of a report against hand labels.

    REPORT 是报告文件；TRUTH 是含 mentions.csv 和 indicators.csv 的文件夹，或两文件共同的名字。

    REPORT is the file of the report. TRUTH is a folder with mentions.csv and indicators.csv, or
    the stem of both files.
    """
    for line in score_lines(report, truth, verbose=verbose):
        click.echo(line)
