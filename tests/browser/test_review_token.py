"""A server with a token: it is asked for once, a wrong one is said, no decision is lost over it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from review_page import ready, review_server, row, selected
from rig import OpenPage


@pytest.fixture(scope="module")
def server(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with review_server(tmp_path_factory.mktemp("token"), HETU_TOKEN="白鹤 2026") as url:
        yield url


def test_the_token_is_asked_for_and_a_wrong_one_is_said(
    page: OpenPage, problems: list[str]
) -> None:
    tab = ready(page("/review"))
    tab.locator(".rv-table").focus()
    record = selected(tab).get_attribute("data-id") or ""
    tab.keyboard.press("a")
    tab.get_by_label("姓名").fill("林工")
    secret = tab.get_by_label("口令")
    secret.fill("不对")
    tab.keyboard.press("Enter")
    expect(tab.locator(".rv-dialog .rv-error")).to_contain_text("口令不对")
    expect(row(tab, record)).to_have_class("rv-row is-pending")
    secret.fill("白鹤 2026")
    tab.keyboard.press("Enter")
    expect(row(tab, record)).to_have_class("rv-row is-accepted")
    # The token is changed on the server: what was decided waits and goes on with the new one.
    tab.evaluate("() => hetu.review.setToken('old one')")
    other = selected(tab).get_attribute("data-id") or ""
    tab.locator(".rv-table").focus()
    tab.keyboard.press("x")
    expect(row(tab, other)).to_have_class("rv-row is-sending")
    tab.get_by_label("口令").fill("白鹤 2026")
    tab.get_by_role("button", name="保存").click()
    expect(row(tab, other)).to_have_class("rv-row is-rejected")
    # The browser notes a refused request in the console.
    assert [p for p in problems if "401" in p]
    problems.clear()


def test_without_leave_a_page_says_it_is_read_only(page: OpenPage) -> None:
    tab = page("/review")
    tab.route(
        "**/api/drafts",
        lambda route: route.fulfill(json={**route.fetch().json(), "writing": "closed"}),
    )
    tab.reload()
    ready(tab)
    sent: list[str] = []
    tab.on("request", lambda request: sent.append(request.method))
    tab.locator(".rv-table").focus()
    tab.keyboard.press("a")
    expect(tab.get_by_role("dialog")).to_contain_text("HETU_TOKEN")
    assert "POST" not in sent
