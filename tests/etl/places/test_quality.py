"""The quality report: counts, ages, and sources that contradict each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from invented_district import write_district

from etl.codes import Category, Precision
from etl.places.load import load_gazetteer
from etl.places.place import locate
from etl.places.quality import Quality, quality_json, quality_of
from etl.places.query import PlaceQuery

TODAY = date(2026, 6, 1)


def report(tmp_path: Path, *names: str, overrides: list[str] | None = None) -> Quality:
    district = write_district(tmp_path, overrides=overrides)
    gazetteer = load_gazetteer(district)
    queries = [PlaceQuery((name,), Category.VILLAGE) for name in names]
    works = [(f"w{i}", query, locate(query, gazetteer)) for i, query in enumerate(queries)]
    return quality_of(works, load_gazetteer(district, fill=False), TODAY)


def test_works_are_counted_by_class_source_and_age(tmp_path: Path) -> None:
    row = "青苇村,124.301,47.2,WGS84,200,,false,甲,2026-01-02,现场"
    found = report(tmp_path, "青苇村", "无名处", overrides=[row])
    assert found.works == 2 and found.by_precision[Precision.SITE] == 1
    assert found.by_source[("人工标定", "hand")][Precision.SITE] == 1
    assert found.by_age["1"] == 1 and sum(found.by_age.values()) == 2
    assert found.coarse == 1


def test_sources_whose_circles_do_not_meet_disagree(tmp_path: Path) -> None:
    near = "青苇村,124.301,47.2,WGS84,200,,false,甲,2026-01-02,现场"
    assert report(tmp_path, "青苇村", overrides=[near]).disagreements == []
    far = "青苇村,124.4,47.2,WGS84,200,,false,甲,2026-01-02,现场"
    (found,) = report(tmp_path, "青苇村", overrides=[far]).disagreements
    assert (found.one.rung, found.other.rung) == ("override", "gazetteer")
    assert 7400 < found.apart_m < 7800
    assert round(found.apart_m - found.beyond_m) == 1700


def test_a_position_outside_the_place_said_to_hold_it_disagrees(tmp_path: Path) -> None:
    table = write_district(tmp_path) / "gazetteer" / "areas.csv"
    firm = table.read_text(encoding="utf-8").replace(",,,,,,,true\n", ",,,,,,,false\n")
    row = "云雀风电项目,124.1,47.3,WGS84,100,,false,甲,2026-01-02,现场"
    district = write_district(tmp_path, overrides=[row], areas=firm)
    query = PlaceQuery(("云雀风电项目",), Category.ENERGY)
    works = [("w", query, locate(query, load_gazetteer(district)))]
    (found,) = quality_of(works, load_gazetteer(district, fill=False), TODAY).disagreements
    assert found.other.rung == "container" and "芦花镇" in found.other.source


def test_the_json_says_the_same(tmp_path: Path) -> None:
    found = report(tmp_path, "青苇村", "柳堡村")
    told = quality_json("999902", found, TODAY)
    assert told["works"] == sum(item["works"] for item in told["by_precision"].values()) == 2
    assert sum(item["works"] for item in told["by_source"]) == 2
    assert told["on"] == "2026-06-01"
