from __future__ import annotations

import io
import json
from pathlib import Path
from urllib.parse import unquote

import export_layers
import flask
import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app.clauses import ClauseStore
from app.export.routes import add_routes
from app.layerfiles import LayerStore
from app.pages.registry import PageContext
from app.settings import Settings


@pytest.fixture
def layers(tmp_path: Path) -> Path:
    return export_layers.publish(tmp_path / "layers")


@pytest.fixture
def client(layers: Path, tmp_path: Path) -> FlaskClient:
    settings = Settings(layers=layers, var=tmp_path / "var")
    ctx = PageContext(settings, LayerStore(layers), ClauseStore(settings.clauses))
    server = flask.Flask(__name__)
    add_routes(server, ctx)
    return server.test_client()


@pytest.mark.parametrize(
    ("key", "magic"),
    [
        ("xlsx", b"PK"),
        ("gpkg", b"SQLite format 3"),
        ("html", b"<!DOCTYPE html>"),
        ("zip", b"PK"),
        ("geojson", b'{"name":"works"'),
        ("shp", b"PK"),
        ("kml", b"<?xml"),
        ("csv", b"\xef\xbb\xbf"),
        ("oc4ids", b"{"),
        ("gpkg?ids=w1", b"SQLite format 3"),
        ("xlsx?crs=cgcs2000", b"PK"),
        ("shp?encoding=gbk&crs=wgs84", b"PK"),
    ],
)
def test_every_kind_comes_as_a_named_file(client: FlaskClient, key: str, magic: bytes) -> None:
    answer = client.get(f"/export/{key}")
    assert answer.status_code == 200
    assert answer.data.startswith(magic)
    header = answer.headers["Content-Disposition"]
    assert header.startswith("attachment; filename=hetu-990101-2031")
    assert "鹤图-甲区-2031" in unquote(header)
    answer.close()


def test_a_filter_by_get_or_post_gives_its_works(client: FlaskClient) -> None:
    got = client.get("/export/geojson?ids=w1,w5")
    posted = client.post("/export/geojson", data={"ids": "w1,w5"})
    assert got.data == posted.data
    assert [f["id"] for f in json.loads(got.data)["features"]] == ["w1", "w5"]
    book = load_workbook(io.BytesIO(client.get("/export/xlsx?ids=w5").data))
    assert book["工作清单"].max_row == 2


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("xlsx?ids=w404", "没有编号为 w404"),
        ("xlsx?ids=", "筛选结果为空"),
        ("xlsx?ids=../etc/passwd", "逗号分隔的工作编号"),
        ("html?ids=w1", "整套导出"),
        ("html?crs=gk3", "没有选项 crs"),
        ("csv?encoding=gbk", "没有选项 encoding"),
        ("csv?crs=4547x", "不认识坐标系"),
        ("csv?crs=4550", "离中央经线 123° 太远"),
        ("csv?crs=gk3", "不在我国 3 度带"),
        ("shp?encoding=big5", "不认识编码"),
    ],
)
def test_a_bad_filter_is_refused_in_both_languages(
    client: FlaskClient, query: str, words: str
) -> None:
    answer = client.get(f"/export/{query}")
    assert answer.status_code == 400
    assert words in answer.text
    zh, en = answer.text.strip().split("\n\n")
    assert en.isascii() and not zh.isascii()


def test_an_unknown_kind_is_not_there(client: FlaskClient) -> None:
    assert client.get("/export/exe").status_code == 404


def test_broken_layers_are_said(client: FlaskClient, layers: Path) -> None:
    export_layers.break_layer(layers)
    answer = client.get("/export/html")
    assert answer.status_code == 503
    assert "projects.geojson" in answer.text and "typo" in answer.text


def test_a_file_is_made_once_and_anew_after_a_build(
    client: FlaskClient, layers: Path, tmp_path: Path
) -> None:
    def copies() -> list[Path]:
        return sorted((tmp_path / "var" / "exports").glob("*/hetu.xlsx"))

    client.get("/export/xlsx").close()
    first, stamp = copies()[0], copies()[0].stat().st_mtime_ns
    client.get("/export/xlsx").close()
    assert copies() == [first] and first.stat().st_mtime_ns == stamp
    found = export_layers.features()
    found["projects"].pop()
    export_layers.publish(layers, found)
    answer = client.get("/export/xlsx")
    assert load_workbook(io.BytesIO(answer.data))["工作清单"].max_row == 6
    answer.close()
    assert len(copies()) == 1 and copies() != [first]
