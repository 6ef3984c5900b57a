"""Names meet imported features honestly; a street's part beside a place."""

from __future__ import annotations

import pytest
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from etl.crs.geodesy import bearing_deg, distance_m
from etl.places.beside import length_m, parse_beside, part_beside
from etl.places.import_records import Authority, Batch, ImportedFeature
from etl.places.imports import Imports, best

HOME = box(123.0, 36.0, 123.6, 36.4)


def batch(authority: Authority = "own") -> Batch:
    return Batch(
        "b1", "甲", "a.csv", "csv", "0" * 64, 1, "WGS84", "", "王", "2026-01-02", "CC0", "",
        authority, 1,
    )  # fmt: skip


def thing(number: int, name: str, form: BaseGeometry, **more: object) -> ImportedFeature:
    spot = form.representative_point()
    given = {"aliases": (), "kind": "school", "batch": batch(), **more}
    return ImportedFeature(
        feature_id=f"b1/{number}", name=name, code="", address="", row=number, geometry=form,
        lon=spot.x, lat=spot.y, uncertainty_m=None if form.length and not form.area else 100.0,
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


def index(*things: ImportedFeature) -> Imports:
    return Imports(things, {}, ("墨州市", "墨州", "砚川县", "砚川"), frozenset({"图书馆"}), HOME)


@pytest.mark.parametrize(
    ("said", "mapped", "is_exact"),
    [
        ("第七小学", "第七小学", True),
        ("第七小学", "“第七小学”", True),
        ("第七小学", "七小学", False),
        ("二十九中学", "墨州市第二十九中学", False),
        ("砚川县第七小学", "第七小学", False),
        ("第七小学", "第七中学", None),
        ("第七小学", "第七小学幼儿园", None),
        ("墨州中学", "中学", None),
        ("图书馆", "图书馆", None),
    ],
)
def test_which_names_meet(said: str, mapped: str, is_exact: bool | None) -> None:
    found = index(thing(1, mapped, Point(123.3, 36.2))).find((said,))
    assert (found.is_exact if found else None) == is_exact


def test_a_name_outside_the_district_meets_nothing() -> None:
    assert index(thing(1, "第七小学", Point(123.7, 36.2))).find(("第七小学",)) is None


def test_an_exact_name_wins_over_an_alias() -> None:
    exact = thing(1, "第七小学", Point(123.1, 36.2))
    alias = thing(2, "墨州市第七小学", Point(123.5, 36.2))
    found = index(alias, exact).find(("第七小学",))
    assert found and found.only is exact


def test_a_gate_and_its_compound_are_one_thing_and_the_outline_says_more() -> None:
    gate = thing(1, "锦绣家园", Point(123.3, 36.2))
    outline = thing(2, "锦绣家园", Point(123.3005, 36.2).buffer(0.001))
    found = index(gate, outline).find(("锦绣家园",))
    assert found and found.only is outline
    far = thing(3, "锦绣家园", Point(123.5, 36.2))
    several = index(gate, outline, far).find(("锦绣家园",))
    assert several and several.only is None and len(several.things) == 2


def test_own_data_says_more_than_an_open_map() -> None:
    own = thing(1, "甲", Point(123.3, 36.2))
    public = thing(2, "甲", Point(123.3, 36.2).buffer(0.001), batch=batch("open"))
    assert best((public, own)) is own


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        ("某某中学西侧", ("某某中学", 270.0)),
        ("某某中学东北侧", ("某某中学", 45.0)),
        ("某某小区南边", ("某某小区", 180.0)),
        ("某某医院门前", ("某某医院", None)),
        ("城镇", None),
        ("农村", None),
        ("西侧", None),
    ],
)
def test_hints_of_a_side(hint: str, said: tuple[str, float | None] | None) -> None:
    assert parse_beside(hint) == said


def test_the_part_of_a_street_on_the_side_asked_for() -> None:
    """A street west of the school, 4 km long from south to north: what is left lies beside it."""
    school = (123.3, 36.2)
    west = LineString([(123.298, 36.18), (123.298, 36.22)])
    part = part_beside([west], school, 150.0, 270.0)
    assert part is not None and 200 < length_m(part) < 900
    for spot in part.coords:
        assert distance_m(school, spot) <= 350.5
        assert abs(bearing_deg(school, spot) - 270) <= 61
    assert part_beside([west], school, 150.0, 90.0) is None
    assert part_beside([west], (123.4, 36.2), 150.0, 270.0) is None
    close = LineString([(123.2994, 36.18), (123.2994, 36.22)])
    front = part_beside([close], school, 150.0, 270.0)
    around = part_beside([close], school, 150.0, None)
    assert front is not None and around is not None
    assert 150 < length_m(front) < length_m(around) / 2
