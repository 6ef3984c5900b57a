"""The page's addresses, all under /api/imports."""

from __future__ import annotations

from typing import Any

import flask

from app.imports.desk import ImportDesk, clean_name, wishes_of
from app.imports.scenery import scenery_answer
from app.pages.registry import PageContext
from app.review.answers import View, answer, api
from app.review.fields import MAX_WHO, words
from app.review.guard import RefusedError, json_body
from etl.errors import HetuError
from etl.intake.limits import MAX_FILE

MAX_BODY = MAX_FILE + 1_000_000
TOO_BIG = HetuError(
    f"文件过大（上限 {MAX_FILE // 1_000_000} MB）。请先裁剪，或在服务器上用 hetu import 导入。",
    f"The file is too big (limit {MAX_FILE // 1_000_000} MB). Cut it first, or use hetu import "
    "on the server.",
)
UNSIGNED = "未署名 unsigned"


class ImportRoutes:
    """The views, over one desk."""

    def __init__(self, ctx: PageContext) -> None:
        self.desk = ImportDesk(ctx.settings)

    def every(self) -> Any:
        """GET /api/imports: batches of record, those taken out, the state of the layers."""
        return answer(self.desk.overview())

    def put_in(self) -> Any:
        """POST /api/imports: form fields `file` (several for a shapefile's set) and `who`."""
        uploads = [item for item in flask.request.files.getlist("file") if item.filename]
        if not uploads:
            raise RefusedError("没有收到文件。", "No file was received.", 400)
        self.desk.district()
        token = self.desk.staging.new()
        folder = self.desk.staging.at(token) / "in"
        for upload in uploads[:40]:
            upload.save(folder / clean_name(upload.filename or ""))
            upload.close()
        self.desk.look(token, wishes_of(flask.request.form, self._who(flask.request.form)))
        return answer({"token": token}, 201)

    def one(self, token: str) -> Any:
        """GET /api/imports/<token>: how far the look is, and then what it shows."""
        return answer(self.desk.staging.told(token))

    def look(self, token: str) -> Any:
        """POST /api/imports/<token>: look again with other wishes (datum, mapping …)."""
        body = json_body()
        self.desk.staging.at(token)
        self.desk.look(token, wishes_of(body, self._who(body)))
        return answer({"token": token})

    def take(self, token: str) -> Any:
        """POST /api/imports/<token>/take: take it in."""
        json_body()
        return answer({"batch": self.desk.take(token), **self.desk.overview()})

    def drop(self, token: str) -> Any:
        """POST /api/imports/<token>/drop: forget it."""
        json_body()
        self.desk.staging.drop(token)
        return answer({})

    def undo(self, batch_id: str) -> Any:
        """POST /api/imports/batch/<id>/undo: take a batch out."""
        json_body()
        self.desk.undo(batch_id)
        return answer(self.desk.overview())

    def put_back(self, batch_id: str) -> Any:
        """POST /api/imports/batch/<id>/back: put it back."""
        json_body()
        self.desk.put_back(batch_id)
        return answer(self.desk.overview())

    def scenery(self) -> Any:
        """GET /api/imports/scenery: the base map of the newest batch that brings one."""
        return scenery_answer(self.desk.district())

    def _who(self, form: Any) -> str:
        return words(form.get("who"), MAX_WHO) or UNSIGNED


def add_routes(server: flask.Flask, ctx: PageContext) -> None:
    """Put the addresses on the server."""
    routes = ImportRoutes(ctx)
    server.extensions["hetu-imports"] = routes.desk
    base = "/api/imports"
    rules: list[tuple[str, str, View]] = [
        (base, "GET", routes.every),
        (base, "POST", routes.put_in),
        (f"{base}/scenery", "GET", routes.scenery),
        (f"{base}/<token>", "GET", routes.one),
        (f"{base}/<token>", "POST", routes.look),
        (f"{base}/<token>/take", "POST", routes.take),
        (f"{base}/<token>/drop", "POST", routes.drop),
        (f"{base}/batch/<batch_id>/undo", "POST", routes.undo),
        (f"{base}/batch/<batch_id>/back", "POST", routes.put_back),
    ]
    for rule, method, view in rules:
        name = f"hetu-imports-{view.__name__}"
        server.add_url_rule(rule, name, api(view, most=MAX_BODY, too_big=TOO_BIG), methods=[method])
