"""Extraction as the JSON object that `hetu extract REPORT --json FILE` writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from etl.extract.model import Indicator, Mention
from etl.report.model import Report


def _mention(mention: Mention) -> dict[str, Any]:
    ref = mention.ref
    return {
        "mention": mention.mention,
        "canonical_name": mention.canonical_name,
        "section": ref.section,
        "paragraph_title": ref.paragraph_title,
        "sentence_index": ref.sentence_index,
        "clause_index": ref.clause_index,
        "start": ref.start,
        "end": ref.end,
        "category": mention.category.value,
        "work_type": mention.work_type.value if mention.work_type else None,
        "stage": mention.stage.value if mention.stage else None,
        "verb_phrase": mention.verb_phrase,
        "quantity": mention.quantity,
        "unit": mention.unit,
        "outcome": mention.outcome,
        "due": mention.due,
        "spatial_hint": mention.spatial_hint,
        "named": mention.named,
        "is_review": mention.is_review,
        "confidence": mention.confidence,
        "rule": mention.rule,
        "explain": list(mention.explain),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    ref = indicator.ref
    return {
        "name": indicator.name,
        "comparator": indicator.comparator,
        "comparator_code": indicator.comparator_code.value,
        "value": indicator.value,
        "value_max": indicator.value_max,
        "unit": indicator.unit,
        "value_si": indicator.value_si,
        "unit_si": indicator.unit_si,
        "start": ref.start,
        "end": ref.end,
        "section": ref.section,
        "sentence_index": ref.sentence_index,
        "period": indicator.period,
        "place": indicator.place,
        "is_review": indicator.is_review,
        "confidence": indicator.confidence,
        "rule": indicator.rule,
        "explain": list(indicator.explain),
    }


def extraction_json(
    report: Report, mentions: Sequence[Mention], indicators: Sequence[Indicator]
) -> dict[str, Any]:
    """JSON-ready object: report head, `mentions` and `indicators` with offsets into `report.text`.

    `section` is 一…七, 总目标, 名词解释 or 回顾; codes are the English ones of `etl.codes`.
    """
    return {
        "report": {
            "title": report.title,
            "district_name": report.district_name,
            "year": report.year,
            "delivered_on": report.delivered_on.isoformat() if report.delivered_on else None,
            "sha256": report.sha256,
        },
        "mentions": [_mention(mention) for mention in mentions],
        "indicators": [_indicator(indicator) for indicator in indicators],
    }
