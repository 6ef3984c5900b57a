"""What a page is: a key, an address, a place in the navigation, a layout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

import flask
from dash.development.base_component import Component

from app.clauses import ClauseStore
from app.layerfiles import LayerStore
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page may look at; ask it inside `layout`, never at import."""

    settings: Settings
    layers: LayerStore
    clauses: ClauseStore


@dataclass(frozen=True, slots=True)
class Page:
    """One page. The navigation shows message `nav.<key>` in the order of `order`."""

    key: str
    path: str
    order: int
    layout: Callable[[PageContext], Component]
    routes: Callable[[flask.Flask, PageContext], None] | None = None


def load_pages(names: tuple[str, ...]) -> list[Page]:
    """The pages of these modules of `app.pages`; a module that is not there is no page."""
    modules = [f"app.pages.{name}" for name in names]
    pages: list[Page] = [import_module(name).PAGE for name in modules if find_spec(name)]
    return sorted(pages, key=lambda page: page.order)
