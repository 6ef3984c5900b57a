"""The page to compare with: the same layers through folium as its tutorial does it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from gzip import compress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import folium


def write_page(layers: Path, vendor: Path, target: Path) -> None:
    """Write a folium map of every layer of a folder, one overlay each, into `target`.

    Of the libraries it would fetch from other hosts only Leaflet is kept, from `vendor`: bytes and
    time are counted in folium's favour. Features without a geometry are left out, as it must.
    """
    page = folium.Map(tiles=None)
    order = sorted(layers.glob("*.geojson"), key=lambda path: (path.stem != "projects", path.stem))
    boxes = []
    for path in order:
        data = json.loads(path.read_text(encoding="utf-8"))
        data["features"] = [each for each in data["features"] if each["geometry"]]
        if not data["features"]:
            continue
        layer = folium.GeoJson(
            data,
            name=path.stem,
            marker=folium.CircleMarker(radius=6),
            style_function=lambda _: {"className": "work"},
            popup=folium.GeoJsonPopup(fields=_text_fields(data)),
        ).add_to(page)
        boxes.append(layer.get_bounds())
    folium.LayerControl(collapsed=False).add_to(page)
    south, west = (min(box[0][axis] for box in boxes) for axis in (0, 1))
    north, east = (max(box[1][axis] for box in boxes) for axis in (0, 1))
    page.fit_bounds([[south, west], [north, east]])
    html = page.get_root().render()
    html = re.sub(r'<(script|link)[^>]+"(https?:)?//[^>]+>(</script>)?', "", html)
    local = '<script src="leaflet.js"></script><link rel="stylesheet" href="leaflet.css">'
    target.mkdir(parents=True, exist_ok=True)
    (target / "index.html").write_text(html.replace("<head>", f"<head>{local}", 1), "utf-8")
    for name in ("leaflet.js", "leaflet.css"):
        (target / name).write_bytes((vendor / name).read_bytes())


def _text_fields(data: dict[str, list[dict[str, dict[str, object]]]]) -> list[str]:
    """The properties every feature has with a plain value: what a popup can show."""
    features = [each["properties"] for each in data["features"]]
    shared = set.intersection(*(set(each) for each in features))
    plain = [name for name in features[0] if name in shared]
    return [n for n in plain if all(not isinstance(f[n], list | dict) for f in features)] or plain


class _Gzip(BaseHTTPRequestHandler):
    """Serves a folder's files as any web server would: compressed."""

    def __init__(self, *args: object, folder: Path) -> None:
        self.folder = folder
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # the base class's name
        """Answer with the compressed file; its type by its ending."""
        path = self.folder / (self.path.strip("/") or "index.html")
        kinds = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
        if not path.is_file():
            self.send_error(404)
            return
        body = compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", f"{kinds[path.suffix]}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Gzip, folder=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
