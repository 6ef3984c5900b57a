"""OpenStreetMap extracts: of our own making, and a real one."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import osmium
import pytest
from intake_district import AT
from osm_maker import Maker, real_extract
from shapely.geometry import box, shape

from etl.district import District
from etl.errors import HetuError
from etl.intake import osm_read
from etl.intake.changes import changes_of
from etl.intake.osm_plan import ATTRIBUTION, plan_osm
from etl.intake.osm_read import read_osm
from etl.intake.osm_tags import tag_rules
from etl.intake.plan import Ground, Wishes
from etl.places.load import kinds_of

X, Y = AT


def village_of(path: Path) -> Path:
    """Two streets of one name far apart, a compound, a lake with an island's worth of tags."""
    maker = Maker()
    first = [maker.point((X + n * 0.002, Y)) for n in range(6)]
    maker.way(first[:3], highway="residential", name="文澜街")
    maker.way(first[2:], highway="residential", name="文澜街", alt_name="老街;旧街")
    maker.line([(X + 0.1, Y), (X + 0.12, Y)], highway="primary", name="文澜街")
    maker.square((X, Y + 0.02), 200, landuse="residential", name="锦绣家园小区")
    maker.square((X, Y - 0.05), 2000, natural="water")
    maker.square((X + 0.05, Y - 0.05), 3000, natural="wetland")
    maker.line([(X - 0.1, Y), (X + 0.1, Y + 0.001)], railway="rail")
    maker.point((X + 0.03, Y + 0.03), place="hamlet", name="小柳屯")
    maker.point((X + 0.04, Y), amenity="school", name="城北幼儿园")
    maker.point((X + 0.041, Y), amenity="school")  # without a name: for no gazetteer
    maker.point((10, 50), place="town", name="远方")
    return maker.write(path)


def test_an_extract_of_our_own(tmp_path: Path, ground: Ground) -> None:
    for suffix in ("osm.pbf", "osm"):
        plan = plan_osm(village_of(tmp_path / f"a.{suffix}"), ground, Wishes(), when="2026-01-02")
        named = [(item.name, item.kind, item.geometry.geom_type) for item in plan.features]
        assert sorted(named) == sorted(
            [
                ("文澜街", "street", "LineString"),
                ("文澜街", "street", "LineString"),
                ("锦绣家园小区", "compound", "Polygon"),
                ("小柳屯", "village", "Point"),
                ("城北幼儿园", "school", "Point"),
            ]
        )
        joined = min((f for f in plan.features if f.name == "文澜街"), key=lambda f: f.lon)
        assert len(joined.geometry.coords) == 6
        assert joined.aliases == ("老街", "旧街")
        assert (plan.batch.licence, plan.batch.attribution) == ("ODbL 1.0", ATTRIBUTION)
        assert plan.batch.authority == "open"
        scenery = json.loads(plan.scenery)["features"]
        classes = {item["properties"]["c"]: item["properties"]["z"] for item in scenery}
        assert classes.keys() == {
            "road_minor", "road_primary", "built", "water", "wetland", "rail", "label_hamlet",
        }  # fmt: skip
        assert classes["road_primary"] < classes["road_minor"]
        assert all(shape(item["geometry"]).intersects(ground.box) for item in scenery)


def test_namesakes_are_candidates_and_no_pin(
    tmp_path: Path, county: District, ground: Ground
) -> None:
    plan = plan_osm(village_of(tmp_path / "a.osm.pbf"), ground, Wishes(), when="2026-01-02")
    found = changes_of(county, plan)
    after = {change.name: int(change.after) for change in found.changes}
    assert after["锦绣家园小区"] == 2 and after["城北幼儿园"] == 2
    assert "文澜街" not in after
    (namesakes,) = found.namesakes
    assert (namesakes.name, len(namesakes.candidates)) == ("文澜街", 2)


def test_a_multipolygon_relation_is_one_area(tmp_path: Path, ground: Ground) -> None:
    maker = Maker()
    outer = maker.square((X, Y), 400)
    inner = maker.square((X, Y), 100)
    members = [("w", outer, "outer"), ("w", inner, "inner")]
    tags = {"type": "multipolygon", "landuse": "residential", "name": "环形小区"}
    maker.relations.append(osmium.osm.mutable.Relation(id=1, members=members, tags=tags))
    plan = plan_osm(maker.write(tmp_path / "a.osm.pbf"), ground, Wishes())
    (area,) = plan.features
    assert area.geometry.geom_type == "Polygon" and len(area.geometry.interiors) == 1


def test_the_table_of_tags_names_known_kinds(county: District) -> None:
    kinds = kinds_of(county.root)
    rules = [rule for values in tag_rules().values() for rule in values.values()]
    assert len(rules) > 50
    assert {rule.kind for rule in rules} - {""} <= kinds.keys()


def test_progress_goes_forward(tmp_path: Path, ground: Ground) -> None:
    told: list[float] = []
    plan_osm(
        village_of(tmp_path / "a.osm.pbf"), ground, Wishes(), lambda share, *_: told.append(share)
    )
    assert told == sorted(told) and told[-1] > 0.9


def test_who_is_told_may_stop_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal of the one who watches ends the reading, in words."""
    path = village_of(tmp_path / "a.osm.pbf")
    asked = threading.Event()

    def refuse(*_: object) -> None:
        asked.set()
        raise HetuError("不要了", "no more")

    def slowly(*_: object) -> Iterator[tuple[int, None]]:
        with path.open("rb"):
            while True:
                asked.wait(0.05)
                yield 1, None

    monkeypatch.setattr(osm_read, "_things", slowly)
    with pytest.raises(HetuError, match="停止"):
        read_osm(path, (0.0, 0.0, 1.0, 1.0), "a", refuse)


def test_a_real_extract(county: District) -> None:
    """Helsinki as mapped by people: streets joined, schools and parks named, all in the box."""
    path = real_extract("Helsinki.osm.pbf")
    here = box(24.93, 60.16, 24.97, 60.18)
    ground = Ground(here, kinds_of(county.root))
    plan = plan_osm(path, ground, Wishes(), when="2026-01-02")
    kinds = {item.kind for item in plan.features}
    assert {"street", "park", "school"} <= kinds
    streets = [item.name for item in plan.features if item.kind == "street"]
    assert len(streets) > 80 and len(streets) < 2 * len(set(streets))
    assert all(item.geometry.is_valid for item in plan.features)
    assert all(item.uncertainty_m is None or item.uncertainty_m > 0 for item in plan.features)
    classes = {item["properties"]["c"] for item in json.loads(plan.scenery)["features"]}
    assert {"road_minor", "rail", "park"} <= classes


def test_the_small_real_extract_has_roads(tmp_path: Path) -> None:
    found = read_osm(real_extract(), (-180.0, -90.0, 180.0, 90.0), "test.osm.pbf", lambda *_: None)
    assert sum(thing.rule.key == "highway" for thing in found) > 50
