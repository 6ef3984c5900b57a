"""What became of it, as a person sees it: the invented county, built and served."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import rig
from playwright.sync_api import Browser, Page, expect

from etl.catalogue.build import build_catalogue
from etl.district import District
from etl.extraction import clauses_json, extract_report
from etl.pipeline import build
from etl.places.load import load_gazetteer
from etl.publish.placing import Placer
from etl.publish.years import compared_files, year_of
from etl.report.load import load_report
from etl.sources.reports import read_report_sidecar
from etl.years.decisions import read_decisions
from etl.years.truth import read_truth_indicators, read_truth_mentions

pytestmark = pytest.mark.browser
TRUTH = rig.ROOT / "tests" / "etl" / "years" / "invented"
INVENTED = rig.ROOT / "geodata" / "999901"
HOSTILE = "<img src=x onerror=window.hacked=1>"


def times(folder: Path) -> dict[Path, int]:
    """When each file below a folder was last written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def untouched() -> dict[Path, int]:
    """The invented county as it is before any test; a developer may have built it in place."""
    return times(INVENTED)


@pytest.fixture(scope="module")
def county(
    chromium: Browser, untouched: dict[Path, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A server of the invented county, its layers built, its two years compared."""
    folder = tmp_path_factory.mktemp("county")
    shutil.copytree(INVENTED, folder / "999901")
    district = District.load("999901", folder)
    reports, layers, var = district.root / "reports", folder / "layers", folder / "var"
    build(district, report_file=reports / district.sidecar.file, layers=layers, var=var)
    placer = Placer(load_gazetteer(district.root))
    years = []
    for number in (2025, 2026):
        sidecar = read_report_sidecar(reports / f"{number}.toml")
        report = load_report(reports / sidecar.file)
        which = sidecar.report_id
        mentions = read_truth_mentions(TRUTH / f"{number}.mentions.csv", report, which)
        figures = read_truth_indicators(TRUTH / f"{number}.indicators.csv", report, which)
        catalogue = build_catalogue("999901", mentions, figures, [])
        years.append(year_of(sidecar, catalogue, placer))
        clauses = json.dumps(clauses_json(extract_report(report, which)))
        (var / "clauses").mkdir(parents=True, exist_ok=True)
        (var / "clauses" / f"{which}.json").write_text(clauses, "utf-8")
    old, new = years
    files, _ = compared_files(old, new, read_decisions(district.catalogue / "matches.csv"))
    for name, data in files.items():
        release = json.loads(data)
        release["new_works"][0]["name"] = HOSTILE
        (layers / name).write_text(json.dumps(release), "utf-8")
    log = folder / "log.txt"
    with rig.serving(log, HETU_LAYERS=str(layers), HETU_VAR=str(var)) as url:
        yield url


@pytest.fixture
def tab(chromium: Browser, county: str) -> Iterator[Page]:
    context = chromium.new_context(**rig.DESKTOP, reduced_motion="reduce", locale="zh-CN")
    tab = context.new_page()
    tab.goto(county + "/years")
    expect(tab.locator(".yr-table tbody tr")).to_have_count(33)
    yield tab
    context.close()


def test_a_result_filters_the_table_and_stands_in_the_address(tab: Page) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.get_by_role("button", name="逾期 3").click()
    rows = tab.locator(".yr-table tbody tr:visible")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("期限已过")
    assert tab.url.endswith("/years?f=late")
    assert not asked, "filtering asks nothing of the server"
    tab.reload()
    expect(tab.locator(".yr-table tbody tr:visible")).to_have_count(3)


def test_a_piece_of_a_bar_shows_that_many_rows(tab: Page) -> None:
    for piece in tab.locator(".yr-piece").all()[:4]:
        number = int(piece.locator(".num").inner_text())
        piece.click()
        expect(tab.locator(".yr-table tbody tr:visible")).to_have_count(number)
        piece.click()
    expect(tab.locator(".yr-table tbody tr:visible")).to_have_count(33)


def test_both_clauses_stand_under_a_promise_with_the_name_marked(tab: Page) -> None:
    row = tab.locator(".yr-table tr", has=tab.locator("th", has_text="大沙坪水库"))
    marks = row.locator("blockquote mark")
    expect(marks).to_have_count(2)
    expect(marks.first).to_have_text("大沙坪水库")


def test_a_dot_of_the_map_leads_to_its_row(tab: Page) -> None:
    dot = tab.locator(".yr-dot").first
    name = (dot.get_attribute("aria-label") or "").split("：")[0]
    dot.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".yr-table tr.is-target")).to_contain_text(name)


def test_a_promise_links_to_the_map(tab: Page) -> None:
    tab.locator(".yr-table th").get_by_role("link", name="墨玉石材产业园").click()
    expect(tab.locator(".details")).to_contain_text("墨玉石材产业园")


def test_hostile_text_is_text_and_english_is_english(tab: Page) -> None:
    tab.locator(".yr-more summary", has_text="新出现").click()
    expect(tab.locator(".yr-new")).to_contain_text("<img src=x")
    assert tab.evaluate("window.hacked") is None
    tab.evaluate("hetu.setLang('en')")
    expect(tab.locator(".yr-fate[data-fate=kept]")).to_contain_text("Kept")
    expect(tab.get_by_role("heading", name="What became of it")).to_be_visible()


def test_it_fits_a_phone(chromium: Browser, county: str) -> None:
    context = chromium.new_context(**rig.PHONE)
    tab = context.new_page()
    tab.goto(county + "/years")
    expect(tab.locator(".yr-table tbody tr")).to_have_count(33)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_nothing_is_built_in_the_repository(untouched: dict[Path, int], county: str) -> None:
    assert times(INVENTED) == untouched
