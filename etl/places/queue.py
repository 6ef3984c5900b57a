"""In which order works without a sure place are asked after: the most consequential first.

The rule is data (place_queue.csv): points for what the report says of a work, added up. Works that
are under way, new, dear, named and known by no more than the district come first; events and firms
being courted, which have no site yet, last. Equal points keep the order of the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.codes import Precision
from etl.tables import read_table

COLUMNS = ("field", "code", "points", "label_zh", "label_en")
SURE = frozenset({Precision.SURVEYED, Precision.SITE})
"""Classes that need no more asking."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How many points a fact is worth, and its words."""

    field: str
    code: str
    points: int
    label_zh: str
    label_en: str


def read_weights(path: Path) -> tuple[Weight, ...]:
    """place_queue.csv in table order; TableError names a faulty row."""
    return tuple(
        Weight(
            row.required("field"),
            row.required("code"),
            int(row.number_of("points") or 0),
            row.required("label_zh"),
            row.required("label_en"),
        )
        for row in read_table(path, COLUMNS)
    )


def is_queued(properties: Mapping[str, Any]) -> bool:
    """Whether a work of the published layers is placed coarsely, or not at all."""
    return Precision(properties["precision"]) not in SURE


def points_of(
    properties: Mapping[str, Any], weights: tuple[Weight, ...]
) -> tuple[int, list[Weight]]:
    """The points of a work by its published properties, and what they were given for."""
    said = {
        "precision": {str(properties["precision"])},
        "stage": {str(properties.get("stage") or "")},
        "work_type": {str(properties.get("work_type") or "")},
        "category": {str(properties.get("category") or "")},
        "fact": _facts(properties),
    }
    given = [weight for weight in weights if weight.code in said.get(weight.field, ())]
    return sum(weight.points for weight in given), given


def _facts(properties: Mapping[str, Any]) -> set[str]:
    figures = properties.get("figures") or []
    checks = {
        "money": any(figure.get("unit_si") == "CNY" for figure in figures),
        "figure": bool(figures),
        "named": bool(properties.get("named")),
        "related": bool(properties.get("related_ids")),
        "repeated": len(properties.get("mentions") or []) > 1,
    }
    return {name for name, holds in checks.items() if holds}
