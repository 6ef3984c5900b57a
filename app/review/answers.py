"""Answers as JSON: what was asked for, or an error in both languages; never a stack trace."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

import flask
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from app.access import LockedError, check_writer
from app.review.guard import MAX_BODY, RefusedError, bound_body, check_origin
from app.review.view import standing_json
from app.store.reviews import ConflictError
from etl.errors import HetuError
from etl.files import json_bytes

View = Callable[..., Any]


def answer(value: Any, status: int = 200) -> flask.Response:
    """The value as JSON, never cached."""
    response = flask.Response(json_bytes(value), status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response


def tagged(value: Any) -> flask.Response:
    """The value as JSON with an ETag; 304 where the reader has it already."""
    response = answer(value)
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:16], weak=True)
    response.make_conditional(flask.request)
    return response


def refusal(error: HetuError, status: int, **more: Any) -> flask.Response:
    """An error in words; `file` names the file where there is one."""
    return answer({"error": told(error), **more}, status)


def told(error: HetuError | None) -> dict[str, str] | None:
    """An error's words in both languages."""
    if error is None:
        return None
    return {"zh": error.where + error.zh, "en": error.where + error.en}


TOO_BIG = HetuError(
    "文件过大（上限 5 MB）。请只提供报告正文。",
    "The file is too big (limit 5 MB). Give the report's text only.",
)


def api(
    view: View, *, writes: bool = True, most: int = MAX_BODY, too_big: HetuError = TOO_BIG
) -> View:
    """A view behind the guard, whose every failure is an answer. `writes`: what is posted to it
    changes something, so that it wants a writer; `most`: bytes it reads, else `too_big`."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        try:
            bound_body(most)
            check_origin()
            if writes and flask.request.method == "POST":
                check_writer(flask.current_app.extensions["hetu-review"].settings)
            return view(*args, **kwargs)
        except ConflictError as error:
            return refusal(error, 409, standing=standing_json(error.standing))
        except (RefusedError, LockedError) as error:
            return refusal(error, error.status)
        except HetuError as error:
            return refusal(error, 422)
        except RequestEntityTooLarge:
            return refusal(too_big, 413)
        except HTTPException:
            raise
        except Exception:
            flask.current_app.logger.exception("request failed")
            return refusal(
                HetuError(
                    "服务器出错，未作更改；请重试，仍不行时请管理员查看日志。",
                    "The server failed and changed nothing; try again, else ask the administrator "
                    "to look at the log.",
                ),
                500,
            )

    return guarded
