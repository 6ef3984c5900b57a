"""One self-contained HTML map, made with folium, that opens from a USB stick with no network."""

from __future__ import annotations

import html
from pathlib import Path

from folium import LayerControl
from shapely.geometry import shape

from app.export import html_panel as panel
from app.export.approval import approval_words
from app.export.html_assets import (
    ASSETS,
    VENDOR,
    icons,
    inert_json,
    policy,
    script,
    sealed,
    style,
)
from app.export.html_frame import InPanel, OfflineFigure, OfflineMap, settled
from app.export.html_layers import add_areas, add_basemap, add_works
from app.export.html_records import records
from app.export.published import Published, read_published
from app.export.whole import whole_file

_HATCH = (
    '<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>'
    '<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="8" height="8" fill="#1F2A30" fill-opacity="0.02"/>'
    '<line x1="0" y1="0" x2="0" y2="8" stroke="#1F2A30" stroke-opacity="0.14" stroke-width="1.4"/>'
    "</pattern></defs></svg>"
)


def export_html(layers_dir: Path, out_path: Path) -> None:
    """Write the map of `layers_dir` as one file that asks no other file or host for anything.

    Names and texts of the data are shown as text whatever they hold. The same layers give the
    same bytes. Raises `LayerError` for broken layers, `ExportError` for an unwritable path,
    `ServeError` where a public map lacks its approval number.
    """
    page = html_page(read_published(layers_dir))
    with whole_file(out_path) as path:
        path.write_text(page, encoding="utf-8", newline="\n")


def html_page(published: Published) -> str:
    """The page as text."""
    works = published.works()
    facts = records(works, published)
    drawings = icons()
    chart = OfflineMap(_bounds(published))
    add_basemap(chart, published)
    areas = add_areas(chart, published, works)
    add_works(chart, works, drawings)
    control = LayerControl(collapsed=False)
    control.add_child(InPanel())
    control.add_to(chart)
    side = "".join(
        (
            panel.heading(published),
            panel.filters(published, facts),
            f'<div class="groups">{panel.lists(published, facts, areas)}</div>',
            '<details class="layers" open><summary>图层</summary><div id="layers"></div></details>',
            panel.legend(drawings, (f["properties"]["category"] for f in works)),
            panel.about(published, works),
        )
    )
    district, year = published.text("district", "name_zh"), published.text("report", "year")
    figure = OfflineFigure(
        head=_head(f"{district} {year} 年政府工作报告地图"),
        body=f'{_HATCH}<aside class="panel">{side}</aside>'
        f'<main><div id="map" role="application" aria-label="地图"></div>{_approval()}</main>',
        data=inert_json("hetu-records", facts)
        + script(VENDOR / "leaflet.js")
        + script(ASSETS / "offline" / "map.js"),
    )
    figure.add_child(chart)
    return sealed(settled(figure.render()))


def _approval() -> str:
    words = approval_words()
    return f'<p class="approval">{html.escape(words)}</p>' if words else ""


def _head(title: str) -> str:
    return "\n".join(
        (
            policy(),
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{html.escape(title)}</title>",
            style(VENDOR / "leaflet.css"),
            style(ASSETS / "offline" / "map.css"),
        )
    )


def _bounds(published: Published) -> list[list[float]]:
    """South-west and north-east corner (lat, lon) of the district, else of every outline."""
    outlines = published.layers["boundaries"]
    own = [f for f in outlines if f["properties"]["role"] == "district"] or outlines
    boxes = [shape(feature["geometry"]).bounds for feature in own]
    west, south, east, north = (
        [
            pick(values)
            for pick, values in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
        ]
        if boxes
        else (-180.0, -85.0, 180.0, 85.0)
    )
    return [[south, west], [north, east]]
