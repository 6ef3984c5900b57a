"""The map page: filter and list, map, details. The scripts in `assets/js` bring it to life."""

from __future__ import annotations

import dash_leaflet as dl
from dash import html

from app.components import attr, button, data, icon, page_root, t
from app.pages.registry import Page, PageContext


def layout(ctx: PageContext) -> html.Div:
    """The page's frame; what changes with the filter is drawn by the browser alone."""
    return page_root(
        "map",
        [
            html.H1(t("map.title"), className="sr-only"),
            _panel(),
            html.Section(
                [_map(), _table()],
                className="map-stage",
                **attr("aria-label", "map.region"),
            ),
            html.Aside(
                className="details",
                hidden=True,
                **data(slot="details"),
                **attr("aria-label", "details.region"),
            ),
            _sheet_tabs(),
        ],
        class_name="map-page",
    )


def _panel() -> html.Aside:
    """Filter above, list below; one column."""
    return html.Aside(
        [
            html.Div(className="filters", **data(slot="filters")),
            html.Div(className="results", **data(slot="results")),
        ],
        className="panel",
        **attr("aria-label", "filter.region"),
    )


def _map() -> html.Div:
    """The Leaflet map; its layers are drawn from the published files by `assets/js/map`."""
    return html.Div(
        [
            dl.Map(
                id="map",
                center=[0, 0],
                zoom=2,
                zoomControl=False,
                attributionControl=False,
                zoomSnap=0.25,
                zoomDelta=0.5,
                wheelPxPerZoomLevel=120,
                maxZoom=17,
                minZoom=7,
                style={"height": "100%", "width": "100%"},
            ),
            html.Div(className="map-over", **data(slot="over")),
        ],
        className="map-host",
    )


def _table() -> html.Div:
    """The drawer of the table view."""
    return html.Div(className="drawer", hidden=True, **data(slot="table"))


def _sheet_tabs() -> html.Div:
    """The handle and tabs of the bottom sheet (phones)."""
    return html.Div(
        [
            button(
                html.Span(className="grip"),
                name="sheet-size",
                label="sheet.size",
                class_name="sheet-grip",
            ),
            html.Div(
                [
                    button([icon("filter"), t("sheet.filter")], name="sheet-filter"),
                    button([icon("list"), t("sheet.list")], name="sheet-list"),
                    button([icon("info"), t("sheet.details")], name="sheet-details"),
                ],
                className="sheet-tabs",
            ),
        ],
        className="sheet-bar",
    )


PAGE = Page(key="map", path="/", order=10, layout=layout)
