from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import export_layers
import pyogrio
import pytest

from app.export.errors import ExportError
from app.export.geojson_zip import export_geojson, export_geojson_zip
from app.export.gpkg import export_gpkg
from layers.registry import LAYERS


@pytest.fixture
def layers(tmp_path: Path) -> Path:
    return export_layers.publish(tmp_path / "layers")


@pytest.fixture
def package(layers: Path, tmp_path: Path) -> Path:
    export_gpkg(layers, tmp_path / "out.gpkg")
    return tmp_path / "out.gpkg"


def test_gdal_finds_every_layer(package: Path) -> None:
    found = dict(pyogrio.list_layers(package))
    assert set(found) == {*LAYERS, "sources", "readme"}
    assert [name for name, kind in found.items() if kind is None] == [
        "indicators",
        "sources",
        "readme",
    ]
    assert found["boundaries"] == "Polygon"


def test_features_come_back_whole(package: Path) -> None:
    frame = pyogrio.read_dataframe(package, layer="projects").set_index("id")
    assert frame.crs.to_epsg() == 4326
    assert list(frame.geometry.isna()) == [False, False, False, True, True]
    assert frame.loc["w1", "name"] == export_layers.HOSTILE
    assert json.loads(frame.loc["w1", "aliases"]) == ["甲", "乙"]
    assert json.loads(frame.loc["w1", "mentions"])[0]["sentence_index"] == 16
    assert (frame.loc["w1"].geometry.x, frame.loc["w1"].geometry.y) == (10.7, 50.6)
    assert frame.loc["w1", "uncertainty_m"] == 300
    assert frame["uncertainty_m"].isna().sum() == 3


def test_codes_stay_text_and_the_id_stands_first(package: Path) -> None:
    frame = pyogrio.read_dataframe(package, layer="villages")
    assert list(frame["code"]) == ["990101001201"]
    assert list(frame.columns[:2]) == ["id", "name"]


def test_the_same_layers_give_the_same_bytes(layers: Path, package: Path, tmp_path: Path) -> None:
    export_gpkg(layers, tmp_path / "again.gpkg")
    assert package.read_bytes() == (tmp_path / "again.gpkg").read_bytes()
    with closing(sqlite3.connect(package)) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_an_unwritable_target_says_so(layers: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ExportError, match="无法写入"):
        export_gpkg(layers, tmp_path / "file" / "out.gpkg")


def test_geojson_of_a_filter_keeps_unplaced_works(layers: Path, tmp_path: Path) -> None:
    export_geojson(layers, tmp_path / "out.geojson", works_ids=["w1", "w5"])
    found = json.loads((tmp_path / "out.geojson").read_text(encoding="utf-8"))
    assert [(f["id"], f["geometry"] is None) for f in found["features"]] == [
        ("w1", False),
        ("w5", True),
    ]
    assert found["bbox"] == [10.7, 50.6, 10.7, 50.6]
    assert "crs" not in found


def test_the_archive_holds_the_published_bytes(layers: Path, tmp_path: Path) -> None:
    export_geojson_zip(layers, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        for name in [layer.filename for layer in LAYERS.values()] + ["manifest.json"]:
            assert archive.read(name) == (layers / name).read_bytes()
        assert "不是完成情况" in archive.read("说明.txt").decode("utf-8-sig")
