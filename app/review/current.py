"""The report that the published layers come from, as a draft that is always there.

Its records are those of the catalogue's tables with the rows of other hands applied; its text, and
with it the reasons of the rules, where this machine has it.
"""

from __future__ import annotations

from pathlib import Path

from app.review.facts import VERSION, Facts, facts_json
from app.review.record import read_parted
from app.store.reviews import Reviews
from etl.catalogue.corrections import Correction, correct_indicators, correct_mentions
from etl.catalogue.model import MentionRecord
from etl.district import District
from etl.errors import HetuError
from etl.extraction import extract_report
from etl.files import sha256_of
from etl.pipeline import read_records
from etl.places.index import gazetteer_names
from etl.places.load import load_gazetteer
from etl.report.load import load_report
from etl.report.model import Report

FITS = 0.8
"""Least share of the tables' spans that must hold their words for a text to be theirs."""


def stamp_of(district: District) -> str:
    """A digest of all that the draft is drawn from; another one means it is drawn anew."""
    report_id = district.sidecar.report_id
    text = district.report_text()
    _, others = read_parted(district.catalogue / "corrections.csv", report_id)
    parts = [str(VERSION), report_id, text.read_bytes().hex() if text else ""]
    parts += [str(tuple(row.row.cells.values())) for row in others]
    parts += [
        sha256_of(path.read_bytes()) if path.is_file() else ""
        for path in (district.tables / "mentions.csv", district.tables / "indicators.csv")
    ]
    return sha256_of("\n".join(parts).encode())[:16]


def put_in_current(reviews: Reviews, district: District, stamp: str) -> str:
    """Put the current report in; its draft's id. HetuError where a table is broken."""
    mentions, indicators = read_records(district)
    report = _text(district.report_text(), mentions)
    _, others = read_parted(district.catalogue / "corrections.csv", district.sidecar.report_id)
    corrections = [row for row in others if _is_of(row, district.sidecar.report_id)]
    facts = facts_json(
        report,
        correct_mentions(mentions, corrections).records,
        correct_indicators(indicators, corrections).records,
        stamp=stamp,
    )
    if report:
        _explain(facts, district, report)
    facts["report"] |= {"district_name": district.name_zh, "year": district.sidecar.year}
    return reviews.put_in(
        adcode=district.adcode,
        report_id=district.sidecar.report_id,
        title=district.sidecar.title_zh,
        file_name=district.sidecar.file,
        text=report.text if report else "",
        facts=facts,
        who="鹤图",
    )


def _is_of(row: Correction, report_id: str) -> bool:
    return row.record_id.split("/")[0] == report_id


def _text(path: Path | None, mentions: list[MentionRecord]) -> Report | None:
    """The report's text if it is at hand and the tables' spans fit it."""
    if path is None:
        return None
    try:
        report = load_report(path)
    except HetuError:
        return None
    spans = [(item.fact.ref, item.fact.mention) for item in mentions]
    fit = sum(report.text[ref.start : ref.end] == words for ref, words in spans)
    return report if fit >= FITS * len(spans) else None


def _explain(facts: Facts, district: District, report: Report) -> None:
    """Why the rules found what they found: the tables do not keep it, the text tells it again."""
    names = gazetteer_names(load_gazetteer(district.root))
    found = extract_report(report, district.sidecar.report_id, names)
    reasons = {item.record_id: list(item.fact.explain) for item in found.mentions}
    reasons |= {item.record_id: list(item.fact.explain) for item in found.indicators}
    for item in [*facts["mentions"], *facts["indicators"]]:
        item["explain"] = reasons.get(item["record_id"], item["explain"])
