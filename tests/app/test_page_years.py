"""The page of two years: its model, its empty and broken states, its workbook."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import flask
import openpyxl
import pytest

from app.clauses import ClauseStore
from app.export.years import export_years
from app.layerfiles import LayerStore
from app.messages import text
from app.pages.registry import PageContext
from app.pages.years import PAGE, layout
from app.settings import Settings
from app.years.model import difference, page_model
from etl.errors import LayerError
from etl.years.compare import compare_years
from etl.years.decisions import read_decisions
from etl.years.release import release_bytes, release_dict
from etl.years.score_main import load_years

ROOT = Path(__file__).resolve().parents[2]
INVENTED = ROOT / "geodata" / "999901"
TRUTH = ROOT / "tests" / "etl" / "years" / "invented"
OUTLINE = {
    "properties": {"role": "district"},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[123, 36], [123.6, 36], [123.6, 36.4], [123, 36.4], [123, 36]]],
    },
}


@pytest.fixture(scope="module")
def release() -> dict[str, Any]:
    old, new = load_years(INVENTED, TRUTH)
    rows = read_decisions(INVENTED / "catalogue" / "matches.csv")
    return json.loads(release_bytes(compare_years(old, new, rows)))  # type: ignore[no-any-return]


def context(folder: Path) -> PageContext:
    settings = replace(Settings(), layers=folder, var=folder)
    return PageContext(settings, LayerStore(folder), ClauseStore(folder / "clauses"))


def words(component: Any) -> str:
    return json.dumps(component, default=lambda item: item.to_plotly_json(), ensure_ascii=False)


def test_every_promise_and_figure_is_in_the_model(release: dict[str, Any]) -> None:
    model = page_model(release, [OUTLINE])
    assert len(model["promises"]) == len(release["promises"])
    assert len(model["figures"]) == len(release["figures"])
    fates = {item["fate"] for item in model["promises"]}
    assert fates == set(model["fates"])
    assert fates <= set(model["results"])
    assert all(item["area"] in {a["area"] for a in model["areas"]} for item in model["promises"])


def test_dots_lie_in_the_box_and_the_rest_is_counted(release: dict[str, Any]) -> None:
    promises = [{**item, "lon": None, "lat": None} for item in release["promises"]]
    promises[0] |= {"lon": 123.0, "lat": 36.4}
    promises[1] |= {"lon": 123.6, "lat": 36.0}
    promises[2] |= {"lon": 124.5, "lat": 36.0}
    drawn = page_model({**release, "promises": promises}, [OUTLINE])["map"]
    assert [dot["id"] for dot in drawn["dots"]] == [promises[0]["id"], promises[1]["id"]]
    west_north, east_south = drawn["dots"]
    assert west_north["x"] < east_south["x"] <= 420
    assert west_north["y"] < east_south["y"] <= 300
    assert drawn["rest"] == len(promises) - 2
    assert page_model(release, [])["map"] is None


def test_badges_stand_for_areas_apart_from_each_other(release: dict[str, Any]) -> None:
    ring = [[123.2, 36.1], [123.3, 36.1], [123.3, 36.2], [123.2, 36.2], [123.2, 36.1]]
    square = {"type": "Polygon", "coordinates": [ring]}
    home = {**OUTLINE, "properties": {"role": "district", "adcode": "1"}}
    places = [
        {"id": code, "properties": {"name": code}, "geometry": form}
        for code, form in (
            ("1", OUTLINE["geometry"]),
            ("town", square),
            ("same", square),
            ("no", None),
        )
    ]
    promises = [
        {**release["promises"][n], "lon": None, "lat": None, "area_id": code}
        for n, code in enumerate(("1", "town", "same", "no", "", "elsewhere"))
    ]
    model = page_model({**release, "promises": promises}, [home], places)
    badges = {badge["id"]: badge for badge in model["map"]["badges"]}
    assert set(badges) == {"1", "town", "same", "no"}
    assert [badge["isHome"] for badge in badges.values()].count(True) == 1
    assert badges["town"]["path"]
    assert model["map"]["rest"] == 2
    assert [item["where"] for item in model["promises"]][:3] == ["1", "town", "same"]
    wide, high = model["map"]["badge"]
    shown = list(badges.values())
    for n, one in enumerate(shown):
        for other in shown[n + 1 :]:
            assert abs(one["x"] - other["x"]) >= wide or abs(one["y"] - other["y"]) >= high


@pytest.mark.parametrize(
    ("value", "unit", "wanted"),
    [
        (-0.7, "%", ["−0.7 百分点", "−0.7 points"]),
        (0.4, "亿斤", ["+0.4 亿斤", "+0.4 亿斤"]),
        (0, "个", ["±0 个", "±0 个"]),
        (None, "%", ["", ""]),
    ],
)
def test_differences_in_words(value: float | None, unit: str, wanted: list[str]) -> None:
    assert difference({"difference": value, "target": {"unit": unit}}) == wanted


def test_the_page_without_a_second_report_says_what_to_do(tmp_path: Path) -> None:
    assert text("years.none", "zh") in words(layout(context(tmp_path)))


def test_a_broken_file_is_said_and_named(tmp_path: Path) -> None:
    (tmp_path / "years.json").write_text('{"schema": "other"}', "utf-8")
    page = words(layout(context(tmp_path)))
    assert "years.json" in page
    assert "hetu build" in page


def test_the_page_holds_the_model(tmp_path: Path, release: dict[str, Any]) -> None:
    (tmp_path / "years.json").write_bytes(json.dumps(release).encode())
    page = words(layout(context(tmp_path)))
    assert "上窑村粮食烘干中心" in page
    assert str(release["counts"]["figure"]["met"]) in page


def test_the_workbook_holds_all_and_runs_no_formula(release: dict[str, Any]) -> None:
    first = {**release["promises"][0], "name": "=1+1"}
    data = export_years({**release, "promises": [first, *release["promises"][1:]]})
    assert data == export_years({**release, "promises": [first, *release["promises"][1:]]})
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["承诺", "指标", "待核对", "新出现"]
    assert book["承诺"].max_row == 1 + len(release["promises"])
    assert book["指标"].max_row == 1 + len(release["figures"])
    cell = book["承诺"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    fates = {row[6].value for row in book["承诺"].iter_rows(min_row=2)}
    assert {"兑现", "逾期", "未再提及"} <= fates


def test_the_download_and_its_refusals(tmp_path: Path, release: dict[str, Any]) -> None:
    server = flask.Flask("test")
    assert PAGE.routes is not None
    PAGE.routes(server, context(tmp_path))
    client = server.test_client()
    assert client.get("/export/years.xlsx").status_code == 404
    (tmp_path / "years.json").write_text("{", "utf-8")
    refused = client.get("/export/years.xlsx")
    assert refused.status_code == 503
    assert "years.json" in refused.text
    placed = [{**release["promises"][0], "lon": 123.1, "lat": 36.1}, *release["promises"][1:]]
    (tmp_path / "years.json").write_bytes(json.dumps({**release, "promises": placed}).encode())
    answer = client.get("/export/years.xlsx")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"
    drawn = json.loads(client.get("/export/years.geojson").data)
    assert [item["id"] for item in drawn["features"]] == [p["id"] for p in release["promises"]]
    points = [item for item in drawn["features"] if item["geometry"]]
    assert [item["geometry"]["coordinates"] for item in points] == [[123.1, 36.1]]
    assert {"逾期", "未再提及"} <= {item["properties"]["fate_zh"] for item in drawn["features"]}


def test_a_release_of_one_report_alone_is_an_error_of_the_file(tmp_path: Path) -> None:
    from app.years.read import read_release

    (tmp_path / "years.json").write_text("[]", "utf-8")
    with pytest.raises(LayerError, match=r"years\.json"):
        read_release(tmp_path)


def test_release_dict_is_plain_data() -> None:
    old, new = load_years(INVENTED, TRUTH)
    release = release_dict(compare_years(old, new))
    assert json.loads(json.dumps(release)) == json.loads(release_bytes(compare_years(old, new)))
