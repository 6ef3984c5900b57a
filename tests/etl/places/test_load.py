"""Broken gazetteer tables: each fault names file, row and cause, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_district import AREAS, PLACES, RELATIONS, write_district

from etl.errors import CoordinateError, HetuError, TableError
from etl.places.load import load_gazetteer


def village(
    position: str = "124.3,47.2,WGS84",
    radius: str = "1500",
    precision: str = "3",
    method: str = "gazetteer",
    source: str = "s1",
    parent: str = "",
    place_id: str = "v1",
) -> str:
    """A row of places.csv, whole unless told otherwise."""
    return (
        f"{place_id},青苇村,village,,{position},{radius},{precision},{method},{source},,,named,"
        f"{parent},999902100200,2023,,"
    )


BROKEN_PLACES = {
    "swapped": (village("47.2,124.3,WGS84"), "swapped"),
    "abroad": (village("2.35,48.8,WGS84"), "China"),
    "far": (village("100.3,30.2,WGS84"), "too far"),
    "metres": (village("590000,5230000,WGS84"), "not a longitude"),
    "datum": (village("124.3,47.2,BJ54"), "datum"),
    "no datum": (village("124.3,47.2,"), "datum"),
    "half": (village("124.3,,WGS84"), "only one"),
    "zone": (village("590000,5230000,CGCS2000_GK3"), "meridian"),
    "no radius": (village(radius=""), "uncertainty"),
    "zero": (village(radius="0"), "uncertainty"),
    "old datum": (village("124.3,47.2,XIAN80", radius="30"), "40 m only"),
    "too fine": (village(precision="2"), "finer"),
    "no survey": (village(radius="30", precision="1"), "finer"),
    "no such source": (village(source="s9"), "s9"),
    "no source": (village(source=""), "source_id"),
    "twice": (village(place_id="station"), "twice"),
    "parent": (village(parent="nowhere"), "nowhere"),
    "precision": (village(precision="9"), "0–7"),
    "method": (village(method="guess"), "guess.*containment"),
    "text": (village("east,47.2,WGS84"), "number"),
}
COORDINATE_FAULTS = set(list(BROKEN_PLACES)[:11])


@pytest.mark.parametrize("fault", BROKEN_PLACES)
def test_a_broken_place(fault: str, tmp_path: Path) -> None:
    row, cause = BROKEN_PLACES[fault]
    district = write_district(tmp_path, places={"v1": row})
    with pytest.raises(HetuError, match=cause) as caught:
        load_gazetteer(district)
    assert (caught.value.file, caught.value.row) == ("places.csv", list(PLACES).index("v1") + 2)
    assert any("一" <= sign <= "鿿" for sign in caught.value.zh)
    assert isinstance(caught.value, CoordinateError) == (fault in COORDINATE_FAULTS)


def test_parents_that_go_in_a_circle(tmp_path: Path) -> None:
    district = write_district(tmp_path, places={"v1": village(parent="v1")})
    with pytest.raises(TableError, match="circle"):
        load_gazetteer(district)


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("甲,beneath,青苇村,,s1,,,high,false,", "beneath"),
        ("甲,contained_in,无此地,,s1,,,high,false,", "无此地"),
        ("甲,contained_in,青苇村,,s9,,,high,false,", "s9"),
        ("甲,contained_in,青苇村,,s1,,,sure,false,", "sure"),
        ("甲,offset_from,苇塘站,东北两公里,s1,,,high,false,", "2.5 km NE"),
        ("甲,order_along,长堤大道,7/4,s1,,,high,false,", "2/4"),
        (",contained_in,青苇村,,s1,,,high,false,", "subject"),
    ],
)
def test_a_broken_relation(row: str, cause: str, tmp_path: Path) -> None:
    district = write_district(tmp_path, relations=[*RELATIONS, row])
    with pytest.raises(TableError, match=cause) as caught:
        load_gazetteer(district)
    assert (caught.value.file, caught.value.row) == ("relations.csv", len(RELATIONS) + 2)


def test_a_line_without_its_end(tmp_path: Path) -> None:
    relations = [row for row in RELATIONS if "line_end" not in row]
    with pytest.raises(TableError, match="lacks start, end or length"):
        load_gazetteer(write_district(tmp_path, relations=relations))


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("某厂,,,WGS84,,,false,甲,2025-01-01,因为", "neither"),
        ("某厂,124.2,47.2,WGS84,,,false,甲,2025-01-01,因为", "uncertainty"),
        ("某厂,124.2,47.2,WGS84,100,,false,,2025-01-01,因为", "who"),
        ("某厂,47.2,124.2,WGS84,100,,false,甲,2025-01-01,因为", "swapped"),
        ("某厂,,,WGS84,,POINT (124,false,甲,2025-01-01,因为", "WKT"),
        ('某厂,,,WGS84,,"LINESTRING (47.2 124.2, 47.3 124.3)",false,甲,2025-01-01,x', "swapped"),
    ],
)
def test_a_broken_override(row: str, cause: str, tmp_path: Path) -> None:
    with pytest.raises(HetuError, match=cause) as caught:
        load_gazetteer(write_district(tmp_path, overrides=[row]))
    assert (caught.value.file, caught.value.row) == ("overrides.csv", 2)


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("circle,station", "circle,nowhere", "nowhere"),
        ("circle,station,4000", "circle,station,", "radius_m"),
        ("boundary,999900", "boundary,111111", "111111"),
        ("difference,999902 minus urban", "star,999902", "star"),
        ("urban,circle", "ghost,circle", "ghost|urban"),
    ],
)
def test_a_broken_area(old: str, new: str, cause: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=cause) as caught:
        load_gazetteer(write_district(tmp_path, areas=AREAS.replace(old, new)))
    assert caught.value.file == "areas.csv"


def test_a_missing_table_says_so(tmp_path: Path) -> None:
    district = write_district(tmp_path)
    (district / "gazetteer" / "relations.csv").unlink()
    with pytest.raises(TableError, match=r"relations\.csv"):
        load_gazetteer(district)


def test_a_role_that_points_nowhere(tmp_path: Path) -> None:
    district = write_district(tmp_path)
    path = district / "district.toml"
    path.write_text(path.read_text("utf-8").replace('"urban"', '"ghost"'), encoding="utf-8")
    with pytest.raises(TableError, match=r"district\.toml"):
        load_gazetteer(district)


def test_a_shifted_place_is_converted_once(tmp_path: Path) -> None:
    row = PLACES["v1"].replace("WGS84", "GCJ02")
    place = load_gazetteer(write_district(tmp_path, places={"v1": row})).places["v1"]
    assert place.lon == pytest.approx(124.2932, abs=2e-4)
    assert place.lat == pytest.approx(47.1978, abs=2e-4)


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("[name_stems]", '[name_stems]\n"苇" = "ghost"', "district.toml"),
        ('adcode = "999902"', 'adcode = "999903"', "places.csv"),
    ],
)
def test_a_district_file_that_speaks_of_no_place(
    tmp_path: Path, old: str, new: str, file: str
) -> None:
    district = write_district(tmp_path)
    path = district / "district.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_gazetteer(district)
    assert caught.value.file == file


@pytest.mark.parametrize(("old", "new"), [('"adcode"', '"code"'), ('"Polygon"', '"Pentagon"')])
def test_an_outline_that_is_none(tmp_path: Path, old: str, new: str) -> None:
    district = write_district(tmp_path)
    path = district / "base" / "boundaries.geojson"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TableError, match=r"boundaries\.geojson.*feature 1"):
        load_gazetteer(district)
