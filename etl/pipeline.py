"""The flow, in order: text → records → catalogue → locations → layers → manifest.

Steps are pure and live elsewhere; this runner reads and writes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.catalogue.build import Catalogue, build_catalogue
from etl.catalogue.corrections import Correction, read_corrections
from etl.catalogue.model import IndicatorRecord, MentionRecord, Work
from etl.catalogue.store import (
    indicator_table,
    mention_table,
    read_indicators,
    read_mentions,
)
from etl.district import District
from etl.errors import ReportError
from etl.extraction import Extraction, clauses_json, extract_report
from etl.files import json_bytes, locked, write_atomic
from etl.paths import var_folder
from etl.places.index import Gazetteer, gazetteer_names
from etl.places.load import load_gazetteer
from etl.publish.assemble import Release, assemble
from etl.publish.placing import Placer
from etl.publish.write import write_layers
from etl.publish.years import compared_files, corrections_of, year_of
from etl.report.load import load_report
from etl.years.compare import carried_over
from etl.years.decisions import read_decisions
from etl.years.release import FILENAME as YEARS_FILE

Progress = Callable[[str, str], None]
"""Called with the Chinese and the English name of each step as it begins."""


def _quiet(_zh: str, _en: str) -> None:
    """No progress."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did."""

    release: Release
    catalogue: Catalogue
    report_file: Path | None
    tables_changed: bool
    layers_changed: bool


def extract_file(district: District, path: Path) -> Extraction:
    """Extract from a file, with the district's place names if the report is its own."""
    report = load_report(path)
    names: list[str] = []
    if district.is_own(report):
        names = gazetteer_names(load_gazetteer(district.root))
    return extract_report(report, district.sidecar.report_id, names)


def take_over(district: District, extraction: Extraction) -> bool:
    """Write the extracted records to the catalogue's tables; True where anything changed.

    Corrections are another table, so nothing said by hand is lost.
    """
    changed = False
    tables = {
        "mentions.csv": mention_table(extraction.mentions),
        "indicators.csv": indicator_table(extraction.indicators),
    }
    for name, data in tables.items():
        path = district.tables / name
        if not path.exists() or path.read_bytes() != data:
            write_atomic(path, data)
            changed = True
    return changed


def read_records(district: District) -> tuple[list[MentionRecord], list[IndicatorRecord]]:
    """The extracted records as they stand in the tables."""
    return (
        read_mentions(district.tables / "mentions.csv"),
        read_indicators(district.tables / "indicators.csv"),
    )


def catalogue_of(
    district: District,
    mentions: Sequence[MentionRecord],
    indicators: Sequence[IndicatorRecord],
    corrections: Sequence[Correction] | None = None,
) -> Catalogue:
    """The catalogue that a report's records give under the corrections of record.

    `corrections` is the whole table where it has been read already; rows of other reports are left
    out.
    """
    if corrections is None:
        corrections = read_corrections(district.catalogue / "corrections.csv")
    own = corrections_of(district.sidecar.report_id, corrections)
    return build_catalogue(district.adcode, mentions, indicators, own)


def _facts(
    district: District, gazetteer: Gazetteer, text: Path | None
) -> tuple[list[MentionRecord], list[IndicatorRecord], Extraction | None]:
    """A report's records: from its text where that is at hand, else from the tables."""
    if text is None:
        return *read_records(district), None
    report = load_report(text)
    district.require_own(report, text.name)
    extraction = extract_report(report, district.sidecar.report_id, gazetteer_names(gazetteer))
    if not extraction.mentions and not extraction.indicators:
        raise ReportError(
            "原文中没有找到任何项目或指标；图层未改动。请确认文件是报告全文。",
            "no work and no figure was found in the text; the layers were not changed. Check that "
            "the file is the full report.",
            file=text.name,
        )
    return extraction.mentions, extraction.indicators, extraction


def _compared(
    district: District,
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    corrections: Sequence[Correction],
) -> tuple[dict[str, bytes], list[Work], list[tuple[District, Extraction]]]:
    """What became of last year's promises: the file, the works dropped, the older text read."""
    earlier = district.year_before()
    if earlier is None or not (earlier.report_text() or (earlier.tables / "mentions.csv").exists()):
        return {}, [], []
    mentions, indicators, extraction = _facts(earlier, gazetteer, earlier.report_text())
    before = catalogue_of(earlier, mentions, indicators, corrections)
    placer = Placer(gazetteer)
    files, comparison = compared_files(
        year_of(earlier.sidecar, before, placer),
        year_of(district.sidecar, catalogue, placer),
        read_decisions(district.catalogue / "matches.csv"),
    )
    read = [(earlier, extraction)] if extraction else []
    return files, carried_over(comparison), read


def build(
    district: District,
    *,
    report_file: Path | None = None,
    layers: Path | None = None,
    var: Path | None = None,
    progress: Progress = _quiet,
) -> BuildResult:
    """Build and publish the layers of a district; `layers` and `var` are those of the settings.

    With the report's text at hand the records are extracted anew; without it those of the tables
    are used, and the result is the same. HetuError leaves tables and layers as they were. One build
    of a district runs at a time: two at once could publish what the later one read earlier.
    """
    var = var or var_folder()

    def waiting() -> None:
        progress("等另一次生成结束", "waiting for another build to end")

    with locked(var / f"build-{district.adcode}.lock", waiting):
        return _build(district, report_file, layers or district.layers, var, progress)


def _build(
    district: District, report_file: Path | None, layers: Path, var: Path, progress: Progress
) -> BuildResult:
    text = report_file or district.report_text()
    progress("读取地名库", "reading the gazetteer")
    gazetteer = load_gazetteer(district.root)
    if text is not None:
        progress("从报告原文提取", "extracting from the report's text")
    else:
        progress("读取目录表（无原文）", "reading the catalogue (no text at hand)")
    mentions, indicators, extraction = _facts(district, gazetteer, text)
    known = district.sidecar.sha256
    if extraction and known and extraction.report.sha256 != known:
        progress(
            "原文与说明文件登记的不同，照常提取", "the text is not the one on record; going on"
        )
    progress("套用更正并归并", "applying corrections and merging")
    corrections = read_corrections(district.catalogue / "corrections.csv")
    catalogue = catalogue_of(district, mentions, indicators, corrections)
    progress("对照上一年", "comparing with the year before")
    compared, carried, read = _compared(district, catalogue, gazetteer, corrections)
    progress("定位", "placing")
    release = assemble(district, catalogue, gazetteer, carried)
    progress("写出图层", "writing the layers")
    if extraction:
        read = [*read, (district, extraction)]
    # Every report is taken over, not only until the first that changed something.
    changes = [take_over(year, found) for year, found in read]
    tables_changed = any(changes)
    for _, found in read:
        clauses = json_bytes(clauses_json(found))
        write_atomic(var / "clauses" / f"{found.report_id}.json", clauses)
    files = {**release.files, **compared}
    absent = () if compared else (YEARS_FILE,)
    layers_changed = write_layers(layers, files, release.manifest, absent)
    return BuildResult(release, catalogue, text, tables_changed, layers_changed)
