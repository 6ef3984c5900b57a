"""Files served under their content's hash: immutable, compressed once, answered from memory."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from flask import Response, request

FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Blob:
    """One file: `stem.digest.suffix`, its bytes, and the same gzipped (mtime 0)."""

    stem: str
    suffix: str
    mimetype: str
    body: bytes
    packed: bytes
    digest: str

    @property
    def name(self) -> str:
        """The name it is served under."""
        return f"{self.stem}.{self.digest}.{self.suffix}"


def make_blob(stem: str, suffix: str, mimetype: str, body: bytes) -> Blob:
    """Hash and compress; the same bytes always give the same blob."""
    digest = hashlib.sha256(body).hexdigest()[:16]
    packed = gzip.compress(body, compresslevel=9, mtime=0)
    return Blob(stem, suffix, mimetype, body, packed, digest)


class Shelf:
    """The blobs at hand, for any number of threads.

    Keeps the `keep` newest of each stem, so that a page opened before a rebuild still finds the
    files it asks for.
    """

    def __init__(self, keep: int = 3) -> None:
        self._keep = keep
        self._lock = Lock()
        self._by_stem: dict[str, OrderedDict[str, Blob]] = {}

    def put(self, blob: Blob) -> Blob:
        """Add a blob (again); the oldest of its stem is dropped."""
        with self._lock:
            shelf = self._by_stem.setdefault(blob.stem, OrderedDict())
            shelf[blob.name] = blob
            shelf.move_to_end(blob.name)
            while len(shelf) > self._keep:
                shelf.popitem(last=False)
        return blob

    def get(self, name: str) -> Blob | None:
        """The blob of this full name, if it is still here."""
        return self._by_stem.get(name.split(".", 1)[0], OrderedDict()).get(name)


def respond(blob: Blob) -> Response:
    """Answer with the blob: `immutable`, strong ETag, 304 if it is known, gzip if asked."""
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(blob.packed if packed else blob.body, mimetype=blob.mimetype)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = FOREVER
    response.set_etag(blob.digest + ("-gz" if packed else ""))
    response.make_conditional(request)
    return response
