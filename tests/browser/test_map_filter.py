"""Filter, list, badges, address and back button are one thing, and ask the server nothing."""

from __future__ import annotations

import json

from map_page import choose, count, counted, ready, works
from playwright.sync_api import expect
from rig import OpenPage

URBAN = "area-urban"


def _wanted(*, work_type: str = "", where: str = "") -> list[str]:
    return [
        w["id"]
        for w in works()
        if 5 in w["properties"]["focus_areas"]
        and (not work_type or w["properties"]["work_type"] == work_type)
        and (not where or w["properties"]["area_id"] == where)
    ]


def test_three_clicks_find_the_livelihood_works_under_rehabilitation_in_town(
    page: OpenPage,
) -> None:
    tab = ready(page("/"))
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    choose(tab, "民生")
    assert count(tab) == len(_wanted())
    choose(tab, "改造")
    assert count(tab) == len(_wanted(work_type="rehabilitation"))
    choose(tab, "城区")
    wanted = _wanted(work_type="rehabilitation", where=URBAN)
    assert count(tab) == len(wanted) > 0
    rows = tab.locator(".results .row")
    assert rows.evaluate_all("rows => rows.map(r => r.dataset.id)").sort() == wanted.sort()
    badge = tab.locator(f".badge[data-area-id='{URBAN}'] .badge-count")
    on_area = [w for w in works() if w["id"] in wanted and w["properties"]["is_area"]]
    assert int(badge.inner_text()) == len(on_area)
    assert asked == []


def test_a_count_says_what_a_click_will_show(page: OpenPage) -> None:
    tab = ready(page("/?a=5"))
    chip = tab.locator(".filters .chip-button", has_text="新建")
    told = int(chip.locator(".count").inner_text())
    chip.click()
    assert count(tab) == told > 0


def test_the_address_reopens_and_back_undoes(page: OpenPage) -> None:
    tab = ready(page("/"))
    everything = count(tab)
    choose(tab, "民生")
    choose(tab, "改造")
    both = count(tab)
    address = tab.url
    assert "a=5" in address
    assert "t=rehabilitation" in address
    tab.go_back()
    assert count(tab) == len(_wanted())
    tab.go_back()
    assert count(tab) == everything
    again = ready(page(address.removeprefix(address.split("/?")[0])))
    assert count(again) == both
    pressed = again.locator(".filters [aria-pressed=true]")
    assert pressed.count() == 2


def test_search_finds_by_any_part_of_the_name(page: OpenPage) -> None:
    tab = ready(page("/"))
    tab.locator(".search-input").fill("哈拉乌苏")
    hits = [w for w in works() if "哈拉乌苏" in str(w["properties"])]
    names = tab.locator(".results .row-name").all_inner_texts()
    assert 0 < len(names) <= len(hits)
    assert any("哈拉乌苏" in name for name in names)


def test_nothing_found_says_what_to_do(page: OpenPage) -> None:
    tab = ready(page("/"))
    tab.locator(".search-input").fill("没有这样的工作")
    expect(tab.locator(".results .empty")).to_contain_text("清除")
    tab.locator(".results .empty button").click()
    assert count(tab) == len(counted())


def test_table_follows_filter_sorting_and_selection(page: OpenPage) -> None:
    tab = ready(page("/?a=5&view=table"))
    table = tab.locator(".works-table")
    body = table.locator("tbody tr[data-id]")
    head = tab.locator(".works-table thead th")
    assert head.first.inner_text() == "名称"
    choose(tab, "改造")
    wanted = set(_wanted(work_type="rehabilitation"))
    # Rows out of sight are not drawn; the table still says how many there are.
    assert table.get_attribute("aria-rowcount") == str(len(wanted) + 1)
    assert set(body.evaluate_all("rows => rows.map(r => r.dataset.id)")) <= wanted
    tab.locator(".works-table thead button", has_text="名称").click()
    expect(head.first).to_have_attribute("aria-sort", "ascending")
    assert set(body.evaluate_all("rows => rows.map(r => r.dataset.id)")) <= wanted
    name = body.nth(1).locator("th").inner_text()
    body.nth(1).click()
    expect(tab.locator(".details h2")).to_have_text(name)


def test_other_pages_and_back_keep_the_filter(page: OpenPage) -> None:
    tab = ready(page("/?a=5"))
    told = count(tab)
    tab.locator(".nav-link", has_text="数据").click()
    tab.wait_for_url("**/data")
    expect(tab.locator(".map-page")).to_have_count(0)
    tab.locator(".nav-link", has_text="地图").click()
    ready(tab)
    assert count(tab) == told
    assert "a=5" in tab.url
    tab.go_back()
    tab.wait_for_url("**/data")
    tab.go_back()
    ready(tab)
    assert count(tab) == told


def test_a_link_to_the_map_on_the_map_is_followed(page: OpenPage) -> None:
    tab = ready(page("/?a=5"))
    tab.locator(".brand").click()
    tab.wait_for_url(lambda url: "a=5" not in url)
    assert count(tab) == len(counted())


def test_places_are_looked_up_and_not_counted(page: OpenPage) -> None:
    """Villages, lines and glossary terms: no works, yet each is found by list, by name, by code."""
    tab = ready(page("/"))
    assert count(tab) == len(counted()) < len(works())
    tab.locator(".filters .chip-button", has_text="村镇").click()
    villages = [w["properties"] for w in works() if w["properties"]["layer"] == "villages"]
    assert count(tab) == len(villages)
    quiet = next(p for p in villages if not p["mentions"])
    assert "k=villages" in tab.url
    tab.locator(".active-chips .link").click()
    for words in (quiet["name"], quiet["code"]):
        tab.locator(".search-input").fill(words)
        expect(tab.locator(".results .row-name").first).to_have_text(quiet["name"])
    tab.locator(".results .row").first.click()
    expect(tab.locator(".details")).to_contain_text(quiet["code"])
    expect(tab.locator(".details")).to_contain_text("报告没有点名此处")


def test_the_listed_works_go_out_as_files(page: OpenPage) -> None:
    tab = ready(page("/?a=5&t=rehabilitation"))
    for kind, ending in (("XLSX", "xlsx"), ("GeoJSON", "geojson")):
        with tab.expect_download() as download:
            tab.locator(".export-line a", has_text=kind).click()
        assert download.value.suggested_filename.endswith(f"筛选.{ending}")
    features = json.loads(download.value.path().read_bytes())["features"]
    wanted = {w["id"] for w in works() if w["id"] in _wanted(work_type="rehabilitation")}
    assert {f["properties"].get("id", f.get("id")) for f in features} == wanted


def test_a_long_list_goes_out_as_a_form(page: OpenPage) -> None:
    tab = ready(page("/"))
    tab.evaluate(
        """() => {
          const own = hetu.store.shown();
          hetu.store.shown = () => [...own, ...own, ...own];
        }"""
    )
    with tab.expect_request("**/export/geojson") as sent:
        tab.locator(".export-line a", has_text="GeoJSON").click()
    assert sent.value.method == "POST"
    assert "ids=w" in (sent.value.post_data or "")
