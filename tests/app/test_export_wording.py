from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.export.wording import beside, number_text, number_text_en, reading, reading_en, unit_en


def figure(comparator: str, code: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    return {
        "comparator": comparator,
        "comparator_code": code,
        "value": value,
        "value_max": None,
        "unit": unit,
        **more,
    }


@pytest.mark.parametrize(
    ("given_figure", "zh", "en"),
    [
        (figure("稳定在…以上", "ge", 10, "万亩"), "稳定在 10 万亩以上", "≥ 100,000 mu"),
        (figure("增长", "change_pct", 6, "%"), "增长 6%", "+6%"),
        (figure("下降", "reduce", 1, "%"), "下降 1%", "−1%"),
        (figure("突破", "gt", 100, "亿元"), "突破 100 亿元", "> 10 billion yuan"),
        (figure("控制在…以内", "le", 28, "微克/立方米"), "控制在 28 微克/立方米以内", "≤ 28 µg/m³"),
        (figure("=", "eq", 2000, "人次"), "2000 人次", "2000 person-times"),
        (figure("…以上", "ge", 60, "台套"), "60 台套以上", "≥ 60 machines and sets"),
        (figure("新增", "add", 3, "只仙鹤"), "新增 3 只仙鹤", "+3 只仙鹤"),
        (figure("=", "eq", 16, "户", name="创新型中小企业"), "16 户", "16 firms"),
        (figure("=", "eq", 120, "户", name="搬迁"), "120 户", "120 households"),
        (figure("达到", "range", 3, "个", value_max=5), "达到 3—5 个", "3–5 items"),
    ],
)
def test_a_figure_reads_as_the_report_words_it(
    given_figure: dict[str, Any], zh: str, en: str
) -> None:
    assert reading(given_figure).line.replace("\u2009", " ") == zh
    assert reading_en(given_figure).line.replace("\u2009", " ") == en


@pytest.mark.parametrize(
    ("unit", "words"),
    [("亿元", "100 million yuan"), ("亩", "mu"), ("万亩", "10,000 mu"), ("只仙鹤", "只仙鹤")],
)
def test_a_unit_is_named_with_its_power_of_ten(unit: str, words: str) -> None:
    assert unit_en(unit).replace("\u2009", " ") == words


@pytest.mark.parametrize(
    ("value_si", "unit_si", "unit", "words"),
    [
        (200_000, "m2", "亩", ("20 公顷", "20 ha")),
        (666_666.6667, "m2", "亩", ("≈ 66.7 公顷", "≈ 66.7 ha")),
        (50_000_000, "kg", "亿斤", ("50,000 吨", "50,000 t")),
        (350_000_000, "W", "万千瓦", ("350 兆瓦", "350 MW")),
    ],
)
def test_a_companion_unit_stands_beside(
    value_si: float, unit_si: str, unit: str, words: tuple[str, str]
) -> None:
    found = beside(figure("", "eq", 1, unit, value_si=value_si, unit_si=unit_si))
    assert found is not None
    assert tuple(text.replace("\u2009", " ") for text in found) == words


def test_no_companion_where_none_helps() -> None:
    assert beside(figure("", "eq", 47, "公里", value_si=47_000, unit_si="m")) is None
    assert beside(figure("", "eq", 5, "公斤", value_si=5, unit_si="kg")) is None
    assert beside(figure("", "eq", 5, "亩", value_si=None, unit_si="")) is None


@given(st.floats(min_value=0, max_value=1e15, allow_nan=False))
def test_a_number_never_shows_an_exponent(value: float) -> None:
    assert "e" not in number_text(value)
    assert float(number_text(value).replace(",", "")) == pytest.approx(value, abs=1e-6)


def test_large_numbers_are_grouped_and_named() -> None:
    assert number_text(5200) == "5200"
    assert number_text(66_667) == "66,667"
    assert number_text_en(1e10) == "10\u2009billion"
