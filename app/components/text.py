"""Text in both languages at once: CSS shows the one of `<html lang>`, so that switching the
language asks nothing of the server and loses no state.
"""

from __future__ import annotations

from typing import Any

from dash import html

from app.messages import catalogue, text


def bi(zh: str, en: str) -> html.Span:
    """A text that comes from data or a code list."""
    return html.Span(
        [html.Span(zh, className="zh", lang="zh-CN"), html.Span(en, className="en", lang="en")],
        className="bi",
    )


def t(key: str, **values: object) -> html.Span:
    """A message of the catalogue."""
    return bi(text(key, "zh", **values), text(key, "en", **values))


def attr(name: str, key: str) -> dict[str, Any]:
    """An attribute (aria-label, title, placeholder) whose message JavaScript fills in.

    Until then the Chinese text stands in where HTML lets Dash set it.
    """
    catalogue()[key]  # an unknown key fails here, not in the browser
    return {f"data-i18n-{name}": key, **({name: text(key, "zh")} if name != "placeholder" else {})}
