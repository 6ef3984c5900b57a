"""Every file to hand on, by kind: how it is made, what it is called, and its copy in the cache."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from app.export.approval import approval_words
from app.export.geojson_zip import export_geojson, export_geojson_zip
from app.export.gpkg import export_gpkg
from app.export.html_assets import ASSETS
from app.export.html_map import export_html
from app.export.oc4ids import export_oc4ids
from app.export.published import set_digest
from app.export.tables import export_xlsx
from app.export.to_csv import export_works_csv
from app.export.to_geojson import export_works_geojson
from app.export.to_gpkg import export_works_gpkg
from app.export.to_kml import export_works_kml
from app.export.to_shp import export_works_shp
from app.export.to_xlsx import export_works_xlsx

Make = Callable[[Path, Path], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: ending, media type, how the whole set is made; `of_works` takes a filter's
    ids and the coordinates, and the words of `options`.
    """

    key: str
    ending: str
    mimetype: str
    make: Make
    of_works: Callable[..., None] | None = None
    options: tuple[str, ...] = ()


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KML = "application/vnd.google-earth.kml+xml"
_GPKG = "application/geopackage+sqlite3"
_GEOJSON = "application/geo+json"
_ZIP = "application/zip"

KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("xlsx", ".xlsx", _XLSX, export_xlsx, export_works_xlsx),
        Kind("gpkg", ".gpkg", _GPKG, export_gpkg, export_works_gpkg),
        Kind("html", ".html", "text/html", export_html),
        Kind("zip", "-geojson.zip", _ZIP, export_geojson_zip),
        Kind("geojson", ".geojson", _GEOJSON, export_geojson, export_works_geojson),
        Kind("shp", "-shp.zip", _ZIP, export_works_shp, export_works_shp, ("encoding",)),
        Kind("kml", ".kml", _KML, export_works_kml, export_works_kml),
        Kind("csv", ".csv", "text/csv", export_works_csv, export_works_csv),
        Kind("oc4ids", "-oc4ids.json", "application/json", export_oc4ids, export_oc4ids),
    )
}
"""Every kind of file; those with `of_works` are made of any filter, in any frame."""

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
    # A map shows its approval number: another number is another file.
    seal = hashlib.sha256(approval_words().encode()).hexdigest()[:8]
    folder = cache_dir / f"{set_digest(layers_dir) or 'none'}-{_code_digest()}-{seal}"
    path = folder / f"hetu{kind.ending}"
    with _locks[kind.key]:
        if not path.exists():
            kind.make(layers_dir, path)
            for old in cache_dir.iterdir():
                if old != folder and old.is_dir():
                    shutil.rmtree(old, ignore_errors=True)
    return path
