"""Units of measure as Chinese reports write them, and their SI values.

The table is `geodata/lexicon/units.csv`: unit, quantity kind, factor to the SI unit, SI unit,
English label. Multipliers (万, 亿 …) and unknown `a/b` pairs are composed here, so that 万亩 and
元/平方米 need no row of their own.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl.errors import TableError
from etl.paths import LEXICON

MULTIPLIERS = {
    "": 1.0,
    "千": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "十亿": 1e9,
    "百亿": 1e10,
    "千亿": 1e11,
    "万亿": 1e12,
}
"""Power-of-ten words that may stand before a unit and are written as part of it (万亩)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `factor` turns a value into `unit_si`; `kind` is the quantity kind."""

    unit: str
    kind: str
    factor: float
    unit_si: str
    label_en: str


@cache
def unit_table(path: Path | None = None) -> dict[str, Unit]:
    """Read the unit table, unit → row. Raises `TableError` naming file and row."""
    source = path or LEXICON / "units.csv"
    table: dict[str, Unit] = {}
    with source.open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle), start=2):
            try:
                unit = Unit(
                    row["unit"], row["kind"], float(row["factor"]), row["unit_si"], row["label_en"]
                )
            except (KeyError, TypeError, ValueError) as cause:
                raise TableError(
                    "计量单位表此行缺列或系数不是数，请补全 unit、kind、factor、unit_si、label_en",
                    "this row of the unit table lacks a column or its factor is no number; "
                    "give unit, kind, factor, unit_si, label_en",
                    file=str(source),
                    row=number,
                ) from cause
            if unit.unit in table:
                raise TableError(
                    f"单位“{unit.unit}”重复，请删去一行",
                    f"unit {unit.unit!r} stands twice; delete one row",
                    file=str(source),
                    row=number,
                )
            table[unit.unit] = unit
    return table


@cache
def _multiplied() -> re.Pattern[str]:
    words = sorted(filter(None, MULTIPLIERS), key=len, reverse=True)
    return re.compile(f"({'|'.join(words)})(.*)")


@cache
def resolve_unit(text: str) -> Unit | None:
    """Resolve a unit as written (万亩, 万头(只), 元/人), or None if it is no unit we know.

    A bare multiplier (54万) is a plain number: kind `number`.
    """
    table = unit_table()
    if not text:
        return Unit("", "index", 1.0, "", "index")
    bare = re.sub(r"[(（][^)）]*[)）]$", "", text).replace("／", "/")
    if bare in table:
        return table[bare]
    match = _multiplied().fullmatch(bare)
    if match:
        factor = MULTIPLIERS[match[1]]
        if not match[2]:
            return Unit(text, "number", factor, "count", "number")
        base = resolve_unit(match[2])
        if base and base.kind != "percent":
            return Unit(text, base.kind, base.factor * factor, base.unit_si, base.label_en)
    if "/" in bare:
        upper, lower = (resolve_unit(part) for part in bare.split("/", 1))
        if upper and lower:
            return Unit(
                text,
                f"{upper.kind}_per_{lower.kind}",
                upper.factor / lower.factor,
                f"{upper.unit_si}/{lower.unit_si}",
                f"{upper.label_en} per {lower.label_en}",
            )
    return None


def to_si(value: float, unit: str) -> tuple[float, str]:
    """Convert `value` in `unit` (as written) to (value, SI unit); unknown units pass through."""
    known = resolve_unit(unit)
    if known is None:
        return value, unit
    # Ten significant digits: hides binary dust (0.1 × 3), keeps every written digit.
    return float(f"{value * known.factor:.10g}"), known.unit_si
