"""The tables of stops: read with every fault named, edits laid over, nothing invented."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from app.itinerary.book import load_book
from app.itinerary.model import Season, Stop
from app.itinerary.rows import Edits
from app.itinerary.seasons import chosen_fact, holds, open_on, shows_on
from app.itinerary.travel import Estimate, Point
from etl.errors import TableError

SUMMER, OCTOBER, SPRING, WINTER = (
    date(2026, 7, 5), date(2026, 10, 3), date(2026, 5, 20), date(2026, 12, 20),
)  # fmt: skip


@pytest.fixture
def district(tmp_path: Path, repo_root: Path) -> Path:
    """A small district: one stop with a point, one anchored, one in an area, one nowhere."""
    (tmp_path / "tourism").mkdir()
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "layers").mkdir()
    write = {
        "gazetteer/sources.csv": "source_id,title_zh,title_en,address,date\n"
        "s,甲,A,,2024\nt,乙,B,,\n",
        "tourism/stops.csv": "stop_id,name,kind,place_id,within,source_id,note_zh,note_en\n"
        "a,甲园,park,,,s,,\nb,乙馆,museum,,,s,,\nc,丙场,square,,,s,,\nd,丁寺,temple,,,s,,\n",
        "tourism/anchors.csv": "stop_id,place_id,offset_m,bearing_deg,radius_m,source_id,note_zh,"
        "note_en\nb,p,1000,90,700,s,在旁边,beside it\n",
        "tourism/hours.csv": "rule_id,stop_id,first,last,weekdays,state,opens,closes,last_entry,"
        "is_exception,is_chosen,source_id,source_ref,date,confidence,note_zh,note_en\n"
        "h1,a,,,,open,08:00,17:00,16:00,false,false,s,,,,,\n",
        "tourism/facts.csv": "fact_id,stop_id,kind,value,unit,is_chosen,source_id,source_ref,date,"
        "confidence,note_zh,note_en\nf1,a,visit_min,60,min,false,s,,,,,\n"
        "f2,a,visit_min,90,min,false,t,,,,,\n",
    }
    for name, text in write.items():
        (tmp_path / name).write_text(text, "utf-8")
    area = [[[124.0, 47.0], [124.1, 47.0], [124.1, 47.1], [124.0, 47.1], [124.0, 47.0]]]
    where = {"a": ("Point", [124.0, 47.0]), "c": ("Polygon", area)}
    features = [
        {
            "geometry": {"type": where[i][0], "coordinates": where[i][1]} if i in where else None,
            "properties": {
                "id": i,
                "is_area": i == "c",
                "uncertainty_m": 80.0 if i == "a" else None,
            },
        }
        for i in "abcd"
    ]
    place = {"geometry": {"type": "Point", "coordinates": [124.0, 47.0]}, "properties": {"id": "p"}}
    for name, content in (("tourism_stops", features), ("places", [place])):
        text = json.dumps({"type": "FeatureCollection", "features": content})
        (tmp_path / "layers" / f"{name}.geojson").write_text(text, "utf-8")
    return tmp_path


def test_positions_are_as_sure_as_they_are_known(district: Path) -> None:
    stops = load_book(district).stops
    assert (stops["a"].lon, stops["a"].radius_m, stops["a"].is_stand_in) == (124.0, 80.0, False)
    assert stops["b"].is_stand_in and stops["b"].radius_m == 700.0
    assert (
        stops["b"].lon == pytest.approx(124.0131, abs=1e-3) and stops["b"].position_zh == "在旁边"
    )
    assert stops["c"].is_stand_in and (stops["c"].radius_m or 0) > 5000
    assert stops["d"].lon is None


def test_edits_are_laid_over_the_table(district: Path) -> None:
    edits: Edits = {
        "hours": {"h1": {"closes": "15:00"}, "h2": {"stop_id": "b", "state": "closed",
                  "source_id": "t", "is_exception": "true", "first": "2026-05-01",
                  "last": "2026-05-03"}},
        "facts": {"f2": None, "f1": {"is_chosen": "true"}},
    }  # fmt: skip
    stops = load_book(district, edits=edits).stops
    assert open_on(stops["a"], SUMMER).spans == ((480, 900, 960),)
    assert open_on(stops["b"], date(2026, 5, 2)).state == "closed"
    assert open_on(stops["b"], date(2026, 5, 4)).state == "unknown"
    assert [fact.value for fact in stops["a"].facts] == ["60"]
    plain = load_book(district).stops["a"]
    fact = chosen_fact(plain, "visit_min")
    assert fact is not None and fact.number == 90.0 and len(plain.facts) == 2


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ({"opens": "8am"}, "opens"),
        ({"opens": "08:75"}, "opens"),
        ({"opens": "18:00"}, "关门"),
        ({"opens": ""}, "unknown"),
        ({"state": "maybe"}, "state"),
        ({"first": "02-31"}, "first"),
        ({"first": "05-01", "last": "2026-10-01"}, "first"),
        ({"weekdays": "18"}, "weekdays"),
        ({"source_id": "nobody"}, "nobody"),
    ],
)
def test_a_faulty_row_is_named(district: Path, cells: dict[str, str], word: str) -> None:
    with pytest.raises(TableError, match=word) as caught:
        load_book(district, edits={"hours": {"h1": cells}})
    assert caught.value.file == "hours.csv" and caught.value.row == 2
    assert caught.value.zh and caught.value.en


def test_an_anchor_must_be_a_published_point(district: Path) -> None:
    with pytest.raises(TableError, match="p2"):
        load_book(district, edits={"anchors": {"b": {"place_id": "p2"}}})


@pytest.mark.parametrize(
    ("first", "last", "inside", "outside"),
    [
        ("05-01", "10-31", "2026-05-01", "2026-11-01"),
        ("11-01", "04-30", "2027-01-15", "2026-05-01"),
        ("12-01", "02-28", "2028-02-29", "2028-03-01"),
        ("2026-02-15", "2026-02-23", "2026-02-23", "2027-02-17"),
        ("", "2026-03-14", "1999-01-01", "2026-03-15"),
        ("2026-03-15", "", "2031-01-01", "2026-03-14"),
    ],
)
def test_seasons(first: str, last: str, inside: str, outside: str) -> None:
    season = Season(first, last)
    assert holds(season, date.fromisoformat(inside))
    assert not holds(season, date.fromisoformat(outside))


def zhalong(repo_root: Path) -> Stop:
    return load_book(repo_root / "geodata" / "230204").stops["stop-zhalong"]


def test_the_district_keeps_what_its_sources_say_against_each_other(repo_root: Path) -> None:
    stop = zhalong(repo_root)
    summer, winter = open_on(stop, SUMMER), open_on(stop, WINTER)
    assert summer.disagree and summer.spans == ((480, 1020, 960),) and len(summer.rules) == 3
    assert winter.disagree and winter.spans == ((480, 990, 960),)
    assert {fact.value for fact in stop.facts if fact.kind == "ticket_cny"} == {"65", "50"}


def test_crane_releases_by_season_holiday_and_source(repo_root: Path) -> None:
    book = load_book(repo_root / "geodata" / "230204")
    stop = book.stops["stop-zhalong"]
    on = {day: shows_on(stop, day, book.holidays) for day in (SUMMER, OCTOBER, SPRING, WINTER)}
    assert on[SUMMER].times == on[OCTOBER].times == (570, 660, 840, 930)  # type: ignore[union-attr]
    assert on[SPRING].times == () and on[SPRING].takes_place  # type: ignore[union-attr]
    assert on[WINTER].times == (600, 750, 900) and on[WINTER].disagree  # type: ignore[union-attr]
    assert on[SUMMER].walk_min == 20 and not on[SUMMER].disagree  # type: ignore[union-attr]


def test_the_published_road_is_met_by_the_estimate(repo_root: Path) -> None:
    book = load_book(repo_root / "geodata" / "230204")
    station, stop = book.places["station-qiqihar"], book.stops["stop-zhalong"]
    assert station.lon and station.lat and stop.lon and stop.lat
    drive = Estimate().matrix(
        [Point("a", station.lon, station.lat), Point("b", stop.lon, stop.lat, stop.radius_m)]
    ).drives[0][1]  # fmt: skip
    # 30 km published; 26 and 30 km stand as facts of the stop and lie in the stated range.
    assert abs(drive.metres - 30_000) / 30_000 < 0.15
    assert drive.is_estimate and drive.low_m < 26_000 < 30_000 < drive.high_m


def test_eight_lines_with_stops_and_seasons(repo_root: Path) -> None:
    book = load_book(repo_root / "geodata" / "230204")
    assert len(book.lines) == 8
    for line in book.lines.values():
        assert line.is_editorial and line.grouping_zh and line.season_zh and line.season_en
        assert line.stop_ids and set(line.stop_ids) <= set(book.stops)
    assert all(stop.name_en for stop in book.stops.values())
    assert {place.kind for place in book.places.values()} == {"station", "airport"}


def test_every_fact_of_the_district_has_its_source(repo_root: Path) -> None:
    book = load_book(repo_root / "geodata" / "230204")
    for stop in book.stops.values():
        for item in (*stop.opening, *stop.shows, *stop.facts):
            assert item.source.title_zh and item.stop_id == stop.stop_id


def test_a_district_without_tables_has_an_empty_book(tmp_path: Path, repo_root: Path) -> None:
    (tmp_path / "gazetteer").mkdir()
    shutil.copy(repo_root / "geodata/230204/gazetteer/sources.csv", tmp_path / "gazetteer")
    assert load_book(tmp_path).stops == {}
