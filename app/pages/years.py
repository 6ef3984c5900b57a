"""The page 回看: what became of last year's promises, and targets against actuals.

Drawn and filtered in the browser from the facts that the server words (`app.years.model`).
"""

from __future__ import annotations

import io
import json
from functools import partial

import flask
from dash import html

from app.components import notice, page_root, t
from app.components.marks import data
from app.export.years import export_years
from app.pages.registry import Page, PageContext
from app.years.model import page_model
from app.years.read import read_release
from etl.errors import LayerError

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def layout(ctx: PageContext) -> html.Div:
    """The frame and the model; without a second report, what to do."""
    head = html.H1(t("years.title"))
    try:
        release = read_release(ctx.settings.layers)
    except LayerError as error:
        return page_root("years", [head, notice(error)])
    if release is None:
        return page_root("years", [head, html.P(t("years.none"), className="empty")])
    years = {"old": release["old"]["year"], "new": release["new"]["year"]}
    model = page_model(release, ctx.layers.features("boundaries"))
    return page_root(
        "years",
        [
            html.Div([head, html.P(t("years.lead", **years), className="yr-lead")]),
            html.Div(className="yr-top", **data(slot="top")),
            html.Div(
                [
                    html.Div(className="yr-controls", **data(slot="controls")),
                    html.A(
                        t("years.download"),
                        href="/export/years.xlsx",
                        download="",
                        className="btn btn-small",
                    ),
                ],
                className="yr-toolbar",
            ),
            html.Div(**data(slot="promises", model=json.dumps(model, ensure_ascii=False))),
            html.H2(t("years.figures", **years)),
            html.P(t("years.figure_counts", **release["counts"]["figure"]), className="muted"),
            html.Div(**data(slot="figures")),
            html.Div(**data(slot="rest")),
        ],
        class_name="page yr-page",
    )


def _routes(server: flask.Flask, ctx: PageContext) -> None:
    server.add_url_rule("/export/years.xlsx", "hetu-export-years", partial(_download, ctx))


def _download(ctx: PageContext) -> flask.Response:
    try:
        release = read_release(ctx.settings.layers)
    except LayerError as error:
        text = f"{error.where}{error.zh}\n\n{error.where}{error.en}\n"
        return flask.Response(text, 503, mimetype="text/plain")
    if release is None:
        flask.abort(404)
    district = ctx.layers.manifest.get("district", {}).get("name_zh", "")
    name = f"鹤图-{district}-回看-{release['old']['year']}-{release['new']['year']}.xlsx"
    response = flask.send_file(
        io.BytesIO(export_years(release)), mimetype=_XLSX, as_attachment=True, download_name=name
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


PAGE = Page(key="years", path="/years", order=25, layout=layout, routes=_routes)
