"""One report's text to records: extract, identify; and its sentences for the details panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from etl.catalogue.identity import identify_indicators, identify_mentions
from etl.catalogue.model import IndicatorRecord, MentionRecord
from etl.extract.indicators import extract_indicators
from etl.extract.mentions import extract_mentions
from etl.report.model import Report


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one report's text gave."""

    report: Report
    report_id: str
    mentions: list[MentionRecord]
    indicators: list[IndicatorRecord]


def extract_report(report: Report, report_id: str, names: Sequence[str] = ()) -> Extraction:
    """Extract mentions and indicators; `names` are the district's own place names."""
    return Extraction(
        report,
        report_id,
        identify_mentions(report_id, extract_mentions(report, names)),
        identify_indicators(report_id, extract_indicators(report)),
    )


def clauses_json(extraction: Extraction) -> dict[str, object]:
    """The report's sentences by index, for the details panel; kept in var/, never published."""
    sentences = {
        str(sentence.index): {
            "text": sentence.text,
            "start": sentence.start,
            "paragraph_title": paragraph.title,
            "section": section.label,
            "focus_area": section.focus_area,
        }
        for section in extraction.report.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    }
    return {
        "report": extraction.report_id,
        "title": extraction.report.title,
        "sentences": sentences,
    }
