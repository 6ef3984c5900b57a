"""Small works and mentions to compare, and the invented pair of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.catalogue.identity import identify_indicators, identify_mentions
from etl.catalogue.merge import merge_mentions
from etl.catalogue.model import IndicatorRecord, Work
from etl.codes import Category, Comparator, Stage, WorkType
from etl.extract.model import ClauseRef, Indicator, Mention
from etl.extract.units import to_si

ROOT = Path(__file__).resolve().parents[3]
INVENTED = ROOT / "geodata" / "999901"
TRUTH = Path(__file__).parent / "invented"


@dataclass(frozen=True)
class Said:
    """One mention in short."""

    stage: Stage | None = Stage.IMPLEMENTATION
    work_type: WorkType | None = WorkType.CONSTRUCTION
    review: bool = False
    verb: str = "推进…建设"
    outcome: str = ""
    due: str = ""
    quantity: float | None = None
    unit: str = ""
    hint: str = ""


def mention(
    name: str, said: Said, at: int = 0, *, named: bool = True, category: Category
) -> Mention:
    return Mention(
        ref=ClauseRef(
            "回顾" if said.review else "一", None if said.review else 1, "", 0, at, 0, at, at + 1
        ),
        mention=name,
        canonical_name=name,
        category=category,
        work_type=said.work_type,
        stage=said.stage,
        verb_phrase=said.verb,
        named=named,
        is_review=said.review,
        confidence=1.0,
        rule="test",
        quantity=said.quantity,
        unit=said.unit,
        outcome=said.outcome,
        due=said.due,
        spatial_hint=said.hint,
    )


def work(
    name: str,
    *said: Said,
    named: bool = True,
    category: Category = Category.INDUSTRY,
    report: str = "2025",
) -> Work:
    facts = [
        mention(name, item, at, named=named, category=category)
        for at, item in enumerate(said or (Said(),))
    ]
    (only,) = merge_mentions("999999", identify_mentions(report, facts), [])
    return only


def figure(
    name: str,
    value: float,
    unit: str,
    *,
    code: Comparator = Comparator.EQ,
    words: str = "达到",
    review: bool = False,
    at: int = 0,
    high: float | None = None,
) -> Indicator:
    value_si, unit_si = to_si(value, unit)
    return Indicator(
        ref=ClauseRef("总目标", 0, "", 0, at, 0, at, at + 1),
        name=name,
        comparator=words,
        comparator_code=code,
        value=value,
        unit=unit,
        value_si=value_si,
        unit_si=unit_si,
        is_review=review,
        confidence=1.0,
        rule="test",
        value_max=high,
    )


def records(report: str, *facts: Indicator) -> list[IndicatorRecord]:
    return identify_indicators(report, facts)


def names(works: Sequence[Work]) -> list[str]:
    return [item.name for item in works]
