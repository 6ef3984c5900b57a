"""The page 定位: works without a sure place, to be placed by a person, one after another."""

from __future__ import annotations

from dash import html

from app.components import page_root, t
from app.components.marks import data
from app.pages.registry import Page, PageContext
from app.places.routes import add_routes


def layout(ctx: PageContext) -> html.Div:
    """The frame; the script fetches the queue and draws it."""
    return page_root(
        "places",
        [
            html.H1(t("places.title"), className="sr-only"),
            html.Div(
                html.P(t("places.opening"), className="empty"),
                className="pl-body",
                **data(slot="places"),
            ),
        ],
        class_name="pl-page",
    )


PAGE = Page(key="places", path="/places", order=45, layout=layout, routes=add_routes)
