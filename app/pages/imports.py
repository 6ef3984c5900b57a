"""The page 导入: the owner's data, looked at on a map before it is taken, and one undo."""

from __future__ import annotations

from dash import html

from app.components import page_root, t
from app.components.marks import data
from app.imports.routes import add_routes
from app.pages.registry import Page, PageContext


def layout(ctx: PageContext) -> html.Div:
    """The frame; the script fills it."""
    return page_root(
        "imports",
        [
            html.H1(t("imports.title")),
            html.P(t("imports.lead"), className="im-lead"),
            html.Div(className="im-body", **data(slot="imports")),
        ],
        class_name="page im-page",
    )


PAGE = Page(key="imports", path="/imports", order=55, layout=layout, routes=add_routes)
