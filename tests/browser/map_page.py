"""What the map tests share: the works as the files hold them, and the page once it is ready."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from rig import ROOT

LAYERS = ROOT / "geodata" / "230204" / "layers"
WORK_LAYERS = ("projects", "roads", "villages", "tourism_zones", "tourism_routes")


def features(name: str, layers: Path = LAYERS) -> list[dict[str, Any]]:
    """The features of one layer."""
    found: list[dict[str, Any]] = json.loads((layers / f"{name}.geojson").read_bytes())["features"]
    return found


def works(layers: Path = LAYERS) -> list[dict[str, Any]]:
    """The features of all layers whose features are works."""
    return [feature for name in WORK_LAYERS for feature in features(name, layers)]


def counted(layers: Path = LAYERS) -> list[dict[str, Any]]:
    """Those that count: what the report says is done, not what it only explains or leaves out."""
    return [
        work
        for work in works(layers)
        if work["properties"]["focus_areas"]
        or any(m["stage"] or m["work_type"] for m in work["properties"]["mentions"])
    ]


def ready(tab: Page) -> Page:
    """The page, once the works are drawn."""
    tab.wait_for_selector(".map-page[data-ready]")
    return tab


def count(tab: Page) -> int:
    """The number of results the page shows."""
    return int(tab.locator(".results-count b").inner_text())


def choose(tab: Page, text: str) -> None:
    """Click the filter whose visible words start with `text`."""
    tab.locator(".filters button", has_text=text).first.click()
