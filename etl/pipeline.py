"""The flow, in order: text → records → catalogue → locations → layers → manifest.

Steps are pure and live elsewhere; this runner reads and writes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl.catalogue.build import Catalogue, build_catalogue
from etl.catalogue.corrections import read_corrections
from etl.catalogue.model import IndicatorRecord, MentionRecord
from etl.catalogue.store import (
    indicator_table,
    mention_table,
    read_indicators,
    read_mentions,
)
from etl.district import ROOT, District
from etl.errors import ReportError
from etl.extraction import Extraction, clauses_json, extract_report
from etl.files import json_bytes, write_atomic
from etl.places.index import gazetteer_names
from etl.places.load import load_gazetteer
from etl.publish.assemble import Release, assemble
from etl.publish.write import write_layers
from etl.report.load import load_report

Progress = Callable[[str, str], None]
"""Called with the Chinese and the English name of each step as it begins."""

VAR = ROOT / "var"


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


def compare_catalogue(district: District, extraction: Extraction) -> Catalogue:
    """The catalogue that a fresh extraction gives under the corrections of record."""
    corrections = read_corrections(district.catalogue / "corrections.csv")
    return build_catalogue(district.adcode, extraction.mentions, extraction.indicators, corrections)


def build(
    district: District,
    *,
    report_file: Path | None = None,
    layers: Path | None = None,
    var: Path = VAR,
    progress: Progress = _quiet,
) -> BuildResult:
    """Build and publish the layers of a district.

    With the report's text at hand the records are extracted anew; without it those of the tables
    are used, and the result is the same. HetuError leaves tables and layers as they were.
    """
    text = report_file or district.report_text()
    progress("读取地名库", "reading the gazetteer")
    gazetteer = load_gazetteer(district.root)
    extraction = None
    if text is not None:
        progress("从报告原文提取", "extracting from the report's text")
        report = load_report(text)
        district.require_own(report)
        if report.year is not None and report.year != district.sidecar.year:
            raise ReportError(
                f"报告是 {report.year} 年的,说明文件({district.sidecar.report_id}.toml)是 "
                f"{district.sidecar.year} 年的。",
                f"the report is of {report.year}, its sidecar of {district.sidecar.year}.",
                file=text.name,
            )
        extraction = extract_report(report, district.sidecar.report_id, gazetteer_names(gazetteer))
        mentions, indicators = extraction.mentions, extraction.indicators
        if not mentions and not indicators:
            raise ReportError(
                "原文中没有找到任何项目或指标;图层未改动。",
                "no work and no figure was found in the text; the layers were not changed.",
                file=text.name,
            )
    else:
        progress("读取目录表(无原文)", "reading the catalogue (no text at hand)")
        mentions, indicators = read_records(district)
    progress("套用更正并归并", "applying corrections and merging")
    corrections = read_corrections(district.catalogue / "corrections.csv")
    catalogue = build_catalogue(district.adcode, mentions, indicators, corrections)
    progress("定位", "placing")
    release = assemble(district, catalogue, gazetteer)
    progress("写出图层", "writing the layers")
    tables_changed = take_over(district, extraction) if extraction else False
    if extraction:
        clauses = json_bytes(clauses_json(extraction))
        write_atomic(var / "clauses" / f"{extraction.report_id}.json", clauses)
    layers_changed = write_layers(layers or district.layers, release.files, release.manifest)
    return BuildResult(release, catalogue, text, tables_changed, layers_changed)
