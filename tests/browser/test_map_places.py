"""Everything is on the map or counted beside it, and nothing looks surer than it is."""

from __future__ import annotations

import math
from typing import Any

from map_page import count, counted, features, ready, works
from playwright.sync_api import Page, expect
from rig import OpenPage


def _on_map(tab: Page) -> dict[str, int]:
    """What the map shows: pins, works in stacks, works in badges, works counted beside it."""
    total: dict[str, int] = tab.evaluate(
        """() => {
          const sum = (nodes, fn) => [...nodes].reduce((n, node) => n + fn(node), 0);
          const all = (css) => document.querySelectorAll(css);
          return {
            pins: all(".pin:not(.is-quiet)").length,
            stacked: sum(all(".stack"), (n) => n.dataset.ids.split(",").length),
            badges: sum(all(".badge"), (n) => Number(n.querySelector(".badge-count").textContent)),
            beside: sum(all(".tray-item"), (n) => Number(n.querySelector("b").textContent)),
          };
        }"""
    )
    return total


def test_every_work_is_on_the_map_or_counted_beside_it(page: OpenPage) -> None:
    tab = ready(page("/"))
    shown = _on_map(tab)
    assert sum(shown.values()) == len(counted()) == count(tab)
    assert shown["badges"] > shown["pins"]


def test_only_works_with_a_position_are_pinned_and_there(page: OpenPage) -> None:
    tab = ready(page("/"))
    by_id = {w["id"]: w for w in works()}
    pinned = tab.evaluate(
        """() => [...document.querySelectorAll(".pin")].map((pin) => {
          const box = pin.getBoundingClientRect();
          const map = hetu.map.leaflet;
          const from = map.getContainer().getBoundingClientRect();
          const at = map.containerPointToLatLng(
            [box.x + box.width / 2 - from.x, box.y + box.height / 2 - from.y]);
          return [pin.dataset.id, at.lng, at.lat];
        })"""
    )
    assert pinned
    for work_id, lon, lat in pinned:
        work = by_id[work_id]
        assert work["geometry"]["type"] == "Point"
        assert 1 <= work["properties"]["precision"] <= 4
        x, y = work["geometry"]["coordinates"]
        assert math.hypot(lon - x, lat - y) < 0.004  # a pixel is 0.001 degree here


def test_the_circle_has_its_true_radius(page: OpenPage) -> None:
    work = next(w for w in works() if w["properties"]["precision"] == 3 and w["geometry"])
    radius = work["properties"]["uncertainty_m"]
    tab = ready(page(f"/?sel={work['id']}"))
    expect(tab.locator(".sure-circle.is-on")).to_have_count(1)
    drawn = tab.evaluate(
        """() => {
          const box = document.querySelector(".sure-circle.is-on").getBBox();
          const map = hetu.map.leaflet;
          const y = map.getSize().y / 2;
          const a = map.containerPointToLatLng([0, y]);
          const b = map.containerPointToLatLng([1000, y]);
          return (box.width / 2) * (a.distanceTo(b) / 1000);
        }"""
    )
    assert abs(drawn - radius) / radius < 0.03


def test_a_badge_opens_into_the_list_it_counts(page: OpenPage) -> None:
    tab = ready(page("/?a=5"))
    badge = tab.locator(".badge[data-area-id='area-urban']")
    told = int(badge.locator(".badge-count").inner_text())
    badge.click()
    expect(tab.locator(".details h2")).to_have_text("城区")
    assert tab.locator(".details .row").count() == told > 1
    expect(tab.locator(".area-hatch.is-on")).to_have_count(1)
    tab.locator(".details .row").first.click()
    expect(tab.locator(".details .part").first).to_contain_text("报告承诺，非完成情况")
    tab.keyboard.press("Escape")  # back to the list
    assert tab.locator(".details .row").count() == told
    tab.keyboard.press("Escape")
    expect(tab.locator(".details")).to_be_hidden()


def test_works_without_a_place_say_why(page: OpenPage) -> None:
    tab = ready(page("/"))
    tab.locator(".tray-item", has_text="未定位").click()
    unplaced = [w["properties"] for w in works() if w["properties"]["precision"] == 0]
    rows = tab.locator(".details .row")
    assert rows.count() == len(unplaced)
    reasons = {p["reason_zh"] for p in unplaced}
    assert set(tab.locator(".details .row-sub").all_inner_texts()) <= reasons


def test_badges_and_pins_do_not_cover_each_other(page: OpenPage) -> None:
    for phone in (False, True):
        tab = ready(page("/", phone=phone))
        tab.wait_for_timeout(300)
        hits = tab.evaluate(
            """() => {
              const css = ".badge, .pin, .stack, .tool-stack, .tray";
              const boxes = [...document.querySelectorAll(css)]
                .map((n) => [n.className, n.getBoundingClientRect()]);
              const bad = [];
              boxes.forEach(([a, p], i) => boxes.slice(i + 1).forEach(([b, q]) => {
                if (a.startsWith("pin") && b.startsWith("pin")) return;
                if (p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1
                    && q.top < p.bottom - 1) bad.push([a, b]);
              }));
              return bad;
            }"""
        )
        assert hits == []


def test_switches_take_layers_off_and_count_them(page: OpenPage) -> None:
    tab = ready(page("/"))
    before = _on_map(tab)
    tab.get_by_role("button", name="图层").click()
    tab.get_by_text("片区计数", exact=True).click()
    after = _on_map(tab)
    assert tab.locator(".badge:visible").count() == 0
    assert after["beside"] == before["beside"] + before["badges"]
    assert "l=" in tab.url


def test_the_stops_of_a_line_are_numbered_as_in_its_list(page: OpenPage) -> None:
    stops = {f["properties"]["id"]: f for f in features("tourism_stops")}
    route, order = next(
        (w, order)
        for w in works()
        if w["properties"]["layer"] == "tourism_routes"
        for order in [w["properties"]["stop_ids"]]
        if any(_is_point(stops[i]) for i in order[1:])
    )
    tab = ready(page(f"/?sel={route['id']}&l=quarters,tourism_stops"))
    expect(tab.locator(".details .stops li")).to_have_count(len(order))
    numbers = [str(n) for n, i in enumerate(order, 1) if _is_point(stops[i])]
    drawn = [words.split("\n")[0] for words in tab.locator(".stop.is-on").all_inner_texts()]
    assert sorted(drawn) == numbers  # and no other stop: their layer is off
    tab.keyboard.press("Escape")
    expect(tab.locator(".stop")).to_have_count(0)


def _is_point(feature: dict[str, Any]) -> bool:
    return bool(feature["geometry"]) and feature["geometry"]["type"] == "Point"


def test_a_stack_of_places_known_along_a_line_looks_unsure(page: OpenPage) -> None:
    tab = ready(page("/"))
    stack = tab.locator(".stack").first
    unsure = tab.evaluate(
        "ids => ids.some((id) => hetu.data.byId.get(id).p.precision >= 4)",
        (stack.get_attribute("data-ids") or "").split(","),
    )
    assert ("is-coarse" in (stack.get_attribute("class") or "")) is unsure is True
