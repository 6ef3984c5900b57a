"""Where things are on the two pages: the only place of the benchmarks that names selectors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """How to find a work on the map, the map itself, and one filter to click."""

    work: str
    map: str
    filter: str


#: The dashboard; the filter is a focus area, the fifth (民生).
HETU = Where(
    work=".map-host .pin, .map-host .stack",
    map=".map-host",
    filter='.area-row[data-value="5"]',
)

#: A folium page: its nearest thing to a filter is a layer switched off.
FOLIUM = Where(
    work=".leaflet-overlay-pane path.work",
    map=".leaflet-container",
    filter=".leaflet-control-layers-overlays input >> nth=0",
)
