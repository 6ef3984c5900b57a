"""The page 报告: the text with everything marked that was found in it, and what gave nothing."""

from __future__ import annotations

from dash import html

from app.components import page_root, t
from app.components.marks import data
from app.pages.registry import Page, PageContext


def layout(ctx: PageContext) -> html.Div:
    """The frame; the text is fetched and marked by the script."""
    return page_root(
        "report",
        [
            html.H1(t("report.title"), className="sr-only"),
            html.Div(
                html.P(t("report.opening"), className="empty"),
                className="rp-body",
                **data(slot="report"),
            ),
        ],
        class_name="rp-page",
    )


PAGE = Page(key="report", path="/report", order=50, layout=layout)
