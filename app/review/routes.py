"""The review's addresses, all under /api/drafts."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import flask

from app.access import writing
from app.blobs import respond
from app.pages.registry import PageContext
from app.review.answers import View, answer, api, tagged, told
from app.review.decide import decide, undo
from app.review.desk import Desk
from app.review.export import export_zip
from app.review.feed import changed, newest
from app.review.fields import MAX_WHO, asked_of, who_of, words
from app.review.guard import RefusedError, json_body
from app.review.intake import parse_upload, take_in
from app.review.view import body_json, head_json, is_done, standing_json
from app.store.reviews import Draft

UNSIGNED = "未署名 unsigned"


class Routes:
    """The views, over one desk."""

    def __init__(self, ctx: PageContext) -> None:
        self.desk = Desk(ctx.settings)

    def _head(self, draft: Draft, current: str) -> dict[str, Any]:
        standings = self.desk.reviews.standings(draft.draft_id).values()
        return head_json(
            draft,
            sum(map(is_done, standings)),
            current=current,
            written=self.desk.is_written(draft),
            record=self.desk.record_state(draft),
        )

    def _layers(self, draft: Draft) -> dict[str, Any]:
        return self.desk.layers_state(draft, self.desk.current())

    def every(self) -> Any:
        """GET /api/drafts: the drafts, the current report's first, then the newest."""
        current = self.desk.current()
        heads = [self._head(draft, current) for draft in self.desk.reviews.drafts()]
        heads.sort(key=lambda head: not head["is_current"])
        return tagged({"drafts": heads, "writing": writing(self.desk.settings)})

    def check_token(self) -> Any:
        """POST /api/drafts/token: whether whoever asks may write; the guard says if not."""
        return answer({"writing": writing(self.desk.settings)})

    def put_in(self) -> Any:
        """POST /api/drafts: a file (form field `file`) or JSON {"text", "name"}; `who` in both."""
        if flask.request.mimetype == "multipart/form-data":
            upload = flask.request.files.get("file")
            if upload is None:
                raise RefusedError("没有收到文件。", "No file was received.", 400)
            with closing(upload):
                data = upload.read()
            name = words(upload.filename or "") or "report.txt"
            who = words(flask.request.form.get("who"), MAX_WHO)
        else:
            body = json_body()
            text = body.get("text")
            if not isinstance(text, str):
                raise RefusedError("没有收到正文（text）。", "No text was received.", 400)
            data = text.encode("utf-8", errors="replace")
            name = f"{words(body.get('name'), 80) or '粘贴的正文 pasted text'}.txt"
            who = words(body.get("who"), MAX_WHO)
        taken = take_in(parse_upload(data, name), self.desk.districts())
        draft = self.desk.put_in(taken, name, who or UNSIGNED)
        return answer({"draft": self._head(draft, self.desk.current())}, 201)

    def one(self, draft_id: str) -> Any:
        """GET /api/drafts/<id>: text, outline, records, what stands of them, the layers' state."""
        current = self.desk.current()
        draft = self.desk.draft(draft_id)
        seq = newest(self.desk.reviews, draft_id)
        standings = self.desk.reviews.standings(draft_id)
        return tagged(
            {
                "draft": self._head(draft, current),
                "seq": seq,
                "standings": {key: standing_json(item) for key, item in standings.items()},
                "layers": self._layers(draft),
                "problem": told(self.desk.trouble),
                **body_json(draft),
            }
        )

    def feed(self, draft_id: str) -> Any:
        """GET /api/drafts/<id>/changes?since=N: what was decided after decision number N."""
        since = flask.request.args.get("since", 0, type=int)
        seq = newest(self.desk.reviews, draft_id)
        draft = self.desk.draft(draft_id)
        ids = changed(self.desk.reviews, draft_id, since) if seq > since else set()
        standings = self.desk.reviews.standings(draft_id) if ids else {}
        return tagged(
            {
                "seq": seq,
                "standings": {key: standing_json(standings[key]) for key in sorted(ids)},
                "layers": self._layers(draft),
            }
        )

    def decide(self, draft_id: str) -> Any:
        """POST /api/drafts/<id>/decisions: 409 with what stands where somebody was faster."""
        asked = asked_of(json_body())
        draft = self.desk.draft(draft_id)
        standing = decide(self.desk.reviews, draft, asked)
        return self._decided(draft, standing)

    def undo(self, draft_id: str) -> Any:
        """POST /api/drafts/<id>/undo {"who"}: takes back that person's newest decision."""
        who = who_of(json_body())
        draft = self.desk.draft(draft_id)
        return self._decided(draft, undo(self.desk.reviews, draft, who))

    def _decided(self, draft: Draft, standing: Any) -> Any:
        problem = self.desk.after_decision(draft)
        return answer(
            {
                "standing": standing_json(standing),
                "seq": newest(self.desk.reviews, draft.draft_id),
                "layers": self._layers(draft),
                "problem": problem,
            }
        )

    def record(self, draft_id: str) -> Any:
        """POST /api/drafts/<id>/record {"who", "undo"}: make its report one of record, or not."""
        body = json_body()
        who = who_of(body)
        draft = self.desk.draft(draft_id)
        self.desk.put_on_record(draft, who, undo=body.get("undo") is True)
        return answer({"draft": self._head(draft, self.desk.current())})

    def layers(self, draft_id: str) -> Any:
        """GET /api/drafts/<id>/layers: the state, the hashed addresses, the manifest."""
        draft = self.desk.draft(draft_id)
        store = self.desk.layers.store(draft_id)
        return answer(
            {
                **self._layers(draft),
                "urls": {name: f"/drafts/{draft_id}{store.url(name)}" for name in store.names}
                if store
                else {},
                "manifest": store.manifest if store else {},
            }
        )

    def export(self, draft_id: str) -> Any:
        """GET /api/drafts/<id>/export.zip: the records as decided, as tables."""
        draft = self.desk.draft(draft_id)
        standings = self.desk.reviews.standings(draft_id).values()
        response = flask.Response(export_zip(draft, standings), mimetype="application/zip")
        name = f"鹤图-核对-{draft.title or draft.draft_id}.zip"
        response.headers.set("Content-Disposition", "attachment", filename=name)
        response.headers["Cache-Control"] = "no-cache"
        return response

    def layer(self, draft_id: str, filename: str) -> Any:
        """GET /drafts/<id>/layers/<name>.<hash>.geojson, immutable; <name>.geojson: the newest."""
        store = self.desk.layers.store(draft_id) if draft_id.isalnum() else None
        if store is None:
            flask.abort(404)
        stem, _, rest = filename.partition(".")
        if rest == "geojson" and stem in store.names:
            return flask.redirect(f"/drafts/{draft_id}{store.url(stem)}", 302)
        blob = store.find(filename)
        return respond(blob) if blob else flask.abort(404)


def add_routes(server: flask.Flask, ctx: PageContext) -> None:
    """Put the addresses on the server."""
    routes = Routes(ctx)
    server.extensions["hetu-review"] = routes.desk
    base = "/api/drafts"
    one = f"{base}/<draft_id>"
    rules: list[tuple[str, str, View]] = [
        (base, "GET", routes.every),
        (base, "POST", routes.put_in),
        (f"{base}/token", "POST", routes.check_token),
        (one, "GET", routes.one),
        (f"{one}/changes", "GET", routes.feed),
        (f"{one}/decisions", "POST", routes.decide),
        (f"{one}/undo", "POST", routes.undo),
        (f"{one}/record", "POST", routes.record),
        (f"{one}/layers", "GET", routes.layers),
        (f"{one}/export.zip", "GET", routes.export),
    ]
    for rule, method, view in rules:
        server.add_url_rule(rule, f"hetu-review-{view.__name__}", api(view), methods=[method])
    server.add_url_rule("/drafts/<draft_id>/layers/<filename>", "hetu-review-layer", routes.layer)
