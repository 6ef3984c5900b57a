"""Plain parts: button, card, chip, icon, link, notice and the root of a page."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from app.components.marks import aria, data
from app.components.text import attr, bi
from etl.codes import FOCUS_AREA_NUMERALS
from etl.errors import HetuError

Child = Any


def page_root(key: str, children: list[Child], class_name: str = "page") -> html.Div:
    """The element a page's script finds and mounts on."""
    return html.Div(children, className=class_name, **data(hetu_page=key))


def icon(name: str, class_name: str = "") -> html.Span:
    """A drawing of `assets/js/icons.js`, put in by the script; decorative."""
    return html.Span(
        className=f"icon {class_name}".strip(), **data(icon=name), **aria(hidden="true")
    )


def button(
    children: Child, *, name: str, label: str = "", class_name: str = "btn", **rest: Any
) -> html.Button:
    """A button the scripts know as `data-do=name`; `label` is the message of its aria-label."""
    spoken: dict[str, Any] = attr("aria-label", label) if label else {}
    return html.Button(
        children, className=class_name, type="button", **data(do=name), **spoken, **rest
    )


def card(children: Child, *, id: str = "", area: int | None = None) -> html.Article:
    """A quiet box; `area` lends it a focus area's colour."""
    extra: dict[str, Any] = {"id": id} if id else {}
    if area is not None:
        extra["data-area"] = str(area)
    return html.Article(children, className="card", **extra)


def chip(children: Child, *, area: int | None = None) -> html.Span:
    """A small label; with `area` it carries the colour and the numeral."""
    if area is None:
        return html.Span(children, className="chip")
    numeral = html.Span(FOCUS_AREA_NUMERALS.get(area, "总"), className="numeral")
    return html.Span([numeral, children], className="chip", **data(area=str(area)))


def link(href: str, children: Child, class_name: str = "link") -> dcc.Link:
    """A link inside the dashboard: no reload."""
    return dcc.Link(children, href=href, className=class_name)


def notice(error: HetuError) -> html.Div:
    """An error in words: the thing, the cause, the next step."""
    return html.Div(
        [html.Strong(error.where.rstrip(": ")), " ", bi(error.zh, error.en)],
        className="notice",
        role="status",
    )
