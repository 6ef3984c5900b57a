"""The rig itself: what a page must not do is noticed, and the fresh dashboard does none of it."""

from __future__ import annotations

from rig import OpenPage


def test_rig_notices_outside_requests_and_errors(page: OpenPage, problems: list[str]) -> None:
    tab = page("/")
    tab.evaluate("() => fetch('http://tiles.example/1.png').catch(() => 0)")
    tab.evaluate("() => { setTimeout(() => { throw new Error('crane') }) }")
    tab.wait_for_timeout(200)
    told = "\n".join(problems)
    assert "crane" in told
    assert "tiles.example" in told
    problems.clear()


def test_pages_have_the_promised_sizes(page: OpenPage) -> None:
    size = "() => [innerWidth, innerHeight]"
    assert page("/").evaluate(size) == [1440, 900]
    assert page("/", phone=True).evaluate(size) == [390, 844]
