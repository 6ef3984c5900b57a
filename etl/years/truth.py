"""Hand-labelled facts as records: truth tables of mentions and indicators beside a parsed report.

Columns as elsewhere in the tests' truth files; `outcome`, `due` and `spatial_hint` (mentions) and
`comparator_code` (indicators) are needed besides. Offsets index `Report.text`.
"""

from __future__ import annotations

from pathlib import Path

from etl.catalogue.identity import identify_indicators, identify_mentions
from etl.catalogue.model import IndicatorRecord, MentionRecord
from etl.codes import Category, Comparator, Stage, WorkType
from etl.extract.model import ClauseRef, Indicator, Mention
from etl.extract.units import to_si
from etl.report.model import Report
from etl.tables import Row, read_table

_MENTION = (
    "mention", "canonical_name", "category", "work_type", "stage", "verb_phrase", "quantity",
    "unit", "tier", "is_review", "char_start", "char_end", "outcome", "due", "spatial_hint",
)  # fmt: skip
_INDICATOR = (
    "indicator_name", "comparator", "value", "unit", "is_review", "char_start", "char_end",
    "comparator_code",
)  # fmt: skip


def _ref(report: Report, row: Row) -> ClauseRef:
    start, end = int(row["char_start"]), int(row["char_end"])
    for section in report.sections:
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                if not sentence.start <= start < sentence.end:
                    continue
                inside = [c.index for c in sentence.clauses if c.start <= start < c.end]
                return ClauseRef(
                    section.label,
                    section.focus_area,
                    paragraph.title,
                    paragraph.index,
                    sentence.index,
                    inside[0] if inside else 0,
                    start,
                    end,
                )
    raise row.fault("位置不在报告正文内。", "the offset lies outside the report.")


def read_truth_mentions(path: Path, report: Report, report_id: str) -> list[MentionRecord]:
    """The labelled mentions as records; tiers A and D are proper names."""
    facts = [
        Mention(
            ref=_ref(report, row),
            mention=row["mention"],
            canonical_name=row["canonical_name"],
            category=Category(row["category"]),  # type: ignore[call-arg]
            work_type=WorkType(row["work_type"]) if row["work_type"] else None,  # type: ignore[call-arg]
            stage=Stage(row["stage"]) if row["stage"] else None,  # type: ignore[call-arg]
            verb_phrase=row["verb_phrase"],
            named=row["tier"] in ("A", "D"),
            is_review=row["is_review"] == "1",
            confidence=1.0,
            rule="truth",
            quantity=row.number_of("quantity"),
            unit=row["unit"],
            outcome=row["outcome"],
            due=row["due"],
            spatial_hint=row["spatial_hint"],
        )
        for row in read_table(path, _MENTION)
    ]
    return identify_mentions(report_id, facts)


def read_truth_indicators(path: Path, report: Report, report_id: str) -> list[IndicatorRecord]:
    """The labelled indicators as records, normalised to SI."""
    facts = []
    for row in read_table(path, _INDICATOR):
        value = float(row["value"])
        value_si, unit_si = to_si(value, row["unit"])
        facts.append(
            Indicator(
                ref=_ref(report, row),
                name=row["indicator_name"],
                comparator=row["comparator"],
                comparator_code=Comparator(row["comparator_code"]),  # type: ignore[call-arg]
                value=value,
                unit=row["unit"],
                value_si=value_si,
                unit_si=unit_si,
                is_review=row["is_review"] == "1",
                confidence=1.0,
                rule="truth",
            )
        )
    return identify_indicators(report_id, facts)
