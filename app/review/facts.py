"""The facts of a draft as JSON and back: records with their ids, the outline of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from etl.catalogue.compose import core
from etl.catalogue.merge import merge_mentions
from etl.catalogue.model import IndicatorRecord, MentionRecord
from etl.codes import Category, CodeList, Comparator, Stage, WorkType
from etl.extract.model import ClauseRef, Indicator, Mention
from etl.report.model import Report

Facts = dict[str, Any]
VERSION = 1
"""Raised when the shape changes; facts of an older shape are drawn anew."""


def facts_json(
    report: Report | None,
    mentions: Sequence[MentionRecord],
    indicators: Sequence[IndicatorRecord],
    **more: Any,
) -> Facts:
    """Everything the pages show of a draft; offsets index the normalised text."""
    return {
        "version": VERSION,
        "report": _head(report) if report else {},
        "outline": outline(report) if report else [],
        "mentions": [_mention(record) for record in mentions],
        "indicators": [_record(record) for record in indicators],
        "works": len(merge_mentions("", mentions, indicators)),
        **more,
    }


def records_of(facts: Mapping[str, Any]) -> tuple[list[MentionRecord], list[IndicatorRecord]]:
    """The records again, as the catalogue takes them."""
    mentions = []
    for item in facts["mentions"]:
        values = dict(item)
        values.pop("core")
        head = _head_of(values)
        values |= {
            "category": _code(Category, values["category"]),
            "work_type": _code(WorkType, values["work_type"]),
            "stage": _code(Stage, values["stage"]),
        }
        mentions.append(MentionRecord(fact=Mention(**values), **head))
    indicators = []
    for item in facts["indicators"]:
        values = dict(item)
        head = _head_of(values)
        values["comparator_code"] = _code(Comparator, values["comparator_code"])
        indicators.append(IndicatorRecord(fact=Indicator(**values), **head))
    return mentions, indicators


def _head_of(values: dict[str, Any]) -> dict[str, Any]:
    """Take what belongs to the record, not the fact, out of `values`; make its `ref` one again."""
    values["ref"] = ClauseRef(**values["ref"])
    values["explain"] = tuple(values["explain"])
    return {key: values.pop(key) for key in ("record_id", "report", "origin")}


def _code(codes: type[CodeList], value: str | None) -> Any:
    return codes(value) if value else None  # type: ignore[call-arg]


def _record(record: MentionRecord | IndicatorRecord) -> dict[str, Any]:
    return {
        "record_id": record.record_id,
        "report": record.report,
        "origin": record.origin,
        **asdict(record.fact),
    }


def _mention(record: MentionRecord) -> dict[str, Any]:
    return {**_record(record), "core": core(record.fact)}


def _head(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "district_name": report.district_name,
        "year": report.year,
        "delivered_on": report.delivered_on.isoformat() if report.delivered_on else None,
        "sha256": report.sha256,
    }


def outline(report: Report) -> list[dict[str, Any]]:
    """Sections, paragraphs, sentences and clauses as spans into the text."""
    return [
        {
            "kind": section.kind.value,
            "label": section.label,
            "title": section.title,
            "focus_area": section.focus_area,
            "start": section.start,
            "end": section.end,
            "paragraphs": [
                {
                    "title": paragraph.title,
                    "start": paragraph.start,
                    "end": paragraph.end,
                    "sentences": [
                        {
                            "index": sentence.index,
                            "start": sentence.start,
                            "end": sentence.end,
                            "clauses": [[clause.start, clause.end] for clause in sentence.clauses],
                        }
                        for sentence in paragraph.sentences
                    ],
                }
                for paragraph in section.paragraphs
            ],
        }
        for section in report.sections
    ]
