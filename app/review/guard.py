"""What may reach the review's addresses: our own pages, JSON or a form, within bounds."""

from __future__ import annotations

from urllib.parse import urlsplit

import flask
from werkzeug.exceptions import RequestEntityTooLarge

from etl.errors import HetuError
from etl.report.load import MAX_BYTES

MAX_BODY = MAX_BYTES + 256_000
"""A file of the greatest size and the form around it."""


class RefusedError(HetuError):
    """A request that is not served; `status` is the HTTP status it is answered with."""

    def __init__(self, zh: str, en: str, status: int = 422) -> None:
        super().__init__(zh, en)
        self.status = status


def check_origin() -> None:
    """RefusedError for a request that another site's page has sent.

    Browsers name the sending site in Sec-Fetch-Site or, the older ones, in Origin. Where both are
    missing no browser page is at work: a JSON body then is enough, a form is not.
    """
    site = flask.request.headers.get("Sec-Fetch-Site")
    origin = flask.request.headers.get("Origin")
    if site is not None:
        foreign = site not in ("same-origin", "none")
    elif origin is not None:
        # A proxy may speak to us by another name; a page of another site cannot set its header.
        ours = {flask.request.host, flask.request.headers.get("X-Forwarded-Host")}
        foreign = urlsplit(origin).netloc not in ours
    else:
        foreign = flask.request.method == "POST" and not flask.request.is_json
    if foreign:
        raise RefusedError(
            "请求来自别的网站，未作处理。请在鹤图自己的页面里操作。",
            "The request comes from another site and was not served. Use Hetu's own pages.",
            403,
        )


def bound_body(most: int = MAX_BODY) -> None:
    """Read no more than `most` bytes, a report's worth; nothing at all of what says it is more."""
    flask.request.max_content_length = most
    if (flask.request.content_length or 0) > most:
        raise RequestEntityTooLarge


def json_body() -> dict[str, object]:
    """The JSON object of the request; RefusedError where the body is anything else."""
    if not flask.request.is_json:
        raise RefusedError(
            "请求应为 JSON（application/json）。",
            "The request should be JSON (application/json).",
            415,
        )
    body = flask.request.get_json(silent=True)
    if not isinstance(body, dict):
        raise RefusedError(
            "请求不是有效的 JSON 对象。", "The request is no valid JSON object.", 400
        )
    return body
