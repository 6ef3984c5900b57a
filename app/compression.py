"""Gzip for the scripts that Dash serves itself; each is compressed once per process."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Response, request

TYPES = ("text/", "application/json", "application/javascript", "image/svg+xml")
LEAST = 1024


def compress(response: Response) -> Response:
    """Gzip a text answer for a reader who accepts it; leaves everything else as it is."""
    if (
        response.status_code != 200
        or "Content-Encoding" in response.headers
        or not (response.mimetype or "").startswith(TYPES)
        or "gzip" not in request.headers.get("Accept-Encoding", "")
    ):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < LEAST:
        return response
    # Component scripts carry a version in their address; answers of callbacks are one-off.
    lasting = request.path.startswith(("/_dash-component-suites/", "/assets/"))
    response.set_data(_packed(body) if lasting else gzip.compress(body, 5, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.add("Vary", "Accept-Encoding")
    return response


@lru_cache(maxsize=64)
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=9, mtime=0)
