"""The page 线路: stops and themed lines, the days of a route, the map; drawn by the script."""

from __future__ import annotations

import dash_leaflet as dl
from dash import html

from app.components import attr, page_root, t
from app.components.marks import data
from app.pages.registry import Page, PageContext
from app.routes.addresses import add_routes


def layout(ctx: PageContext) -> html.Div:
    """The frame; the script fetches the book and draws."""
    return page_root(
        "routes",
        [
            html.H1(t("routes.title"), className="sr-only"),
            html.Aside(
                className="rt-side-panel",
                **data(slot="picker"),
                **attr("aria-label", "routes.pick_region"),
            ),
            html.Section(
                [
                    html.Div(className="rt-bar", **data(slot="bar")),
                    html.Div(**data(slot="head")),
                    html.Div(html.P(t("routes.opening"), className="empty"), **data(slot="answer")),
                    html.Div(**data(slot="days")),
                ],
                className="rt-plan",
                **attr("aria-label", "routes.plan_region"),
            ),
            html.Section(
                [
                    dl.Map(
                        id="routes-map",
                        center=[0, 0],
                        zoom=2,
                        zoomSnap=0.25,
                        attributionControl=False,
                        maxZoom=17,
                        minZoom=6,
                        style={"height": "100%", "width": "100%"},
                    ),
                    html.Div(**data(slot="picking")),
                    html.Div(className="rt-legend", **data(slot="legend")),
                ],
                className="rt-map",
                **attr("aria-label", "routes.map_region"),
            ),
        ],
        class_name="rt-page",
    )


PAGE = Page(key="routes", path="/routes", order=30, layout=layout, routes=add_routes)
