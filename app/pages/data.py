"""The page of data: downloads, layers, precision, provenance, sources, limits. Drawn in the browser
from the manifest, which every page carries, and from what the server knows of its files.
"""

from __future__ import annotations

import json
from typing import Any

from dash import html

from app.components import bi, page_root, t
from app.components.marks import data
from app.export.routes import add_routes
from app.messages import text
from app.pages.registry import Page, PageContext
from layers.counting import precision_of_works
from layers.registry import WORK_LAYERS

DOWNLOADS = ("xlsx", "html", "gpkg", "zip")
"""The kinds of `app.export.downloads` offered as whole sets, in this order."""


def layout(ctx: PageContext) -> html.Div:
    """The frame; without layers it says what to do."""
    manifest = ctx.layers.manifest
    head: list[Any] = [html.H1(t("data.title"))]
    if not manifest:
        return page_root("data", [*head, html.P(t("data.none"), className="empty")])
    report = manifest.get("report", {})
    zh = str(report.get("title_zh", ""))
    en = str(report.get("title_en") or zh)
    return page_root(
        "data",
        [
            *head,
            html.P(
                bi(text("data.lead", "zh", report=zh), text("data.lead", "en", report=en)),
                className="data-lead",
            ),
            html.Div(**data(slot="body", model=json.dumps(model(ctx), ensure_ascii=False))),
        ],
        class_name="page data-page",
    )


def model(ctx: PageContext) -> dict[str, Any]:
    """What the manifest does not say: the works that count, and the files as served now."""
    sizes = {name: ctx.layers.size(name) for name in ctx.layers.names}
    works = [feature for name in WORK_LAYERS for feature in ctx.layers.features(name)]
    return {
        "precision": precision_of_works(works),
        "downloads": [{"key": key, "href": f"/export/{key}"} for key in DOWNLOADS],
        "files": {
            name: {"href": ctx.layers.url(name), "bytes": plain, "sent": packed}
            for name, (plain, packed) in sizes.items()
        },
    }


PAGE = Page(key="data", path="/data", order=60, layout=layout, routes=add_routes)
