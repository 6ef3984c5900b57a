"""The addresses of the routes page, on a copy of the shipped district."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import gpxpy
import pytest
from flask.testing import FlaskClient

from app.routes.addresses import add_routes
from app.server import create_app
from app.settings import ROOT, Settings

ADCODE = "230204"
STOP = "stop-zhalong"


class Page:
    """What the page's script does."""

    def __init__(self, client: FlaskClient, folder: Path) -> None:
        self.client = client
        self.tables = folder / ADCODE / "tourism"
        self.book: dict[str, Any] = self.get("/api/routes/book").json

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.client.post(path, json=body, headers=headers)

    def plan(self, *stops: str, day: str = "2026-07-04", title: str = "观鹤") -> dict[str, Any]:
        found = next(p for p in self.book["places"] if p["place_id"] == "station-qiqihar")
        place = {
            "id": found["place_id"], "zh": found["name_zh"], "en": found["name_en"],
            "lon": found["lon"], "lat": found["lat"], "r": found["radius_m"], "kind": "station",
        }  # fmt: skip
        visits = [{"stop": stop} for stop in stops]
        one = {"day": day, "start": place, "end": place, "leave": 480, "back": 1080,
               "lunch": [660, 780, 45], "visits": visits}  # fmt: skip
        return {"v": 1, "title": title, "pace": "normal", "group": 2, "days": [one]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("routes") / "geodata"
    shutil.copytree(ROOT / "geodata" / ADCODE, folder / ADCODE)
    return folder


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[Page]:
    layers = folder / ADCODE / "layers"
    app = create_app(Settings(layers=layers, var=folder.parent / "var"))
    known = {rule.rule for rule in app.server.url_map.iter_rules()}
    if "/api/routes/book" not in known:
        add_routes(app.server, app.hetu_context)
    yield Page(app.server.test_client(), folder)
    app.server.extensions["hetu-review"].close()


def test_the_book_tells_what_is_known_and_what_not(page: Page) -> None:
    stop = next(s for s in page.book["stops"] if s["stop_id"] == STOP)
    assert stop["is_stand_in"] is True and stop["radius_m"] >= 1000  # its gate is not published
    assert {rule["source"]["source_id"] for rule in stop["opening"]} > {"zhanbuba"}
    assert len(page.book["lines"]) == 8
    assert all(line["is_editorial"] for line in page.book["lines"])
    assert page.book["travel"]["engine"] == "estimate"


@pytest.mark.parametrize("kind", ["check", "improve", "choose"])
def test_the_three_answers(page: Page, kind: str) -> None:
    candidates = [stop["stop_id"] for stop in page.book["stops"]]
    answer = page.post(f"/api/routes/{kind}", {"plan": page.plan(STOP), "candidates": candidates})
    assert answer.status_code == 200
    assert answer.json["kind"] == kind
    stops = [call["stop_id"] for call in answer.json["days"][0]["calls"]]
    assert STOP in stops
    assert len(stops) > 1 if kind == "choose" else len(stops) == 1
    assert {work["sureness"] for work in answer.json["works"]} <= {"sure", "maybe", "area"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "线路数据有误"),
        ({"plan": {"v": 2}}, "应为 1"),
        ({"plan": None, "weights": {"base": "x"}}, "线路数据有误"),
        ([], "JSON"),
    ],
)
def test_what_is_no_plan_is_refused_in_words(page: Page, body: Any, words: str) -> None:
    answer = page.post("/api/routes/choose", body)
    assert 400 <= answer.status_code < 500
    assert words in answer.json["error"]["zh"] and answer.json["error"]["en"]


def test_wishes_are_checked(page: Page) -> None:
    for more in ({"weights": {"base": 101}}, {"weights": {"x": 1}}, {"candidates": "all"}):
        answer = page.post("/api/routes/choose", {"plan": page.plan(STOP), **more})
        assert answer.status_code == 422


def test_saving_keeps_versions_and_tells_of_a_faster_one(page: Page) -> None:
    plan = page.plan(STOP)
    assert page.post("/api/routes/saved", {"plan": plan}).status_code == 422  # nobody signed
    first = page.post("/api/routes/saved", {"plan": plan, "title": "一日", "who": "甲"}).json
    again = {"plan": plan, "title": "二日", "who": "乙", "id": first["id"], "expected": 1}
    assert page.post("/api/routes/saved", again).json["version"] == 2
    late = page.post("/api/routes/saved", {**again, "who": "丙"})
    assert late.status_code == 409
    assert late.json["latest"]["who"] == "乙" and "乙" in late.json["error"]["zh"]
    opened = page.get(f"/api/routes/saved/{first['id']}?version=1").json
    assert (opened["title"], len(opened["versions"])) == ("一日", 2)
    assert opened["plan"]["days"][0]["visits"] == [{"stop": STOP}]
    gone = page.post(f"/api/routes/saved/{first['id']}/remove", {"who": "甲", "expected": 2})
    assert gone.json["removed"] is True
    listed = page.get("/api/routes/book").json["saved"]
    assert first["id"] not in {route["id"] for route in listed}


def test_files_of_a_saved_route_and_of_one_sent(page: Page) -> None:
    plan = page.plan(STOP)
    saved = page.post("/api/routes/saved", {"plan": plan, "title": "观鹤", "who": "甲"}).json
    by_link = page.get(f"/routes/out/gpx?r={saved['id']}&v=1")
    sent = page.client.post("/routes/out/gpx", data={"plan": json.dumps(plan)},
                            headers={"Sec-Fetch-Site": "same-origin"})  # fmt: skip
    assert by_link.data == sent.data
    assert gpxpy.parse(by_link.text).routes[0].points[0].name == "齐齐哈尔站"
    shifted = page.get(f"/routes/out/gpx-gcj02?r={saved['id']}")
    assert shifted.data != by_link.data
    for kind in ("kml", "geojson", "ics", "xlsx", "sheet"):
        assert page.get(f"/routes/out/{kind}?r={saved['id']}").status_code == 200
    assert page.get("/routes/out/pdf").status_code == 404


def test_the_code_is_the_address_only_where_a_phone_can_reach_it(page: Page) -> None:
    plan = page.plan(STOP)
    saved = page.post("/api/routes/saved", {"plan": plan, "title": "观鹤", "who": "甲"}).json
    address = f"/routes/out/sheet?r={saved['id']}"
    assert "扫码读取站点坐标" in page.get(address).text
    assert "扫码下载 GPX" in page.client.get(address, base_url="http://10.1.2.3:8050").text


def test_a_foreign_site_cannot_make_the_server_work(page: Page) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = page.client.post("/routes/out/gpx", data={"plan": "{}"}, headers=headers)
    assert answer.status_code == 403
    assert "没有收到线路" in page.client.get("/routes/out/gpx").text


def test_a_fact_is_changed_checked_undone_and_written(page: Page) -> None:
    rows = page.get(f"/api/routes/stops/{STOP}").json["rows"]["hours"]
    row = rows[0]
    edit = {"stop": STOP, "table": "hours", "row": row["rule_id"], "who": "甲",
            "source": "景区来电", "expected": None, "cells": {**row, "opens": "06:00"}}  # fmt: skip
    wrong = page.post("/api/routes/stops", {**edit, "cells": {**row, "opens": "25:00"}})
    assert wrong.status_code == 422 and "25:00" in wrong.json["error"]["zh"]
    unchanged = page.post("/api/routes/stops", {**edit, "cells": row})
    assert unchanged.status_code == 422
    made = page.post("/api/routes/stops", edit)
    assert made.status_code == 200
    assert (
        page.post("/api/routes/stops", {**edit, "cells": {**row, "opens": "05:00"}}).status_code
        == 409
    )
    opening = {
        rule["rule_id"]: rule["opens"]
        for stop in page.get("/api/routes/book").json["stops"]
        for rule in stop["opening"]
    }
    assert opening[row["rule_id"]] == 360
    before = (page.tables / "hours.csv").read_text("utf-8")
    assert page.post("/api/routes/stops/commit", {"who": "甲"}).json["changed"] == 1
    with (page.tables / "hours.csv").open(encoding="utf-8", newline="") as file:
        written = {each["rule_id"]: each for each in csv.DictReader(file)}
    assert written[row["rule_id"]]["opens"] == "06:00"
    assert page.post("/api/routes/stops/commit", {"who": "甲"}).json["changed"] == 0
    edit_id = made.json["edit_id"]
    undone = page.post(
        "/api/routes/stops/undo", {"edit": edit_id, "expected": edit_id, "who": "乙"}
    )
    assert undone.status_code == 200
    assert page.post("/api/routes/stops/commit", {"who": "乙"}).json["changed"] == 1
    assert (page.tables / "hours.csv").read_text("utf-8") == before
    history = page.get(f"/api/routes/stops/{STOP}").json["history"]
    assert [step["who"] for step in history] == ["甲", "乙"]


@pytest.mark.parametrize("text", ["124.25, 47.2", "47.2, 124.25", "北纬47°12′ 东经124°15′"])
def test_a_hotel_is_placed_in_any_notation(page: Page, text: str) -> None:
    found = page.get(f"/api/routes/position?text={quote(text)}").json
    assert (found["lon"], found["lat"]) == pytest.approx((124.25, 47.2))


def test_what_is_no_position_is_said(page: Page) -> None:
    answer = page.get(f"/api/routes/position?text={quote('酒店')}")
    assert answer.status_code == 422 and "酒店" in answer.json["error"]["zh"]
