"""Small charts of targets in plain HTML: a row each, so that they read and print as a list."""

from __future__ import annotations

from typing import Any

from dash import html

from app.components.indicator_facts import Panel, bound, signed
from app.components.marks import aria, data
from app.components.text import bi, t
from app.export.wording import number_text, reading, reading_en

_TITLES = {"growth": "indicators.growth", "share": "indicators.share"}


def chart(panel: Panel) -> html.Figure:
    """One panel: title, rows (name, track, value), axis. Values are text; tracks are decoration."""
    title = (
        t(_TITLES[panel.family])
        if panel.family in _TITLES
        else t("indicators.same_unit", unit=panel.unit)
    )
    return html.Figure(
        [
            html.Figcaption(title, className="small-head"),
            html.Ul([_row(panel, p) for p in panel.rows], className="ind-rows"),
            _axis(panel),
        ],
        className=f"ind-chart ind-{panel.family}",
    )


def _row(panel: Panel, p: Any) -> html.Li:
    return html.Li(
        [
            html.A(p["name"], href=f"#{p['id']}", className="ind-row-name", lang="zh-CN"),
            html.Span(_marks(panel, p), className="ind-track", **aria(hidden="true")),
            html.Span(bi(*_value(p)), className="ind-row-value num"),
        ],
        **data(id=p["id"]),
    )


def _value(p: Any) -> tuple[str, str]:
    """The value as short as a chart row allows: sign, number, unit."""
    sign = {"least": "≥", "most": "≤", "at": ""}[bound(p)]
    minus = "−" if p["comparator_code"] == "reduce" else ""
    zh, en = reading(p), reading_en(p)
    space = "" if p["unit"] == "%" else "\u2009"
    return f"{sign}{minus}{zh.number}{space}{zh.unit}", f"{sign}{minus}{en.number}{space}{en.unit}"


def _marks(panel: Panel, p: Any) -> list[html.Span]:
    zero, here = panel.at(0), panel.at(signed(p))
    left, width = min(zero, here), abs(here - zero)
    stem = {"left": f"{left}%", "width": f"{width:.2f}%"}
    return [
        *(html.Span(className="ind-grid", style={"left": f"{panel.at(v)}%"}) for v in panel.ticks),
        html.Span(className="ind-zero", style={"left": f"{zero}%"}),
        html.Span(className="ind-stem", style=stem),
        html.Span(className=f"ind-dot is-{bound(p)}", style={"left": f"{here}%"}),
    ]


def _axis(panel: Panel) -> html.Div:
    ticks = [
        html.Span(number_text(value).replace("-", "−"), style={"left": f"{panel.at(value)}%"})
        for value in panel.ticks
    ]
    return html.Div(
        html.Span(ticks, className="ind-ticks num"), className="ind-axis", **aria(hidden="true")
    )
