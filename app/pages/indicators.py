"""The page of targets: by focus area, as charts, cards and a table; filtered in the browser."""

from __future__ import annotations

from typing import Any

from dash import html

from app.components import attr, bi, link, page_root, t
from app.components.indicator_card import card, table_row
from app.components.indicator_chart import chart
from app.components.indicator_facts import growth_axis, panels
from app.components.marks import aria, data
from app.pages.registry import Page, PageContext
from etl.codes import FOCUS_AREA_NUMERALS


def layout(ctx: PageContext) -> html.Div:
    """All indicators in the order of the report; the script only hides what the filter drops."""
    every = [feature["properties"] for feature in ctx.layers.features("indicators")]
    every = sorted(every, key=lambda p: (p["focus_area"], p["sentence_index"], p["start"]))
    head = [html.H1(t("indicators.title"))]
    if not every:
        return page_root("indicators", [*head, html.P(t("indicators.none"), className="empty")])
    labels = _labels(ctx.layers.manifest)
    areas = sorted({p["focus_area"] for p in every})
    axis = growth_axis(every)
    return page_root(
        "indicators",
        [
            html.Div([*head, _lead(ctx, every)], className="ind-head"),
            _toolbar(),
            html.Div(
                [
                    _section(area, [p for p in every if p["focus_area"] == area], labels, axis)
                    for area in areas
                ],
                className="ind-cards",
                **data(view="cards"),
            ),
            _table(every, labels),
            html.Div(className="ind-empty empty", hidden=True, **data(slot="empty")),
        ],
        class_name="page ind-page",
    )


def _lead(ctx: PageContext, every: list[Any]) -> html.P:
    year = ctx.layers.manifest.get("report", {}).get("year", "")
    past = sum(p["is_review"] for p in every)
    key = "indicators.lead_review" if past else "indicators.lead"
    return html.P(t(key, year=year, n=len(every), r=past), className="ind-lead")


def _toolbar() -> html.Div:
    """Search, areas and view are drawn by the script: without it everything is simply shown."""
    return html.Div(
        [
            html.Div(className="ind-controls", **data(slot="controls")),
            html.A(t("indicators.download"), href="/export/xlsx", className="btn btn-small"),
        ],
        className="ind-toolbar",
    )


def _labels(manifest: dict[str, Any]) -> dict[int, tuple[str, str, str]]:
    """Focus area → numeral, Chinese and English name."""
    found = {n: (numeral, numeral, str(n)) for n, numeral in FOCUS_AREA_NUMERALS.items()}
    found[0] = ("总", "总目标", "Overall targets")
    for row in manifest.get("focus_areas", []):
        found[row["number"]] = (row["numeral"], row["label_zh"], row["label_en"])
    return found


def _section(
    area: int,
    own: list[Any],
    labels: dict[int, tuple[str, str, str]],
    axis: tuple[float, float, float],
) -> html.Section:
    numeral, zh, en = labels[area]
    charts = [chart(panel) for panel in panels(own, axis)]
    title = f"ind-area-{area}"
    return html.Section(
        [
            html.Header(
                [
                    html.H2(
                        [
                            html.Span(numeral, className="numeral", **aria(hidden="true")),
                            bi(zh, en),
                        ],
                        id=title,
                    ),
                    html.Span(
                        t("indicators.count", n=len(own)),
                        className="muted num",
                        **data(slot="count"),
                    ),
                    link(f"/?a={area}", t("indicators.area_link")) if area else None,
                ],
                className="ind-section-head",
            ),
            html.Div(charts, className="ind-charts") if charts else None,
            html.Div([card(p) for p in own], className="grid-cards"),
        ],
        className="ind-section",
        **data(area=str(area)),
        **aria(labelledby=title),
    )


def _table(every: list[Any], labels: dict[int, tuple[str, str, str]]) -> html.Div:
    heads = ("name", "area", "value", "si", "kind", "where", "works")
    rows = []
    for p in every:
        numeral, zh, en = labels[p["focus_area"]]
        mark = html.Span(numeral, className="numeral", **data(area=str(p["focus_area"])))
        rows.append(table_row(p, html.Span([mark, " ", bi(zh, en)], className="ind-area-cell")))
    return html.Div(
        html.Table(
            [
                html.Caption(t("indicators.caption"), className="sr-only"),
                html.Thead(
                    html.Tr([html.Th(t(f"indicators.col_{name}"), scope="col") for name in heads])
                ),
                html.Tbody(rows),
            ],
            className="table ind-table",
        ),
        className="ind-table-box",
        hidden=True,
        tabIndex=0,
        role="region",
        **data(view="table"),
        **attr("aria-label", "indicators.caption"),
    )


PAGE = Page(key="indicators", path="/indicators", order=20, layout=layout)
