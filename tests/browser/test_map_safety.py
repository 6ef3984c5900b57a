"""Hostile names show as text everywhere; a broken layer is said, and the rest still works."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import rig
from map_page import LAYERS, ready, works
from playwright.sync_api import Browser, Page, expect

HOSTILE = "<img src=x onerror=window.hacked=1>"


@pytest.fixture(scope="module")
def poisoned(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose works are all called like an attack and whose stops are broken."""
    folder = tmp_path_factory.mktemp("layers")
    shutil.copytree(LAYERS, folder, dirs_exist_ok=True)
    for path in folder.glob("*.geojson"):
        layer = json.loads(path.read_bytes())
        for feature in layer["features"]:
            p = feature["properties"]
            p["name"] = f"{HOSTILE}{p['name']}"
            for key in ("promise_zh", "reason_zh", "location_note_zh", "location_source"):
                if p.get(key):
                    p[key] = f"{HOSTILE}{p[key]}"
            for mention in p.get("mentions", []):
                mention["core"] = f"〔{HOSTILE}〕{mention['core']}"
                mention["paragraph_title"] = HOSTILE
        path.write_text(json.dumps(layer), encoding="utf-8")
    (folder / "tourism_stops.geojson").write_text("{", encoding="utf-8")
    with rig.serving(tmp_path_factory.mktemp("log") / "log.txt", HETU_LAYERS=str(folder)) as url:
        yield url


@pytest.fixture
def tab(chromium: Browser, poisoned: str) -> Iterator[Page]:
    context = chromium.new_context(**rig.DESKTOP, reduced_motion="reduce", locale="zh-CN")
    tab = context.new_page()
    tab.goto(poisoned + "/")
    yield ready(tab)
    context.close()


def test_hostile_names_are_text_everywhere(tab: Page) -> None:
    expect(tab.locator(".results .row-name").first).to_contain_text("<img src=x")
    tab.locator(".pin").first.hover()
    tab.locator(".badge").first.click()
    expect(tab.locator(".details .row-name").first).to_contain_text("<img src=x")
    tab.evaluate("() => hetu.store.setView('table')")
    expect(tab.locator(".works-table tbody th").first).to_contain_text("<img src=x")
    for work in works()[:12]:
        tab.evaluate("(id) => hetu.store.select(id, 'list')", work["id"])
    expect(tab.locator(".details .clause").first).to_contain_text("<img src=x")
    tab.locator(".search-input").fill(HOSTILE)
    expect(tab.locator(".active-chips")).to_contain_text("<img src=x")
    assert tab.locator(".map-page img[src='x']").count() == 0
    assert tab.evaluate("() => window.hacked") is None


def test_a_broken_layer_is_said_in_words(tab: Page, tmp_path: Path) -> None:
    notice = tab.locator(".notices .notice")
    expect(notice.first).to_contain_text("tourism_stops.geojson")
    expect(notice.first).to_contain_text("hetu build")
    assert "Traceback" not in tab.content()
    assert tab.locator(".results .row").count() > 0
