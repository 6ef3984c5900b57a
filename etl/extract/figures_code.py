"""The comparator of a figure: its full Chinese wording and its code."""

from __future__ import annotations

from etl.codes import Comparator
from etl.extract.figures_reading import Reading
from etl.extract.quantity import Quantity

_AT_LEAST = ("以上", "及以上")
_AT_MOST = ("以内", "以下", "之内", "内")
_ADD_VERBS = ("新增", "增设", "增加", "新", "增")


def full_wording(reading: Reading, quantity: Quantity) -> str:
    """The wording with what follows the number: 稳定在 + 以上 → 稳定在…以上; = + 以上 → …以上."""
    tail = quantity.bound.replace("及以上", "以上").replace("之内", "以内")
    if not tail and quantity.approx in ("余", "多"):
        tail = quantity.approx
    if not tail:
        return reading.comparator
    return f"{'' if reading.comparator == '=' else reading.comparator}…{tail}"


def comparator_code(reading: Reading, quantity: Quantity | None) -> Comparator:
    """The code behind the wording; a range is `range` whatever the wording says."""
    if quantity is None:
        return Comparator.EQ
    if quantity.value_max is not None:
        return Comparator.RANGE
    at_least = quantity.bound in _AT_LEAST or quantity.approx in ("余", "多")
    if reading.klass == "down":
        return Comparator.REDUCE
    if reading.klass == "up":
        if quantity.kind in ("percent", "ratio", "percentage_point", "doubling"):
            return Comparator.CHANGE_PCT_GE if at_least else Comparator.CHANGE_PCT
        return Comparator.ADD_GE if at_least else Comparator.ADD
    if reading.klass == "add" or reading.comparator.startswith(_ADD_VERBS):
        at_least = at_least or reading.klass in ("ge", "gt")
        if reading.klass != "level":
            return Comparator.ADD_GE if at_least else Comparator.ADD
    if quantity.bound in _AT_MOST:
        return Comparator.LE
    if at_least:
        return Comparator.GE
    fixed = {"gt": Comparator.GT, "lt": Comparator.LT, "ge": Comparator.GE, "le": Comparator.LE}
    return fixed.get(reading.klass, Comparator.EQ)
