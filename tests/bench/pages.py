"""Time and bytes of a page in Chromium: to the first map, and from a filter click to rest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, TimeoutError
from where import Where

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")

#: A map at which nothing changes for so long is at rest (longer than any ease of either page).
QUIET_MS = 400


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit with an empty cache."""

    kib: float
    requests: int
    first_map_ms: float
    whole_map_ms: float
    filter_ms: float


def rest(page: Page) -> float:
    """When the map last changed, in ms of the page's clock, once it is at rest."""
    page.wait_for_function(
        "quiet => benchProbe.last !== null && performance.now() - benchProbe.last > quiet",
        arg=QUIET_MS,
        polling=50,
    )
    return float(page.evaluate("() => benchProbe.last"))


def visit(browser: Browser, url: str, where: Where, *, cpu: float = 1) -> Visit:
    """Open `url` with an empty cache, wait for the map, click the filter.

    `cpu` slows the processor down by that factor, as an older machine would be.
    """
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", reduced_motion="reduce"
    )
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    loads: list[float] = []
    wire.on("Network.loadingFinished", lambda event: loads.append(event["encodedDataLength"]))
    page.add_init_script(
        f"window.benchWork = {json.dumps(where.work)}; window.benchMap = {json.dumps(where.map)};"
        + PROBE
    )
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url, wait_until="load", timeout=60_000)
    try:
        page.wait_for_function("() => benchProbe.first > 0", timeout=60_000, polling=20)
    except TimeoutError as error:
        state = page.evaluate("() => [benchProbe, document.querySelectorAll(benchWork).length]")
        raise RuntimeError(f"no map at {url}: {state} {said}") from error
    whole = rest(page)
    first = float(page.evaluate("() => benchProbe.first"))
    kib, requests = sum(loads) / 1024, len(loads)
    # The clock starts at the click's own time stamp: what happens on the way to it is not counted.
    page.evaluate(
        "() => addEventListener('click', e => { window.benchClick ??= e.timeStamp }, true)"
    )
    page.locator(where.filter).click()
    settled = rest(page)
    clicked = float(page.evaluate("() => window.benchClick"))
    context.close()
    if settled <= clicked:
        raise RuntimeError(f"the click on {where.filter} changed nothing on the map of {url}")
    return Visit(kib, requests, first, max(whole, first), settled - clicked)


def visits(browser: Browser, url: str, where: Where, *, times: int, cpu: float = 1) -> Visit:
    """The median of several visits; one before them, to warm the server up, is not counted."""
    visit(browser, url, where, cpu=cpu)
    runs = [visit(browser, url, where, cpu=cpu) for _ in range(times)]
    return Visit(
        kib=median(run.kib for run in runs),
        requests=round(median(run.requests for run in runs)),
        first_map_ms=median(run.first_map_ms for run in runs),
        whole_map_ms=median(run.whole_map_ms for run in runs),
        filter_ms=median(run.filter_ms for run in runs),
    )
