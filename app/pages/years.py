"""The page 回看: what became of last year's promises, and targets against actuals.

Drawn and filtered in the browser from the facts that the server words (`app.years.model`).
"""

from __future__ import annotations

import json

from dash import html

from app.components import notice, page_root, t
from app.components.marks import data
from app.pages.registry import Page, PageContext
from app.years.read import read_release
from app.years.routes import add_routes, model_of
from etl.errors import LayerError


def layout(ctx: PageContext) -> html.Div:
    """The frame and the model; without a second report, what to do."""
    head = html.H1(t("years.title"))
    try:
        release = read_release(ctx.settings.layers)
    except LayerError as error:
        return page_root("years", [head, notice(error)])
    if release is None:
        return page_root("years", [head, html.P(t("years.none"), className="empty")])
    years = {"old": release["old"]["year"], "new": release["new"]["year"]}
    model = model_of(ctx, release)
    return page_root(
        "years",
        [
            html.Div([head, html.P(t("years.lead", **years), className="yr-lead")]),
            html.Div(className="yr-top", **data(slot="top")),
            html.Div(
                [
                    html.Div(className="yr-controls", **data(slot="controls")),
                    *(
                        html.A(
                            t(f"years.download_{kind}"),
                            href=f"/export/years.{kind}",
                            download="",
                            className="btn btn-small",
                        )
                        for kind in ("xlsx", "geojson")
                    ),
                ],
                className="yr-toolbar",
            ),
            html.Div(**data(slot="promises", model=json.dumps(model, ensure_ascii=False))),
            html.H2(t("years.figures", **years)),
            html.P(t("years.figure_counts", **release["counts"]["figure"]), className="muted"),
            html.Div(**data(slot="figures")),
            html.Div(**data(slot="rest")),
        ],
        class_name="page yr-page",
    )


PAGE = Page(key="years", path="/years", order=25, layout=layout, routes=add_routes)
