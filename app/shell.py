"""The frame around every page: header, navigation, notices, the place where a page goes."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from app.components import aria, attr, bi, button, icon, notice, t
from app.pages.registry import Page, PageContext


def shell(pages: list[Page], ctx: PageContext) -> html.Div:
    """The layout Dash asks for: the same for all addresses."""
    return html.Div(
        [
            dcc.Location(id="location", refresh="callback-nav"),
            html.A(t("shell.skip"), href="#page", className="skip"),
            _header(pages, ctx),
            html.Div(_notices(ctx), className="notices"),
            html.Main(id="page", tabIndex=-1),
        ],
        className="shell",
    )


def _notices(ctx: PageContext) -> list[Component]:
    """What is wrong with the layers: one in full, several folded into a line that counts them."""
    told: list[Component] = [notice(problem) for problem in ctx.layers.problems]
    if len(told) < 2:
        return told
    head = html.Summary(t("shell.problems", n=len(told)))
    return [html.Details([head, *told])]


def _header(pages: list[Page], ctx: PageContext) -> html.Header:
    manifest = ctx.layers.manifest
    district = manifest.get("district", {})
    report = manifest.get("report", {})
    return html.Header(
        [
            dcc.Link(
                [
                    icon("mark", "brand-mark"),
                    html.Span(t("shell.name"), className="brand-name"),
                ],
                href="/",
                className="brand",
            ),
            html.Div(
                [
                    html.Span(
                        bi(district.get("name_zh", ""), district.get("name_en", "")),
                        className="district",
                    ),
                    html.Span(str(report.get("year", "")), className="year num"),
                ],
                className="where",
            ),
            html.Nav(
                [
                    dcc.Link(t(f"nav.{page.key}"), href=page.path, className="nav-link")
                    for page in pages
                ],
                className="nav",
                **attr("aria-label", "shell.nav"),
            ),
            html.Div(
                [
                    button(
                        html.Span(
                            ["A", html.Sup("+")], className="type-sign", **aria(hidden="true")
                        ),
                        name="type",
                        label="shell.type",
                        class_name="btn btn-quiet btn-icon",
                    ),
                    button(
                        icon("theme"),
                        name="theme",
                        label="shell.theme",
                        class_name="btn btn-quiet btn-icon",
                    ),
                    button(
                        [
                            html.Span("中", className="lang-zh"),
                            html.Span("EN", className="lang-en"),
                        ],
                        name="lang",
                        label="shell.lang",
                        class_name="btn btn-quiet lang-switch",
                    ),
                ],
                className="tools",
            ),
        ],
        className="header",
    )
