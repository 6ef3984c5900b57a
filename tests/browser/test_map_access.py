"""For everyone: axe finds nothing, the keyboard reaches everything, large type and phones fit."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from map_page import LAYERS, count, ready, works
from playwright.sync_api import Page, expect
from rig import OpenPage

WORK = next(w for w in works() if w["properties"]["precision"] == 3 and w["properties"]["mentions"])

STATES = {
    "first view": "/",
    "a work": f"/?sel={WORK['id']}",
    "an area and the table": "/?in=area-urban&view=table",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(page: OpenPage, state: str, theme: str) -> None:
    tab = ready(page(STATES[state], color_scheme=theme))
    tab.get_by_role("button", name="图例").click()
    tab.wait_for_timeout(200)
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_on_a_phone(page: OpenPage) -> None:
    tab = ready(page("/", phone=True))
    tab.locator("[data-do=sheet-filter]").click()
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()


def _overflow(tab: Page) -> list[str]:
    """Elements that stick out of the screen sideways."""
    found: list[str] = tab.evaluate(
        """() => [...document.querySelectorAll(".header *, .panel *, .details *, .sheet-bar *")]
          .filter((n) => !n.closest(".nav"))  // may scroll sideways within itself
          .filter((n) => {
            const r = n.getBoundingClientRect();
            return r.width && r.height && (r.right > innerWidth + 1 || r.left < -1);
          }).map((n) => n.className || n.tagName)"""
    )
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_sticks_out(page: OpenPage, lang: str) -> None:
    for phone in (False, True):
        tab = ready(page(f"/?lang={lang}&sel={WORK['id']}", phone=phone))
        assert _overflow(tab) == []
        assert tab.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        # The row of pages may scroll; the page one is on must be in sight.
        here = tab.locator(".nav [aria-current]").bounding_box()
        assert here
        assert here["x"] >= 0
        assert here["x"] + here["width"] <= (390 if phone else 1440)
    tab = ready(page(f"/?lang={lang}"))
    tab.set_viewport_size({"width": 768, "height": 1024})
    here = tab.locator(".nav [aria-current]").bounding_box()
    row = tab.locator(".nav").bounding_box()
    assert here and row
    assert here["x"] >= row["x"] - 1  # not scrolled out of the row
    tab.set_viewport_size({"width": 1440, "height": 900})
    tab.locator("[data-do=type]").click()
    assert _overflow(tab) == []
    tab.set_viewport_size({"width": 360, "height": 780})
    for item in tab.locator(".tray-item").all():  # a number is never broken in two
        box, line = item.bounding_box(), item.locator("b").bounding_box()
        assert box and line
        assert line["height"] < 36
        assert box["x"] + box["width"] <= 360


def test_the_keyboard_walks_list_and_details(page: OpenPage) -> None:
    tab = ready(page("/"))
    tab.locator(".results .rows").focus()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    name = tab.evaluate("() => document.activeElement.querySelector('.row-name').textContent")
    tab.keyboard.press("Enter")
    expect(tab.locator(".details h2").first).to_have_text(name)
    tab.keyboard.press("Escape")
    expect(tab.locator(".details")).to_be_hidden()
    tab.keyboard.press("/")
    assert tab.evaluate("() => document.activeElement.className") == "search-input"


def test_pins_and_badges_are_buttons_with_names(page: OpenPage) -> None:
    tab = ready(page("/"))
    pin = tab.locator(".pin").first
    assert pin.get_attribute("aria-label")
    pin.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".details")).to_be_visible()


def test_the_sheet_has_three_heights_and_shows_what_is_chosen(page: OpenPage) -> None:
    tab = ready(page("/", phone=True))
    bar = tab.locator(".sheet-bar")
    tops = []
    for height in ("low", "half", "full"):
        expect(tab.locator(".map-page")).to_have_attribute("data-sheet", height)
        tab.wait_for_timeout(250)
        tops.append(bar.bounding_box()["y"])  # type: ignore[index]
        tab.locator("[data-do=sheet-size]").click()
    assert tops[0] > tops[1] + 100 > tops[2] + 200
    tab.locator("[data-do=sheet-filter]").click()
    tab.locator(".area-row", has_text="民生").tap()
    tab.locator("[data-do=sheet-list]").click()
    assert count(tab) == sum(5 in w["properties"]["focus_areas"] for w in works(LAYERS))
    tab.locator(".results .row").first.tap()
    expect(tab.locator(".details")).to_be_visible()
    expect(tab.locator("[data-do=sheet-details]")).to_have_attribute("aria-pressed", "true")


def test_theme_is_remembered(page: OpenPage) -> None:
    tab = ready(page("/"))
    tab.locator("[data-do=theme]").click()
    tab.reload()
    ready(tab)
    assert tab.locator("html").get_attribute("data-theme") == "dark"
