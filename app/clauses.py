"""Clause texts of the report: not in the repository, served where this machine has them."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Lock

from app.blobs import Blob, Shelf, make_blob


class ClauseStore:
    """`<report>.json` files of one folder, by report."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shelf = Shelf()
        self._lock = Lock()
        self._stamps: dict[Path, tuple[int, int]] = {}
        self._blobs: dict[Path, Blob] = {}

    def urls(self) -> dict[str, str]:
        """Report → immutable address of its clauses; a file that is no JSON is left out."""
        found: dict[str, str] = {}
        for path in sorted(self.folder.glob("*.json")) if self.folder.is_dir() else []:
            blob = self._read(path)
            if blob:
                found[path.stem] = f"/clauses/{blob.name}"
        return found

    def find(self, filename: str) -> Blob | None:
        """A file by its full name."""
        found = self.shelf.get(filename)
        if found is None:
            self.urls()
            found = self.shelf.get(filename)
        return found

    def _read(self, path: Path) -> Blob | None:
        """The file as it is now; as it was last where it cannot be read or is no JSON."""
        with self._lock:
            try:
                stat = path.stat()
                stamp = (stat.st_mtime_ns, stat.st_size)
                if self._stamps.get(path) != stamp:
                    body = path.read_bytes()
                    self._stamps[path] = stamp
                    json.loads(body)
                    self._blobs[path] = self.shelf.put(
                        make_blob(path.stem, "json", "application/json", body)
                    )
            except (OSError, ValueError):
                pass  # taken away or rewritten just now, or broken
            return self._blobs.get(path)
