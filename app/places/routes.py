"""The place desk's addresses, all under /api/places."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import flask

from app.access import writing
from app.pages.registry import PageContext
from app.places.asked import DEFAULT_RADIUS_M, asked_of, number_of
from app.places.desk import PlaceDesk, step_json
from app.places.disputes import dispute_of, told
from app.places.online import known_providers, online_candidates
from app.review.answers import View, answer, api, refusal, tagged
from app.review.fields import who_of
from app.review.guard import json_body
from app.store.placements import Placement, PlacementConflictError, standing
from etl.crs.datum import Datum
from etl.places.candidates import Candidate, candidates, search
from etl.places.quality import quality_json
from etl.places.typed import read_typed
from etl.publish.quality import district_quality


class Routes:
    """The views, over one desk."""

    def __init__(self, ctx: PageContext) -> None:
        self.desk = PlaceDesk(ctx.settings, ctx.layers)

    def queue(self) -> Any:
        """GET /api/places: the queue, and what the page needs to place things."""
        return tagged(
            {
                "district": self.desk.district().adcode,
                "items": self.desk.queue(),
                "writing": writing(self.desk.settings),
                "rule": [
                    [weight.label_zh, weight.label_en, weight.points]
                    for weight in self.desk.ground().weights
                ],
                "radius_m": DEFAULT_RADIUS_M,
                "providers": known_providers(os.environ),
                "datums": [[item.value, item.label_zh, item.label_en] for item in Datum],
            }
        )

    def one(self, work_id: str) -> Any:
        """GET /api/places/<id>: candidates and history."""
        work = self.desk.work(work_id)
        ground = self.desk.ground()
        known = ground.area(work["area_id"])
        found = candidates(ground.query(work), ground.gazetteer, ground.names, known)
        return answer(
            {**self._state(work_id), "candidates": [candidate_json(item) for item in found]}
        )

    def _state(self, work_id: str) -> dict[str, Any]:
        steps = self.desk.placements.history(self.desk.district().adcode, work_id)
        now = standing(steps)
        return {
            "id": work_id,
            "history": [step_json(step) for step in steps],
            "placed": step_json(now) if now and now.geometry else None,
            "latest": steps[-1].placement_id if steps else None,
            "dispute": told(dispute_of(steps)),
        }

    def place(self, work_id: str) -> Any:
        """POST /api/places/<id>: 409 with both positions where somebody was faster."""
        self.desk.work(work_id)
        asked = asked_of(json_body(), self.desk.ground().home)
        values = asdict(asked)
        values["precision"], values["method"] = int(asked.precision), asked.method.value
        return self._kept(
            work_id,
            lambda: self.desk.placements.add(self.desk.district().adcode, work_id, **values),
        )

    def undo(self, work_id: str) -> Any:
        """POST /api/places/<id>/undo {"who", "expected", "step"?}: take back a step."""
        body = json_body()
        who = who_of(body)
        expected, step = number_of(body, "expected"), number_of(body, "step")
        return self._kept(
            work_id,
            lambda: self.desk.placements.undo(
                self.desk.district().adcode, work_id, expected=expected or 0, who=who, step=step
            ),
        )

    def _kept(self, work_id: str, act: Any) -> Any:
        try:
            act()
        except PlacementConflictError as error:
            return refusal(error, 409, **self._state(work_id), faster=_who(error.latest))
        return answer(self._state(work_id))

    def read(self, work_id: str) -> Any:
        """POST /api/places/<id>/read {"text", "datum"}: where typed words or numbers lie."""
        body = json_body()
        text, datum = body.get("text"), body.get("datum")
        ground = self.desk.ground()
        self.desk.work(work_id)
        middle = None if ground.home.is_empty else ground.home.centroid
        found = read_typed(
            text[:200] if isinstance(text, str) else "",
            datum if isinstance(datum, str) else "",
            ground.gazetteer,
            (middle.x, middle.y) if middle else None,
        )
        return answer(asdict(found))

    def ask(self, work_id: str) -> Any:
        """POST /api/places/<id>/ask {"provider"}: what an online geocoder says, on request."""
        body, work = json_body(), self.desk.work(work_id)
        ground = self.desk.ground()
        found = online_candidates(
            str(body.get("provider", "")),
            ground.query(work),
            ground,
            work["area_id"],
            os.environ,
            self.desk.engine,
            self.desk.settings.var / "providers",
        )
        return answer({"candidates": [candidate_json(item) for item in found]})

    def quality(self) -> Any:
        """GET /api/places/quality: by class, source and age, and where sources or people differ."""
        district, today = self.desk.district(), datetime.now(UTC).date()
        works = list(self.desk.ground().works.values())
        found = quality_json(district.adcode, district_quality(district, works, today), today)
        disputes = [
            {"work_id": item["id"], **item["dispute"]}
            for item in self.desk.queue()
            if item["dispute"]
        ]
        return tagged({**found, "disputes": disputes})

    def search(self) -> Any:
        """GET /api/places/search?q=: gazetteer and imports by name."""
        ground = self.desk.ground()
        text = flask.request.args.get("q", "")[:60].strip()
        middle = None if ground.home.is_empty else ground.home.centroid
        at = (middle.x, middle.y) if middle else None
        found = search(text, ground.gazetteer, ground.names, at) if text else []
        return answer({"candidates": [candidate_json(item) for item in found]})


def candidate_json(item: Candidate) -> dict[str, Any]:
    """A candidate as the page shows it."""
    return asdict(item)


def _who(latest: Placement | None) -> str:
    return latest.who if latest else ""


def add_routes(server: flask.Flask, ctx: PageContext) -> None:
    """Put the addresses on the server."""
    routes = Routes(ctx)
    server.extensions["hetu-places"] = routes.desk
    base = "/api/places"
    rules: list[tuple[str, str, View]] = [
        (base, "GET", routes.queue),
        (f"{base}/search", "GET", routes.search),
        (f"{base}/quality", "GET", routes.quality),
        (f"{base}/<work_id>", "GET", routes.one),
        (f"{base}/<work_id>", "POST", routes.place),
        (f"{base}/<work_id>/undo", "POST", routes.undo),
        (f"{base}/<work_id>/read", "POST", routes.read),
        (f"{base}/<work_id>/ask", "POST", routes.ask),
    ]
    for rule, method, view in rules:
        server.add_url_rule(rule, f"hetu-places-{view.__name__}", api(view), methods=[method])
