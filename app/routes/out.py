"""The sheet and the files of a saved version, or of the plan that the page sends."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote

import flask

from app.itinerary.model import Answer
from app.itinerary.out.qr import qr_svg, small_gpx
from app.itinerary.out.sheet import Sheet, sheet_of
from app.itinerary.out.sheet_html import sheet_html
from app.itinerary.out.words import Lang
from app.itinerary.wire import PlanError
from app.messages import text
from app.review.guard import RefusedError, check_origin
from app.routes.files import FILES, work_lines
from app.routes.planner import Planner
from app.store.itineraries import Itineraries
from etl.errors import HetuError

PRINT_SCRIPT = "/routes/print.js"
GROUND_KINDS = ("seat", "railway_station", "airport", "town")
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


class Out:
    """The view behind /routes/out/<kind>."""

    def __init__(self, planner: Planner, kept: Callable[[], Itineraries]) -> None:
        self.planner = planner
        self.kept = kept

    def script(self) -> flask.Response:
        """The script of the sheet's print button: no page of ours runs inline script."""
        return flask.send_file(self.planner.ctx.settings.assets / "print-sheet.js")

    def out(self, kind: str) -> flask.Response:
        """GET or POST /routes/out/<kind>; an error is a plain page in both languages."""
        if kind != "sheet" and kind not in FILES:
            flask.abort(404)
        lang: Lang = "en" if flask.request.values.get("lang") == "en" else "zh"
        try:
            if flask.request.method == "POST":
                check_origin()
            plan, link = self._asked()
            found = self.planner.ask("check", {"plan": plan})
            sheet = sheet_of(found, self.planner.book(), lang)
            if kind == "sheet":
                return _uncached(flask.Response(self._sheet(found, sheet, link)))
            made = FILES[kind].make(sheet)
        except HetuError as error:
            status = error.status if isinstance(error, RefusedError) else 422
            words = f"{error.where}{error.zh}\n\n{error.where}{error.en}\n"
            return flask.Response(words, status, mimetype="text/plain")
        response = flask.send_file(io.BytesIO(made), mimetype=FILES[kind].mimetype)
        name = "".join(c for c in sheet.title if c.isalnum() or c in " -—·")[:60] or "route"
        # RFC 6266: the Chinese name, and a plain one for what cannot read it.
        response.headers["Content-Disposition"] = (
            f"attachment; filename=route{FILES[kind].ending}; "
            f"filename*=UTF-8''{quote(name + FILES[kind].ending)}"
        )
        return _uncached(response)

    def _asked(self) -> tuple[Any, str]:
        """The plan asked for, and the query of its saved version (empty for one not saved)."""
        values = flask.request.values
        if values.get("r"):
            route = self.kept().get(values["r"], values.get("v", type=int))
            return route.body, f"r={route.itinerary_id}&v={route.version}"
        try:
            return json.loads(values.get("plan", "")), ""
        except ValueError:
            raise PlanError(
                "没有收到线路。请回到线路页重新导出。",
                "No route was sent. Go back to the routes page and export again.",
            ) from None

    def _sheet(self, found: Answer, sheet: Sheet, link: str) -> str:
        layers = self.planner.ctx.layers
        qr, qr_words = _code(sheet, link)
        return sheet_html(
            sheet,
            ground=layers.features("boundaries"),
            names=[
                feature
                for feature in layers.features("places")
                if feature["properties"].get("kind") in GROUND_KINDS
            ],
            script=PRINT_SCRIPT,
            qr=qr,
            qr_words=qr_words,
            works=work_lines(self.planner.works(found), sheet.lang),
            approval=self._approval(sheet.lang),
            foot=text("routes.foot", sheet.lang, day=date.today().isoformat()),
        )

    def _approval(self, lang: Lang) -> str:
        number = self.planner.ctx.settings.boundary_approval
        return text("basemap.approval", lang, number=number) if number else ""


def _code(sheet: Sheet, link: str) -> tuple[str, str]:
    """The code for phones: the address of the GPX where a phone can reach it, else the stops
    themselves; nothing where they are too many for a code that is still read."""
    host = flask.request.host.rsplit(":", 1)[0]
    try:
        if link and host not in _LOCAL:
            address = f"{flask.request.host_url}routes/out/gpx?{link}"
            return qr_svg(address), text("routes.qr_link", sheet.lang)
        return qr_svg(small_gpx(sheet)), text("routes.qr_stops", sheet.lang)
    except HetuError:
        return "", ""


def _uncached(response: flask.Response) -> flask.Response:
    response.headers["Cache-Control"] = "no-cache"
    return response
