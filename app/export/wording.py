"""Facts in words: numbers, figures, places of the report, how surely a thing is placed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.codes import (
    PRECISION_LABELS,
    Category,
    CodeList,
    LocationMethod,
    Precision,
    Stage,
    WorkType,
)
from etl.extract.units import MULTIPLIERS, resolve_unit

THIN = "\u2009"
"""Thin space between a number and its unit."""

ORIGINS = {
    "text": "报告原文",
    "corrected": "原文提取后更正",
    "added": "人工补录",
    "table": "区划资料",
}

Props = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as it is read: words before, number, unit, words after."""

    head: str
    number: str
    unit: str
    tail: str

    @property
    def line(self) -> str:
        """In one line; a percent sign stands close, other units after a thin space."""
        space = "" if self.unit[:1] in ("%", "‰", "") else THIN
        head = f"{self.head}{THIN}" if self.head else ""
        return f"{head}{self.number}{space}{self.unit}{self.tail}"


def number_text(value: float) -> str:
    """A number without needless decimals; grouped from five digits on."""
    # Not `g`: it turns ten thousand million into 1e+10.
    plain = f"{value:.6f}" if abs(value) < 10_000 else f"{value:,.6f}"
    return plain.rstrip("0").rstrip(".")


def number_text_en(value: float) -> str:
    """The same in English, with million and billion for what 万 and 亿 would have kept short."""
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{number_text(value / size)}{THIN}{word}"
    return number_text(value)


def reading(figure: Props) -> Reading:
    """How the report words a figure: 稳定在…以上, 100, 亿元 → 稳定在 100 亿元以上."""
    head, _, tail = str(figure["comparator"]).partition("…")
    number = number_text(figure["value"])
    if figure.get("value_max") is not None:
        number = f"{number}—{number_text(figure['value_max'])}"
    return Reading("" if head == "=" else head, number, str(figure["unit"]), tail)


def reading_en(figure: Props) -> Reading:
    """The same in English: the comparator's sign, the value without 万/亿, the unit's name."""
    code = str(figure["comparator_code"])
    sign = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<", "add_ge": "≥", "change_pct_ge": "≥"}.get(
        code, ""
    )
    plus = {"add": "+", "add_ge": "+", "change_pct": "+", "change_pct_ge": "+", "reduce": "−"}.get(
        code, ""
    )
    unit = str(figure["unit"])
    known = resolve_unit(unit)
    if known is None or known.kind in ("percent", "concentration"):
        return Reading(sign, plus + reading(figure).number, _SYMBOLS.get(unit, unit), "")
    factor = _multiplier(unit)
    number = plus + number_text_en(figure["value"] * factor)
    if figure.get("value_max") is not None:
        number = f"{number}–{number_text_en(figure['value_max'] * factor)}"
    return Reading(sign, number, _counted(unit, known.label_en, str(figure.get("name", ""))), "")


def unit_en(unit: str) -> str:
    """A unit as written, in English: 亿元 → 100 million yuan; as it is where it is not known."""
    known = resolve_unit(unit)
    if known is None:
        return unit
    factor = _multiplier(unit)
    return known.label_en if factor == 1 else f"{number_text_en(factor)} {known.label_en}"


def _counted(unit: str, label: str, name: str) -> str:
    """The unit's name; 户 are firms or households, as what is counted is called."""
    if unit != "户":
        return label
    return "firms" if re.search("企业|公司|商户|经营主体", name) else "households"


_SYMBOLS = {"微克/立方米": "µg/m³", "毫克/立方米": "mg/m³", "%": "%"}


def _multiplier(unit: str) -> float:
    """The power of ten in front of a unit as written (万亩 → 10 000)."""
    words = sorted(filter(None, MULTIPLIERS), key=len, reverse=True)
    return next((MULTIPLIERS[word] for word in words if unit.startswith(word)), 1.0)


def beside(figure: Props) -> tuple[str, str] | None:
    """The value in the unit a reader also wants (亩 → ha, 斤 → t, 万千瓦 → MW), zh and en."""
    value, unit = figure.get("value_si"), str(figure["unit"])
    if value is None:
        return None
    code = figure.get("unit_si")
    if code == "m2" and "亩" in unit:
        return _pair(value / 10_000, "公顷", "ha")
    if code == "kg" and unit.endswith("斤") and not unit.endswith("公斤"):
        return _pair(value / 1000, "吨", "t")
    if code == "W" and unit.startswith("万"):
        return _pair(value / 1e6, "兆瓦", "MW")
    return None


def _pair(value: float, zh: str, en: str) -> tuple[str, str]:
    """A rounded value in both languages; `≈` where rounding shows."""
    rounded = round(value, 1) if value < 100 else round(value)
    about = "" if abs(rounded - value) < 1e-9 else "≈\u2009"
    return f"{about}{number_text(rounded)}{THIN}{zh}", f"{about}{number_text(rounded)}{THIN}{en}"


def figures_text(figures: list[dict[str, Any]]) -> str:
    """All figures of a work, one a line."""
    return "\n".join(f"{figure['name']} {reading(figure).line}" for figure in figures)


def code_label(codes: type[CodeList], code: str | None) -> str:
    """The Chinese label of a code, "" for none, the code itself where the list lacks it."""
    if not code:
        return ""
    try:
        return codes(code).label_zh  # type: ignore[call-arg]
    except ValueError:
        return code


def category(props: Props) -> str:
    """类别."""
    return code_label(Category, props["category"])


def stage(props: Props) -> str:
    """阶段."""
    return code_label(Stage, props["stage"])


def work_type(props: Props) -> str:
    """工作类型."""
    return code_label(WorkType, props["work_type"])


def precision(props: Props) -> str:
    """定位精度."""
    return PRECISION_LABELS[Precision(props["precision"])][0]


def method(props: Props) -> str:
    """定位方法."""
    return code_label(LocationMethod, props["location_method"])


def focus(props: Props, labels: Mapping[int, str]) -> str:
    """The focus areas, several joined by a 、."""
    return "、".join(labels.get(number, str(number)) for number in props["focus_areas"])


def reference(ref: Props) -> str:
    """Where in the report: 2025 报告〔一〕段落标题 第16句 (the index, which counts from 0)."""
    title = f"{ref['paragraph_title']} " if ref["paragraph_title"] else ""
    return f"{ref['report']} 〔{ref['section']}〕{title}第{ref['sentence_index']}句"
