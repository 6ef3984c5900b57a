"""The page of data: downloads, counts, sources."""

from __future__ import annotations

import json
from pathlib import Path

import pyogrio
import pytest
import rig
from axe_playwright_python.sync_playwright import Axe
from map_page import count, counted, ready
from playwright.sync_api import Route

from app.settings import default_layers


def test_layers_and_sources_are_those_of_the_manifest(page: rig.OpenPage) -> None:
    manifest = json.loads((default_layers() / "manifest.json").read_text(encoding="utf-8"))
    tab = page("/data")
    tab.wait_for_selector(".data-layers")
    rows = tab.locator(".data-layers tbody tr")
    assert rows.count() == len(manifest["layers"])
    for number, layer in enumerate(manifest["layers"]):
        text = rows.nth(number).inner_text()
        assert layer["title_zh"] in text and layer["sha256"][:8] in text
        assert str(layer["count"]) in text.split()
    assert tab.locator(".data-sources tbody tr").count() == len(manifest["sources"])
    numbers = tab.locator(".data-bars b").all_inner_texts()
    assert sum(map(int, numbers)) == len(counted())


def test_a_download_arrives_and_opens(page: rig.OpenPage, tmp_path: Path) -> None:
    tab = page("/data")
    card = tab.locator(".data-download", has_text="GeoPackage")
    card.wait_for()
    with tab.expect_download() as waiting:
        card.locator("a").click()
    waiting.value.save_as(tmp_path / "set.gpkg")
    assert waiting.value.suggested_filename.endswith(".gpkg")
    assert "projects" in dict(pyogrio.list_layers(tmp_path / "set.gpkg"))
    assert "已下载" in card.inner_text()


def test_a_failed_download_says_why_in_the_reader_s_language(
    page: rig.OpenPage, problems: list[str]
) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=503, content_type="text/plain", body="坏图层。\n\nBroken layer.\n")

    tab = page("/data")
    tab.route("**/export/xlsx", fail)
    card = tab.locator(".data-download").first
    card.wait_for()
    card.locator("a").click()
    card.locator(".is-wrong").wait_for()
    assert "坏图层。" in card.inner_text() and "Broken" not in card.inner_text()
    tab.evaluate("hetu.setLang('en')")
    assert "Broken layer." in card.inner_text()
    problems.clear()  # the browser notes the 503 in its console


def test_a_count_leads_to_its_works(page: rig.OpenPage) -> None:
    tab = page("/data")
    told = [int(number) for number in tab.locator(".data-bars li:has(a) b").all_inner_texts()]
    for row, number in enumerate(told):
        tab.locator(".data-bars a").nth(row).click()
        assert count(ready(tab)) == number
        assert "p=" in tab.url
        tab.go_back()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("phone", [False, True])
def test_it_is_accessible_and_fits(page: rig.OpenPage, phone: bool, lang: str) -> None:
    tab = page("/data", phone=phone)
    tab.wait_for_selector(".data-layers")
    if lang == "en":
        tab.evaluate("hetu.setLang('en')")
        licences = tab.locator(".data-sources td:nth-child(3)").all_inner_texts()
        assert "cited as facts, no text taken" in licences
        assert "事实引用，不含原文" not in licences
    assert tab.evaluate("document.querySelector('main').scrollWidth <= innerWidth")
    results = Axe().run(tab, context="main")
    assert results.violations_count == 0, results.generate_report()
