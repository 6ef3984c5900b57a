"""Mentions of one thing become one work.

Two mentions are of one thing when their names are the same but for quotes, spaces and an ending
such as 项目, or when one name is the other and the word for its kind (某家园 = 某家园小区) and no
third name competes. Anything else is left to a row of `corrections.csv`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from etl.catalogue.identity import work_id
from etl.catalogue.model import IndicatorRecord, MentionRecord, Origin, Work
from etl.extract.model import ClauseRef

_QUOTES = re.compile(r"[“”\"'‘’「」『』《》]")
_BLANKS = re.compile(r"\s+")
_ENDINGS = ("建设项目", "项目", "工程")
_KIND_WORDS = ("居民小区", "小区", "社区", "酒店", "公司", "集团", "线路", "旅游线路", "产业园区")
"""Words that may follow a name without making it another thing."""


def name_key(name: str) -> str:
    """A name without quotes, spaces and ending; equal keys make one work.

    Stricter than `etl.places.names.name_key`, which only looks places up: width, case, brackets and
    改造 may tell two works apart.
    """
    key = _BLANKS.sub("", _QUOTES.sub("", name))
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 1:
            return key.removesuffix(ending)
    return key


def _coreferent(keys: Sequence[str]) -> dict[str, str]:
    """Map a short key to the one longer key that adds only the word for its kind."""
    known = set(keys)
    out = {}
    for key in known:
        longer = [key + word for word in _KIND_WORDS if key + word in known]
        if len(longer) == 1:
            out[key] = longer[0]
    return out


def _rank(record: MentionRecord) -> int:
    """0 for a task, 1 for the review, 2 for a definition."""
    if record.fact.stage is None:
        return 2
    return 1 if record.fact.is_review else 0


def _origin(records: Sequence[MentionRecord]) -> Origin:
    origins = {record.origin for record in records}
    if origins == {"added"}:
        return "added"
    return "text" if origins == {"text"} else "corrected"


def _focus_areas(records: Sequence[MentionRecord]) -> tuple[int, ...]:
    areas = {record.fact.ref.focus_area for record in records}
    return tuple(sorted(area for area in areas if area is not None))


def _touches(indicator: IndicatorRecord, record: MentionRecord) -> bool:
    """Whether a figure stands in the mention's own clause."""
    left, right = indicator.fact.ref, record.fact.ref
    return (
        indicator.report == record.report
        and left.sentence_index == right.sentence_index
        and (left.clause_index == right.clause_index or _overlap(left, right))
    )


def _overlap(left: ClauseRef, right: ClauseRef) -> bool:
    return left.start < right.end and right.start < left.end


def merge_mentions(
    adcode: str,
    mentions: Sequence[MentionRecord],
    indicators: Sequence[IndicatorRecord],
) -> list[Work]:
    """Merge mentions into works, in the order in which the report first names them."""
    keys = [name_key(record.fact.canonical_name) for record in mentions]
    same = _coreferent(keys)
    groups: dict[str, list[MentionRecord]] = defaultdict(list)
    for key, record in zip(keys, mentions, strict=True):
        groups[same.get(key, key)].append(record)
    works = []
    for records in groups.values():
        lead = min(
            records, key=lambda record: (_rank(record), record.report, record.fact.ref.start)
        )
        name = _QUOTES.sub("", lead.fact.canonical_name)
        others = {_QUOTES.sub("", r.fact.canonical_name) for r in records}
        others |= {_QUOTES.sub("", r.fact.mention) for r in records}
        figures = tuple(
            indicator
            for indicator in indicators
            if any(_touches(indicator, record) for record in records)
        )
        works.append(
            Work(
                work_id=work_id(adcode, name),
                name=name,
                aliases=tuple(sorted(others - {name})),
                category=lead.fact.category,
                named=any(record.fact.named for record in records),
                stage=lead.fact.stage,
                work_type=lead.fact.work_type,
                focus_areas=_focus_areas(records),
                mentions=tuple(records),
                indicators=figures,
                lead=lead,
                origin=_origin(records),
            )
        )
    return works
