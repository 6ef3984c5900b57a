"""What became of it: a doubtful match settled and undone on the page; badges lead to their rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from review_page import WHO, review_server
from review_rig import ADCODE
from rig import OpenPage

from etl.years.decisions import read_decisions


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("settle")


@pytest.fixture(scope="module")
def server(chromium: Browser, folder: Path) -> Iterator[str]:
    with review_server(folder) as url:
        yield url


def opened(tab: Page) -> Page:
    tab.evaluate(f"() => {WHO.format(who='甲')}")
    tab.wait_for_selector(".yr-table")
    return tab


def test_a_doubt_is_settled_with_both_clauses_beside_it_and_undone(
    page: OpenPage, folder: Path
) -> None:
    tab = opened(page("/years"))
    table = folder / "geodata" / ADCODE / "catalogue" / "matches.csv"
    before = len(read_decisions(table))
    doubt = tab.locator(".yr-doubts [data-pair]").first
    expect(doubt.locator("blockquote mark")).to_have_count(2)
    old = doubt.locator(".yr-pair b").first.inner_text()
    doubt.get_by_label("理由（可不填）").fill("看过现场")
    doubt.get_by_role("button", name="是同一项目").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".yr-fate[data-fate=unsettled]")).to_have_count(0, timeout=20_000)
    expect(tab.locator(".yr-told")).to_contain_text(old)
    rows = read_decisions(table)
    assert len(rows) == before + 1
    assert (rows[-1].old_name, rows[-1].who, rows[-1].why) == (old, "甲", "看过现场")
    tab.locator(".yr-more summary", has_text="已认定").click()
    row = tab.locator(".yr-more [data-pair]", has_text=old)
    row.get_by_role("button", name="撤销").click()
    expect(tab.locator(".yr-fate[data-fate=unsettled]")).to_have_count(1, timeout=20_000)
    assert len(read_decisions(table)) == before


def test_a_badge_shows_as_many_rows_as_it_says(page: OpenPage) -> None:
    tab = opened(page("/years"))
    badges = tab.locator(".yr-badge")
    assert badges.count() >= 2
    for badge in badges.all():
        number = int(badge.locator(".many").text_content() or "")
        badge.focus()
        tab.keyboard.press("Enter")
        expect(tab.locator(".yr-table tbody tr:visible")).to_have_count(number)
        tab.keyboard.press("Enter")
    total = tab.locator(".yr-table tbody tr").count()
    counted = sum(int(n) for n in tab.locator(".yr-badge .many").all_text_contents())
    assert counted + tab.locator(".yr-dot").count() == total


def test_axe_finds_nothing(page: OpenPage) -> None:
    for phone in (False, True):
        tab = opened(page("/years", phone=phone))
        found = Axe().run(tab)
        assert found.violations_count == 0, found.generate_report()
