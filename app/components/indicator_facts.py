"""Indicators as figures: which may share an axis, and where they stand on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any, Literal

Props = Mapping[str, Any]
Family = Literal["growth", "share", "unit"]
Bound = Literal["at", "least", "most"]

_CHANGES = ("change_pct", "change_pct_ge")
_LEAST = ("ge", "gt", "add_ge", "change_pct_ge")
_MOST = ("le", "lt")


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart: figures of one family in one unit, on an axis from `low` to `high`."""

    family: Family
    unit: str
    rows: tuple[Props, ...]
    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        """Round values from `low` to `high`."""
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * index for index in range(count + 1)]

    def at(self, value: float) -> float:
        """Where a value stands, in per cent of the axis."""
        return round((value - self.low) / (self.high - self.low) * 100, 2)


def family(p: Props) -> Family | None:
    """Which figures may share an axis with this one; None for a count, which stands alone.

    Counts of unlike things (座, 户, 个) are never set side by side, whatever their unit is called.
    """
    if p["unit_si"] == "percent":
        return "growth" if p["comparator_code"] in (*_CHANGES, "reduce") else "share"
    return "unit" if p["unit_si"] not in ("count", "1", "") else None


def signed(p: Props) -> float:
    """The value on the axis: a reduction points down."""
    return -float(p["value"]) if p["comparator_code"] == "reduce" else float(p["value"])


def bound(p: Props) -> Bound:
    """Whether the target is the value itself, at least that, or at most."""
    code = p["comparator_code"]
    if code in _LEAST:
        return "least"
    return "most" if code in _MOST else "at"


def growth_axis(every: Iterable[Props]) -> tuple[float, float, float]:
    """(low, high, step) for the changes of all focus areas: small multiples share one scale."""
    values = [signed(p) for p in every if family(p) == "growth"] or [0.0]
    reach = max(values) - min(0.0, *values)
    step = next((size for size in (1.0, 2.0, 5.0, 10.0, 25.0) if reach / size <= 6), 50.0)
    low = floor(min(0.0, *values) / step) * step
    return low, max(ceil(max(values) / step) * step, low + step), step


def panels(own: Sequence[Props], axis: tuple[float, float, float]) -> list[Panel]:
    """The charts of one focus area: changes and rates on shared axes, then like units, if any.

    A unit of its own needs two figures of one kind (a stock and a rise are not compared).
    """
    found: list[Panel] = []
    if growth := tuple(p for p in own if family(p) == "growth"):
        found.append(Panel("growth", "%", growth, *axis))
    if share := tuple(p for p in own if family(p) == "share"):
        found.append(Panel("share", "%", share, 0, 100, 25))
    groups: dict[tuple[str, bool], list[Props]] = defaultdict(list)
    for p in own:
        if family(p) == "unit":
            groups[(p["unit"], str(p["comparator_code"]).startswith("add"))].append(p)
    for (unit, _), rows in groups.items():
        if len(rows) > 1:
            step = _step(max(float(p["value"]) for p in rows))
            high = ceil(max(float(p["value"]) for p in rows) / step) * step
            found.append(Panel("unit", unit, tuple(rows), 0, high, step))
    return found


def _step(top: float) -> float:
    """A round step that cuts 0…top into two to five."""
    size = 1.0
    while top / size > 10:
        size *= 10
    while top / size <= 1:
        size /= 10
    return next((size * k for k in (0.5, 1, 2, 2.5) if top / (size * k) <= 5), size * 5)
