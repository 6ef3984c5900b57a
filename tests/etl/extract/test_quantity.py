"""Numbers with units: what counts, what does not, and their SI values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.extract.quantity import find_quantities
from etl.extract.quantity_numerals import format_numeral, parse_numeral


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("投资1,200.5万元", 1200.5, "万元"),
        ("种植10万亩玉米", 10, "万亩"),
        ("突破百亿元", 100, "亿元"),
        ("迈上千亿元", 1000, "亿元"),
        ("增长两成", 2, "成"),
        ("增产一成五", 1.5, "成"),
        ("三千人次", 3000, "人次"),
        ("二十万标箱", 20, "万标箱"),
        ("两万三千亩", 23000, "亩"),
        ("客房五百间", 500, "间"),
        ("百分之十二", 12, "%"),
        ("下降3.2‰", 3.2, "‰"),
        ("提高1.5个百分点", 1.5, "个百分点"),
        ("28微克/立方米", 28, "微克/立方米"),
        ("100万头(只)", 100, "万头(只)"),
        ("60台套", 60, "台套"),
        ("半个工作日", 0.5, "个工作日"),
        ("半小时通达", 0.5, "小时"),
        ("提前两个月", 2, "个月"),
        ("占35％", 35, "%"),
        ("100元/人", 100, "元/人"),
        ("翻一番", 1, "番"),
        ("1.6倍", 1.6, "倍"),
        ("人口达到54万", 54, "万"),
    ],
)
def test_value_and_unit_as_written(text: str, value: float, unit: str) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("引进5—8个", 5, 8, "个"),
        ("引进5-8个", 5, 8, "个"),
        ("引进5~8个", 5, 8, "个"),
        ("引进5至8个", 5, 8, "个"),
        ("增长5%至8%", 5, 8, "%"),
        ("产出50—60万吨", 50, 60, "万吨"),
    ],
)
def test_ranges_keep_both_ends(text: str, low: float, high: float, unit: str) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.value_max, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "2025年", "到2027年底", "2025—2027年", "第十六中学", "第三轮督察", "12345热线",
        "PM2.5浓度",
        "AI2.0", "5G网络", "“十四五”规划", "北纬47°", "一中心四区八线", "二十届三中全会",
        "万亩良田",
        "亿元以上项目", "万头奶牛场", "二期工程", "3A景区", "G111线", "54万市民",
        "零的突破",
        "两新政策", "十二乱整治", "20号楼", "第2位",
    ],
)  # fmt: skip
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "bound", "approx"),
    [
        ("10万亩以上", "以上", ""),
        ("5%以内", "以内", ""),
        ("6%左右", "左右", ""),
        ("3个工作日内", "内", ""),
        ("3万余亩", "", "余"),
        ("100多户", "", "多"),
        ("十余家", "", "余"),
    ],
)
def test_bounds_and_approximation(text: str, bound: str, approx: str) -> None:
    (found,) = find_quantities(text)
    assert (found.bound, found.approx) == (bound, approx)


def test_fraction_is_a_percentage() -> None:
    (found,) = find_quantities("占四分之一以上")
    assert (found.value, found.unit, found.bound) == (25, "%", "以上")


def test_several_in_one_sentence_with_spans() -> None:
    text = "分别达到4万亩、1.5万亩和8000亩"
    found = find_quantities(text)
    assert [text[q.start : q.end] for q in found] == ["4万亩", "1.5万亩", "8000亩"]


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_numerals_round_trip(value: int) -> None:
    assert parse_numeral(format_numeral(value)) == value


def test_numerals_short_forms() -> None:
    assert [parse_numeral(t) for t in ("十二", "百", "三百二十", "三点五")] == [12, 100, 320, 3.5]
    assert parse_numeral("二〇二五") is None
    assert parse_numeral("") is None
    with pytest.raises(ValueError, match="10"):
        format_numeral(10**12)


@given(
    st.decimals(min_value="0.01", max_value="99999", places=2),
    st.sampled_from(["亩", "万亩", "公里", "亿元", "万千瓦", "%", "户", "万吨", "元/平方米"]),
)
def test_written_numbers_are_found_whole(value: object, unit: str) -> None:
    text = f"规模达到{value}{unit}以上"
    (found,) = find_quantities(text)
    assert (found.value, found.unit, found.bound) == (float(str(value)), unit, "以上")


@given(st.integers(min_value=1000, max_value=10**9))
def test_thousands_separators_do_not_change_the_value(value: int) -> None:
    plain, grouped = find_quantities(f"投入{value}元")[0], find_quantities(f"投入{value:,}元")[0]
    assert plain.value == grouped.value == value
