"""The table of figures: target of one year, actual of the next report."""

from __future__ import annotations

from typing import Any

from dash import html

from app.components import attr, bi, t
from app.components.marks import data
from app.export.wording import number_text, reading, reading_en
from app.years.parts import area_mark, clause_slot, result_chip
from app.years.read import Release, area_names, label

_POINTS = ("百分点", "points")


def figure_table(release: Release) -> html.Div:
    """One row a target, in the order of the old report."""
    heads = ("figure", "area", "target", "actual", "difference", "result")
    names = area_names(release)
    return html.Div(
        html.Table(
            [
                html.Caption(t("years.figures_caption"), className="sr-only"),
                html.Thead(
                    html.Tr([html.Th(t(f"years.col_{name}"), scope="col") for name in heads])
                ),
                html.Tbody([_row(release, item, names) for item in release["figures"]]),
            ],
            className="table yr-figures",
        ),
        className="yr-table-box",
        tabIndex=0,
        role="region",
        **attr("aria-label", "years.figures_caption"),
    )


def difference(item: dict[str, Any]) -> tuple[str, str]:
    """Actual minus target in the target's unit, percentage points for percent."""
    if item["difference"] is None:
        return "", ""
    sign = "+" if item["difference"] > 0 else "−" if item["difference"] < 0 else "±"
    number = sign + number_text(abs(item["difference"]))
    unit = item["target"]["unit"]
    zh, en = _POINTS if unit in ("%", "％") else (unit, unit)
    return f"{number} {zh}", f"{number} {en}"


def _row(release: Release, item: dict[str, Any], names: dict[int, tuple[str, str]]) -> html.Tr:
    signs = [label(release, "FigureSign", sign) for sign in item["signs"]]
    notes = [] if item["signs"] == ["same_figure"] else signs
    return html.Tr(
        [
            html.Th(item["name"], scope="row"),
            html.Td(area_mark(item["focus_area"], names)),
            html.Td([_said(item["target"]), clause_slot(item["target"])]),
            html.Td(
                [_said(item["actual"]), clause_slot(item["actual"])] if item["actual"] else "—"
            ),
            html.Td(bi(*difference(item)), className="num"),
            html.Td(
                [
                    result_chip(release, "FigureResult", item["result"]),
                    html.Div(
                        bi("；".join(zh for zh, _ in notes), "; ".join(en for _, en in notes)),
                        className="muted small",
                    ),
                ]
            ),
        ],
        **data(fate=item["result"], area=str(item["focus_area"])),
    )


def _said(figure: dict[str, Any]) -> html.Div:
    return html.Div(bi(reading(figure).line, reading_en(figure).line), className="num")
