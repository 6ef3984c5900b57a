from __future__ import annotations

from typing import Any

import export_layers
import pytest

from app.components.indicator_facts import family, growth_axis, panels
from app.components.indicator_model import page_model


def p(
    identity: str, code: str, value: float, unit: str, unit_si: str, **more: Any
) -> dict[str, Any]:
    found: dict[str, Any] = export_layers.indicator(
        identity,
        identity,
        comparator_code=code,
        value=value,
        unit=unit,
        value_si=value,
        unit_si=unit_si,
        **more,
    )["properties"]
    return found


GROWTH = p("g", "change_pct", 6, "%", "percent")
DOWN = p("d", "reduce", 1, "%", "percent")
SHARE = p("s", "ge", 93.8, "%", "percent")
HEADS = p("h", "ge", 2200, "头", "count")
FIRMS = p("f", "ge", 25, "户", "count")


def test_counts_of_unlike_things_share_no_axis() -> None:
    assert family(HEADS) is None
    axis = growth_axis([HEADS, FIRMS])
    assert panels([HEADS, FIRMS, p("x", "ge", 30, "户", "count")], axis) == []


def test_changes_and_rates_are_charts_of_their_own() -> None:
    found = panels([GROWTH, SHARE, DOWN], growth_axis([GROWTH, DOWN]))
    assert [(panel.family, [row["id"] for row in panel.rows]) for panel in found] == [
        ("growth", ["g", "d"]),
        ("share", ["s"]),
    ]
    assert (found[1].low, found[1].high) == (0, 100)


def test_the_growth_axis_holds_zero_and_every_change() -> None:
    low, high, step = growth_axis([GROWTH, DOWN])
    assert low <= -1 and high >= 6
    assert low % step == 0 and high % step == 0


def test_like_units_need_two_of_one_kind() -> None:
    road, lane = p("r", "eq", 47, "公里", "m"), p("l", "eq", 80, "公里", "m")
    more = p("m", "add", 5, "公里", "m")
    axis = growth_axis([])
    assert panels([road], axis) == []
    assert panels([road, more], axis) == []
    (panel,) = panels([road, lane, more], axis)
    assert (panel.unit, panel.low) == ("公里", 0)
    assert panel.high >= 80
    assert panel.ticks[0] == 0 and panel.ticks[-1] == panel.high


@pytest.mark.parametrize("value", [0.3, 2, 9, 11, 80, 999, 12345])
def test_no_value_leaves_the_axis(value: float) -> None:
    rows = [p("a", "eq", value, "亿元", "CNY"), p("b", "eq", value / 7, "亿元", "CNY")]
    (panel,) = panels(rows, growth_axis([]))
    assert 0 <= panel.at(value) <= 100
    assert 2 <= len(panel.ticks) <= 8


def test_the_model_keeps_every_figure_and_its_reference() -> None:
    every = [f["properties"] for f in export_layers.features()["indicators"]]
    model = page_model(every, {"focus_areas": []})
    cards = [card for group in model for card in group["cards"]]
    assert [card["id"] for card in cards] == ["i1", "i2"]
    assert cards[0]["value"][0] == ["稳定在\u2009", "10", "\u2009万亩以上"]
    assert cards[0]["also"] == ["≈\u20096667\u2009公顷", "≈\u20096667\u2009ha"]
    assert (cards[0]["sentence"], cards[0]["works"]) == (20, ["w3"])


def test_a_reduction_points_down() -> None:
    model = page_model([{**GROWTH, "focus_area": 0}, {**DOWN, "focus_area": 0}], {})
    (panel,) = model[0]["panels"]
    up, down = panel["rows"]
    assert up["left"] == panel["zero"] and up["at"] > panel["zero"]
    assert down["at"] == down["left"] < panel["zero"]
    assert down["value"] == ["−1%", "−1%"]


@pytest.mark.parametrize(
    ("code", "words"), [("gt", ">100\u2009亿元"), ("ge", "≥100\u2009亿元"), ("eq", "100\u2009亿元")]
)
def test_a_chart_row_tells_more_than_from_at_least(code: str, words: str) -> None:
    rows = [p("a", code, 100, "亿元", "CNY"), p("b", "eq", 2, "亿元", "CNY")]
    (panel,) = page_model(rows, {})[0]["panels"]
    assert panel["rows"][0]["value"][0] == words
