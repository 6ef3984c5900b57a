"""folium without its CDN links: a map and a page of our own templates, everything inline.

folium ships no Leaflet of its own and links jQuery, Bootstrap and Font Awesome besides; here only
Leaflet is used, from `assets/vendor`. branca renders what a template gave once more as a template,
so no text from data may pass through an element with braces in it (see `safe`).
"""

from __future__ import annotations

import html
import re
from typing import Any

import folium
from branca.element import Figure, MacroElement
from jinja2 import Template

_RANDOM = re.compile(r"_([0-9a-f]{32})(?![0-9a-f])")


class OfflineFigure(Figure):
    """The page: head and body are given as finished HTML and are rendered only once."""

    _template = Template(
        """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
{{ this.head }}
</head>
<body>
{{ this.body }}
{{ this.data }}
<script>
{{ this.script.render(**kwargs) }}
</script>
</body>
</html>
"""
    )

    def __init__(self, *, head: str, body: str, data: str) -> None:
        super().__init__()
        self.head, self.body, self.data = head, body, data


class OfflineMap(folium.Map):
    """A Leaflet map in the element `map`, without tiles, attribution links or outside files."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  folium's own way of naming them
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    _template = Template(
        """
{% macro script(this, kwargs) %}
var {{ this.get_name() }} = L.map("map", {{ this.settings|tojson }});
L.control.scale({imperial: false, position: "bottomright"}).addTo({{ this.get_name() }});
hetuOffline.start({{ this.get_name() }}, {{ this.bounds|tojson }});
{% endmacro %}
"""
    )

    def __init__(self, bounds: list[list[float]]) -> None:
        super().__init__(tiles=None)
        self.bounds = bounds
        self.settings = {
            "attributionControl": False,
            "zoomSnap": 0.25,
            "zoomDelta": 0.5,
            "minZoom": 7,
            "maxZoom": 16,
            "maxBoundsViscosity": 0.7,
        }


class Bind(MacroElement):
    """Ties its parent layer to records: a click, Enter or a row of the list opens them."""

    _template = Template(
        """
{% macro script(this, kwargs) %}
hetuOffline.bind({{ this._parent.get_name() }}, {{ this.key|tojson }}, {{ this.ids|tojson }});
{% endmacro %}
"""
    )

    def __init__(self, key: str, ids: list[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.key, self.ids = key, ids

    def on(self, layer: Any) -> None:
        """Become a child of `layer`."""
        layer.add_child(self)


class InPanel(MacroElement):
    """Moves its parent, the layer control, into the panel, where a phone has room for it."""

    _template = Template(
        """
{% macro script(this, kwargs) %}
hetuOffline.layers({{ this._parent.get_name() }});
{% endmacro %}
"""
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]


def safe(text: str) -> str:
    """Text for the HTML of an icon, escaped for the page and for the template it passes through."""
    return html.escape(text).replace("{", "&#123;").replace("}", "&#125;")


def settled(page: str) -> str:
    """The page with folium's random names replaced by numbers: same layers, same bytes."""
    numbers: dict[str, str] = {}
    return _RANDOM.sub(lambda match: f"_{numbers.setdefault(match[1], str(len(numbers)))}", page)
