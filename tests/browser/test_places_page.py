"""The place page by keyboard, mouse and finger: placed, shown, undone; two people at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect
from review_page import ready, review_server, signed
from review_rig import ADCODE
from rig import ROOT, OpenPage
from shapely.geometry import shape

from etl.sources.geojson import read_features


@pytest.fixture(scope="module")
def server(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with review_server(tmp_path_factory.mktemp("places")) as url:
        yield url


@pytest.fixture(scope="module")
def inside() -> tuple[float, float]:
    """A point inside the invented district."""
    outline = next(
        item
        for item in read_features(ROOT / "geodata" / ADCODE / "base" / "boundaries.geojson")
        if item["properties"]["role"] == "district"
    )
    spot = shape(outline["geometry"]).representative_point()
    return round(spot.x, 5), round(spot.y, 5)


def chosen(tab: Page) -> str:
    return tab.locator(".pl-row[aria-selected=true]").get_attribute("data-id") or ""


def row(tab: Page, work: str) -> Any:
    return tab.locator(f'.pl-row[data-id="{work}"]')


def click_map(tab: Page, east: int = 0) -> None:
    box = tab.locator(".pl-map").bounding_box()
    assert box
    tab.mouse.click(box["x"] + box["width"] / 2 + east, box["y"] + box["height"] / 2)


def test_typed_asked_for_a_name_once_and_undone(
    page: OpenPage, inside: tuple[float, float]
) -> None:
    tab = ready(page("/places"))
    work = chosen(tab)
    tab.keyboard.press("c")
    tab.keyboard.type(f"{inside[1]}N {inside[0]}E")
    tab.keyboard.press("Enter")
    expect(tab.locator(".pl-draft")).to_contain_text(f"{inside[0]:.5f}")
    assert float(tab.locator("#pl-radius").input_value()) > 0
    tab.keyboard.press("Enter")
    tab.locator("#pl-who-name").fill("甲")
    tab.keyboard.press("Enter")
    expect(row(tab, work)).to_contain_text("✓")
    expect(tab.locator(f'.pl-done-pin[data-id="{work}"]')).to_be_visible()
    assert chosen(tab) != work
    tab.keyboard.press("u")
    expect(row(tab, work)).not_to_contain_text("✓")
    expect(tab.locator(".pl-history")).to_contain_text("甲")
    expect(tab.locator(".pl-history li")).to_have_count(2)


def test_a_click_a_drag_and_a_radius(page: OpenPage) -> None:
    tab = signed(page("/places"), "乙")
    work = chosen(tab)
    click_map(tab)
    before = tab.locator(".pl-draft .num").first.inner_text()
    pin = tab.locator(".pl-draft-pin").bounding_box()
    assert pin
    tab.mouse.move(pin["x"] + 10, pin["y"] + 10)
    tab.mouse.down()
    tab.mouse.move(pin["x"] + 60, pin["y"] + 30, steps=4)
    tab.mouse.up()
    expect(tab.locator(".pl-draft .num").first).not_to_have_text(before)
    tab.locator("#pl-radius").fill("320")
    tab.locator("#pl-note").fill("航片上看到")
    tab.locator("[data-do=accept]").click()
    expect(row(tab, work)).to_contain_text("✓")
    tab.reload()
    ready(tab)
    tab.locator(".pl-queue-head select").select_option("done")
    row(tab, work).click()
    expect(tab.locator(".pl-history")).to_contain_text("航片上看到")
    expect(tab.locator(".pl-history")).to_contain_text("320")


def test_a_drawn_line(page: OpenPage) -> None:
    tab = signed(page("/places"), "乙")
    work = chosen(tab)
    tab.keyboard.press("l")
    for east in (-60, 0, 60):
        click_map(tab, east)
        tab.wait_for_timeout(60)
    tab.keyboard.press("Enter")
    expect(tab.locator(".pl-draft .num").first).to_contain_text("3")
    tab.locator("[data-do=accept]").click()
    expect(row(tab, work)).to_contain_text("✓")


def test_two_people_at_once_see_both_places(
    page: OpenPage, inside: tuple[float, float], problems: list[str]
) -> None:
    tab = signed(page("/places"), "乙")
    work = chosen(tab)
    click_map(tab, 40)
    expect(tab.locator(".pl-draft")).to_be_visible()
    tab.evaluate(
        """([work, at]) => fetch(`/api/places/${work}`, {method: "POST",
          headers: {"Content-Type": "application/json"}, body: JSON.stringify({
            geometry: {type: "Point", coordinates: at}, radius_m: 20, method: "hand",
            who: "甲", expected: null})}).then((answer) => answer.status)""",
        [work, list(inside)],
    )
    tab.keyboard.press("Enter")
    expect(tab.locator(".pl-conflict")).to_contain_text("甲")
    expect(tab.locator(".pl-theirs")).to_have_text("甲")
    expect(tab.locator(".pl-draft-pin")).to_be_visible()
    problems.clear()  # the browser's own word on the 409
    tab.locator("[data-do=mine]").click()
    expect(row(tab, work)).to_contain_text("分歧")
    row(tab, work).click()
    expect(tab.locator(".pl-history li")).to_have_count(2)
    expect(tab.locator(".pl-history .notice")).to_contain_text("甲")


def test_what_is_not_confirmed_outlives_a_reload(page: OpenPage) -> None:
    tab = signed(page("/places"), "乙")
    click_map(tab, -30)
    said = tab.locator(".pl-draft .num").first.inner_text()
    tab.reload()
    expect(ready(tab).locator(".pl-draft .num").first).to_have_text(said)
    tab.locator(".pl-panel").focus()
    tab.keyboard.press("Escape")
    expect(tab.locator(".pl-draft")).to_have_count(0)


def test_what_is_being_typed_outlives_the_candidates(page: OpenPage) -> None:
    tab = signed(page("/places"), "乙")

    def late(route: Route) -> None:
        tab.wait_for_timeout(400)
        route.continue_()

    tab.route(lambda url: "/api/places/w" in url, late)
    tab.locator(".pl-list").focus()
    tab.keyboard.press("j")
    tab.keyboard.press("c")
    tab.keyboard.type("北纬47")
    expect(tab.locator(".pl-panel")).not_to_contain_text("正在查找候选")
    tab.keyboard.type("度")
    expect(tab.locator("#pl-typed")).to_have_value("北纬47度")


def test_a_phone_gives_its_own_position(page: OpenPage, inside: tuple[float, float]) -> None:
    where = {"longitude": inside[0], "latitude": inside[1], "accuracy": 12}
    tab = page("/places", phone=True, geolocation=where, permissions=["geolocation"])
    signed(tab, "丙")
    work = chosen(tab)
    tab.locator("[data-do=phone]").tap()
    expect(tab.locator("#pl-radius")).to_have_value("12")
    expect(tab.locator("#pl-surveyed")).to_be_checked()
    tab.locator("[data-do=accept]").tap()
    expect(row(tab, work)).to_contain_text("✓")
    # What lies on the map is cut by the map's own frame.
    out = """() => [...document.querySelectorAll("[data-hetu-page] *")].filter((n) => {
      if (n.closest(".pl-map, .sr-only, .pl-list")) return false;
      const r = n.getBoundingClientRect();
      return r.width && r.height && (r.right > innerWidth + 1 || r.left < -1);
    }).map((n) => n.className || n.tagName)"""
    assert tab.evaluate(out) == []


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(page: OpenPage, phone: bool, theme: str) -> None:
    tab = signed(page("/places", phone=phone, color_scheme=theme), "乙")
    click_map(tab)
    expect(tab.locator(".pl-draft")).to_be_visible()
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()


def test_quality_counts_every_work(page: OpenPage) -> None:
    tab = signed(page("/places?lang=en"), "乙")
    tab.locator("[data-do=quality]").click()
    table = tab.locator(".pl-quality .pl-table").first
    expect(table).to_be_visible()
    counts = [int(text) for text in table.locator("td.num").all_inner_texts()]
    assert sum(counts) > 30
    expect(tab.locator(".pl-quality")).to_contain_text(f"{sum(counts)} works")
