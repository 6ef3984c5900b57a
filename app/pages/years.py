"""The page 回看: what became of last year's promises, and targets against actuals."""

from __future__ import annotations

from functools import partial

import flask
from dash import html

from app.components import notice, page_root, t
from app.components.marks import data
from app.export.years import export_years
from app.pages.registry import Page, PageContext
from app.years.figures import figure_table
from app.years.promises import doubtful_list, new_works, promise_table
from app.years.read import Release, read_release
from app.years.summary import bars, fate_buttons, small_map
from etl.errors import LayerError

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def layout(ctx: PageContext) -> html.Div:
    """Counts, map, promises, figures, doubts; without a second report, what to do."""
    head = html.H1(t("years.title"))
    try:
        release = read_release(ctx.settings.layers)
    except LayerError as error:
        return page_root("years", [head, notice(error)])
    if release is None:
        return page_root("years", [head, html.P(t("years.none"), className="empty")])
    years = {"old": release["old"]["year"], "new": release["new"]["year"]}
    drawn = small_map(release, ctx.layers.features("boundaries"))
    return page_root(
        "years",
        [
            html.Div([head, html.P(t("years.lead", **years), className="yr-lead")]),
            html.Div(
                [html.Div([fate_buttons(release), bars(release)]), drawn],
                className="yr-top",
            ),
            _toolbar(),
            promise_table(release),
            html.Div(className="empty", hidden=True, **data(slot="empty")),
            html.H2(t("years.figures", **years)),
            _figure_counts(release),
            figure_table(release),
            doubtful_list(release),
            new_works(release),
        ],
        class_name="page yr-page",
    )


def _toolbar() -> html.Div:
    """Search and status are drawn by the script: without it everything is simply shown."""
    return html.Div(
        [
            html.Div(className="yr-controls", **data(slot="controls")),
            html.A(t("years.download"), href="/export/years.xlsx", className="btn btn-small"),
        ],
        className="yr-toolbar",
    )


def _figure_counts(release: Release) -> html.P:
    return html.P(t("years.figure_counts", **release["counts"]["figure"]), className="muted")


def _routes(server: flask.Flask, ctx: PageContext) -> None:
    server.add_url_rule("/export/years.xlsx", "hetu-export-years", partial(_download, ctx))


def _download(ctx: PageContext) -> flask.Response:
    try:
        release = read_release(ctx.settings.layers)
    except LayerError as error:
        return flask.Response(
            f"{error.where}{error.zh}\n\n{error.where}{error.en}\n", 503, mimetype="text/plain"
        )
    if release is None:
        flask.abort(404)
    district = ctx.layers.manifest.get("district", {}).get("name_zh", "")
    name = f"鹤图-{district}-回看-{release['old']['year']}-{release['new']['year']}.xlsx"
    response = flask.Response(export_years(release), mimetype=_XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-cache"
    return response


PAGE = Page(key="years", path="/years", order=25, layout=layout, routes=_routes)
