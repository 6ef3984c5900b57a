"""Targets against actuals."""

from __future__ import annotations

import pytest
from years_rig import figure, records

from etl.codes import Comparator
from etl.extract.model import Indicator
from etl.years.codes import FigureResult, FigureSign
from etl.years.figures import Comparison, compare_figures, figure_key

GROWS, LE, GE, ADD = Comparator.CHANGE_PCT, Comparator.LE, Comparator.GE, Comparator.ADD


def against(target: Indicator, *actual: Indicator) -> Comparison:
    (only,) = compare_figures(records("2025", target), records("2026", *actual))
    return only


@pytest.mark.parametrize(
    ("target", "actual", "result", "difference"),
    [
        (
            figure("产值", 8, "亿元", code=GE),
            figure("产值", 82000, "万元", review=True),
            "met",
            0.2,
        ),
        (figure("产值", 8, "亿元"), figure("产值", 7.5, "亿元", review=True), "missed", -0.5),
        (figure("粮食总产", 20, "亿斤"), figure("粮食总产", 102, "万吨", review=True), "met", 0.4),
        (figure("失业率", 5.5, "%", code=LE), figure("失业率", 5.2, "%", review=True), "met", -0.3),
        (
            figure("失业率", 5.5, "%", code=LE),
            figure("失业率", 5.8, "%", review=True),
            "missed",
            0.3,
        ),
        (
            figure("失业率", 5.5, "%", words="控制在"),
            figure("失业率", 5.6, "%", review=True),
            "missed",
            0.1,
        ),
        (
            figure("税收", 6, "%", code=GROWS, words="增长"),
            figure("税收", 5.9, "%", code=GROWS, review=True),
            "missed",
            -0.1,
        ),
        (
            figure("税收", 6, "%", code=GROWS, words="增长…左右"),
            figure("税收", 5.8, "%", code=GROWS, review=True),
            "met",
            -0.2,
        ),
        (
            figure("税收", 6, "%", code=GROWS, words="增长…左右"),
            figure("税收", 5.6, "%", code=GROWS, review=True),
            "missed",
            -0.4,
        ),
        (
            figure("能耗", 3, "%", code=Comparator.REDUCE, words="下降"),
            figure("能耗", 2, "%", code=Comparator.REDUCE, review=True),
            "missed",
            1,
        ),
        (
            figure("能耗", 3, "%", code=Comparator.REDUCE, words="下降"),
            figure("能耗", -3.5, "%", code=GROWS, review=True),
            "met",
            -0.5,
        ),
        (
            figure("客流", 5, "万人次", code=Comparator.RANGE, high=6),
            figure("客流", 7, "万人次", review=True),
            "met",
            2,
        ),
        (
            figure("户数", 5, "户", code=Comparator.GT),
            figure("户数", 5, "户", review=True),
            "missed",
            0,
        ),
    ],
)
def test_met_or_missed_in_the_targets_own_unit(
    target: Indicator, actual: Indicator, result: str, difference: float
) -> None:
    found = against(target, actual)
    assert (found.result.value, found.difference) == (result, pytest.approx(difference))


def test_growth_compares_with_growth_alone() -> None:
    target = figure("旅游收入", 12, "%", code=GROWS, words="增长")
    found = against(target, figure("旅游收入", 18, "亿元", review=True))
    assert (found.result, found.signs) == (FigureResult.NO_ACTUAL, (FigureSign.OTHER_MEASURE,))
    assert found.difference is None


def test_an_addition_does_not_compare_with_a_stock() -> None:
    target = figure("停车位", 500, "个", code=ADD, words="新增")
    found = against(target, figure("停车位", 9000, "个", review=True, words="达到"))
    assert found.result == FigureResult.NO_ACTUAL


def test_next_years_target_is_no_actual() -> None:
    found = against(figure("产值", 8, "亿元"), figure("产值", 9, "亿元"))
    assert (found.result, found.signs) == (FigureResult.NO_ACTUAL, (FigureSign.NOT_NAMED,))


def test_names_of_one_figure() -> None:
    assert figure_key("全县GDP") == figure_key("地区生产总值")
    assert figure_key("全年新增公共停车位") == figure_key("公共停车位")
    found = against(figure("规上工业增加值", 8, "%", code=GROWS), figure(
        "规模以上工业增加值", 9, "%", code=GROWS, review=True
    ))  # fmt: skip
    assert (found.result, found.is_sure) == (FigureResult.MET, True)


def test_a_name_that_is_only_like_it_is_not_sure_and_the_closest_is_taken() -> None:
    found = against(
        figure("农产品加工业产值", 8, "亿元"),
        figure("农产品加工产值", 9, "亿元", review=True),
        figure("农产品加工业产值率", 3, "亿元", review=True, at=5),
    )
    assert not found.is_sure
    assert FigureSign.LIKE_FIGURE in found.signs
    assert found.actual is not None
