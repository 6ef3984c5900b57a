"""The ladder is data: another order moves works, and tells what it would move."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_district import write_district

from etl.codes import Category, Precision
from etl.errors import TableError
from etl.paths import SHIPPED
from etl.places.effects import by_precision, moves
from etl.places.load import load_gazetteer
from etl.places.place import locate
from etl.places.query import PlaceQuery

OVERRIDE = "青苇村,124.4,47.3,WGS84,200,,false,甲,2026-01-02,现场"
PROVIDER_HEAD = "name,lon,lat,datum,uncertainty_m,geometry_wkt,is_surveyed,who,when,why,method"


def other_ladder(folder: Path, **ranks: int) -> Path:
    """The shipped ladder with some ranks changed."""
    head, *rows = (SHIPPED / "trust_ladder.csv").read_text(encoding="utf-8").splitlines()
    cells = [row.split(",", 2) for row in rows]
    lines = [f"{ranks.get(code, int(rank))},{code},{rest}" for rank, code, rest in cells]
    path = folder / "other.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def at(district: Path, ladder: Path | None, name: str = "青苇村"):  # type: ignore[no-untyped-def]
    return locate(PlaceQuery((name,), Category.VILLAGE), load_gazetteer(district, ladder=ladder))


def test_lowering_the_hand_gives_the_gazetteers_position_back(tmp_path: Path) -> None:
    district = write_district(tmp_path, overrides=[OVERRIDE])
    assert at(district, None).geometry["coordinates"] == [124.4, 47.3]
    lowered = other_ladder(tmp_path, override=4, gazetteer=1)
    found = at(district, lowered)
    assert found.geometry["coordinates"] == [124.3, 47.2] and found.rung == "gazetteer"


def test_what_would_move_is_told_with_its_distance(tmp_path: Path) -> None:
    district = write_district(tmp_path, overrides=[OVERRIDE])
    now = {"w1": at(district, None), "w2": at(district, None, "无名处")}
    lowered = other_ladder(tmp_path, override=4, gazetteer=1)
    then = {"w1": at(district, lowered), "w2": at(district, lowered, "无名处")}
    found = moves({"w1": "青苇村", "w2": "无名处"}, now, then)
    assert [move.work_id for move in found] == ["w1"]
    assert found[0].metres == pytest.approx(13_480, abs=100)
    assert sum(by_precision(then.values()).values()) == 2


def test_a_village_placed_by_hand_carries_what_lies_in_it(tmp_path: Path) -> None:
    relation = "芦苇加工厂,contained_in,青苇村,,s1,,2024,high,false,"
    district = write_district(tmp_path, overrides=[OVERRIDE], relations=[relation])
    found = locate(PlaceQuery(("芦苇加工厂",), Category.INDUSTRY), load_gazetteer(district))
    assert found.geometry and found.geometry["coordinates"] == [124.4, 47.3]


def test_a_confirmed_answer_of_a_geocoder_stands_at_its_own_rung(tmp_path: Path) -> None:
    district = write_district(tmp_path)
    table = district / "gazetteer" / "overrides.csv"
    row = "新桥学校,124.2,47.25,WGS84,300,,false,甲,2026-01-02,核对过,provider"
    table.write_text(f"{PROVIDER_HEAD}\n{row}\n", encoding="utf-8")
    found = at(district, None, "新桥学校")
    assert (found.rung, found.method.value, found.precision) == ("provider", "provider", 2)


@pytest.mark.parametrize("rows", ["1,override,a,b\n1,override,a,b", ",override,a,b"])
def test_a_broken_ladder_is_named_by_its_row(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(f"rank,rung,label_zh,label_en\n{rows}\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"bad\.csv"):
        load_gazetteer(write_district(tmp_path), ladder=path)


def test_a_wide_drawing_is_no_pin(tmp_path: Path) -> None:
    line = '玉兰街,,,WGS84,6000,"LINESTRING (124.1 47.3, 124.25 47.3)",false,甲,2026-03-01,描图'
    found = at(write_district(tmp_path, overrides=[line]), None, "玉兰街")
    assert found.precision is Precision.LINE
