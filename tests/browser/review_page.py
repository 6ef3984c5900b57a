"""What the tests of review and report share: a server on a copy of the invented district."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import rig
from playwright.sync_api import Locator, Page
from review_rig import ADCODE, copy_district

WHO = "localStorage.setItem('hetu.reviewer', '{who}')"


@contextmanager
def review_server(folder: Path, **environment: str) -> Iterator[str]:
    """`hetu serve` on a copy of the invented district; nothing of the repository is written."""
    geodata = copy_district(folder)
    with rig.serving(
        folder / "log.txt",
        HETU_GEODATA=str(geodata),
        HETU_LAYERS=str(geodata / ADCODE / "layers"),
        HETU_REPORTS=str(geodata / ADCODE / "reports"),
        HETU_VAR=str(folder / "var"),
        HETU_WORKERS="1",
        **environment,
    ) as url:
        yield url


def signed(tab: Page, who: str = "甲") -> Page:
    """The page with a reviewer's name, as after the first visit."""
    tab.evaluate(f"() => {WHO.format(who=who)}")
    return ready(tab)


def ready(tab: Page) -> Page:
    """The page once its records or its text are drawn."""
    tab.wait_for_selector("[data-hetu-page][data-ready]")
    return tab


def selected(tab: Page) -> Locator:
    """The row that is chosen."""
    return tab.locator(".rv-row[aria-selected=true]")


def row(tab: Page, record_id: str) -> Locator:
    """The row of a record."""
    return tab.locator(f'.rv-row[data-id="{record_id}"]')


def current(tab: Page) -> dict[str, Any]:
    """The current report's draft, asked from the page."""
    found: dict[str, Any] = tab.evaluate(
        """async () => {
          const all = await (await fetch("/api/drafts")).json();
          return (await fetch(`/api/drafts/${all.drafts[0].id}`)).json();
        }"""
    )
    return found


def overflow(tab: Page) -> list[str]:
    """Elements that stick out of the screen sideways and are in no box that scrolls."""
    found: list[str] = tab.evaluate(
        """() => [...document.querySelectorAll("[data-hetu-page] *")].filter((n) => {
            const scrolls = ".rv-filter, .rv-tools, .rv-table-box, .sr-only, option, datalist";
            if (n.closest(scrolls)) return false;
            const r = n.getBoundingClientRect();
            return r.width && r.height && (r.right > innerWidth + 1 || r.left < -1);
          }).map((n) => `${n.className || n.tagName}`)"""
    )
    return found
