"""Candidates, phrases, the queue's rule: what a person is shown to choose from."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_district import write_district
from shapely.geometry import Point, box

from etl.codes import Category, LocationMethod
from etl.crs.geodesy import distance_m
from etl.errors import CoordinateError
from etl.paths import SHIPPED
from etl.places.candidates import candidates, search
from etl.places.import_records import Batch, ImportedFeature
from etl.places.index import Gazetteer
from etl.places.likeness import NameIndex, likeness
from etl.places.load import load_gazetteer
from etl.places.phrases import parse_phrase
from etl.places.place import locate
from etl.places.query import PlaceQuery
from etl.places.queue import points_of, read_weights
from etl.places.typed import read_typed

NONE = NameIndex(())


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    return load_gazetteer(write_district(tmp_path))


def test_the_very_name_comes_first_with_reason_and_distance(gazetteer: Gazetteer) -> None:
    query = PlaceQuery(("青苇村文化广场",), Category.CULTURE)
    found = candidates(query, gazetteer, NONE, box(124.0, 47.1, 124.5, 47.4))
    assert found[0].name == "青苇村" and "含" in found[0].reason_zh
    assert found[0].distance_m == pytest.approx(distance_m((124.25, 47.25), (124.3, 47.2)), abs=5)
    exact = candidates(PlaceQuery(("苇塘站",), Category.TRANSPORT_HUB), gazetteer, NONE)
    assert (exact[0].score, exact[0].method) == (1.0, LocationMethod.GAZETTEER)


def test_outside_the_area_known_a_candidate_sinks(gazetteer: Gazetteer) -> None:
    query = PlaceQuery(("青苇村",), Category.VILLAGE)
    inside = candidates(query, gazetteer, NONE, box(124.2, 47.1, 124.5, 47.4))[0]
    outside = candidates(query, gazetteer, NONE, box(124.0, 47.3, 124.1, 47.4))[0]
    assert outside.score < inside.score


def imported(number: int, name: str, lon: float, lat: float) -> ImportedFeature:
    batch = Batch(
        "b1", "区住建局小区表", "小区.csv", "csv", "", 1, "WGS84", "", "甲", "2026-01-02",
        "内部", "", "own", 1,
    )  # fmt: skip
    return ImportedFeature(
        f"b1-{number}",
        name,
        (),
        "compound",
        "",
        "",
        number,
        Point(lon, lat),
        lon,
        lat,
        120.0,
        batch,
    )


def test_imported_things_are_candidates_with_their_source(gazetteer: Gazetteer) -> None:
    features = (
        imported(1, "香蒲家园", 124.2, 47.25),
        imported(2, "香蒲家园二期", 124.21, 47.25),
        imported(3, "远方大厦", 124.3, 47.3),
        imported(4, "香蒲家园", 120.0, 40.0),
    )
    names = NameIndex(features, box(124.0, 47.1, 124.5, 47.4))
    query = PlaceQuery(("香蒲家园",), Category.RESIDENTIAL_COMPOUND)
    found = [item for item in candidates(query, gazetteer, names) if item.origin == "import"]
    assert [item.name for item in found] == ["香蒲家园", "香蒲家园二期"]
    assert (found[0].score, found[0].radius_m, found[0].source) == (1.0, 120.0, "区住建局小区表")
    assert found[0].method is LocationMethod.IMPORT and found[0].key == "i:b1-1"


def test_search_finds_what_is_typed(gazetteer: Gazetteer) -> None:
    assert [item.name for item in search("青苇", gazetteer, NONE, (124.2, 47.2))][:1] == ["青苇村"]
    assert likeness("青苇村", "青苇村") == 1.0 and likeness("青苇村", "长堤") == 0.0


@pytest.mark.parametrize(
    ("text", "reference", "metres", "bearing"),
    [
        ("苇塘站东南9公里", "苇塘站", 9000, 135),
        ("青苇村以北约2.5公里处", "青苇村", 2500, 0),
        ("距青苇村西两里", "青苇村", 1000, 270),
        ("市区东北300米", "市区", 300, 45),
    ],
)
def test_an_offset_in_words_is_read(
    text: str, reference: str, metres: float, bearing: float
) -> None:
    said = parse_phrase(text)
    assert said and said.offset
    assert (said.reference, said.offset.distance_m, said.offset.bearing_deg) == (
        reference, metres, bearing,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["47.2, 124.3", "新建学校", "东南9公里", "苇塘站9公里", ""])
def test_what_is_no_offset_is_none(text: str) -> None:
    assert parse_phrase(text) is None


def test_an_offset_holds_every_place_its_words_allow(gazetteer: Gazetteer) -> None:
    """Point-radius: the circle reaches every end of distance and direction error."""
    found = read_typed("苇塘站东南9公里", "", gazetteer, None)
    assert found.method is LocationMethod.OFFSET
    from etl.crs.geodesy import destination

    for metres in (8500, 9500):
        for bearing in (112.5, 135, 157.5):
            spot = destination((124.1, 47.3), bearing, metres)
            assert distance_m((found.lon, found.lat), spot) <= found.radius_m


def test_across_the_lake_is_around_its_reference(gazetteer: Gazetteer) -> None:
    found = read_typed("与青苇村隔湖相望", "", gazetteer, None)
    assert (found.lon, found.lat, found.radius_m) == (124.3, 47.2, 4500.0)


def test_an_unknown_reference_says_so(gazetteer: Gazetteer) -> None:
    with pytest.raises(CoordinateError, match="没名堂"):
        read_typed("没名堂村东南9公里", "", gazetteer, None)


def test_more_consequential_works_come_first() -> None:
    weights = read_weights(SHIPPED / "place_queue.csv")
    school = {
        "precision": 6, "stage": "implementation", "work_type": "construction", "named": True,
        "category": "school", "figures": [{"unit_si": "CNY"}], "mentions": [{}],
    }  # fmt: skip
    event = {**school, "category": "event", "work_type": "event", "figures": []}
    assert points_of(school, weights)[0] > points_of(event, weights)[0]
    points, given = points_of(school, weights)
    assert points == sum(weight.points for weight in given)


def test_a_relation_across_the_river_gives_a_village_its_circle(tmp_path: Path) -> None:
    relation = "柳堡村,across_from,青苇村,河,s1,,2024,high,false,"
    place = load_gazetteer(write_district(tmp_path, relations=[relation])).places["v2"]
    assert (place.lon, place.lat, place.uncertainty_m) == (124.3, 47.2, 2300.0)
    assert "隔河相望" in place.note_zh and place.method is LocationMethod.OFFSET


def test_a_clause_that_says_how_far_places_its_work(gazetteer: Gazetteer) -> None:
    near = PlaceQuery(("新桥泵站",), Category.WATER, spatial_hints=("苇塘站东南2公里",))
    found = locate(near, gazetteer)
    assert (found.rung, found.precision) == ("offset", 3)
    assert found.uncertainty_m and 800 < found.uncertainty_m < 2000
    wide = PlaceQuery(("新桥泵站",), Category.WATER, spatial_hints=("苇塘站东南20公里",))
    assert locate(wide, gazetteer).rung != "offset"
