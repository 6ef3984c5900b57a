"""The word tables of the figure grammar, read once from `geodata/lexicon/figure_*.csv`."""

from __future__ import annotations

import csv
import re
from functools import cache

from etl.errors import TableError
from etl.paths import LEXICON


@cache
def _table(name: str, key: str, value: str) -> tuple[tuple[str, str], ...]:
    path = LEXICON / name
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for number, row in enumerate(rows, start=2):
        if not row.get(key) or not row.get(value):
            raise TableError(
                f"词表此行缺“{key}”或“{value}”，请补全",
                f"this row of the word table lacks {key!r} or {value!r}; fill it in",
                file=str(path),
                row=number,
            )
    return tuple((row[key], row[value]) for row in rows)


@cache
def comparators() -> dict[str, str]:
    """Wording before the number → class (level, gt, lt, ge, le, up, down, add, rank)."""
    return _SHORT | dict(_table("figure_comparators.csv", "wording", "class"))


@cache
def verbs() -> dict[str, str]:
    """Verb → class: work (makes a thing), act, keep (stays in the name), light (确保), noun (培训).

    Verbs with a result (建起, 引来, 拿回) are built from the stems and endings of the word table.
    """
    built = {stem + end: "act" for stem in words("verb_stem") for end in words("verb_result")}
    for word in words("verb_none"):
        built.pop(word, None)
    return built | dict(_table("figure_verbs.csv", "verb", "class"))


@cache
def words(role: str) -> frozenset[str]:
    """Words of one role: lead, trail, head, abstract, generic, keep_subject, filler …"""
    return frozenset(
        word for word, kind in _table("figure_words.csv", "word", "role") if kind == role
    )


@cache
def nominals() -> dict[tuple[str, str], str]:
    """(closing word, quantity kind) → the noun a planner uses: (扩种, area) → 种植面积."""
    rows = zip(
        _table("figure_nominals.csv", "from", "kind"),
        _table("figure_nominals.csv", "from", "to"),
        strict=True,
    )
    return {key: noun for key, (_, noun) in rows}


@cache
def topics() -> tuple[tuple[str, str], ...]:
    """Keyword → topic word for a figure without a subject (投资… beside 中学 → 教育)."""
    return _table("figure_topics.csv", "word", "topic")


def _longest_first(options: frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(options, key=lambda word: (-len(word), word))))


@cache
def at_start(role: str) -> re.Pattern[str]:
    """Match one word of `role` at the start of a string."""
    return re.compile(f"(?:{_longest_first(words(role))})")


@cache
def at_end(role: str) -> re.Pattern[str]:
    """Match one word of `role` at the end of a string."""
    return re.compile(f"(?:{_longest_first(words(role))})$")


@cache
def comparator_at_end() -> re.Pattern[str]:
    """Match the longest comparator at the end of a string; 再砍 counts, a bare 砍 does not."""
    table = dict(_table("figure_comparators.csv", "wording", "class"))
    wordings = frozenset(word for word, kind in table.items() if kind != "rank")
    return re.compile(f"(?:{_longest_first(wordings)}|(?<=[再又])(?:{'|'.join(_SHORT)}))$")


_SHORT = {"添": "add", "扩": "add", "砍": "down", "减": "down", "压": "down", "缩": "down"} | {
    "增": "up",
    "提": "up",
    "升": "up",
    "涨": "up",
    "加": "add",
    "改": "add",
}
"""One-character comparators, understood only behind 再 or 又."""


@cache
def verb_at_start() -> re.Pattern[str]:
    """Match the longest verb at the start of a string."""
    return re.compile(f"(?:{_longest_first(frozenset(verbs()))})")


@cache
def work_verb() -> re.Pattern[str]:
    """Match a verb of class work or keep anywhere."""
    return re.compile(
        _longest_first(frozenset(v for v, kind in verbs().items() if kind in ("work", "keep")))
    )


@cache
def any_verb() -> re.Pattern[str]:
    """Match any verb of two characters or more, anywhere; verbal nouns (养殖, 培训) are none."""
    return re.compile(
        _longest_first(frozenset(v for v, kind in verbs().items() if len(v) > 1 and kind != "noun"))
    )
