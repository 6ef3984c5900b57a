"""An online basemap, from a tile server of this machine: off until chosen, and truly placed."""

from __future__ import annotations

import json
import struct
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
import rig
from map_page import ready
from playwright.sync_api import Browser, Page, expect

from app.basemaps import COLUMNS
from etl.crs.offset import gcj02_to_wgs84, wgs84_to_gcj02

MAPS = ("plain", "shifted", "broken")
BOUNDARY = "GS(2026)0002号"


def png() -> bytes:
    """A tile: 256 by 256 pixels of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + bytes([214, 222, 236] * 256) for _ in range(256))
    head = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@contextmanager
def tiles() -> Iterator[tuple[str, list[str]]]:
    """A tile server and the paths it was asked for; /broken/ answers 404."""
    asked: list[str] = []
    tile = png()

    class Tiles(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the base class's name
            asked.append(self.path)
            self.send_response(404 if self.path.startswith("/broken/") else 200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            with suppress(BrokenPipeError):  # the browser leaves before the end
                self.wfile.write(b"" if self.path.startswith("/broken/") else tile)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def mapped(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str, list[str]]]:
    """Address of a public server with three basemaps, its tile host and the tiles asked for."""
    rig.build()
    var = tmp_path_factory.mktemp("var")
    with tiles() as (host, asked):
        lines = [",".join(COLUMNS)]
        for name in MAPS:
            cells = {
                "basemap_id": name, "name_zh": f"底图 {name}", "name_en": f"Map {name}",
                "url": f"http://{host}/{name}/{{z}}/{{x}}/{{y}}.png", "max_zoom": "18",
                "datum": "GCJ02" if name == "shifted" else "WGS84",
                "attribution_zh": "某测绘院", "attribution_en": "A survey",
                "approval_no": "GS(2026)0001号",
            }  # fmt: skip
            lines.append(",".join(cells.get(column, "") for column in COLUMNS))
        (var / "basemaps.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        environment = {
            "HETU_VAR": str(var), "HETU_BASEMAPS": ",".join(MAPS), "HETU_PUBLIC": "1",
            "HETU_BOUNDARY_APPROVAL": BOUNDARY,
        }  # fmt: skip
        with rig.serving(var / "log.txt", **environment) as url:
            yield url, host, asked


@pytest.fixture
def tab(chromium: Browser, mapped: tuple[str, str, list[str]]) -> Iterator[Page]:
    context = chromium.new_context(**rig.DESKTOP, locale="zh-CN", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    found = context.new_page()
    errors: list[str] = []
    found.on("pageerror", lambda error: errors.append(str(error)))
    found.on("console", lambda m: errors.append(m.text) if "Content Security" in m.text else None)
    found.goto(mapped[0], wait_until="load")
    yield ready(found)
    context.close()
    assert not errors, errors


def choose(tab: Page, name: str) -> None:
    if not tab.locator("#layer-list").is_visible():
        tab.get_by_role("button", name="图层").first.click()
    tab.get_by_role("radio", name=name).check()


def test_nothing_is_fetched_until_a_basemap_is_chosen(
    tab: Page, mapped: tuple[str, str, list[str]]
) -> None:
    asked = mapped[2]
    asked.clear()
    note = tab.locator(".basemap-note")
    expect(note).to_have_text(f"审图号：{BOUNDARY}")
    assert asked == []
    choose(tab, "底图 plain")
    expect(tab.locator("img.leaflet-tile-loaded").first).to_be_visible()
    assert asked
    assert all(path.startswith("/plain/") for path in asked)
    expect(note).to_contain_text("某测绘院")
    expect(note).to_contain_text(f"审图号：GS(2026)0001号、{BOUNDARY}")
    choose(tab, "不用")
    expect(tab.locator("img.leaflet-tile")).to_have_count(0)
    expect(note).to_have_text(f"审图号：{BOUNDARY}")


def test_the_number_stands_bottom_left_and_on_paper(tab: Page) -> None:
    choose(tab, "底图 plain")
    note, host = tab.locator(".basemap-note"), tab.locator(".map-host")
    inner, outer = note.bounding_box(), host.bounding_box()
    assert inner and outer
    assert inner["x"] - outer["x"] < 200  # beside the scale
    assert outer["y"] + outer["height"] - inner["y"] - inner["height"] < 60
    tab.emulate_media(media="print")
    tab.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    expect(note).to_be_visible()
    expect(note).to_contain_text("GS(2026)0001号")


def test_the_button_prints_with_the_tiles_of_the_sheet(tab: Page) -> None:
    choose(tab, "底图 plain")
    expect(tab.locator("img.leaflet-tile-loaded").first).to_be_visible()
    tab.keyboard.press("Escape")
    # What is on the sheet at the moment the browser prints, then the browser's own closing event.
    tab.evaluate(
        """() => { window.print = () => {
            const size = document.querySelector('.map-host').getBoundingClientRect();
            const inside = (r) => r.right > size.left && r.left < size.right
                && r.bottom > size.top && r.top < size.bottom;
            window.onSheet = [...document.querySelectorAll('img.leaflet-tile-loaded')]
                .filter((tile) => inside(tile.getBoundingClientRect())).length;
            window.sheet = Boolean(document.querySelector('.is-printing'));
            window.dispatchEvent(new Event('afterprint'));
        }; }"""
    )
    tab.locator(".export-line").get_by_role("button", name="打印").click()
    tab.wait_for_function("() => window.sheet")
    assert tab.evaluate("() => window.onSheet") >= 4
    expect(tab.locator(".is-printing")).to_have_count(0)


def test_the_browsers_offset_is_pythons(tab: Page) -> None:
    lon, lat = (v.ravel() for v in np.meshgrid(np.arange(70, 139, 3.1), np.arange(-1, 57, 2.9)))
    points = json.dumps(np.column_stack([lon, lat]).tolist())
    there = np.array(tab.evaluate(f"() => {points}.map((p) => hetu.gcj02.forward(...p))"))
    assert np.abs(there - np.column_stack(wgs84_to_gcj02(lon, lat))).max() < 1e-11
    back = np.array(tab.evaluate(f"() => {points}.map((p) => hetu.gcj02.inverse(...p))"))
    assert np.abs(back - np.column_stack(gcj02_to_wgs84(lon, lat))).max() < 1e-9


def test_on_a_shifted_basemap_the_works_move_and_their_data_do_not(tab: Page) -> None:
    # Where a WGS84 point lies on the screen, measured in the basemap's own grid at zoom 14.
    place = "() => { const p = hetu.map.leaflet.project([47.2, 124.2], 14); return [p.x, p.y]; }"
    path = "() => document.querySelector('.ground-district-line').getBoundingClientRect().x"
    plain, drawn = np.array(tab.evaluate(place)), tab.evaluate(path)
    choose(tab, "底图 shifted")
    moved = np.array(tab.evaluate(place))
    lon, _ = wgs84_to_gcj02(124.2, 47.2)
    scale = 256 * 2**14 / 360
    assert moved[0] - plain[0] == pytest.approx((float(lon) - 124.2) * scale, abs=0.05)
    # 568 m at this place; a pixel of zoom 14 is 6.49 m there.
    metres = np.hypot(*(moved - plain)) * 40_075_016.7 * np.cos(np.radians(47.2)) / 256 / 2**14
    assert metres == pytest.approx(568, abs=4)
    clicked = tab.evaluate(
        "() => { const m = hetu.map.leaflet; const p = m.project([47.2, 124.2], 14);"
        " const back = m.unproject(p, 14); return [back.lat, back.lng]; }"
    )
    assert clicked == pytest.approx([47.2, 124.2], abs=1e-8)
    tiles = tab.locator("img.leaflet-tile-loaded")
    expect(tiles.first).to_be_visible()
    # The map keeps its middle, so the tiles move under the works, which stay where they were.
    assert tab.evaluate(path) == pytest.approx(drawn, abs=2)
    choose(tab, "不用")
    assert np.array(tab.evaluate(place)) == pytest.approx(plain, abs=1e-6)


def test_tiles_that_do_not_come_are_said(tab: Page) -> None:
    choose(tab, "底图 broken")
    expect(tab.locator(".basemap-note")).to_contain_text("有瓦片取不到")


def test_another_host_stays_closed(tab: Page, mapped: tuple[str, str, list[str]]) -> None:
    policy = tab.request.get(mapped[0]).headers["content-security-policy"]
    images = next(part for part in policy.split("; ") if part.startswith("img-src"))
    assert images == f"img-src 'self' data: blob: http://{mapped[1]}"


def test_by_phone_and_in_english(chromium: Browser, mapped: tuple[str, str, list[str]]) -> None:
    context = chromium.new_context(**rig.PHONE, locale="zh-CN", reduced_motion="reduce")
    context.set_default_timeout(20_000)
    tab = context.new_page()
    tab.goto(mapped[0], wait_until="load")
    ready(tab)
    choose(tab, "底图 plain")
    expect(tab.locator(".basemap-note")).to_be_visible()
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= 390
    context.close()
