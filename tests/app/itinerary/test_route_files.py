"""Files of a route, read back by readers that are not ours."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import gpxpy
import pyogrio
import pytest
import vobject
from openpyxl import load_workbook
from out_rig import HOSTILE, sheet

from app.itinerary.out.geojson import geojson
from app.itinerary.out.gpx import gpx
from app.itinerary.out.ics import ics
from app.itinerary.out.kml import kml
from app.itinerary.out.qr import LONGEST, qr_svg, small_gpx
from app.itinerary.out.words import clock, length, span
from app.itinerary.out.xlsx import xlsx
from etl.crs.datum import Datum
from etl.errors import HetuError


def test_the_timetable_is_in_time_and_says_what_is_not_sure() -> None:
    (day,) = sheet().days
    assert [row.kind for row in day.rows] == [
        "start", "drive", "visit", "drive", "lunch", "visit", "drive", "visit", "drive", "end",
    ]  # fmt: skip
    assert [row.at for row in day.rows] == sorted(row.at for row in day.rows)
    marsh = next(row for row in day.rows if row.title == "苇塘")
    assert "时间不成立" in marsh.detail and "场次 12:00" in marsh.detail
    assert "位置估计 · 半径约 5公里 · 按村估算" in marsh.detail
    spring = next(row for row in day.rows if row.title == "温泉")
    assert "没有公开坐标" in spring.detail
    assert sheet().notes == ("温泉：已关闭", "苇塘：入口未公布")
    assert sheet("en").sources == ("Visitor notes · p. 2 · 2024-05-01",)


def test_english_has_no_chinese_but_names() -> None:
    words = [row.title + row.detail for day in sheet("en").days for row in day.rows]
    assert not [text for text in words if any("\u4e00" <= char <= "\u9fff" for char in text)]


@pytest.mark.parametrize("datum", [Datum.WGS84, Datum.GCJ02])
def test_gpx_is_read_by_gdal_and_gpxpy(datum: Datum, tmp_path: Path) -> None:
    path = tmp_path / "route.gpx"
    path.write_text(gpx(sheet(), datum), encoding="utf-8")
    points = pyogrio.read_dataframe(path, layer="waypoints")
    assert set(points["name"]) == {"北站", "博物馆", "苇塘"}  # the spring has no position
    museum = points[points["name"] == "博物馆"].geometry.iloc[0]
    shift = abs(museum.x - 124.05) + abs(museum.y - 47.32)
    assert (shift > 0.004) is (datum is Datum.GCJ02)
    (route,) = gpxpy.parse(path.read_text(encoding="utf-8")).routes
    assert [point.name for point in route.points] == ["北站", "博物馆", "苇塘", "北站"]
    assert "温泉" in route.description


def test_kml_is_read_by_gdal(tmp_path: Path) -> None:
    path = tmp_path / "route.kml"
    path.write_text(kml(sheet()), encoding="utf-8")
    layer = pyogrio.list_layers(path)[0][0]
    names = list(pyogrio.read_dataframe(path, layer=layer)["Name"])
    assert "09:00–10:00 博物馆" in names
    assert "\x07" not in path.read_text(encoding="utf-8")


def test_geojson_keeps_the_stop_without_a_place() -> None:
    data = json.loads(json.dumps(geojson(sheet())))
    by_id = {f["properties"].get("id"): f for f in data["features"]}
    assert by_id["spring"]["geometry"] is None
    assert by_id["marsh"]["properties"]["is_own_position"] is False
    assert by_id["marsh"]["properties"]["uncertainty_m"] == 5000
    drives = [f["properties"] for f in data["features"] if f["properties"]["kind"] == "drive"]
    assert [drive["is_estimate"] for drive in drives] == [True, True, False]


def test_the_calendar_is_read_by_another_reader() -> None:
    stamp = datetime(2026, 9, 1, tzinfo=UTC)
    text = ics(sheet(), stamp).decode()
    events = {e.summary.value: e for e in vobject.readOne(text).vevent_list}
    museum = events["博物馆"]
    assert museum.dtstart.value.isoformat() == "2026-10-02T09:00:00+08:00"
    assert museum.dtend.value.isoformat() == "2026-10-02T10:00:00+08:00"
    assert hasattr(museum, "geo") and not hasattr(events["苇塘"], "geo")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    again = vobject.readOne(ics(sheet(), datetime(2026, 9, 2, tzinfo=UTC)).decode())
    assert {e.uid.value for e in again.vevent_list} == {e.uid.value for e in events.values()}


def test_the_workbook_holds_text_as_text() -> None:
    book = load_workbook(io.BytesIO(xlsx(sheet())))
    assert book.sheetnames == ["行程", "站点", "须知", "来源"]
    titles = [row[2].value for row in book["行程"].iter_rows(min_row=2)]
    assert titles[0] == "出发 北站" and "温泉" in titles
    assert all(c.data_type != "f" for s in book for row in s.iter_rows() for c in row)
    assert book["站点"]["B3"].value == 124.05


def test_the_code_holds_the_stops_and_refuses_what_no_phone_reads() -> None:
    text = small_gpx(sheet())
    assert len(gpxpy.parse(text).waypoints) == 3
    svg = qr_svg(text)
    assert svg.startswith("<svg") and 'width="40' in svg
    with pytest.raises(HetuError, match="GPX"):
        qr_svg("鹤" * LONGEST)


def test_hostile_titles_stay_text() -> None:
    assert "<img" not in gpx(sheet()).replace("&lt;img", "")
    assert "<img" not in kml(sheet()).replace("&lt;img", "")
    assert HOSTILE[:5] in sheet().title


def test_times_and_lengths_in_words() -> None:
    assert (clock(545), clock(1450)) == ("09:05", "24:10")
    assert (span(65, "zh"), span(60, "zh"), span(65, "en")) == ("1小时05分", "1小时", "1 h 05")
    assert (length(1500, "zh"), length(24400, "en")) == ("1.5公里", "24 km")
