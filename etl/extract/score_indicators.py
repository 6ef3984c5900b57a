"""Score indicators against hand-labelled truth. Pure.

An indicator is found when value and unit are those of the truth; among several of one value the one
with the right name, then the nearest, is taken. Name and comparator are judged on what was found.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from etl.extract.model import Indicator

_LEVEL = frozenset({"=", "达", "达到", "为", "完成", "实现", "增至", "提升至", "提高到", "降至"})


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """Counts and rates; `figure_f1` is the F1 of value + unit."""

    truth: int
    found: int
    hits: int
    figure_f1: float
    names_right: int
    comparators_right: int
    all_right: int
    name_rate: float
    comparator_rate: float
    missed: tuple[str, ...] = field(default=())
    spurious: tuple[str, ...] = field(default=())
    wrong: tuple[str, ...] = field(default=())


def same_name(one: str, other: str) -> bool:
    """Equal but for brackets, quotes and particles, or the same with a word more or less."""
    one, other = (
        re.sub(r"[（(].*?[）)]|[“”、和与及的]|^(?:全区|全县|全市|全年)", "", n)
        for n in (one, other)
    )
    if one == other or SequenceMatcher(None, one, other).ratio() >= 0.75:
        return True
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long and len(short) >= 0.6 * len(long)


def same_comparator(one: str, other: str) -> bool:
    """The same wording, or two plain ways to say that a level is reached."""
    one, other = (re.sub(r"^(?:同比|力争|确保|预计|全年)", "", text) for text in (one, other))
    return one == other or (one in _LEVEL and other in _LEVEL)


def _values(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in re.findall(r"\d+(?:\.\d+)?", text))


def _found_values(item: Indicator) -> tuple[float, ...]:
    return (item.value,) if item.value_max is None else (item.value, item.value_max)


def score_indicators(
    found: Sequence[Indicator], rows: Sequence[Mapping[str, str]]
) -> IndicatorScore:
    """Score `found` against truth rows (indicator_name, comparator, value, unit, quote)."""
    free = list(found)
    hits = names = comparators = both = 0
    missed: list[str] = []
    wrong: list[str] = []
    for row in rows:
        name = row.get("indicator_name") or row.get("name", "")
        fits = [
            item
            for item in free
            if _found_values(item) == _values(row["value"]) and item.unit == row["unit"].strip()
        ]
        if not fits:
            missed.append(row.get("quote") or name)
            continue
        best = max(
            fits,
            key=lambda item: (
                same_name(name, item.name),
                item.ref.section == row.get("section"),
                same_comparator(row["comparator"], item.comparator),
            ),
        )
        free.remove(best)
        right_name = same_name(name, best.name)
        right_comparator = same_comparator(row["comparator"], best.comparator)
        hits, names = hits + 1, names + right_name
        comparators, both = comparators + right_comparator, both + (right_name and right_comparator)
        if not (right_name and right_comparator):
            wrong.append(f"{best.name} {best.comparator} ≠ {name} {row['comparator']}")
    total = len(found) + len(rows)
    return IndicatorScore(
        len(rows), len(found), hits, 2 * hits / total if total else 0.0,
        names, comparators, both, names / (hits or 1), comparators / (hits or 1),
        tuple(missed),
        tuple(f"{item.name} {item.comparator} {item.value:g}{item.unit}" for item in free),
        tuple(wrong),
    )  # fmt: skip
