"""An extract that names what the report of 230204 names: streets, their parts, before and after."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from osm_maker import Maker
from osm_of_works import extract_of_works
from shapely.geometry import shape

from etl.codes import Precision
from etl.crs.geodesy import distance_m
from etl.district import District
from etl.intake.changes import changes_of, works_of
from etl.intake.plan import Wishes
from etl.intake.record import take
from etl.intake.run import plan_file
from etl.places.load import load_gazetteer
from etl.publish.placing import Placer

SCHOOL = (123.99, 47.33)


@pytest.fixture
def tiefeng(tmp_path: Path, repo_root: Path) -> District:
    for name in ("area_rules.csv", "trust_ladder.csv"):
        (tmp_path / "geodata").mkdir(exist_ok=True)
        shutil.copy(repo_root / "geodata" / name, tmp_path / "geodata" / name)
    shutil.copytree(repo_root / "geodata" / "230204", tmp_path / "geodata" / "230204")
    shutil.rmtree(tmp_path / "geodata" / "230204" / "imports", ignore_errors=True)
    return District.load("230204", tmp_path / "geodata")


def test_a_street_beside_a_school_is_its_part_there(tmp_path: Path, tiefeng: District) -> None:
    """Two streets bear the name; the school's west side tells which, and which part of it."""
    x, y = SCHOOL
    maker = Maker()
    maker.square(SCHOOL, 200, amenity="school", name="齐齐哈尔中学")
    west = [(x - 0.0025, y - 0.02 + step * 0.004) for step in range(11)]
    maker.line(west, highway="residential", name="职工街")
    maker.line([(x + 0.06, y), (x + 0.07, y)], highway="residential", name="职工街")
    plan = plan_file(maker.write(tmp_path / "a.osm.pbf"), tiefeng, Wishes(), when="2026-01-02")
    assert "职工街" not in [item.name for item in changes_of(tiefeng, plan).namesakes]
    take(tiefeng.root, plan)
    placer = Placer(load_gazetteer(tiefeng.root))
    (street,) = [work for work in works_of(tiefeng) if work.name == "职工街"]
    found = placer.place(street)
    assert found.precision is Precision.SITE
    assert found.geometry is not None and found.geometry["type"] == "LineString"
    line = shape(found.geometry)
    assert max(distance_m(SCHOOL, spot) for spot in line.coords) < 400
    assert line.bounds[2] < x, "all of it on the west side"
    assert "齐齐哈尔中学" in found.note_zh and "OpenStreetMap" in found.note_zh


def test_an_extract_of_the_works_places_most_of_them(tmp_path: Path, tiefeng: District) -> None:
    path = extract_of_works(tiefeng, tmp_path / "works.osm.pbf")
    found = changes_of(tiefeng, plan_file(path, tiefeng, Wishes(), when="2026-01-02"))
    site, line = int(Precision.SITE), int(Precision.LINE)
    # Counted as the build counts: what is only looked up is no work.
    told = json.loads((tiefeng.layers / "manifest.json").read_bytes())["works_by_precision"]
    assert {str(code): count for code, count in found.before.items()} == told
    assert found.before.get(site, 0) < 5
    assert found.after[site] >= 45
    assert found.after[line] > found.before.get(line, 0)
    # A firm that is only being courted has no site, whatever a map calls by its name.
    leads = [work for work in works_of(tiefeng) if work.stage == "identification"]
    assert leads and not {work.work_id for work in leads} & {
        item.identity for item in found.changes
    }
    villages = [item for item in found.changes if item.what == "place"]
    assert len(villages) > 8
