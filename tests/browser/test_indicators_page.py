"""The page of targets as a reader meets it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rig
from axe_playwright_python.sync_playwright import Axe

from app.settings import default_layers


@pytest.fixture(scope="module")
def indicators() -> list[dict[str, Any]]:
    """The published indicators, as the server has them."""
    rig.build()
    layer = json.loads((default_layers() / "indicators.geojson").read_text(encoding="utf-8"))
    return [feature["properties"] for feature in layer["features"]]


def test_every_indicator_is_a_card_with_its_number(
    page: rig.OpenPage, indicators: list[dict[str, Any]]
) -> None:
    tab = page("/indicators")
    tab.wait_for_selector(".ind-card")
    names = tab.locator(".ind-card .ind-name").all_inner_texts()
    assert len(names) == len(indicators)
    for each in indicators[:10]:
        card = tab.locator(f'.ind-card[data-id="{each["id"]}"]')
        assert f"{each['value']:g}" in card.locator(".ind-value").inner_text().replace(",", "")
        assert each["unit"].split("(")[0] in card.inner_text()


def test_a_focus_area_and_a_word_filter_without_a_request(
    page: rig.OpenPage, indicators: list[dict[str, Any]]
) -> None:
    area = indicators[-1]["focus_area"]
    own = [each for each in indicators if each["focus_area"] == area]
    tab = page("/indicators")
    tab.wait_for_selector(".ind-card")
    tab.wait_for_load_state("networkidle")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.locator(f".ind-areas button[data-area='{area}']").click()
    assert tab.locator(".ind-card:visible").count() == len(own)
    assert f"a={area}" in tab.url
    tab.locator(".ind-search").fill(own[0]["name"])
    assert 1 <= tab.locator(".ind-card:visible").count() <= len(own)
    assert asked == []
    tab.reload()
    tab.wait_for_selector(".ind-card:visible")
    assert tab.locator(".ind-search").input_value() == own[0]["name"]


def test_a_filter_that_fits_nothing_says_so_and_clears(page: rig.OpenPage) -> None:
    tab = page("/indicators?q=没有这样的词")
    tab.locator(".ind-page .empty:visible").wait_for()
    assert tab.locator(".ind-card:visible").count() == 0
    tab.locator(".ind-page .empty button").click()
    assert tab.locator(".ind-card:visible").count() > 0
    assert "q=" not in tab.url


def test_an_indicator_of_the_address_is_in_view(
    page: rig.OpenPage, indicators: list[dict[str, Any]]
) -> None:
    last = indicators[-1]["id"]
    tab = page(f"/indicators#{last}")
    card = tab.locator(f'.ind-card.is-target[data-id="{last}"]')
    card.wait_for()
    assert card.evaluate("node => node.getBoundingClientRect().bottom <= innerHeight")


def test_the_table_holds_the_same_figures(
    page: rig.OpenPage, indicators: list[dict[str, Any]]
) -> None:
    tab = page("/indicators?view=table")
    tab.locator(".ind-table").wait_for()
    assert tab.locator(".ind-table tbody tr:visible").count() == len(indicators)
    assert tab.locator(".ind-card:visible").count() == 0


def test_bars_of_one_chart_are_in_proportion(page: rig.OpenPage) -> None:
    tab = page("/indicators")
    tab.wait_for_selector(".ind-chart")
    charts = tab.evaluate(
        """() => [...document.querySelectorAll(".ind-share")].map((chart) =>
          [...chart.querySelectorAll("li")].map((row) => [
            parseFloat(row.querySelector(".ind-row-value .zh").textContent.replace(/[^0-9.]/g, "")),
            row.querySelector(".ind-stem").getBoundingClientRect().width
              / row.querySelector(".ind-track").getBoundingClientRect().width]))"""
    )
    assert charts
    for chart in charts:
        for value, share in chart:
            assert share == pytest.approx(value / 100, abs=0.01)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_chart_says_stays_in_the_chart(page: rig.OpenPage, lang: str) -> None:
    tab = page(f"/indicators?lang={lang}")
    tab.wait_for_selector(".ind-card")
    wide = tab.evaluate(
        """() => [...document.querySelectorAll(".ind-row-value")]
          .filter((n) => n.getBoundingClientRect().right
            > n.closest(".ind-chart").getBoundingClientRect().right + 1)
          .map((n) => n.textContent)"""
    )
    assert wide == []
    reference = tab.locator(".ind-where").first.inner_text()
    assert reference.startswith("总目标" if lang == "zh" else "Overall targets")


def test_works_behind_a_figure_open_on_the_map(page: rig.OpenPage) -> None:
    tab = page("/indicators")
    link = tab.locator(".ind-foot a").first
    link.wait_for()
    href = link.get_attribute("href") or ""
    assert href.startswith(("/?sel=", "/?id="))
    link.click()
    tab.wait_for_selector("[data-hetu-page=map]")
    assert href.split("?")[1] in tab.url.replace("%2C", ",")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("phone", [False, True])
def test_it_is_accessible_and_fits(page: rig.OpenPage, phone: bool, lang: str) -> None:
    tab = page("/indicators", phone=phone)
    tab.wait_for_selector(".ind-card")
    if lang == "en":
        tab.evaluate("hetu.setLang('en')")
        assert tab.locator("h1").inner_text() == "Indicators"
    assert tab.evaluate("document.querySelector('main').scrollWidth <= innerWidth")
    results = Axe().run(tab, context="main")
    assert results.violations_count == 0, results.generate_report()
