"""The stand-alone HTML map, opened from a file as from a USB stick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import export_layers
import pytest
import rig
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from app.export.html_map import export_html

OpenFile = Callable[..., Page]


@pytest.fixture(scope="module")
def map_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offline")
    export_html(export_layers.publish(folder / "layers"), folder / "map.html")
    return folder / "map.html"


@pytest.fixture
def open_map(chromium: Browser, map_file: Path) -> Iterator[OpenFile]:
    """Opens the file; fails on a request beyond the file itself and on anything in the console."""
    contexts, wrong = [], []

    def opened(*, phone: bool = False) -> Page:
        context = chromium.new_context(**(rig.PHONE if phone else rig.DESKTOP))
        contexts.append(context)
        page = context.new_page()
        home = map_file.as_uri()
        page.on("request", lambda r: wrong.append(r.url) if r.url != home else None)
        page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else 0)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(home)
        page.wait_for_selector("#map .badge")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)


def test_it_opens_from_a_file_and_asks_for_nothing(open_map: OpenFile) -> None:
    page = open_map()
    assert page.title() == "甲区 2031 年政府工作报告地图"
    assert page.locator("#shown").inner_text() == "共 6 项"
    assert page.locator("#map .pin").count() == 2
    assert page.locator("#map .badge").inner_text().split() == ["乙镇", "2"]


def test_a_hostile_name_is_read_not_run(open_map: OpenFile) -> None:
    page = open_map()
    page.locator(".group button[data-id=w1]").click()
    assert page.locator(".leaflet-popup h2").inner_text().endswith(export_layers.HOSTILE)
    assert page.locator("img").count() == 0
    assert page.title() != "hacked"


def test_an_area_opens_into_its_list_and_a_work(open_map: OpenFile) -> None:
    page = open_map()
    page.locator("#map .badge").click()
    popup = page.locator(".leaflet-popup")
    assert popup.locator("li").all_inner_texts() == ["一\n乙镇学校", "五\n乙镇书屋"]
    popup.locator("li button").nth(1).click()
    assert popup.locator("h2").inner_text().endswith("乙镇书屋")
    popup.get_by_text("返回列表").click()
    assert popup.locator("li").count() == 2


def test_two_works_at_one_place_are_one_counted_pin(open_map: OpenFile) -> None:
    page = open_map()
    stack = page.locator("#map .pin").first
    assert stack.locator("text").text_content() == "2"
    stack.click()
    assert page.locator(".leaflet-popup li").count() == 2


def test_what_is_not_placed_is_listed_with_the_reason(open_map: OpenFile) -> None:
    page = open_map()
    row = page.locator(".group[data-group=unplaced] li")
    assert row.inner_text().split() == ["一", "丙项目", "未选址"]
    row.locator("button").click()
    assert "未选址" in row.locator(".card").inner_text()


def test_the_filter_moves_list_pins_and_badge(open_map: OpenFile) -> None:
    page = open_map()
    page.locator("button.area[data-area='5']").click()
    assert page.locator("#shown").inner_text() == "2 / 6 项"
    assert page.locator("#map .badge b").inner_text() == "1"
    assert page.locator("#map .pin:visible").count() == 1
    page.locator("#find").fill("书屋")
    assert page.locator(".group li:visible").count() == 0  # its group is closed
    assert page.locator("#shown").inner_text() == "1 / 6 项"
    assert page.locator("#map .pin:visible").count() == 0


def test_a_pin_opens_by_keyboard(open_map: OpenFile) -> None:
    page = open_map()
    pin = page.locator("#map .pin").nth(1)
    assert pin.get_attribute("aria-label") == "丁村"
    pin.focus()
    page.keyboard.press("Enter")
    assert page.locator(".leaflet-popup h2").inner_text().endswith("丁村")


@pytest.mark.parametrize("phone", [False, True])
def test_it_is_accessible_and_fits(open_map: OpenFile, phone: bool) -> None:
    page = open_map(phone=phone)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
