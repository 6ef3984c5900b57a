"""All published layers, in the order in which they are drawn and listed."""

from __future__ import annotations

from layers import (
    boundaries,
    indicators,
    places,
    projects,
    roads,
    tourism_routes,
    tourism_stops,
    tourism_zones,
    villages,
)
from layers.base import Layer

LAYERS: dict[str, Layer] = {
    module.LAYER.name: module.LAYER
    for module in (
        projects,
        roads,
        villages,
        tourism_zones,
        tourism_routes,
        tourism_stops,
        boundaries,
        places,
        indicators,
    )
}

WORK_LAYERS = ("projects", "roads", "villages", "tourism_zones", "tourism_routes")
"""Layers whose features are works of the report: they share filter, list and table."""
