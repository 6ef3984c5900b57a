"""Targets of report N against the actuals in the review of report N+1."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.catalogue.model import IndicatorRecord
from etl.codes import Comparator
from etl.extract.model import Indicator
from etl.extract.units import resolve_unit
from etl.paths import LEXICON
from etl.years.codes import FigureResult, FigureSign
from etl.years.names import ratio

_GROWTH = {Comparator.CHANGE_PCT, Comparator.CHANGE_PCT_GE}
_ADDED = {Comparator.ADD, Comparator.ADD_GE}
_UPPER = {Comparator.LE, Comparator.LT}
_UPPER_WORDS = re.compile(
    r"控制|以内|以下|不超过|不高于|低于|降[至到]|压[缩减][至到]|[降缩]短[至到]"
)
_ABOUT_WORDS = re.compile("左右|上下")
_ABOUT = 0.05
_LIKE = 0.8
_EXACT = 1e-6
_LEAD = re.compile(
    r"^(?:全年|全[区县市旗]|本年|年度|当年|城区|累计|新增|新建|完成|实现|力争)(?=.{2})"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One target and its actual.

    `difference` is actual minus target, in the target's own unit (percentage points for rates and
    growth), None without an actual; `is_sure` is False where only the names are alike.
    """

    target: IndicatorRecord
    actual: IndicatorRecord | None
    result: FigureResult
    signs: tuple[FigureSign, ...]
    difference: float | None = None
    is_sure: bool = True


@cache
def synonyms() -> dict[str, str]:
    """`geodata/lexicon/figure_synonyms.csv`: a word and the name of the figure it stands for."""
    with (LEXICON / "figure_synonyms.csv").open(encoding="utf-8", newline="") as handle:
        return {row["word"]: row["means"] for row in csv.DictReader(handle)}


@lru_cache(maxsize=1 << 14)
def figure_key(name: str) -> str:
    """The name without scope words (全年, 全区, 新增 …), synonyms made one."""
    key = re.sub(r"[\s“”\"（）()]", "", name).upper()
    while (short := _LEAD.sub("", key, count=1)) != key:
        key = short
    return synonyms().get(key, key)


def family(fact: Indicator) -> str:
    """What a figure measures: growth, or an amount in an SI unit.

    A fall in percent is negative growth; a fall by an amount is a family of its own.
    """
    if fact.comparator_code in _GROWTH:
        return "growth"
    if fact.comparator_code == Comparator.REDUCE:
        return "growth" if fact.unit_si == "percent" else f"reduce:{fact.unit_si}"
    return f"amount:{fact.unit_si}"


def _value(fact: Indicator) -> float:
    falls = fact.comparator_code == Comparator.REDUCE and fact.unit_si == "percent"
    return -abs(fact.value_si) if falls else fact.value_si


def _is_upper(fact: Indicator) -> bool:
    """Whether less is better: an upper bound, or a fall."""
    falls = fact.comparator_code == Comparator.REDUCE and fact.unit_si == "percent"
    bound = fact.comparator_code in _UPPER or bool(_UPPER_WORDS.search(fact.comparator))
    return bound or falls or (family(fact) == "growth" and fact.value_si < 0)


def _is_met(target: Indicator, actual: float) -> bool:
    aim = _value(target)
    slack = abs(aim) * _EXACT
    if _ABOUT_WORDS.search(target.comparator):
        slack = abs(aim) * _ABOUT
    if target.comparator_code == Comparator.LT:
        return actual < aim
    if target.comparator_code == Comparator.GT:
        return actual > aim
    return actual <= aim + slack if _is_upper(target) else actual >= aim - slack


def _mixes(target: Indicator, actual: Indicator) -> bool:
    """Whether one adds (新增500个) and the other tells a stock (达到3000个)."""
    kinds = {target.comparator_code in _ADDED, actual.comparator_code in _ADDED}
    stock = target if target.comparator_code not in _ADDED else actual
    return len(kinds) == 2 and bool(re.search("达到?|增至|总数|累计", stock.comparator))


def _likeness(target: Indicator, actual: Indicator) -> float:
    key, other = figure_key(target.name), figure_key(actual.name)
    if key == other:
        return 1.0
    if target.place and actual.place and target.place != actual.place:
        return 0.0
    return ratio(key, other)


def _in_unit(difference_si: float, unit: str) -> float:
    known = resolve_unit(unit)
    return float(f"{difference_si / known.factor if known else difference_si:.6g}")


def compare_one(target: IndicatorRecord, actuals: Sequence[IndicatorRecord]) -> Comparison:
    """Find the actual of one target and compare in SI units; growth only with growth."""
    fact = target.fact
    named = [(item, _likeness(fact, item.fact)) for item in actuals]
    alike = [(item, like) for item, like in named if like >= _LIKE]
    fits = [
        (item, like)
        for item, like in alike
        if family(item.fact) == family(fact) and not _mixes(fact, item.fact)
    ]
    if not fits:
        sign = FigureSign.OTHER_MEASURE if alike else FigureSign.NOT_NAMED
        return Comparison(target, None, FigureResult.NO_ACTUAL, (sign,))
    actual, like = max(fits, key=lambda pair: (pair[1], -pair[0].fact.ref.start))
    value = _value(actual.fact)
    signs = [FigureSign.SAME_FIGURE if like == 1 else FigureSign.LIKE_FIGURE]
    if _ABOUT_WORDS.search(fact.comparator):
        signs.append(FigureSign.ABOUT)
    return Comparison(
        target,
        actual,
        FigureResult.MET if _is_met(fact, value) else FigureResult.MISSED,
        tuple(signs),
        difference=_in_unit(value - _value(fact), fact.unit),
        is_sure=like == 1,
    )


def compare_figures(
    old: Sequence[IndicatorRecord], new: Sequence[IndicatorRecord]
) -> list[Comparison]:
    """Every target of report N, in its order, against the review figures of report N+1.

    A range is met from its lower end on. One actual may answer a target that is named twice.
    """
    actuals = [record for record in new if record.fact.is_review]
    return [compare_one(record, actuals) for record in old if not record.fact.is_review]
