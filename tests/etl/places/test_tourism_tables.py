"""Broken tourism tables name their row; notes carry what is known besides."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_district import RELATIONS, write_district

from etl.codes import Category, Precision
from etl.errors import TableError
from etl.places.load import load_gazetteer
from etl.places.place import locate
from etl.places.query import PlaceQuery
from etl.places.tourism import read_routes, read_stops, read_zones

STOPS = """stop_id,name,kind,place_id,within,source_id,note_zh,note_en
stop-a,青苇观鸟,scenic_site,v1,,s1,,
stop-b,城里馆子,food,urban,,s1,,
stop-c,别处遗址,heritage,,999900,s1,,
stop-d,区里某园,park,,999902,s1,,
"""
ROUTES = """route_id,name,aliases,name_en,stop_id,is_editorial,source_id
route-1,青苇一日,青苇线|一日线,A day,stop-a,true,s1
route-1,青苇一日,青苇线|一日线,A day,stop-b,true,s1
route-2,遗址线,,Heritage,stop-c,false,s1
"""
ZONES = """zone_id,name,aliases,name_en,zone_kind,place_id,source_id,note_zh,note_en
zone-1,大青苇,,Great Reed,centre,999902100,s1,示意,schematic
"""


def district(root: Path, stops: str = STOPS, routes: str = ROUTES, zones: str = ZONES) -> Path:
    folder = write_district(root)
    (folder / "tourism").mkdir()
    for name, text in (("stops", stops), ("routes", routes), ("zones", zones)):
        (folder / "tourism" / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_stops_are_as_precise_as_their_places(tmp_path: Path) -> None:
    folder = district(tmp_path)
    gazetteer = load_gazetteer(folder)
    a, b, c, d = read_stops(folder, gazetteer)
    assert a.location.geometry == {"type": "Point", "coordinates": [124.3, 47.2]}
    assert (a.route_ids, a.location.uncertainty_m) == (("route-1",), 1500)
    assert (b.location.geometry, b.location.area_id) == (None, "urban")
    assert c.location.precision is Precision.OUTSIDE
    assert "苇塘市" in c.location.reason_zh
    assert d.location.precision is Precision.DISTRICT


def test_lines_list_their_stops(tmp_path: Path) -> None:
    folder = district(tmp_path)
    first, second = read_routes(folder, load_gazetteer(folder))
    assert first.stop_ids == ("stop-a", "stop-b")
    assert first.aliases == ("青苇线", "一日线")
    assert first.grouping_zh
    assert not second.grouping_zh


@pytest.mark.parametrize(
    ("table", "old", "new", "cause"),
    [
        ("stops", "v1", "v9", "v9"),
        ("stops", ",999900,", ",111111,", "111111"),
        ("stops", "999902,s1", "999902,s9", "s9"),
        ("routes", "stop-c", "stop-z", "stop-z"),
        ("zones", "centre", "middle", "middle"),
        ("zones", "999902100,s1", "nowhere,s1", "nowhere"),
    ],
)
def test_a_broken_row(table: str, old: str, new: str, cause: str, tmp_path: Path) -> None:
    tables = {"stops": STOPS, "routes": ROUTES, "zones": ZONES}
    tables[table] = tables[table].replace(old, new)
    folder = district(tmp_path, **tables)
    gazetteer = load_gazetteer(folder)
    with pytest.raises(TableError, match=cause) as caught:
        read_stops(folder, gazetteer)
        read_routes(folder, gazetteer)
        read_zones(folder, gazetteer)
    assert caught.value.file == f"{table}.csv"
    assert caught.value.row


def test_a_street_a_thing_stands_on_is_a_remark(tmp_path: Path) -> None:
    relations = [*RELATIONS, "白鹭工厂,on_street,长堤大道,东门,s1,,2024,high,false,东门在长堤大道"]
    gazetteer = load_gazetteer(write_district(tmp_path, relations=relations))
    found = locate(PlaceQuery(("白鹭工厂",), Category.INDUSTRY), gazetteer)
    assert found.precision is Precision.DISTRICT
    assert "东门在长堤大道（甲来源）" in found.note_zh
    assert "Source A" in found.note_en
