"""Our scripts and styles as one file each: fewer requests on a slow office network."""

from __future__ import annotations

import json
from pathlib import Path

from app.blobs import Blob, Shelf, make_blob
from app.icons import read_icons

MIMETYPES = {"js": "text/javascript", "css": "text/css"}


EARLY = "early.js"
"""Runs before the first paint."""


class Bundles:
    """`assets/<kind>/**` joined in name order, folders after the files beside them."""

    def __init__(self, assets: Path, *, watch: bool = False) -> None:
        self.assets = assets
        self.shelf = Shelf()
        self._watch = watch
        self._blobs: dict[str, Blob] = {}

    def url(self, kind: str) -> str:
        """The immutable address of the bundle; `kind` is js or css."""
        if kind not in self._blobs or self._watch:
            self._blobs[kind] = self.shelf.put(
                make_blob("hetu", kind, MIMETYPES[kind], self._join(kind))
            )
        return f"/static/{self._blobs[kind].name}"

    def file_url(self, name: str) -> str:
        """The immutable address of one file of `assets/`, for what must come before the bundle."""
        if name not in self._blobs or self._watch:
            stem, kind = name.rsplit(".", 1)
            body = (self.assets / name).read_bytes()
            self._blobs[name] = self.shelf.put(make_blob(stem, kind, MIMETYPES[kind], body))
        return f"/static/{self._blobs[name].name}"

    def find(self, filename: str) -> Blob | None:
        """A bundle by its full name."""
        found = self.shelf.get(filename)
        if found is None:
            for kind in MIMETYPES:
                self.url(kind)
            self.file_url(EARLY)
            found = self.shelf.get(filename)
        return found

    def _join(self, kind: str) -> bytes:
        folder = self.assets / kind
        files = sorted(
            folder.rglob(f"*.{kind}"),
            key=lambda path: (len(path.relative_to(folder).parts), path.as_posix()),
        )
        parts = [path.read_bytes() for path in files]
        if kind == "js":
            icons = json.dumps(read_icons(self.assets / "icons"))
            parts.insert(0, f"window.hetu={{icons:{icons}}};".encode())
        return b"\n".join(parts)
