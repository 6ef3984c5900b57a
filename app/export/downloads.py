"""Every file to hand on, by kind: how it is made, what it is called, and its copy in the cache."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from app.export.geojson_zip import export_geojson, export_geojson_zip
from app.export.gpkg import export_gpkg
from app.export.html_assets import ASSETS
from app.export.html_map import export_html
from app.export.published import set_digest
from app.export.tables import export_xlsx

Make = Callable[[Path, Path], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: ending, media type, how it is made; `of_works` takes a filter's ids."""

    key: str
    ending: str
    mimetype: str
    make: Make
    of_works: Callable[..., None] | None = None


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "xlsx",
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            export_xlsx,
            export_xlsx,
        ),
        Kind("gpkg", ".gpkg", "application/geopackage+sqlite3", export_gpkg),
        Kind("html", ".html", "text/html", export_html),
        Kind("zip", "-geojson.zip", "application/zip", export_geojson_zip),
        Kind("geojson", ".geojson", "application/geo+json", export_geojson, export_geojson),
    )
}

_locks = {key: Lock() for key in KINDS}


@cache
def _code_digest() -> str:
    """A digest of the code that makes the files: an upgrade must not serve yesterday's copies."""
    here = Path(__file__).parent
    found = hashlib.sha256()
    for path in sorted([*here.glob("*.py"), *(ASSETS / "offline").glob("*.*")]):
        found.update(path.read_bytes())
    return found.hexdigest()[:8]


def cached(kind: Kind, layers_dir: Path, cache_dir: Path) -> Path:
    """The file of this kind for the layers as they are now, made at most once.

    It lies in `cache_dir`/<digest of manifest and code>/; older sets are removed. One thread makes
    it, others wait. Raises what `kind.make` raises.
    """
    folder = cache_dir / f"{set_digest(layers_dir) or 'none'}-{_code_digest()}"
    path = folder / f"hetu{kind.ending}"
    with _locks[kind.key]:
        if not path.exists():
            kind.make(layers_dir, path)
            for old in cache_dir.iterdir():
                if old != folder and old.is_dir():
                    shutil.rmtree(old, ignore_errors=True)
    return path
