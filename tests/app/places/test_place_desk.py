"""The desk's addresses: queue, candidates, placing, conflict, undo, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from places_rig import Placer, placer


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Placer]:
    with placer(tmp_path_factory.mktemp("places")) as found:
        yield found


def test_the_queue_is_ordered_by_points_and_says_why(desk: Placer) -> None:
    items = desk.get().json["items"]
    assert len(items) > 3
    assert [item["points"] for item in items] == sorted((i["points"] for i in items), reverse=True)
    for item in items:
        assert item["points"] == sum(points for _, _, points in item["why"])


def test_what_is_placed_is_kept_with_who_when_how_and_why(desk: Placer) -> None:
    work = desk.first()
    answer = desk.place(work, who="甲", note="现场看过", raw_value="47.1,124.2", raw_datum="WGS84")
    assert answer.status_code == 200, answer.text
    step = answer.json["placed"]
    assert (step["who"], step["method"], step["note"], step["radius_m"]) == (
        "甲", "hand", "现场看过", 100.0,
    )  # fmt: skip
    assert step["precision"] == 2 and step["when"].startswith("20")
    assert step["raw"] == "47.1,124.2 WGS84"
    assert {i["id"]: i for i in desk.get().json["items"]}[work]["placed"]["id"] == step["id"]


def test_a_conflict_shows_both_and_loses_none(desk: Placer) -> None:
    work = desk.get().json["items"][1]["id"]
    assert desk.place(work, who="甲").status_code == 200
    late = desk.place(work, who="乙", east=0.05)
    assert late.status_code == 409
    assert late.json["faster"] == "甲" and late.json["placed"]["who"] == "甲"
    assert "甲" in late.json["error"]["zh"]
    mine = desk.place(work, who="乙", east=0.05, expected=late.json["latest"])
    assert mine.status_code == 200
    dispute = mine.json["dispute"]
    assert (dispute["one"], dispute["other"]) == ("乙", "甲") and dispute["apart_m"] > 3000
    assert [step["who"] for step in mine.json["history"]] == ["甲", "乙"]


def test_undo_brings_back_what_stood_before(desk: Placer) -> None:
    work = desk.get().json["items"][2]["id"]
    first = desk.place(work).json
    second = desk.place(work, east=0.01, expected=first["latest"]).json
    back = desk.post(f"/{work}/undo", {"who": "甲", "expected": second["latest"]})
    assert back.json["placed"]["id"] == first["placed"]["id"]
    assert len(back.json["history"]) == 3
    stale = desk.post(f"/{work}/undo", {"who": "乙", "expected": second["latest"]})
    assert stale.status_code == 409


def test_a_lost_answer_sent_again_is_one_step(desk: Placer) -> None:
    work = desk.get().json["items"][3]["id"]
    one = desk.place(work, request_id="r-1").json
    two = desk.place(work, request_id="r-1").json
    assert one["latest"] == two["latest"] and len(two["history"]) == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"radius_m": 0}, 422),
        ({"radius_m": None}, 422),
        ({"radius_m": True}, 422),
        ({"geometry": {"type": "Point", "coordinates": [2.35, 48.85]}}, 422),
        ({"geometry": {"type": "Point", "coordinates": ["a", None]}}, 422),
        ({"geometry": {"type": "Polygon", "coordinates": []}}, 422),
        ({"geometry": None}, 400),
        ({"method": "guess"}, 400),
        ({"who": " "}, 422),
        ({"expected": "3"}, 400),
    ],
)
def test_what_cannot_be_is_refused_in_both_languages(
    desk: Placer, body: dict[str, object], status: int
) -> None:
    work = desk.get().json["items"][-1]["id"]
    answer = desk.place(work, **body)
    assert answer.status_code == status, answer.text
    assert answer.json["error"]["zh"] and answer.json["error"]["en"]
    assert desk.get(f"/{work}").json["history"] == []


def test_another_sites_page_may_place_nothing(desk: Placer) -> None:
    work = desk.get().json["items"][-1]["id"]
    answer = desk.post(f"/{work}", {}, **{"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_outside_the_district_is_taken_when_said_knowingly(desk: Placer) -> None:
    work = desk.get().json["items"][-2]["id"]
    far = {"type": "Point", "coordinates": [110.0, 40.0]}
    assert desk.place(work, geometry=far).status_code == 422
    assert desk.place(work, geometry=far, outside=True).status_code == 200


def test_a_drawn_line_holds_the_whole_of_itself(desk: Placer) -> None:
    work = desk.get().json["items"][-3]["id"]
    lon, lat = desk.middle()
    line = {"type": "LineString", "coordinates": [[lon, lat], [lon + 0.02, lat]]}
    step = desk.place(work, geometry=line, radius_m=5).json["placed"]
    assert 700 < step["radius_m"] < 1120
    assert step["precision"] == 3


@pytest.mark.parametrize(
    "text", ["{lon}, {lat}", "{lat} {lon}", "北纬{lat}° 东经{lon}°", "{lat}N {lon}E"]
)
def test_typed_coordinates_are_read_in_any_order(desk: Placer, text: str) -> None:
    lon, lat = desk.middle()
    found = desk.post(f"/{desk.first()}/read", {"text": text.format(lon=lon, lat=lat), "datum": ""})
    assert found.status_code == 200, found.text
    assert (found.json["lon"], found.json["lat"]) == (lon, lat)
    assert found.json["radius_m"] >= 10


def test_a_typed_datum_is_converted(desk: Placer) -> None:
    lon, lat = desk.middle()
    found = desk.post(f"/{desk.first()}/read", {"text": f"{lon}, {lat}", "datum": "GCJ02"}).json
    assert 0.003 < abs(found["lon"] - lon) < 0.02


def test_what_cannot_be_read_says_how_to_write_it(desk: Placer) -> None:
    answer = desk.post(f"/{desk.first()}/read", {"text": "那边", "datum": ""})
    assert answer.status_code == 422 and "经度" in answer.json["error"]["zh"]


def test_a_work_that_is_none_is_not_found(desk: Placer) -> None:
    assert desk.get("/w-none").status_code == 404


def test_the_queue_survives_the_desk(desk: Placer, tmp_path: Path) -> None:
    before = desk.get().json["items"]
    desk.desk.close()
    assert desk.get().json["items"] == before
