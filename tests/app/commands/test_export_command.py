"""`hetu export`: whole sets and filters, in any frame, and plain words where that cannot be."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import china_layers
import export_layers
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from app.cli import main
from app.export.workbook import LONGEST


@pytest.fixture
def layers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented set, as the layers of whichever district is asked for."""
    folder = china_layers.publish_texts(tmp_path / "layers", ["甲", "乙\x01", "丙" * 40_000])
    monkeypatch.setattr("etl.district.District.layers", folder)
    return folder


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, args)])


@pytest.mark.parametrize("kind", ["html", "xlsx", "gpkg", "geojson", "shp", "csv", "oc4ids"])
def test_every_kind_writes_its_file(layers: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"out.{kind}"
    said = run(kind, out)
    assert said.exit_code == 0, said.output
    assert out.stat().st_size > 500
    assert str(out) in said.output


def test_a_filter_and_a_zone_make_one_file_of_geojson(layers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run("geojson", out, "--ids", "w0", "--crs", "gk3").exit_code == 0
    body = json.loads(out.read_bytes())
    assert [each["id"] for each in body["features"]] == ["w0"]
    assert body["crs"]["properties"]["name"].endswith("::4549")
    assert body["features"][0]["geometry"]["coordinates"][0] == pytest.approx(415_165, abs=1000)


@pytest.mark.parametrize(
    ("filter_", "ids"),
    [
        (("--area", "1"), ["w1", "w3", "w5", "w6"]),
        (("--area", "5", "--precision", "2,5"), ["w2", "w4"]),
        (("--stage", "identification"), ["w5"]),
        (("--type", "construction", "--ids", "w2,w5"), ["w2", "w5"]),
        (("--category", "village"), ["w6"]),
    ],
)
def test_facets_are_those_of_the_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filter_: tuple[str, ...], ids: list[str]
) -> None:
    folder = export_layers.publish(tmp_path / "layers")
    monkeypatch.setattr("etl.district.District.layers", folder)
    out = tmp_path / "out.json"
    said = run("geojson", out, *filter_)
    assert said.exit_code == 0, said.output
    assert [each["id"] for each in json.loads(out.read_bytes())["features"]] == ids


def test_a_shapefile_in_gbk(layers: Path, tmp_path: Path) -> None:
    assert run("shp", tmp_path / "o.zip", "--encoding", "big5").exit_code == 2
    assert run("shp", tmp_path / "o.zip", "--encoding", "GBK").exit_code == 0
    with zipfile.ZipFile(tmp_path / "o.zip") as archive:
        assert archive.read("works_point.cpg") == b"GBK"


def test_a_text_too_long_for_a_cell_stands_whole_in_its_own_sheet(
    layers: Path, tmp_path: Path
) -> None:
    assert run("xlsx", tmp_path / "o.xlsx", "--crs", "gk3").exit_code == 0
    book = load_workbook(tmp_path / "o.xlsx")
    rows = [row for row in list(book["长文本"].values)[1:] if row[:2] == ("w2", "名称")]
    assert "".join(str(row[3]) for row in rows) == "丙" * 40_000
    name = next(row[0] for row in book["工作清单"].values if str(row[0]).startswith("丙丙"))
    assert len(str(name)) == LONGEST
    assert str(name).endswith("〔全文见“长文本”表〕")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("csv", "OUT", "--ids", "w404"), "没有编号为 w404"),
        (("gpkg", "OUT", "--crs", "3857"), "不认识坐标系"),
        (("csv", "OUT", "--stage", "done"), "没有“done”这个值"),
        (("csv", "OUT", "--category", "hotel"), "筛选结果为空"),
        (("csv", "OUT", "--category", "school", "--ids", "w404"), "筛选结果为空"),
        (("kml", "OUT"), "控制字符"),
        (("kml", "OUT", "--crs", "4549"), "KML 只能用经纬度"),
        (("csv", "OUT", "--crs", "4534"), "太远"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_no_file(
    layers: Path, tmp_path: Path, args: tuple[str, ...], words: str
) -> None:
    out = tmp_path / "out"
    said = run(*(out if arg == "OUT" else arg for arg in args))
    assert said.exit_code == 2
    assert words in said.output and "Error" in said.output
    assert not out.exists()
