"""Review by keyboard: decided, kept over a reload, undone; two at once hear of each other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from review_page import current, ready, review_server, row, selected, signed
from review_rig import rows
from rig import OpenPage


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> object:
    return tmp_path_factory.mktemp("review")


@pytest.fixture(scope="module")
def server(chromium: Browser, folder) -> Iterator[str]:  # type: ignore[no-untyped-def]
    with review_server(folder) as url:
        yield url


def chosen(tab: Page) -> str:
    return selected(tab).get_attribute("data-id") or ""


def press_to_open(tab: Page) -> str:
    """Choose the next record that nobody has decided on; its id."""
    tab.locator("select[name=status]").select_option("left")
    tab.locator("select[name=target]").select_option("mention")
    tab.locator(".rv-table").focus()
    return chosen(tab)


def test_the_most_doubtful_comes_first_with_its_clause(page: OpenPage) -> None:
    tab = signed(page("/review"))
    sure = [int(n[:-1]) for n in tab.locator(".rv-sure .num").all_inner_texts()]
    assert len(sure) > 30
    assert sure == sorted(sure)
    clause = tab.locator(".rv-clause .clause-own")
    mark = clause.locator("mark")
    record = next(i for i in current(tab)["mentions"] if i["record_id"] == chosen(tab))
    expect(mark).to_have_text(record["mention"])


def test_the_name_is_asked_for_once(page: OpenPage) -> None:
    tab = ready(page("/review"))
    press_to_open(tab)
    first = chosen(tab)
    tab.keyboard.press("a")
    tab.get_by_label("姓名").fill("林工")
    tab.keyboard.press("Enter")
    expect(row(tab, first)).to_have_class("rv-row is-accepted")
    expect(tab.locator(".rv-who")).to_contain_text("林工")
    second = chosen(tab)
    assert second != first
    tab.keyboard.press("x")
    expect(row(tab, second)).to_have_class("rv-row is-rejected")


def test_accept_edit_reject_by_keyboard_and_a_reload_keeps_them(
    page: OpenPage, folder: object
) -> None:
    tab = signed(page("/review"))
    accepted = press_to_open(tab)
    tab.keyboard.press("a")
    rejected = chosen(tab)
    tab.keyboard.press("x")
    edited = chosen(tab)
    tab.keyboard.press("e")
    field = tab.get_by_label("名称", exact=True)
    expect(field).to_be_focused()
    field.fill("乙号泵站")
    tab.get_by_label("阶段", exact=True).select_option("suspended")
    tab.keyboard.press("Enter")
    expect(row(tab, edited)).to_contain_text("乙号泵站")
    expect(row(tab, edited)).to_contain_text("停缓")
    tab.reload()
    ready(tab)
    tab.locator("select[name=status]").select_option("")
    expect(row(tab, accepted)).to_have_class("rv-row is-accepted")
    expect(row(tab, rejected)).to_have_class("rv-row is-rejected")
    expect(row(tab, edited)).to_have_class("rv-row is-edited")
    expect(row(tab, edited)).to_contain_text("乙号泵站")
    said = {(line[1], line[2]) for line in rows(folder / "geodata")}  # type: ignore[operator]
    assert {(accepted, "accept"), (rejected, "drop"), (edited, "set")} <= said
    expect(tab.locator(".rv-layers")).to_contain_text("图层已更新")


@pytest.mark.parametrize("keys", ["u", "Control+z"])
def test_undo(page: OpenPage, keys: str) -> None:
    tab = signed(page("/review"), "丙")
    record = press_to_open(tab)
    tab.keyboard.press("x")
    expect(row(tab, record)).to_have_class("rv-row is-rejected")
    tab.keyboard.press(keys)
    expect(row(tab, record)).to_have_class("rv-row is-pending")
    expect(selected(tab)).to_have_attribute("data-id", record)


def test_arrows_and_letters_walk_and_escape_keeps_the_record(page: OpenPage) -> None:
    tab = signed(page("/review"))
    first = press_to_open(tab)
    tab.keyboard.press("j")
    second = chosen(tab)
    tab.keyboard.press("ArrowUp")
    assert chosen(tab) == first != second
    tab.keyboard.press("e")
    tab.get_by_label("名称", exact=True).fill("别的")
    tab.keyboard.press("Escape")
    expect(row(tab, first)).to_have_class("rv-row is-pending")
    expect(row(tab, first)).not_to_contain_text("别的")
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog")).to_contain_text("Ctrl+Z")


def test_merge_by_typing_and_split(page: OpenPage) -> None:
    tab = signed(page("/review"))
    merged = press_to_open(tab)
    tab.keyboard.press("m")
    tab.get_by_label("归并到哪一项").fill("丙水厂")
    tab.keyboard.press("Enter")
    expect(row(tab, merged)).to_have_class("rv-row is-merged")
    expect(row(tab, merged)).to_contain_text("丙水厂")
    split = chosen(tab)
    tab.keyboard.press("s")
    tab.get_by_label("拆成的名称，每行一个").fill("甲亭\n乙亭")
    tab.keyboard.press("Control+Enter")
    expect(row(tab, split)).to_have_class("rv-row is-split")


def test_two_reviewers_see_each_other_within_seconds(page: OpenPage) -> None:
    one, two = signed(page("/review"), "丁"), signed(page("/review"), "戊")
    record = press_to_open(one)
    one.keyboard.press("x")
    two.locator("select[name=status]").select_option("")
    expect(row(two, record)).to_have_class("rv-row is-rejected", timeout=8000)
    row(two, record).click()
    expect(two.locator(".rv-history")).to_contain_text("丁")


def test_the_slower_of_two_is_told_and_chooses(page: OpenPage, problems: list[str]) -> None:
    one, two = signed(page("/review"), "丁"), signed(page("/review"), "戊")
    record = press_to_open(one)
    assert press_to_open(two) == record

    def nothing_new(route: Route) -> None:
        route.fulfill(json={"seq": 0, "standings": {}, "layers": {"state": "none", "at": ""}})

    two.route("**/changes?*", nothing_new)
    one.keyboard.press("x")
    expect(row(one, record)).to_have_class("rv-row is-rejected")
    two.keyboard.press("a")
    told = two.locator(".rv-conflict")
    expect(told).to_contain_text("丁")
    expect(told).to_contain_text("剔除")
    expect(row(two, record)).to_have_class("rv-row is-rejected is-conflict")
    told.locator("[data-do=keep-mine]").click()
    expect(row(two, record)).to_have_class("rv-row is-accepted")
    expect(row(one, record)).to_have_class("rv-row is-accepted", timeout=8000)
    # The browser notes a refused request in the console.
    assert [p for p in problems if "409" in p]
    problems.clear()


def test_what_could_not_be_sent_is_kept_and_sent_later(page: OpenPage, problems: list[str]) -> None:
    tab = signed(page("/review"), "己")
    record = press_to_open(tab)
    tab.route("**/decisions", lambda route: route.abort())
    tab.keyboard.press("a")
    expect(row(tab, record)).to_have_class("rv-row is-sending")
    expect(tab.locator(".rv-toast")).to_contain_text("连不上服务器")
    # Not done before the server says so; not lost over a reload.
    tab.reload()
    ready(tab)
    tab.locator("select[name=status]").select_option("")
    expect(row(tab, record)).to_have_class("rv-row is-sending")
    tab.unroute("**/decisions")
    expect(row(tab, record)).to_have_class("rv-row is-accepted", timeout=15_000)
    problems.clear()


def test_a_figure_is_reviewed_too(page: OpenPage) -> None:
    tab = signed(page("/review?target=indicator&status=left"))
    tab.locator(".rv-table").focus()
    record = chosen(tab)
    tab.keyboard.press("e")
    tab.get_by_label("数值").fill("1234")
    tab.keyboard.press("Enter")
    expect(row(tab, record)).to_contain_text("1,234")
    expect(row(tab, record)).to_have_class("rv-row is-edited")


def test_filters_narrow_and_stay_in_the_address(page: OpenPage) -> None:
    tab = signed(page("/review"))
    everything = tab.locator(".rv-row").count()
    tab.locator("select[name=area]").select_option("1")
    assert 0 < tab.locator(".rv-row").count() < everything
    narrowed = tab.locator(".rv-row").count()
    tab.reload()
    ready(tab)
    assert tab.locator(".rv-row").count() == narrowed
    tab.get_by_label("查找名称").fill("没有这样的名称")
    expect(tab.locator(".rv-table .empty")).to_be_visible()


def test_doubtful_matches_of_two_years_are_led_to(page: OpenPage) -> None:
    tab = signed(page("/review"))
    tab.locator(".rv-doubtful").click()
    expect(tab.locator("#doubtful h2")).to_be_focused()
    expect(tab.locator("#doubtful [data-decision=same]").first).to_be_visible()
