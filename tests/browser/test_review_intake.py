"""Putting a report in on the page: found in seconds, or the reason why not; text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from review_page import ready, review_server, selected, signed
from review_rig import OTHER
from rig import OpenPage

HOSTILE = "<img src=x onerror=document.title=1>水泥厂"


@pytest.fixture(scope="module")
def server(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with review_server(tmp_path_factory.mktemp("intake")) as url:
        yield url


def drop(tab: Page, text: str, name: str) -> None:
    """Drop a file anywhere on the page, as a hand would."""
    tab.evaluate(
        """([text, name]) => {
          const data = new DataTransfer();
          data.items.add(new File([text], name));
          for (const kind of ["dragover", "drop"])
            document.querySelector(".rv-main").dispatchEvent(
              new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
        }""",
        [text, name],
    )


def test_a_dropped_report_is_there_within_seconds(page: OpenPage) -> None:
    tab = signed(page("/review"))
    drop(tab, OTHER, "yunxi.txt")
    told = tab.locator(".rv-found")
    expect(told).to_contain_text("云溪县人民政府工作报告", timeout=10_000)
    expect(told).to_contain_text("个项目")
    expect(told).to_contain_text("没有这个区县的资料")
    expect(tab.locator(".rv-table")).to_contain_text("北岭水泥厂")
    expect(tab.locator(".rv-draft option:checked")).to_contain_text("云溪县")


def test_pasted_text_and_markup_in_a_name_stay_text(page: OpenPage) -> None:
    tab = signed(page("/review"))
    tab.get_by_role("button", name="放入报告").click()
    tab.get_by_label("或在此粘贴报告正文").fill(OTHER.replace("北岭水泥厂", HOSTILE))
    tab.get_by_role("button", name="读取正文").click()
    expect(tab.locator(".rv-found")).to_be_visible(timeout=10_000)
    name = tab.locator(".rv-row", has_text="水泥厂").first
    name.click()
    expect(tab.locator(".rv-clause .clause-own")).to_contain_text("<img src=x")
    tab.goto(tab.url.replace("/review", "/report"))
    ready(tab)
    expect(tab.locator(".rp-text")).to_contain_text("<img src=x")
    for where in ("/report", "/review"):
        tab.goto(tab.url.replace("/report", where))
        ready(tab)
        assert tab.locator("main img").count() == 0
        assert "鹤图" in tab.title()


def test_an_edited_name_with_markup_stays_text(page: OpenPage) -> None:
    tab = signed(page("/review?target=mention&status=left"))
    tab.locator(".rv-table").focus()
    tab.keyboard.press("e")
    tab.get_by_label("名称", exact=True).fill(HOSTILE)
    row = selected(tab).element_handle()
    tab.keyboard.press("Enter")
    expect(tab.locator(".rv-row.is-edited .rv-name")).to_have_text(HOSTILE)
    assert row
    assert tab.locator("main img").count() == 0


@pytest.mark.parametrize(("lang", "words"), [("zh", "不像一份"), ("en", "does not look")])
def test_an_article_is_refused_in_the_readers_language(
    page: OpenPage, problems: list[str], lang: str, words: str
) -> None:
    tab = signed(page(f"/review?lang={lang}"))
    before = tab.locator(".rv-row").count()
    drop(tab, "今天天气很好，我们去湖边看鸟，回来吃了一碗面。" * 20, "diary.txt")
    expect(tab.locator(".rv-error")).to_contain_text(words)
    expect(tab.locator(".rv-error")).to_contain_text("diary.txt")
    assert tab.locator(".rv-row").count() == before
    problems.clear()  # the refused request in the console


def test_a_file_that_is_too_big_is_not_even_sent(page: OpenPage) -> None:
    tab = signed(page("/review"))
    sent: list[str] = []
    tab.on("request", lambda request: sent.append(request.method))
    drop(tab, "长" * 2_000_000, "huge.txt")
    expect(tab.locator(".rv-error")).to_contain_text("上限 5 MB")
    assert "POST" not in sent


def test_a_draft_of_a_known_district_has_its_own_map(page: OpenPage) -> None:
    tab = signed(page("/review"))
    name = tab.evaluate("() => hetu.boot.manifest.district.name_zh")
    text = OTHER.replace("云溪县", name)
    text = text.replace("报告\n", "报告\n\n(2027年1月6日在县人民代表大会上)\n", 1)
    drop(tab, text, "next.txt")
    expect(tab.locator(".rv-found")).to_be_visible(timeout=10_000)
    link = tab.get_by_role("link", name="在地图上看")
    # Until the new draft has taken its place, the link is the published report's.
    expect(link).to_have_attribute("href", re.compile(r"\?draft="), timeout=15_000)
    link.click()
    tab.wait_for_selector(".map-page[data-ready]")
    expect(tab.locator(".draft-strip")).to_contain_text("不是已发布的图层")
    expect(tab.locator(".results")).to_contain_text("北岭水泥厂")
    tab.get_by_role("link", name="回到已发布的地图").click()
    tab.wait_for_selector(".map-page[data-ready]")
    expect(tab.locator(".draft-strip")).to_have_count(0)
    expect(tab.locator(".results")).not_to_contain_text("北岭水泥厂")
