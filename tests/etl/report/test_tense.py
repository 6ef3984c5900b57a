"""Telling what was done from what is to be done, with and without a section that says so."""

from __future__ import annotations

import pytest

from etl.report.parse import parse_report
from etl.report.tense import is_past_title, opening, western_years

_DONE = "云溪大桥建成通车，柳湾小学投入使用，全年新增就业1200人，财政收入同比增长5.2%。"
_TO_DO = "今年要建设云溪大桥，力争柳湾小学年内投用，推动园区扩区，确保新增就业1000人以上。"


@pytest.mark.parametrize(
    ("title", "year", "past"),
    [
        ("2024年主要工作", 2025, True),
        ("2024年主要工作", 2024, False),
        ("二〇二四年干了些什么", 2025, True),
        ("2024年的收成", 2025, True),
        ("过去一年工作回顾", None, True),
        ("2024年目标任务", 2025, False),
        ("2025年工作安排", 2025, False),
        ("重点任务", 2025, False),
    ],
)
def test_past_title(title: str, year: int, past: bool) -> None:
    assert is_past_title(title, year) is past


def test_years_in_both_digits() -> None:
    assert western_years("二〇二四年和2025年") == [2024, 2025]


@pytest.mark.parametrize(
    ("text", "said"),
    [("过去一年，我们", True), ("2024年，全县", True), ("2025年，全县", False), ("一条路", None)],
)
def test_opening(text: str, said: bool | None) -> None:
    assert opening(text, 2025) is said


def _kinds(*lines: str) -> dict[str, bool]:
    report = parse_report("\n".join(("云溪县2025年政府工作报告（2025年1月8日）", *lines)))
    return {
        sentence.text: sentence.is_review
        for section in report.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    }


def test_a_section_named_by_last_year() -> None:
    tasks = ("二、2025年工作安排", "（一）兴产业", _TO_DO, "（二）惠民生", _TO_DO)
    told = _kinds("一、2024年主要工作", _DONE, *tasks)
    assert told[_DONE] is True
    assert told[_TO_DO] is False


def test_bare_headings_of_two_years() -> None:
    told = _kinds("砥砺奋进的2024年", _DONE, "奋楫争先的2025年", _TO_DO)
    assert (told[_DONE], told[_TO_DO]) == (True, False)


def test_a_report_without_headings() -> None:
    told = _kinds(f"2024年，{_DONE}", f"下面的工作请审议。{_TO_DO}", _TO_DO)
    assert told[f"2024年，{_DONE}"] is True
    assert told[_TO_DO] is False


def test_a_list_of_targets_is_no_growth_achieved() -> None:
    targets = (
        "主要预期目标是：地区生产总值增长6%；规模以上工业增加值增长7%；固定资产投资增长8%；"
        "社会消费品零售总额增长5%；一般公共财政预算收入增长4%；城镇居民人均可支配收入增长6%。"
    )
    told = _kinds("二、今年工作", targets, "（一）兴产业", _TO_DO, "（二）惠民生", _TO_DO)
    assert not any(told[said] for said in told if "增长" in said)
