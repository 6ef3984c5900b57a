"""Climbing down the trust ladder, in an invented district."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_district import write_district

from etl.codes import Category, LocationMethod, Precision, Stage
from etl.errors import TableError
from etl.places.index import Gazetteer
from etl.places.load import load_gazetteer
from etl.places.model import Location
from etl.places.place import locate
from etl.places.query import PlaceQuery


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    return load_gazetteer(write_district(tmp_path))


def ask(gazetteer: Gazetteer, name: str, category: Category, **more: object) -> Location:
    return locate(PlaceQuery(names=(name,), category=category, **more), gazetteer)  # type: ignore[arg-type]


def test_a_village_of_the_gazetteer(gazetteer: Gazetteer) -> None:
    found = ask(gazetteer, "青苇村", Category.VILLAGE)
    assert found.geometry == {"type": "Point", "coordinates": [124.3, 47.2]}
    assert (found.precision, found.method) == (Precision.VILLAGE, LocationMethod.GAZETTEER)
    assert found.uncertainty_m == 1500
    assert found.source == "甲来源"


def test_a_firm_at_a_stated_offset(gazetteer: Gazetteer) -> None:
    found = ask(gazetteer, "大钟机械厂", Category.ENTERPRISE)
    assert found.method is LocationMethod.OFFSET
    assert found.precision is Precision.VILLAGE
    assert "苇塘站东北2.5公里" in found.note_zh
    assert found.uncertainty_m == pytest.approx(1130)


def test_a_village_known_by_its_order_along_a_road(gazetteer: Gazetteer) -> None:
    first = ask(gazetteer, "柳堡村", Category.VILLAGE)
    second = ask(gazetteer, "沙坨村", Category.VILLAGE)
    assert first.precision is second.precision is Precision.LINE
    assert first.method is LocationMethod.OFFSET
    assert first.geometry and second.geometry
    assert 124.1 < first.geometry["coordinates"][0] < second.geometry["coordinates"][0] < 124.3
    assert first.uncertainty_m and first.uncertainty_m > 3000
    assert "推断" in first.note_zh


@pytest.mark.parametrize(
    ("name", "category", "hints", "area", "precision"),
    [
        ("香蒲小区", Category.RESIDENTIAL_COMPOUND, (), "urban", Precision.TOWN),
        ("香蒲小区", Category.RESIDENTIAL_COMPOUND, ("农村",), "999902100", Precision.TOWN),
        ("第三小学", Category.SCHOOL, (), "urban", Precision.TOWN),
        ("玉兰街", Category.ROAD_BRIDGE, (), "urban", Precision.TOWN),
        ("环湖铁路", Category.ENTERPRISE, (), "999902", Precision.DISTRICT),
        ("红旗公路", Category.ROAD_BRIDGE, (), "999902", Precision.DISTRICT),
        ("某某泵站", Category.WATER, ("城镇",), "urban", Precision.TOWN),
        ("某某泵站", Category.WATER, ("玉兰街西侧",), "urban", Precision.TOWN),
        ("某某泵站", Category.WATER, ("城乡接合部", "小区"), "999902", Precision.DISTRICT),
        ("某某工厂", Category.INDUSTRY, (), "999902", Precision.DISTRICT),
        ("一环两带", Category.ZONE, (), "999900", Precision.OUTSIDE),
        ("云雀风电", Category.ENERGY, (), "999902100", Precision.TOWN),
        ("芦花镇", Category.TOWN, (), "999902100", Precision.TOWN),
        ("长堤大道", Category.ROAD_BRIDGE, (), "999902100", Precision.TOWN),
        ("弱证项目", Category.INDUSTRY, (), "999902", Precision.DISTRICT),
    ],
)
def test_what_stands_for_an_area(
    gazetteer: Gazetteer,
    name: str,
    category: Category,
    hints: tuple[str, ...],
    area: str,
    precision: Precision,
) -> None:
    found = ask(gazetteer, name, category, spatial_hints=hints)
    assert (found.area_id, found.precision) == (area, precision)
    assert found.geometry is None
    assert found.method is LocationMethod.CONTAINMENT
    assert found.source
    assert found.note_zh
    assert found.note_en


def test_works_known_by_quantity_take_the_paragraph_as_a_hint(gazetteer: Gazetteer) -> None:
    rural = {"context": ("打造宜居宜业乡村",)}
    counted = ask(gazetteer, "危桥", Category.ROAD_BRIDGE, is_quantity_only=True, **rural)
    assert counted.area_id == "999902100"
    named = ask(gazetteer, "月牙桥", Category.ROAD_BRIDGE, **rural)
    assert named.area_id == "999902"
    nowhere = ask(gazetteer, "驿站", Category.PUBLIC_SERVICE, is_quantity_only=True)
    assert nowhere.area_id == "999902"
    assert nowhere.geometry is None


def test_a_name_with_a_village_in_it_is_placed_there_as_an_inference(
    gazetteer: Gazetteer,
) -> None:
    found = ask(gazetteer, "青苇水厂", Category.WATER)
    assert found.place_id == "v1"
    assert found.uncertainty_m == 1500
    assert found.method is LocationMethod.CONTAINMENT
    assert "推断" in found.note_zh
    hinted = ask(gazetteer, "水厂", Category.WATER, spatial_hints=("青苇村",))
    assert hinted.place_id == "v1"


@pytest.mark.parametrize("category", [Category.INDUSTRY, Category.ENTERPRISE])
def test_a_lead_has_no_site(gazetteer: Gazetteer, category: Category) -> None:
    found = ask(gazetteer, "远方电池", category, stage=Stage.IDENTIFICATION)
    assert found.precision is Precision.NOT_PLACED
    assert found.method is LocationMethod.NONE
    assert "未选址" in found.reason_zh
    assert found.reason_en


def test_a_building_that_seeks_tenants_stands(gazetteer: Gazetteer) -> None:
    found = ask(gazetteer, "甲孵化器", Category.INCUBATOR, stage=Stage.IDENTIFICATION)
    assert found.precision is Precision.DISTRICT


def test_elsewhere_in_the_city(gazetteer: Gazetteer) -> None:
    found = ask(gazetteer, "鸿雁农场", Category.FARM)
    assert found.precision is Precision.OUTSIDE
    assert found.geometry is None
    assert "本区" in found.reason_zh


def test_a_namesake_is_only_a_note(gazetteer: Gazetteer) -> None:
    found = ask(gazetteer, "香蒲小区", Category.RESIDENTIAL_COMPOUND)
    assert found.area_id == "urban"
    assert "苇塘站同名" in found.note_zh


def test_a_hand_placed_position_wins_and_says_who(tmp_path: Path) -> None:
    rows = [
        "云雀风电项目,124.2,47.2,WGS84,300,,false,甲,2025-03-01,现场",
        "云雀风电项目,124.21,47.21,WGS84,30,,true,乙,2025-04-01,实测",
        "青苇村,124.31,47.21,WGS84,30,,false,丙,2025-04-01,目视",
    ]
    gazetteer = load_gazetteer(write_district(tmp_path, overrides=rows))
    found = ask(gazetteer, "“云雀”风电项目", Category.ENERGY)
    assert found.geometry == {"type": "Point", "coordinates": [124.21, 47.21]}
    assert (found.precision, found.method) == (Precision.SURVEYED, LocationMethod.SURVEY)
    assert (found.verified_by, found.verified_on) == ("乙", "2025-04-01")
    # 30 m by eye is not a survey.
    village = ask(gazetteer, "青苇村", Category.VILLAGE)
    assert (village.precision, village.method) == (Precision.SITE, LocationMethod.HAND)


def test_a_shifted_override_is_brought_to_wgs84(tmp_path: Path) -> None:
    rows = ["青苇村,124.3,47.2,GCJ-02,100,,false,甲,2025-03-01,在线地图"]
    found = ask(
        load_gazetteer(write_district(tmp_path, overrides=rows)), "青苇村", Category.VILLAGE
    )
    assert found.geometry
    assert found.geometry["coordinates"][0] == pytest.approx(124.2932, abs=2e-4)


def test_an_override_may_be_a_line(tmp_path: Path) -> None:
    rows = ['玉兰街,,,WGS84,,"LINESTRING (124.1 47.3, 124.12 47.3)",false,甲,2025-03-01,描图']
    found = ask(
        load_gazetteer(write_district(tmp_path, overrides=rows)), "玉兰街", Category.ROAD_BRIDGE
    )
    assert found.geometry
    assert found.geometry["type"] == "LineString"


def test_the_seams_stand_where_the_ladder_puts_them(gazetteer: Gazetteer) -> None:
    def answer(_query: PlaceQuery) -> Location:
        return Location(Precision.SITE, LocationMethod.IMPORT, source="导入")

    village = PlaceQuery(("青苇村",), Category.VILLAGE)
    factory = PlaceQuery(("某厂",), Category.INDUSTRY)
    assert locate(village, gazetteer, imported=answer).source == "导入"
    assert locate(village, gazetteer, provider=answer).source == "甲来源"
    assert locate(factory, gazetteer, provider=answer).source == "导入"


def test_the_order_of_trust_is_data(tmp_path: Path) -> None:
    district = write_district(tmp_path)
    ladder = district.parent / "trust_ladder.csv"
    ladder.write_text("rank,rung,label_zh,label_en\n1,district,全区,x\n", encoding="utf-8")
    found = ask(load_gazetteer(district), "青苇村", Category.VILLAGE)
    assert found.precision is Precision.DISTRICT
    ladder.write_text("rank,rung,label_zh,label_en\n1,oracle,神谕,x\n", encoding="utf-8")
    with pytest.raises(TableError, match="oracle"):
        ask(load_gazetteer(district), "青苇村", Category.VILLAGE)


def test_a_circle_too_wide_pins_nothing(tmp_path: Path) -> None:
    relations = ["柳堡村,offset_from,苇塘站,20 km SE,s1,,2024,high,false,"]
    gazetteer = load_gazetteer(write_district(tmp_path, relations=relations))
    found = ask(gazetteer, "柳堡村", Category.VILLAGE)
    assert found.geometry is None
    assert found.area_id == "999902100"
    assert "范围过大" in found.note_zh
