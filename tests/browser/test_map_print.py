"""The map on paper: a sheet with heading, whole legend and every listed work, gone afterwards."""

from __future__ import annotations

import re

from map_page import count, ready
from playwright.sync_api import expect
from rig import OpenPage


def test_the_sheet_has_map_legend_and_the_whole_list(page: OpenPage) -> None:
    tab = ready(page("/?a=5", color_scheme="dark"))
    told = count(tab)
    before = tab.evaluate(
        "() => [hetu.map.leaflet.getZoom(), document.documentElement.dataset.theme]"
    )
    tab.emulate_media(media="print")
    tab.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    expect(tab.locator(".print-head")).to_contain_text("民生保障")
    expect(tab.locator(".print-legend")).to_contain_text("位置有多准")
    assert tab.locator(".print-list tbody tr").count() == told
    assert tab.locator(".header, .panel, .over-tools").locator("visible=true").count() == 0
    width = tab.locator(".map-host").evaluate("node => node.offsetWidth")
    assert abs(width - 207 / 25.4 * 96) < 2  # 207 mm, beside the legend
    assert tab.evaluate("() => document.documentElement.dataset.theme") == "light"
    tab.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    tab.emulate_media(media="screen")
    expect(tab.locator(".print-head")).to_have_count(0)
    after = tab.evaluate(
        "() => [hetu.map.leaflet.getZoom(), document.documentElement.dataset.theme]"
    )
    assert after == before


def test_the_list_has_a_button_that_prints(page: OpenPage) -> None:
    tab = ready(page("/"))
    tab.evaluate("() => { window.print = () => { window.printed = true; }; }")
    tab.locator(".export-line").get_by_role("button", name="打印").click()
    assert tab.evaluate("() => window.printed")


def test_the_sheets_are_a4_landscape(page: OpenPage) -> None:
    tab = ready(page("/"))
    sizes = set(
        re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", tab.pdf(prefer_css_page_size=True))
    )
    assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(842, 595)}
