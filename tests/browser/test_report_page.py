"""The report: every mention marked, figures underlined, silence faint; words found and opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect
from review_page import current, ready, review_server, signed
from review_rig import OTHER
from rig import OpenPage


@pytest.fixture(scope="module")
def server(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with review_server(tmp_path_factory.mktemp("report")) as url:
        yield url


def test_the_text_is_whole_and_every_mention_is_marked(page: OpenPage) -> None:
    tab = ready(page("/report"))
    body = current(tab)
    shown = tab.evaluate(
        """() => [...document.querySelectorAll(".rp-sentence")].map((n) => n.textContent)"""
    )
    sentences = [
        body["text"][s["start"] : s["end"]]
        for section in body["outline"]
        for paragraph in section["paragraphs"]
        for s in paragraph["sentences"]
    ]
    assert shown == sentences
    for item in body["mentions"]:
        marks = tab.locator(f'.rp-mark.is-work[data-id="{item["record_id"]}"]')
        words = "".join(marks.all_text_contents())
        assert words, item["record_id"]
        assert words in item["mention"]
        area = item["ref"]["focus_area"]
        assert marks.first.get_attribute("data-area") == ("none" if area is None else str(area))
    figures = {n.get_attribute("data-id") for n in tab.locator(".is-figure").all()}
    assert figures


def test_a_mark_opens_and_leads_to_the_map(page: OpenPage) -> None:
    tab = ready(page("/report"))
    item = next(i for i in current(tab)["mentions"] if i["named"] and not i["is_review"])
    tab.locator(f'.rp-mark[data-id="{item["record_id"]}"]').first.click()
    details = tab.locator(".rp-details")
    expect(details.locator("h2")).to_have_text(item["canonical_name"])
    details.get_by_role("link", name="在地图上看").click()
    tab.wait_for_selector(".map-page[data-ready]")
    expect(tab.locator(".details h2").first).to_have_text(item["canonical_name"])


def test_an_address_lands_on_the_words(page: OpenPage) -> None:
    tab = ready(page("/report"))
    items = current(tab)["mentions"]
    item = items[-1]
    for query in (
        f"m={quote(item['record_id'])}",
        f"at={item['ref']['start']}-{item['ref']['end']}",
    ):
        other = ready(page(f"/report?{query}"))
        mark = other.locator(f'.rp-mark[data-id="{item["record_id"]}"]').first
        expect(mark).to_be_in_viewport()
        expect(mark).to_be_focused()
        expect(other.locator(".rp-details")).to_be_visible()


def test_silence_is_faint_and_counted(page: OpenPage) -> None:
    tab = ready(page("/report"))
    body = current(tab)
    faint = tab.locator(".rp-faint").first
    marked = tab.locator(".rp-mark").first
    colour = "n => getComputedStyle(n).color"
    assert faint.evaluate(colour) != marked.evaluate(colour)
    sections = tab.locator(".rp-contents li")
    assert sections.count() == len(body["outline"])
    counts = body["draft"]["counts"]["clauses"]
    share = round(100 * counts["met"] / counts["all"])
    expect(tab.locator(".rp-article")).to_contain_text(f"（{share}%）")


def test_one_goes_from_silence_to_silence(page: OpenPage) -> None:
    tab = ready(page("/report"))
    shown = tab.locator(".rp-faint.is-shown")
    seen = []
    for _ in range(3):
        tab.get_by_role("button", name="下一处没有收获的").click()
        expect(shown).to_have_count(1)
        expect(shown).to_be_in_viewport()
        seen.append(shown.text_content())
    assert len(set(seen)) == 3
    expect(tab.locator(".rp-silent-at")).to_contain_text("3/")
    kind = shown.evaluate("n => n.closest('.rp-section').dataset.kind")
    assert kind in ("review", "overall", "task")


def test_on_a_phone_the_words_stay_in_sight(page: OpenPage) -> None:
    tab = ready(page("/report", phone=True))
    mark = tab.locator(".rp-mark[tabindex]").nth(8)
    mark.evaluate("n => window.scrollBy(0, n.getBoundingClientRect().top - 700)")
    mark.click()
    details = tab.locator(".rp-details")
    expect(details).to_be_visible()
    tab.wait_for_timeout(600)
    below, above = mark.bounding_box(), details.bounding_box()
    assert below and above
    assert below["y"] + below["height"] <= above["y"]


def test_the_keyboard_opens_and_closes(page: OpenPage) -> None:
    tab = ready(page("/report"))
    mark = tab.locator(".rp-mark[tabindex]").first
    mark.focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".rp-details")).to_be_visible()
    tab.locator(".rp-details button").focus()
    tab.keyboard.press("Escape")
    expect(tab.locator(".rp-details")).to_be_hidden()
    expect(mark).to_be_focused()


def test_without_text_the_cores_stand_in(page: OpenPage) -> None:
    tab = page("/report")
    ready(tab)

    def no_text(route) -> None:  # type: ignore[no-untyped-def]
        body = route.fetch().json()
        route.fulfill(json={**body, "text": "", "outline": []})

    tab.route("**/api/drafts/*", no_text)
    tab.reload()
    ready(tab)
    expect(tab.locator(".rp-absent")).to_contain_text("没有这份报告的原文")
    assert tab.locator(".rp-core").count() > 30
    tab.locator(".rp-core").first.click()
    expect(tab.locator(".rp-details")).to_be_visible()


def test_what_was_rejected_is_no_longer_marked(page: OpenPage) -> None:
    tab = signed(page("/review?target=mention&status=left"))
    tab.locator(".rv-table").focus()
    record = tab.locator(".rv-row[aria-selected=true]").get_attribute("data-id")
    tab.keyboard.press("x")
    expect(tab.locator(f'.rv-row[data-id="{record}"]')).to_have_class("rv-row is-rejected")
    tab.goto(tab.url.split("/review")[0] + "/report")
    ready(tab)
    assert tab.locator(f'.rp-mark[data-id="{record}"]').count() == 0


def test_missed_words_are_added_where_they_stand(page: OpenPage) -> None:
    tab = signed(page("/report"))
    silent = tab.locator(".rp-section[data-area='2'] .rp-faint")
    faint = silent.filter(has_text=re.compile(r"^[^，。、；：]{6}")).last
    faint.scroll_into_view_if_needed()
    words = faint.evaluate(
        """n => {
          const range = document.createRange();
          range.setStart(n.firstChild, 0);
          range.setEnd(n.firstChild, 4);
          document.getSelection().removeAllRanges();
          document.getSelection().addRange(range);
          return String(range);
        }"""
    )
    tab.get_by_role("button", name="补为项目").click()
    tab.get_by_label("类别").select_option("culture")
    tab.get_by_role("button", name="保存").click()
    expect(tab.locator(".rp-details h2")).to_have_text(words)
    expect(tab.locator(".rp-mark.is-open", has_text=words)).to_be_visible()
    tab.goto(tab.url.split("/report")[0] + "/review?status=added")
    ready(tab)
    tab.get_by_label("查找名称").fill(words)
    expect(tab.locator(".rv-row.is-added")).to_have_count(1)


def test_marks_and_map_of_a_draft_lead_to_each_other(page: OpenPage) -> None:
    tab = signed(page("/review"))
    name = tab.evaluate("() => hetu.boot.manifest.district.name_zh")
    text = OTHER.replace("云溪县", name).replace("2026年", "2027年")
    draft = tab.evaluate(
        """async (text) => {
          const send = { text, who: "甲" };
          const answer = await hetu.review.post("", send);
          const { id } = answer.body.draft;
          for (;;) {
            const { body } = await hetu.review.get(`/${id}/layers`);
            if (body.state === "ready") return id;
            await new Promise((done) => setTimeout(done, 200));
          }
        }""",
        text,
    )
    tab.goto(tab.url.split("/review")[0] + f"/report?draft={draft}")
    ready(tab)
    tab.locator(".rp-mark.is-work", has_text="北岭水泥厂").first.click()
    tab.locator(".rp-details").get_by_role("link", name="在地图上看").click()
    tab.wait_for_selector(".map-page[data-ready]")
    expect(tab.locator(".draft-strip")).to_be_visible()
    details = tab.locator(".details")
    expect(details.locator("h2").first).to_have_text("北岭水泥厂")
    expect(details.locator(".clause-own mark")).to_have_text("北岭水泥厂")
    details.locator("a[href^='/report?draft=']").first.click()
    expect(tab.locator(".rp-mark.is-landed, .rp-mark.is-open").first).to_have_text("北岭水泥厂")
    assert f"draft={draft}" in tab.url
