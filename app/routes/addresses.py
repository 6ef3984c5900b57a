"""Addresses of the routes page.

GET  /api/routes/book                    stops, places, lines, travel, saved routes
POST /api/routes/<check|improve|choose>  {plan, candidates?, lines?, weights?} -> answer
GET  /api/routes/position?text=          a position in any notation -> {lon, lat, is_swapped}
GET  /api/routes/saved/<id>[?version=N]  a version with its plan, and the list of versions
POST /api/routes/saved                   {plan, title, who, id?, expected?, note?}
POST /api/routes/saved/<id>/remove       {who, expected}
GET  /api/routes/stops/<id>              its rows as they hold, and their history
POST /api/routes/stops                   an edit of one row; 409 where somebody was faster
POST /api/routes/stops/undo              {edit, expected, who}
POST /api/routes/stops/commit            writes the edits into the tables of record
GET, POST /routes/out/<kind>             a file or the sheet: ?r=<id>&v=<n>, or plan=<json>
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import flask

from app.pages.registry import PageContext
from app.review.answers import View, answer, api, refusal
from app.review.desk import Desk
from app.review.guard import RefusedError, json_body
from app.routes.edits import commit, edits_of, put, rows_of
from app.routes.out import PRINT_SCRIPT, Out
from app.routes.planner import ASK, Planner
from app.routes.saved import save, told
from app.routes.told import answer_json, book_json, plain
from app.store.itineraries import Itineraries, ItineraryConflictError
from app.store.stop_edits import StopEditConflictError, StopEdits
from etl.crs.notation import read_position

LONGEST_POSITION = 200


def _desk() -> Desk:
    """The review's desk, which opens the store once in each process."""
    found: Desk = flask.current_app.extensions["hetu-review"]
    return found


def _who(body: Mapping[str, Any]) -> str:
    who = body.get("who")
    if not isinstance(who, str) or not who.strip():
        raise RefusedError("请先填写姓名。", "Say who you are first.")
    return who.strip()[:40]


def _version(body: Mapping[str, Any], key: str) -> int:
    value = body.get(key)
    return value if isinstance(value, int) else -1


class Routes:
    """The views."""

    def __init__(self, ctx: PageContext) -> None:
        self.planner = Planner(ctx, lambda: _desk().served(), self.edits)

    def edits(self) -> StopEdits:
        """The changes of stops."""
        return StopEdits(_desk().reviews.engine)

    def kept(self) -> Itineraries:
        """The saved routes."""
        return Itineraries(_desk().reviews.engine)

    # --- asking --------------------------------------------------------------------------------

    def book(self) -> Any:
        """GET /api/routes/book."""
        routes = [told(route) for route in self.kept().all_of(self.planner.district.adcode)]
        travel = self.planner.travel().matrix([]).note
        return answer(
            {
                **book_json(self.planner.book()),
                "travel": plain(travel),
                "saved": routes,
                "today": date.today().isoformat(),
            }
        )

    def position(self) -> Any:
        """GET /api/routes/position: WGS84 degrees of what was typed; 422 says what is wrong."""
        text = flask.request.args.get("text", "")[:LONGEST_POSITION]
        # Metres without a zone are read by the zone of the district.
        bases = self.planner.book().places.values()
        near = next(
            ((p.lon, p.lat) for p in bases if p.lon is not None and p.lat is not None), None
        )
        found = read_position(text, near=near)
        return answer(
            {"lon": round(found.lon, 7), "lat": round(found.lat, 7), "is_swapped": found.swapped}
        )

    def ask(self, kind: str) -> Any:
        """POST /api/routes/<kind>."""
        if kind not in ASK:
            flask.abort(404)
        found = self.planner.ask(kind, json_body())
        return answer(answer_json(found, self.planner.works(found)))

    # --- keeping -------------------------------------------------------------------------------

    def save(self) -> Any:
        """POST /api/routes/saved."""
        body = json_body()
        try:
            route = save(self.kept(), self.planner.district.adcode, body, _who(body))
        except ItineraryConflictError as error:
            return refusal(error, 409, latest=told(error.latest, whole=True))
        return answer(told(route, whole=True))

    def one(self, route_id: str) -> Any:
        """GET /api/routes/saved/<id>."""
        version = flask.request.args.get("version", type=int)
        route = self.kept().get(route_id, version)
        versions = [told(each) for each in self.kept().versions(route_id)]
        return answer({**told(route, whole=True), "versions": versions})

    def remove(self, route_id: str) -> Any:
        """POST /api/routes/saved/<id>/remove."""
        body = json_body()
        try:
            gone = self.kept().remove(
                route_id, _who(body), expected_version=_version(body, "expected")
            )
        except ItineraryConflictError as error:
            return refusal(error, 409, latest=told(error.latest, whole=True))
        return answer(told(gone))

    # --- stops ---------------------------------------------------------------------------------

    def stop(self, stop_id: str) -> Any:
        """GET /api/routes/stops/<id>."""
        district = self.planner.district
        edits = edits_of(self.edits(), district.adcode)
        history = self.edits().history(district.adcode, stop_id)
        return answer({"rows": rows_of(district, edits, stop_id), "history": plain(history)})

    def edit(self) -> Any:
        """POST /api/routes/stops."""
        body = json_body()
        try:
            made = put(self.edits(), self.planner.district, body, _who(body))
        except StopEditConflictError as error:
            return refusal(error, 409, latest=plain(error.latest))
        return answer(plain(made))

    def undo(self) -> Any:
        """POST /api/routes/stops/undo."""
        body = json_body()
        try:
            made = self.edits().undo(
                _version(body, "edit"), expected=_version(body, "expected"), who=_who(body)
            )
        except StopEditConflictError as error:
            return refusal(error, 409, latest=plain(error.latest))
        return answer(plain(made))

    def write(self) -> Any:
        """POST /api/routes/stops/commit."""
        _who(json_body())
        return answer({"changed": commit(self.edits(), self.planner.district)})


def add_routes(server: flask.Flask, ctx: PageContext) -> None:
    """Put the addresses on the server."""
    views = Routes(ctx)
    rules: list[tuple[str, View, str]] = [
        ("/api/routes/book", views.book, "GET"),
        ("/api/routes/position", views.position, "GET"),
        ("/api/routes/saved", views.save, "POST"),
        ("/api/routes/saved/<route_id>", views.one, "GET"),
        ("/api/routes/saved/<route_id>/remove", views.remove, "POST"),
        ("/api/routes/stops/<stop_id>", views.stop, "GET"),
        ("/api/routes/stops", views.edit, "POST"),
        ("/api/routes/stops/undo", views.undo, "POST"),
        ("/api/routes/stops/commit", views.write, "POST"),
    ]
    for rule, view, method in rules:
        server.add_url_rule(rule, f"hetu-routes-{view.__name__}", api(view), methods=[method])
    # Asking changes nothing: whoever may read may plan.
    ask = api(views.ask, writes=False)
    server.add_url_rule("/api/routes/<kind>", "hetu-routes-ask", ask, methods=["POST"])
    out = Out(views.planner, views.kept)
    server.add_url_rule(PRINT_SCRIPT, "hetu-routes-script", out.script)
    server.add_url_rule("/routes/out/<kind>", "hetu-routes-out", out.out, methods=["GET", "POST"])
