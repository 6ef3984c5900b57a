"""The page 导入 as a person uses it: drop, look, state the datum, take, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import rig
from axe_playwright_python.sync_playwright import Axe
from invented_county import county_in
from osm_maker import Maker
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
SIGNED = "localStorage.setItem('hetu.reviewer', JSON.stringify('王工'))"
TABLE = "名称,经度,纬度\n锦绣家园小区,123.30,36.20\n文澜阁,123.5,36.2\n<img src=x>,123.31,36.21\n"


@pytest.fixture(scope="module")
def county(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a copy of the invented county."""
    folder = tmp_path_factory.mktemp("imports")
    county_in(folder)
    environment = {
        "HETU_GEODATA": str(folder / "geodata"),
        "HETU_DISTRICT": "999901",
        "HETU_VAR": str(folder / "var"),
    }
    with rig.serving(folder / "log.txt", **environment) as url:
        yield url


@pytest.fixture
def open_tab(chromium: Browser, county: str) -> Iterator[Any]:
    contexts = []

    def opened(**more: Any) -> Page:
        context = chromium.new_context(
            **{**rig.DESKTOP, "reduced_motion": "reduce", "locale": "zh-CN", **more}
        )
        context.add_init_script(SIGNED)
        contexts.append(context)
        tab = context.new_page()
        said: list[str] = []
        tab.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.on(
            "request",
            lambda asked: (
                None if asked.url.startswith((county, "data:", "blob:")) else said.append(asked.url)
            ),
        )
        tab.said = said  # type: ignore[attr-defined]
        tab.goto(county + "/imports")
        expect(tab.locator(".im-drop")).to_be_visible()
        return tab

    yield opened
    for context in contexts:
        context.close()


def put(tab: Page, name: str, body: bytes) -> None:
    tab.set_input_files("#im-file", {"name": name, "mimeType": "text/csv", "buffer": body})


def test_a_table_is_seen_before_it_is_taken_and_goes_again(open_tab: Any) -> None:
    tab = open_tab()
    put(tab, "表.csv", TABLE.encode("gbk"))
    row = tab.locator(".im-scroll tbody tr", has_text="锦绣家园小区")
    expect(row).to_contain_text("地块")
    expect(tab.locator(".im-scroll tr", has_text="文澜阁").first).to_contain_text("矛盾")
    expect(tab.locator(".im-map path.im-home")).to_have_count(1)
    expect(tab.locator(".im-map path.im-point")).to_have_count(3)
    expect(tab.locator(".im-batch")).to_have_count(0)
    row.get_by_role("button").click()
    tab.locator("[name=datum]").select_option("GCJ02")
    tab.get_by_role("button", name="按此重新查看").click()
    expect(tab.locator("[name=datum] option").first).to_contain_text("您指定的")
    tab.locator("[data-do=take]").click()
    batch = tab.locator(".im-batch")
    expect(batch).to_contain_text("表.csv")
    expect(batch).to_contain_text("王工")
    expect(tab.locator(".im-look")).to_be_hidden()
    batch.get_by_role("button").click()
    expect(tab.locator(".im-batch.is-out")).to_have_count(1)
    expect(tab.locator(".im-batch:not(.is-out)")).to_have_count(0)
    assert not tab.said


def test_a_bad_file_is_told_on_the_page(open_tab: Any) -> None:
    tab = open_tab()
    put(tab, "a.csv", "名称,电话\n甲,1\n".encode())
    expect(tab.get_by_role("alert")).to_contain_text("找不到坐标列")
    put(tab, "b.gpkg", b"nonsense")
    expect(tab.get_by_role("alert")).to_contain_text("b.gpkg")
    expect(tab.locator(".im-look")).to_be_hidden()


def test_what_the_file_does_not_tell_is_chosen_on_the_page(open_tab: Any, tmp_path: Path) -> None:
    tab = open_tab()
    rows = "".join(f"{n},{n}1,{123.3 + n / 100}度,36.2\n" for n in range(3))
    put(tab, "a.csv", ("c1,c2,c3,c4\n" + rows).encode())
    expect(tab.get_by_role("alert")).to_contain_text("名称")
    tab.get_by_label("名称列").select_option("c2")
    tab.get_by_role("button", name="按此重新查看").click()
    expect(tab.locator(".im-map path.im-point")).to_have_count(3)
    expect(tab.locator(".im-told .im-form")).to_have_count(0)
    book = openpyxl.Workbook()
    book.active.append(["说明", "备注"])
    book.active.append(["甲", "乙"])
    sheet = book.create_sheet("点位")
    sheet.append(["名称", "经度", "纬度"])
    sheet.append(["锦绣家园小区", 123.3, 36.2])
    book.save(tmp_path / "a.xlsx")
    put(tab, "a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    expect(tab.get_by_role("alert")).to_contain_text("找不到坐标列")
    tab.get_by_label("图层、工作表").select_option("点位")
    tab.get_by_role("button", name="按此重新查看").click()
    expect(tab.locator(".im-scroll tbody tr", has_text="锦绣家园小区")).to_be_visible()
    expect(tab.locator("[name=layer]")).to_have_value("点位")
    assert not tab.said


def test_an_extract_shows_its_licence_and_draws_the_map_of_the_district(
    open_tab: Any, county: str, tmp_path: Path
) -> None:
    maker = Maker()
    for step in range(3):
        line = [(123.2 + n * 0.02, 36.15 + step * 0.03) for n in range(10)]
        maker.line(line, highway="primary", name=f"第{step}路")
    maker.square((123.3, 36.25), 3000, natural="water")
    maker.point((123.35, 36.22), place="village", name="小柳屯")
    tab = open_tab()
    put(tab, "a.osm.pbf", maker.write(tmp_path / "a.osm.pbf").read_bytes())
    expect(tab.locator(".im-facts")).to_contain_text("OpenStreetMap")
    tab.locator("[data-do=take]").click()
    expect(tab.locator(".im-batch", has_text="ODbL")).to_have_count(1)
    tab.goto(county + "/")
    expect(tab.locator(".over-scenery")).to_contain_text("OpenStreetMap")
    expect(tab.locator(".leaflet-hetu-scenery-pane canvas")).to_have_count(1)
    tab.wait_for_selector(".map-page[data-ready]")
    tab.locator(".header [data-do=theme]").click()
    tab.screenshot(path=rig.ROOT / "var" / "screenshots" / "imports-scenery.png")
    assert not tab.said


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True])
def test_axe_and_width(open_tab: Any, theme: str, phone: bool) -> None:
    tab = open_tab(**(rig.PHONE if phone else {}), color_scheme=theme)
    put(tab, "表.csv", TABLE.encode())
    expect(tab.locator(".im-scroll tbody tr").first).to_be_visible()
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shots = rig.ROOT / "var" / "screenshots"
    shots.mkdir(parents=True, exist_ok=True)
    tab.screenshot(
        path=shots / f"imports-{theme}-{'phone' if phone else 'desk'}.png", full_page=True
    )
