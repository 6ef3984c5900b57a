"""Identities that survive a re-run: the same fact gets the same id."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from etl.catalogue.model import IndicatorRecord, MentionRecord
from etl.extract.model import ClauseRef, Indicator, Mention


def _numbered(stems: Sequence[str]) -> list[str]:
    """Append ~2, ~3 … to repeats, in order."""
    seen: Counter[str] = Counter()
    out = []
    for stem in stems:
        seen[stem] += 1
        out.append(stem if seen[stem] == 1 else f"{stem}~{seen[stem]}")
    return out


def _short(title: str) -> str:
    """A paragraph's title to its first stop: a reference, not the report's sentence."""
    return re.split("[，,：:。；]", title, maxsplit=1)[0][:20]


def _referred(ref: ClauseRef) -> ClauseRef:
    return replace(ref, paragraph_title=_short(ref.paragraph_title))


def identify_mentions(report: str, facts: Sequence[Mention]) -> list[MentionRecord]:
    """Give each mention the id `report/sentence/text`."""
    ids = _numbered([f"{report}/{fact.ref.sentence_index}/{fact.mention}" for fact in facts])
    return [
        MentionRecord(record_id, report, replace(fact, ref=_referred(fact.ref)))
        for record_id, fact in zip(ids, facts, strict=True)
    ]


def identify_indicators(report: str, facts: Sequence[Indicator]) -> list[IndicatorRecord]:
    """Give each indicator the id `report/sentence/name`."""
    ids = _numbered([f"{report}/{fact.ref.sentence_index}/{fact.name}" for fact in facts])
    return [
        IndicatorRecord(record_id, report, replace(fact, ref=_referred(fact.ref)))
        for record_id, fact in zip(ids, facts, strict=True)
    ]


def work_id(adcode: str, name: str) -> str:
    """A short id for URLs: `w` and 10 hex digits of the SHA-1 of district and name."""
    return "w" + hashlib.sha1(f"{adcode}|{name}".encode()).hexdigest()[:10]
