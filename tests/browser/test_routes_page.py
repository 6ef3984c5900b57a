"""The routes page as staff use it: pick, drag, improve, keep, hand out."""

from __future__ import annotations

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from rig import OpenPage

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=window.hacked=1>"


def ready(tab: Page) -> Page:
    expect(tab.locator(".rt-page[data-ready]")).to_be_visible()
    return tab


def pick(tab: Page, *names: str) -> None:
    for name in names:
        card = tab.locator(".rt-stop", has_text=name).first
        card.get_by_role("button", name="加入").click()
        expect(card.locator(".btn")).to_be_disabled()


def order(tab: Page) -> list[str]:
    """The stops of the route, once the answer to the last change is drawn."""
    expect(tab.locator(".rt-visit .rt-time", has_text="—").first).not_to_have_text("—")
    return [row.get_attribute("data-stop") or "" for row in tab.locator(".rt-visit").all()]


def test_a_route_is_put_together_checked_and_put_in_order(page: OpenPage) -> None:
    tab = ready(page("/routes"))
    tab.get_by_label("日期").fill("2026-07-04")
    tab.get_by_label("日期").press("Tab")
    pick(tab, "扎龙景区", "龙沙公园", "大乘寺")
    expect(tab.locator(".rt-verdict")).to_contain_text("估算")  # no roads are imported here
    before = order(tab)
    tab.get_by_role("button", name="优化顺序").click()
    proposal = tab.locator(".rt-proposal")
    expect(proposal).to_contain_text("更好的顺序")
    proposal.get_by_role("button", name="采用", exact=True).click()
    expect(tab.locator(".rt-verdict")).to_contain_text("排得下")
    assert sorted(order(tab)) == sorted(before)
    tab.get_by_role("button", name="撤销").click()
    expect(tab.locator(".rt-visit").first).to_have_attribute("data-stop", before[0])
    assert order(tab) == before


def test_dragging_in_the_list_and_on_the_map_changes_the_order(page: OpenPage) -> None:
    tab = ready(page("/routes"))
    pick(tab, "扎龙景区", "和平广场", "市博物馆")
    first = order(tab)
    rows = tab.locator(".rt-visit")
    rows.nth(2).drag_to(rows.nth(0), target_position={"x": 80, "y": 4})
    expect(rows.first).to_have_attribute("data-stop", first[2])
    assert order(tab) == [first[2], first[0], first[1]]
    # On the map: the number is dropped on the first drive and comes first.
    legs = tab.locator(".rt-leg")
    expect(legs.first).to_be_attached()
    spot = tab.evaluate(
        """() => { const map = hetu.map.leaflet, leg = hetu.routes.state.answer.days[0].legs[0];
        const [a, b] = [leg.line[0], leg.line[leg.line.length - 1]];
        const p = map.latLngToContainerPoint([(a[1] + b[1]) / 2, (a[0] + b[0]) / 2]);
        const box = map.getContainer().getBoundingClientRect();
        return [p.x + box.left, p.y + box.top]; }"""
    )
    moved = tab.locator(".rt-pin .rt-number", has_text=re.compile("^2$")).bounding_box()
    assert moved is not None
    tab.mouse.move(moved["x"] + 12, moved["y"] + 12)
    tab.mouse.down()
    tab.mouse.move(spot[0], spot[1], steps=8)
    tab.mouse.up()
    expect(rows.first).to_have_attribute("data-stop", first[0])


def test_by_keys_alone(page: OpenPage) -> None:
    tab = ready(page("/routes"))
    pick(tab, "扎龙景区", "大乘寺")
    first = order(tab)
    down = tab.get_by_role("button", name=re.compile("^下移：扎龙景区"))
    down.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".rt-visit").first).to_have_attribute("data-stop", first[1])


def test_a_reload_loses_nothing_and_a_saved_route_has_a_link(page: OpenPage) -> None:
    tab = ready(page("/routes"))
    pick(tab, "扎龙景区")
    tab.get_by_label("线路名称").fill(HOSTILE)
    tab.get_by_label("线路名称").press("Enter")
    tab.reload()
    ready(tab)
    expect(tab.get_by_label("线路名称")).to_have_value(HOSTILE)
    expect(tab.locator(".rt-visit")).to_have_count(1)
    tab.get_by_role("button", name="保存").click()
    tab.get_by_label("姓名").fill("测试员")
    tab.keyboard.press("Enter")
    tab.locator("dialog").get_by_role("button", name="保存", exact=True).click()
    expect(tab).to_have_url(re.compile(r"/routes\?r=[0-9a-f]{16}&v=1$"))
    link = tab.url
    pick(tab, "大乘寺")
    expect(tab.locator(".rt-busy")).to_contain_text("未保存")
    tab.evaluate("() => localStorage.removeItem('hetu.route')")
    tab.goto(link)
    ready(tab)
    expect(tab.locator(".rt-visit")).to_have_count(1)
    assert tab.evaluate("() => window.hacked") is None


def test_the_sheet_and_the_files_are_what_is_on_the_page(page: OpenPage) -> None:
    tab = ready(page("/routes"))
    pick(tab, "扎龙景区")
    order(tab)
    tab.get_by_role("button", name="打印与导出").click()
    with tab.expect_popup() as opened:
        tab.get_by_role("button", name="打印页").click()
    sheet = opened.value
    expect(sheet.locator("tr.visit .title")).to_contain_text("扎龙景区")
    expect(sheet.locator("svg.map")).to_be_visible()
    expect(sheet.locator(".qr svg")).to_be_visible()
    pages = sheet.pdf(prefer_css_page_size=True)
    sizes = set(re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pages))
    assert {(round(float(w)), round(float(h))) for w, h in sizes} == {(595, 842)}
    sheet.close()
    with tab.expect_download() as got:
        tab.get_by_role("button", name="GPX（GCJ-02）").click()
    assert got.value.suggested_filename.endswith("-gcj02.gpx")


def test_what_is_known_of_a_stop_stands_with_its_source(page: OpenPage) -> None:
    tab = ready(page("/routes"))
    tab.locator(".rt-stop", has_text="扎龙景区").first.locator(".rt-stop-name").click()
    box = tab.locator("dialog")
    expect(box).to_contain_text("来源不止一个")
    expect(box).to_contain_text("位置估计")
    expect(box).to_contain_text("未注日期")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True])
def test_axe_and_width(page: OpenPage, theme: str, phone: bool) -> None:
    tab = ready(page("/routes", phone=phone))
    tab.evaluate(f"() => {{ document.documentElement.dataset.theme = {json.dumps(theme)}; }}")
    pick(tab, "扎龙景区")
    order(tab)
    found = Axe().run(tab).response["violations"]
    assert [(each["id"], [n["target"] for n in each["nodes"]][:3]) for each in found] == []
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_english_has_no_chinese_but_names(page: OpenPage) -> None:
    tab = ready(page("/routes"))
    tab.locator(".header [data-do=lang]").click()
    words = tab.locator(
        ".rt-bar, .rt-head, .rt-day-head, .rt-verdict, .rt-legend"
    ).all_inner_texts()
    assert not [text for text in words if re.search("[\u4e00-\u9fff]", text)]


def test_a_hotel_is_typed_or_clicked_and_is_the_base_of_all_nights(page: OpenPage) -> None:
    tab = ready(page("/routes"))
    tab.get_by_role("button", name="加一天").click()
    tab.get_by_label("住在").select_option("+")
    tab.locator("#rt-place-name").fill("鹤乡酒店")
    tab.locator("#rt-place-spot").fill("北纬47°12′ 东经124°15′")
    tab.locator("dialog").get_by_role("button", name="采用").click()
    ends = "() => hetu.routes.state.plan.days.map((day) => [day.start.id, day.end.id])"
    expect(tab.get_by_label("住在")).to_have_value("own-124.25,47.2")
    (_, night), (morning, _) = tab.evaluate(ends)
    assert night == morning == "own-124.25,47.2"
    # The same dialog gives way to the map and comes back with what was clicked.
    tab.get_by_label("终点").select_option("+")
    tab.locator("#rt-place-name").fill("另一处")
    tab.locator("dialog").get_by_role("button", name="在地图上点").click()
    box = tab.locator("#routes-map").bounding_box()
    assert box is not None
    tab.mouse.click(box["x"] + 200, box["y"] + 500)
    expect(tab.locator("#rt-place-name")).to_have_value("另一处")
    expect(tab.locator("#rt-place-spot")).to_have_value(re.compile(r"^12\d\.\d{6}, 4\d\.\d{6}$"))


def test_what_a_drag_would_come_to_is_told_while_it_is_held(page: OpenPage) -> None:
    tab = ready(page("/routes"))
    pick(tab, "大乘寺", "和平广场", "扎龙景区")
    first = order(tab)
    rows = tab.locator(".rt-visit")
    rows.nth(2).scroll_into_view_if_needed()
    held, onto = rows.nth(2).bounding_box(), rows.nth(0).bounding_box()
    assert held is not None and onto is not None
    tab.mouse.move(held["x"] + 16, held["y"] + 20)
    tab.mouse.down()
    tab.mouse.move(onto["x"] + 40, onto["y"] + 30, steps=6)
    tab.mouse.move(onto["x"] + 40, onto["y"] + 6, steps=3)
    expect(tab.locator(".rt-tryout")).to_contain_text("公里（")
    assert [row.get_attribute("data-stop") for row in rows.all()] == first  # nothing is done yet
    tab.mouse.up()
    expect(rows.first).to_have_attribute("data-stop", first[2])
    expect(tab.locator(".rt-tryout")).to_have_count(0)


def test_two_versions_side_by_side_say_what_differs(page: OpenPage) -> None:
    tab = ready(page("/routes"))
    pick(tab, "扎龙景区")
    tab.evaluate("() => localStorage.setItem('hetu.reviewer', '测试员')")
    saved = """() => hetu.review.tell('/api/routes/saved',
        {plan: hetu.routes.state.plan, title: '比', who: '甲', ...(%s)})
        .then((answer) => [answer.body.id, answer.body.version])"""
    one = tab.evaluate(saved % "{}")
    pick(tab, "大乘寺")
    tab.get_by_label("人数").fill("30")
    tab.get_by_label("人数").press("Tab")
    two = tab.evaluate(saved % f"{{id: '{one[0]}', expected: 1}}")
    tab.evaluate("(pairs) => hetu.routes.compare(pairs)", [one, two])
    box = tab.locator("dialog")
    expect(box.locator("tr.is-different", has_text="人数")).to_contain_text("≠")
    expect(box.locator("tr", has_text="节奏")).not_to_contain_text("≠")
    expect(box.locator(".rt-side").nth(1)).to_contain_text("只在这版")
    expect(box.locator(".rt-side").nth(0)).not_to_contain_text("只在这版")
    expect(box).not_to_contain_text("换了先后")  # one more stop moves no other


@pytest.mark.parametrize(
    "kept", ["{", '{"plan":{"v":1}}', '{"plan":{"v":1,"title":"","days":[{"visits":[{}]}]}}']
)
def test_damaged_memory_opens_an_empty_route(page: OpenPage, kept: str) -> None:
    tab = ready(page("/routes"))
    tab.evaluate("(kept) => localStorage.setItem('hetu.route', kept)", kept)
    tab.reload()
    ready(tab)
    expect(tab.locator(".rt-empty")).to_be_visible()


def test_a_server_that_is_gone_takes_nothing(page: OpenPage, problems: list[str]) -> None:
    tab = ready(page("/routes"))
    pick(tab, "扎龙景区")
    order(tab)
    tab.route("**/api/routes/check", lambda route: route.abort())
    pick(tab, "大乘寺")
    expect(tab.locator(".rt-plan .notice")).to_contain_text("没有丢")
    expect(tab.locator(".rt-visit")).to_have_count(2)
    tab.unroute("**/api/routes/check")
    expect(tab.locator(".rt-plan .notice")).to_have_count(0, timeout=10_000)  # asks by itself
    assert len(order(tab)) == 2
    problems.clear()  # the browser's own word on the request that failed


def test_a_themed_line_of_the_map_opens_with_its_stops(page: OpenPage) -> None:
    tab = page("/")
    link = tab.evaluate(
        "() => hetu.data.ready.then((data) => data.works.find((w) => w.p.stop_ids).id)"
    )
    tab.goto(f"{tab.url.split('?')[0]}?sel={link}")
    tab.get_by_role("link", name="用这些站点排线路").click()
    ready(tab)
    picked = tab.locator(".rt-line[aria-pressed=true]")
    expect(picked).to_have_count(1)
    expect(tab.get_by_label("线路名称")).not_to_have_value("")


def test_a_link_to_no_route_says_so_and_keeps_what_was_in_hand(
    page: OpenPage, problems: list[str]
) -> None:
    tab = ready(page("/routes"))
    pick(tab, "扎龙景区")
    order(tab)
    tab.goto(f"{tab.url}?r=0000000000000000")
    ready(tab)
    order(tab)
    expect(tab.locator(".rt-plan .notice")).to_contain_text("没有这条线路")
    expect(tab.locator(".rt-visit")).to_have_count(1)
    problems.clear()  # the browser's own word on the 422


def test_a_fact_is_edited_shown_with_its_history_and_undone(page: OpenPage) -> None:
    tab = ready(page("/routes"))
    tab.evaluate("() => localStorage.setItem('hetu.reviewer', '测试员')")
    tab.reload()
    ready(tab)
    tab.locator(".rt-stop-name", has_text="扎龙景区").first.click()
    tab.locator("dialog").get_by_role("button", name="修改").click()
    tab.locator(".rt-edit-row").first.get_by_role("button", name="修改").click()
    tab.locator("#rt-c-note_zh").fill("试改一次")
    tab.locator("#rt-c-source").fill("景区来电")
    tab.locator("dialog").last.get_by_role("button", name="采用").click()
    steps = tab.locator("dialog li", has_text="测试员")
    expect(steps).to_have_count(1)
    expect(steps).to_contain_text("→ 试改一次")
    steps.get_by_role("button", name="撤销").click()
    expect(steps).to_have_count(2)
    expect(tab.locator(".rt-edit-row").first).not_to_contain_text("试改一次")
