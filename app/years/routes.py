"""The addresses of two years: the model anew, a match settled, the files to hand on."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import flask

from app.export.years import export_years
from app.export.years_geojson import years_geojson
from app.pages.registry import PageContext
from app.review.answers import answer, api, refusal
from app.review.desk import Desk
from app.review.guard import json_body
from app.years.model import page_model
from app.years.read import Release, read_release
from app.years.settle import settle_match
from etl.errors import LayerError
from etl.years.settle import SettledError

_FILES: dict[str, tuple[Callable[[Release], bytes], str]] = {
    "xlsx": (export_years, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "geojson": (years_geojson, "application/geo+json"),
}


def model_of(ctx: PageContext, release: Release) -> dict[str, Any]:
    """All that the page shows of a comparison."""
    return page_model(release, ctx.layers.features("boundaries"), ctx.layers.features("places"))


def add_routes(server: flask.Flask, ctx: PageContext) -> None:
    """Put the addresses on the server."""

    def desk() -> Desk:
        found: Desk = flask.current_app.extensions["hetu-review"]
        return found

    def state() -> Any:
        """GET /api/years: how the drawing stands; with ?model=1 the model too."""
        release = read_release(ctx.settings.layers)
        told = {
            "layers": desk().published_state(),
            "doubtful": len((release or {"doubtful": ()})["doubtful"]),
        }
        if release is not None and flask.request.args.get("model"):
            told["model"] = model_of(ctx, release)
        return answer(told)

    def decide() -> Any:
        """POST /api/years/matches: settle one; 409 where somebody was faster."""
        try:
            settle_match(desk(), json_body())
        except SettledError as error:
            return refusal(error, 409)
        return answer({"layers": desk().published_state()})

    def download(kind: str) -> flask.Response:
        return _download(ctx, kind)

    server.add_url_rule("/api/years", "hetu-years", api(state))
    server.add_url_rule("/api/years/matches", "hetu-years-decide", api(decide), methods=["POST"])
    for kind in _FILES:
        server.add_url_rule(
            f"/export/years.{kind}", f"hetu-export-years-{kind}", download, defaults={"kind": kind}
        )


def _download(ctx: PageContext, kind: str) -> flask.Response:
    try:
        release = read_release(ctx.settings.layers)
    except LayerError as error:
        text = f"{error.where}{error.zh}\n\n{error.where}{error.en}\n"
        return flask.Response(text, 503, mimetype="text/plain")
    if release is None:
        flask.abort(404)
    make, mimetype = _FILES[kind]
    district = ctx.layers.manifest.get("district", {}).get("name_zh", "")
    name = f"鹤图-{district}-回看-{release['old']['year']}-{release['new']['year']}.{kind}"
    response = flask.send_file(
        io.BytesIO(make(release)), mimetype=mimetype, as_attachment=True, download_name=name
    )
    response.headers["Cache-Control"] = "no-cache"
    return response
