"""Review and report for everyone: axe, both languages, a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from review_page import overflow, ready, review_server, signed
from rig import OpenPage

STATES: dict[str, tuple[str, Any]] = {
    "table": ("/review", None),
    "editing": ("/review", "e"),
    "splitting": ("/review?target=mention", "s"),
    "help": ("/review", "?"),
    "report": ("/report", None),
}


@pytest.fixture(scope="module")
def server(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with review_server(tmp_path_factory.mktemp("access")) as url:
        yield url


def in_state(tab: Page, key: str | None) -> Page:
    signed(tab)
    if key:
        tab.locator(".rv-table").focus()
        tab.keyboard.press(key)
        tab.wait_for_timeout(150)
    return tab


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(page: OpenPage, state: str, theme: str) -> None:
    path, key = STATES[state]
    tab = in_state(page(path, color_scheme=theme), key)
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", ["/review", "/report"])
def test_axe_finds_nothing_on_a_phone(page: OpenPage, path: str) -> None:
    tab = signed(page(path, phone=True))
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["/review", "/report"])
def test_nothing_sticks_out(page: OpenPage, path: str, lang: str) -> None:
    for phone in (False, True):
        tab = signed(page(f"{path}?lang={lang}", phone=phone))
        assert overflow(tab) == []
        assert tab.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_language_switches_in_place(page: OpenPage) -> None:
    tab = signed(page("/review"))
    chosen = tab.locator(".rv-row[aria-selected=true]").get_attribute("data-id")
    expect(tab.locator(".rv-table thead")).to_contain_text("把握")
    tab.locator(".header [data-do=lang]").click()
    expect(tab.locator(".rv-table thead")).to_contain_text("Sureness")
    assert tab.locator(".rv-row[aria-selected=true]").get_attribute("data-id") == chosen
    expect(tab.locator(".rv-actions")).to_contain_text("Accept")
    tab.goto(tab.url.replace("/review", "/report"))
    ready(tab)
    expect(tab.locator(".rp-contents")).to_contain_text("coverage")


def test_a_phone_decides_by_touch(page: OpenPage) -> None:
    tab = signed(page("/review?status=left", phone=True))
    row = tab.locator(".rv-row").nth(1)
    record = row.get_attribute("data-id")
    row.tap()
    tab.get_by_role("button", name="接受").tap()
    expect(tab.locator(f'.rv-row[data-id="{record}"]')).to_have_class("rv-row is-accepted")


def test_a_phone_shows_what_is_done_and_at_which_stage(page: OpenPage) -> None:
    tab = signed(page("/review?target=mention", phone=True))
    row = tab.locator(".rv-row").first
    for name in ("category", "work_type", "stage"):
        expect(row.locator(f".rv-c-{name}")).to_be_visible()
    tools = tab.locator(".rv-tools .btn:visible").all()
    assert len({(button.bounding_box() or {})["y"] for button in tools}) == 1, (
        "one row that scrolls"
    )


def test_a_phone_gives_the_fields_the_screen(page: OpenPage) -> None:
    tab = signed(page("/review?target=mention", phone=True))
    tab.get_by_role("button", name="修改").tap()
    for label in ("名称", "类别", "工作类型", "阶段", "数量", "单位"):
        field = tab.locator(".rv-row.is-editing").get_by_label(label, exact=True)
        expect(field).to_be_in_viewport()
        box = field.bounding_box()
        assert box
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        inside = "([x, y]) => !!document.elementFromPoint(x, y).closest('.is-editing')"
        assert tab.evaluate(inside, middle), label
    expect(tab.locator(".rv-side .clause-own mark")).to_be_visible()
    tab.get_by_role("button", name="取消").tap()
    expect(tab.locator(".rv-actions")).to_be_visible()
