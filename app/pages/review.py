"""The page 核对: what was found in a report, to be accepted, corrected or refused, doubts first."""

from __future__ import annotations

from dash import html

from app.components import page_root, t
from app.components.marks import data
from app.pages.registry import Page, PageContext
from app.review.routes import add_routes


def layout(ctx: PageContext) -> html.Div:
    """The frame; the script fetches the drafts and draws them."""
    return page_root(
        "review",
        [
            html.H1(t("review.title"), className="sr-only"),
            html.Div(
                html.P(t("review.opening"), className="empty"),
                className="rv-body",
                **data(slot="review"),
            ),
        ],
        class_name="rv-page",
    )


PAGE = Page(key="review", path="/review", order=40, layout=layout, routes=add_routes)
