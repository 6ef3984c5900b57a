"""The page of targets: by focus area, as charts, cards and a table; drawn and filtered in the
browser from the facts that the server words (`app.components.indicator_model`).
"""

from __future__ import annotations

import json
from typing import Any

from dash import html

from app.components import page_root, t
from app.components.indicator_model import page_model
from app.components.marks import data
from app.pages.registry import Page, PageContext


def layout(ctx: PageContext) -> html.Div:
    """The frame and the model; no request follows, and filtering asks nothing of the server."""
    every = [feature["properties"] for feature in ctx.layers.features("indicators")]
    every = sorted(every, key=lambda p: (p["focus_area"], p["sentence_index"], p["start"]))
    head: list[Any] = [html.H1(t("indicators.title"))]
    if not every:
        return page_root("indicators", [*head, html.P(t("indicators.none"), className="empty")])
    model = page_model(every, ctx.layers.manifest)
    return page_root(
        "indicators",
        [
            html.Div([*head, _lead(ctx, every)], className="ind-head"),
            html.Div(className="ind-controls", **data(slot="controls")),
            html.Div(
                **data(slot="body", model=json.dumps(model, ensure_ascii=False)),
            ),
        ],
        class_name="page ind-page",
    )


def _lead(ctx: PageContext, every: list[Any]) -> html.P:
    year = ctx.layers.manifest.get("report", {}).get("year", "")
    past = sum(p["is_review"] for p in every)
    key = "indicators.lead_review" if past else "indicators.lead"
    return html.P(t(key, year=year, n=len(every), r=past), className="ind-lead")


PAGE = Page(key="indicators", path="/indicators", order=20, layout=layout)
