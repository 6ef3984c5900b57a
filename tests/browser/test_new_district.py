"""A district that `hetu init` has made and nobody has reported on: its first report by a drop."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
import rig
from playwright.sync_api import Browser, expect
from review_page import ready, signed
from review_rig import ADCODE, OTHER
from rig import OpenPage

from etl.catalogue.corrections import COLUMNS
from etl.tables import write_table

TEXT = OTHER.replace("云溪县", "砚川县")


@pytest.fixture(scope="module")
def server(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("new")
    geodata = folder / "geodata"
    for part in ("base", "gazetteer", "tourism"):
        shutil.copytree(rig.ROOT / "geodata" / ADCODE / part, geodata / ADCODE / part)
    shutil.copy(rig.ROOT / "geodata" / ADCODE / "district.toml", geodata / ADCODE)
    for table in (rig.ROOT / "geodata").glob("*.csv"):
        shutil.copy(table, geodata)
    write_table(geodata / ADCODE / "catalogue" / "corrections.csv", COLUMNS, [])
    with rig.serving(
        folder / "log.txt",
        HETU_GEODATA=str(geodata),
        HETU_DISTRICT=ADCODE,
        HETU_REPORTS="",
        HETU_VAR=str(folder / "var"),
    ) as url:
        yield url


def test_its_first_report_is_dropped_seen_on_the_map_and_put_on_record(page: OpenPage) -> None:
    tab = page("/")
    expect(tab.locator(".notice", has_text="还没有图层")).to_be_visible()
    tab.goto(tab.url + "review")
    tab.wait_for_selector(".rv-intake")
    tab.evaluate("() => localStorage.setItem('hetu.reviewer', '甲')")
    tab.set_input_files(
        "#rv-file", files=[{"name": "a.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}]
    )
    link = tab.get_by_role("link", name="在地图上看")
    expect(link).to_have_attribute("href", re.compile(r"\?draft="), timeout=20_000)
    link.click()
    tab.wait_for_selector(".map-page[data-ready]")
    expect(tab.locator(".results")).to_contain_text("北岭水泥厂")
    tab.get_by_role("link", name="回到核对").click()
    signed(tab)
    tab.locator("[data-do=record]").click()
    tab.get_by_role("dialog").get_by_role("button", name="列为正式报告").click()
    expect(tab.locator(".header")).to_contain_text("砚川县", timeout=20_000)
    expect(tab.locator(".header")).to_contain_text("2026")
    ready(tab)
    tab.locator(".header").get_by_role("link", name="地图").click()
    tab.wait_for_selector(".map-page[data-ready]")
    expect(tab.locator(".results")).to_contain_text("北岭水泥厂")
