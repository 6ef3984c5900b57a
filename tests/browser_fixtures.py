"""A real Chromium on the real server. A console error or a request to another host fails a test.

A plugin of tests/conftest.py rather than a conftest of its own: with two of that name a test could
not import from either.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import rig

if TYPE_CHECKING:  # most tests need no browser and do not wait for its library
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent / "browser"
SHOTS = rig.ROOT / "var" / "screenshots"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in tests/browser is a browser test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this machine, started once; none is ever downloaded."""
    path = rig.find_chromium()
    if path is None:
        reason = "no Chromium on PATH (make test installs it with apt; or set HETU_CHROMIUM)"
        if os.environ.get("HETU_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import expect, sync_playwright

    # A loaded machine of two cores is slower than a person would bear; what fails, fails late.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(rig.FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of `hetu serve` with the district built, as `http://127.0.0.1:port`.

    It depends on the browser so that nothing is built where all these tests skip.
    """
    rig.build()
    with rig.serving(tmp_path_factory.mktemp("serve") / "log.txt") as url:
        yield url


@pytest.fixture
def problems() -> list[str]:
    """Console errors, uncaught exceptions and outside requests so far.

    A test that provokes one takes it out of the list; what is left fails the test.
    """
    return []


def _watch(page: Page, home: str, problems: list[str]) -> None:
    """Note into `problems` all that a page must not do."""

    def outside(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != home:
            problems.append(f"request to another host: {url}")

    page.on("request", lambda request: outside(request.url))
    page.on("websocket", lambda socket: outside(socket.url))
    page.on("pageerror", lambda error: problems.append(f"uncaught: {error}"))
    page.on(
        "console",
        lambda message: (
            problems.append(f"console: {message.text} ({message.location.get('url', '')})")
            if message.type == "error"
            else None
        ),
    )


@pytest.fixture
def page(chromium: Browser, server: str, problems: list[str]) -> Iterator[rig.OpenPage]:
    """`page("/indicators")`: that page, 1440 × 900; `phone=True`: 390 × 844 with touch.

    Further keywords go to `Browser.new_context` (`color_scheme="dark"`, `java_script_enabled=…`).
    Motion is reduced unless asked for otherwise: a test waits for states, not for eases.
    """
    contexts = []

    def open_page(path: str = "/", *, phone: bool = False, **context: Any) -> Page:
        settings = {
            **(rig.PHONE if phone else rig.DESKTOP),
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
            "reduced_motion": "reduce",
            **context,
        }
        contexts.append(chromium.new_context(**settings))
        # The first page on a loaded 2-core machine needs longer than a person would wait.
        contexts[-1].set_default_timeout(20_000)
        tab = contexts[-1].new_page()
        _watch(tab, urlsplit(server).netloc, problems)
        tab.goto(server + path, wait_until="load")
        return tab

    yield open_page
    for each in contexts:
        each.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def shoot() -> Callable[[Page, str], Path]:
    """`shoot(page, "map-phone")` writes var/screenshots/map-phone.png."""

    def take(page: Page, name: str) -> Path:
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        page.screenshot(path=path)
        return path

    return take
