"""A work opens at its clause, says what is promised and how sure its place is."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from map_page import LAYERS, ready, works
from playwright.sync_api import expect
from rig import OpenPage


def _work(name: str) -> dict[str, object]:
    found = [w["properties"] for w in works() if w["properties"]["name"] == name]
    return next(p for p in found if p["mentions"])


def test_details_say_promise_place_and_source(page: OpenPage) -> None:
    work = _work("扎龙村")
    tab = ready(page(f"/?sel={work['id']}"))
    panel = tab.locator(".details")
    expect(panel.locator("h2").first).to_have_text("扎龙村")
    expect(panel).to_contain_text("报告承诺，非完成情况")
    expect(panel).to_contain_text("1.5\u2009公里")
    expect(panel).to_contain_text(str(work["location_source"]))


def test_the_clause_is_marked_in_its_sentence(page: OpenPage) -> None:
    work = _work("扎龙村")
    mention = work["mentions"][0]  # type: ignore[index]
    tab = ready(page(f"/?sel={work['id']}"))
    clause = tab.locator(".clause").first
    has_text = tab.evaluate("() => Object.keys(hetu.boot.clauses).length > 0")
    if has_text:
        expect(clause.locator(".clause-own mark")).to_have_text(mention["mention"])
        assert len(clause.locator(".clause-own").inner_text()) > len(mention["mention"]) + 10
        expect(clause.locator(".clause-near")).not_to_have_count(0)
    else:
        expect(clause.locator("mark")).to_have_text(mention["mention"])
        expect(clause).to_contain_text("本机没有报告全文")
    expect(clause).to_contain_text(f"第 {mention['sentence_index']} 句")


def test_without_the_report_the_core_stands_in(page: OpenPage) -> None:
    work = _work("扎龙村")
    tab = page("/none")
    tab.route("**/clauses/*.json", lambda route: route.fulfill(json={"sentences": {}}))
    tab.goto(tab.url.replace("/none", f"/?sel={work['id']}"))
    ready(tab)
    expect(tab.locator(".clause").first).to_contain_text("本机没有报告全文")
    expect(tab.locator(".clause mark").first).to_have_text("扎龙村")


def test_links_and_references_can_be_copied(page: OpenPage) -> None:
    work = _work("扎龙村")
    tab = ready(page(f"/?sel={work['id']}", permissions=["clipboard-read", "clipboard-write"]))
    tab.get_by_role("button", name="复制出处").click()
    expect(tab.get_by_role("button", name="已复制")).to_be_visible()
    reference = tab.evaluate("() => navigator.clipboard.readText()")
    mention = work["mentions"][0]  # type: ignore[index]
    assert f"第 {mention['sentence_index']} 句" in reference
    assert f"{mention['start']}—{mention['end']}" in reference
    tab.get_by_role("button", name="复制链接").click()
    link = tab.evaluate("() => navigator.clipboard.readText()")
    assert link.endswith(f"/?sel={work['id']}")


def test_every_named_work_opens(page: OpenPage) -> None:
    """Each result opens into a panel of its own with a clause or a word on why there is none."""
    tab = ready(page("/"))
    wanted = [w["id"] for w in works()]
    empty = tab.evaluate(
        """(ids) => ids.filter((id) => {
          hetu.store.select(id, "list");
          const panel = document.querySelector(".details");
          const work = hetu.data.byId.get(id);
          const clauses = panel.querySelectorAll(".clause").length;
          return !panel.querySelector("h2").textContent.includes(work.p.name)
            || (clauses !== work.p.mentions.length);
        })""",
        wanted,
    )
    assert empty == []


def test_an_old_link_says_that_the_work_is_gone(page: OpenPage) -> None:
    tab = ready(page("/?sel=gone"))
    expect(tab.locator(".details")).to_contain_text("找不到这项工作")
    expect(tab.locator(".details")).to_contain_text("gone")


def test_language_switches_in_place(page: OpenPage) -> None:
    work = _work("扎龙村")
    tab = ready(page(f"/?a=3&sel={work['id']}"))
    address = tab.url
    tab.locator("[data-do=lang]").click()
    expect(tab.locator(".details")).to_contain_text("A promise of the report, not a result")
    assert tab.url == address
    assert tab.locator("html").get_attribute("lang") == "en"
    chrome = tab.locator(".header, .filters h2, .filters summary, .tools, .over-source")
    assert not re.search("[\u4e00-\u9fff]", " ".join(chrome.all_inner_texts()).replace("中", ""))
    source = next(
        s["title_en"]
        for s in json.loads((LAYERS / "manifest.json").read_bytes())["sources"]
        if s["title_zh"] == work["location_source"]
    )
    expect(tab.locator(".details .facts")).to_contain_text(source)
    tab.reload()
    ready(tab)
    expect(tab.locator(".results-count")).to_contain_text("works")


def test_a_clause_leads_to_its_place_in_the_report(page: OpenPage) -> None:
    work = _work("扎龙村")
    tab = ready(page(f"/?sel={work['id']}"))
    tab.locator(".clause").first.get_by_role("link", name="在报告中查看").click()
    tab.wait_for_selector("[data-hetu-page=report]")
    mention = work["mentions"][0]["mention_id"]  # type: ignore[index]
    assert f"m={quote(str(mention), safe='')}" in tab.url
