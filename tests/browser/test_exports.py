"""Every format in every frame, from the page of data and from the map's list."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import rig
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator


def choose(form: Locator, **chosen: str) -> None:
    """Pick by the labels that a person reads."""
    labels = {"format": "格式", "frame": "坐标系", "letters": "文字编码"}
    for name, value in chosen.items():
        form.get_by_label(labels[name], exact=True).select_option(value)


def test_all_works_come_as_a_gbk_shapefile_in_the_zone(page: rig.OpenPage, tmp_path: Path) -> None:
    tab = page("/data")
    form = tab.locator(".export-form")
    form.wait_for()
    choose(form, format="shp", frame="gk3", letters="gbk")
    with tab.expect_download() as waiting:
        form.get_by_role("button").click()
    waiting.value.save_as(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.read("works_area.cpg") == b"GBK"
        assert b"Gauss_Kruger" in archive.read("works_area.prj")
    form.locator(".export-status", has_text="已下载").wait_for()
    tab.evaluate("hetu.setLang('en')")
    assert "Downloaded" in form.locator(".export-status").inner_text()
    assert form.get_by_label("Coordinates").input_value() == "gk3"


def test_a_filter_of_the_map_comes_as_csv(page: rig.OpenPage, tmp_path: Path) -> None:
    tab = page("/?t=attraction")
    tab.wait_for_selector(".export-more")
    shown = tab.evaluate("hetu.store.shown().map((work) => work.id)")
    total = tab.evaluate("hetu.data.works.length")
    assert 0 < len(shown) < total
    tab.locator(".export-more summary").click()
    form = tab.locator(".export-more .export-form")
    choose(form, format="csv", frame="cgcs2000")
    with tab.expect_download() as waiting:
        form.get_by_role("button").click()
    waiting.value.save_as(tmp_path / "a.csv")
    body = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body, newline="")))
    assert sorted(row["编号"] for row in rows) == sorted(shown)
    # A change of the filter folds nothing up and forgets no choice.
    tab.evaluate("hetu.store.reset()")
    assert form.get_by_label("格式").input_value() == "csv"
    assert form.is_visible()


def test_what_a_standard_forbids_cannot_be_chosen(page: rig.OpenPage, tmp_path: Path) -> None:
    tab = page("/data")
    form = tab.locator(".export-form")
    form.wait_for()
    choose(form, format="gpkg", frame="gk3")
    choose(form, format="oc4ids")
    assert form.get_by_label("坐标系").input_value() == "wgs84"
    assert form.locator("option[value=gk3]").is_disabled()
    assert not form.get_by_label("文字编码").is_visible()
    assert "只用经纬度" in form.inner_text()
    with tab.expect_download() as waiting:
        form.get_by_role("button").click()
    waiting.value.save_as(tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_bytes())["version"] == "0.9"


def test_a_failure_is_said_in_the_reader_s_language(
    page: rig.OpenPage, problems: list[str]
) -> None:
    tab = page("/data")
    tab.route(
        "**/export/shp",
        lambda route: route.fulfill(
            status=503, content_type="text/plain", body="坏图层。\n\nBroken layer.\n"
        ),
    )
    form = tab.locator(".export-form")
    form.wait_for()
    form.get_by_role("button").click()
    form.locator(".is-wrong", has_text="坏图层。").wait_for()
    tab.evaluate("hetu.setLang('en')")
    assert "Broken layer." in form.inner_text() and "坏" not in form.inner_text()
    problems.clear()  # the browser notes the 503 in its console


def test_the_form_fits_a_phone_and_axe_finds_nothing(page: rig.OpenPage) -> None:
    for path in ("/data", "/"):
        tab = page(path, phone=True)
        tab.wait_for_selector(".export-form", state="attached")
        if path == "/":
            tab.evaluate("document.querySelector('.map-page').dataset.sheet = 'full'")
            tab.locator(".export-more summary").click()
        form = tab.locator(".export-form")
        form.scroll_into_view_if_needed()
        for control in form.locator("select:visible, button:visible").all():
            box = control.bounding_box()
            assert box is not None
            assert box["x"] >= 0 and box["x"] + box["width"] <= 390
            assert box["height"] >= 44
        found = Axe().run(tab, context=".export-form")
        assert not found.response["violations"], found.generate_report()
