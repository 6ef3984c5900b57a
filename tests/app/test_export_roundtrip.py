"""What is handed on comes back: every place within a centimetre, every text word for word."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import china_layers
import geopandas
import numpy as np
import numpy.typing as npt
import openpyxl
import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from pyproj import Geod, Transformer
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from app.export.downloads import KINDS
from app.export.exchange import read_exchange
from app.export.to_csv import guarded
from app.export.to_shp import SEE, fits

Read = tuple[dict[str, dict[str, str]], dict[str, BaseGeometry | None]]
"""Texts by id and column, shapes by id, as an independent reader sees them."""
FRAMES = ("wgs84", "cgcs2000", "gk3", "4550", "4528")
EPSG = {"wgs84": 4326, "cgcs2000": 4490, "gk3": 4549}


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return china_layers.publish_texts(
        tmp_path_factory.mktemp("layers"), list(china_layers.TEXTS.values())
    )


def by_id(frame: Any, names: list[str]) -> dict[str, dict[str, str]]:
    rows = frame.to_dict("records")
    return {str(row["id"]): {n: _text(row[n]) for n in names if n in row} for row in rows}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def read_geojson(path: Path, _names: list[str], epsg: int) -> Read:
    body = json.loads(path.read_bytes())
    said = body.get("crs", {}).get("properties", {}).get("name", "::4326")
    assert said.endswith(f":{epsg}")
    texts = {}
    for each in body["features"]:
        props = each["properties"]
        texts[props["id"]] = {
            "name": props["name"],
            "aliases": "、".join(props["aliases"]),
            "promise": props["promise_zh"],
        }
    forms = {
        each["id"]: shape(each["geometry"]) if each["geometry"] else None
        for each in body["features"]
    }
    return texts, forms


def read_gpkg(path: Path, names: list[str], epsg: int) -> Read:
    texts: dict[str, dict[str, str]] = {}
    forms: dict[str, BaseGeometry | None] = {}
    for layer, kind in pyogrio.list_layers(path):
        if not layer.startswith("works_"):
            continue
        frame = pyogrio.read_dataframe(path, layer=layer)
        texts |= by_id(frame, names)
        if kind is None:
            forms |= dict.fromkeys(frame["id"])
        else:
            assert frame.crs.to_epsg() == epsg
            forms |= dict(zip(frame["id"], frame.geometry, strict=True))
    return texts, forms


def read_shp(path: Path, names: list[str], epsg: int) -> Read:
    texts: dict[str, dict[str, str]] = {}
    forms: dict[str, BaseGeometry | None] = {}
    folder = path.parent / f"{path.stem}-unpacked"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    for dbf in sorted(folder.glob("*.dbf")):
        frame = pyogrio.read_dataframe(dbf)
        texts |= by_id(frame, names)
        if not isinstance(frame, geopandas.GeoDataFrame):
            forms |= dict.fromkeys(frame["id"])
            continue
        assert frame.crs.to_epsg(min_confidence=20) == epsg
        forms |= dict(zip(frame["id"], frame.geometry, strict=True))
    sheet = (folder / "长文本.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sheet, newline="")))[1:]
    for identity, field, _, text in rows:
        if field in names:
            assert texts[identity][field].endswith(SEE)
            texts[identity][field] = unguarded(text)
    return texts, forms


def unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") else text


def read_csv(path: Path, names: list[str], epsg: int) -> Read:
    body = path.read_bytes()
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    label = {"name": "名称", "aliases": "别名", "promise": "承诺"}
    texts = {row["编号"]: {n: unguarded(row[label[n]]) for n in names} for row in rows}
    forms = {
        row["编号"]: shapely.from_wkt(row["图形WKT"]) if row["图形WKT"] else None for row in rows
    }
    for row in rows:
        assert f"EPSG:{epsg}" in row["坐标系"]
        assert not row["名称"].startswith(("=", "+", "-", "@", "\t", "\r"))
    return texts, forms


def read_xlsx(path: Path, names: list[str], epsg: int) -> Read:
    book = openpyxl.load_workbook(path)
    works = list(book["工作清单"].values)
    at = {name: works[0].index(label) for name, label in XLSX_LABELS.items()}
    identity = works[0].index("编号")
    texts = {
        str(row[identity]): {n: unescape(str(row[at[n]] or "")) for n in names} for row in works[1:]
    }
    shapes = list(book["图形"].values)
    forms: dict[str, BaseGeometry | None] = dict.fromkeys(texts)
    for row in shapes[1:]:
        assert f"EPSG:{epsg}" in str(row[5])
        forms[str(row[0])] = shapely.from_wkt("".join(str(cell or "") for cell in row[6:]))
    return texts, forms


XLSX_LABELS = {"name": "名称", "aliases": "别名", "promise": "承诺"}


def read_kml(path: Path, names: list[str], epsg: int) -> Read:
    assert epsg in (4326, 4490)
    texts: dict[str, dict[str, str]] = {}
    forms: dict[str, BaseGeometry | None] = {}
    for layer, _ in pyogrio.list_layers(path):
        frame = pyogrio.read_dataframe(path, layer=layer).rename(columns={"Name": "name"})
        texts |= by_id(frame, names)
        forms |= dict(zip(frame["id"], frame.geometry, strict=True))
    return texts, forms


READERS: dict[str, Callable[[Path, list[str], int], Read]] = {
    "geojson": read_geojson,
    "gpkg": read_gpkg,
    "shp": read_shp,
    "csv": read_csv,
    "xlsx": read_xlsx,
    "kml": read_kml,
}
NAMES = ["name", "aliases", "promise"]


def written(key: str, layers: Path, folder: Path, **options: str) -> Path:
    kind = KINDS[key]
    assert kind.of_works is not None
    path = folder / f"out{kind.ending}"
    kind.of_works(layers, path, **options)
    return path


def same_texts(read: Read, layers: Path) -> None:
    wanted = {
        str(row["id"]): {name: row[name] for name in NAMES} for row in read_exchange(layers).rows
    }
    assert read[0] == wanted


def same_places(read: Read, layers: Path, epsg: int) -> None:
    """Every vertex within a centimetre of where it was, whatever the order of rings."""
    back = Transformer.from_crs(epsg, 4490, always_xy=True)
    geod = Geod(ellps="GRS80")
    source = read_exchange(layers)
    for row, form in zip(source.rows, source.forms, strict=True):
        found = read[1][str(row["id"])]
        assert (found is None) == (form is None), row["id"]
        if form is None or found is None:
            continue
        if epsg not in (4326, 4490):
            found = shapely.transform(found, lambda x, y: back.transform(x, y), interleaved=False)
        theirs_form = single(found, form)
        assert len(shapely.get_parts(theirs_form)) == len(shapely.get_parts(form)), row["id"]
        assert shapely.area(theirs_form) == pytest.approx(shapely.area(form), abs=1e-9), row["id"]
        ours, theirs = vertices(form), vertices(theirs_form)
        assert ours.shape == theirs.shape, row["id"]
        away = geod.inv(ours[:, 0], ours[:, 1], theirs[:, 0], theirs[:, 1])[2]
        assert max(away) < 0.01, row["id"]


def vertices(form: BaseGeometry) -> npt.NDArray[np.float64]:
    """The vertices in an order that does not hang on their last decimals."""
    found = shapely.get_coordinates(form)
    rough = found.round(5)
    return found[np.lexsort((rough[:, 1], rough[:, 0]))]


def single(found: BaseGeometry, like: BaseGeometry) -> BaseGeometry:
    """A shape that a format made multiple, single again; the only change a format may make."""
    if found.geom_type == f"Multi{like.geom_type}" and len(found.geoms) == 1:
        return found.geoms[0]
    if like.geom_type == f"Multi{found.geom_type}" and len(like.geoms) == 1:
        return type(like)([found])
    assert found.geom_type == like.geom_type
    return found


@pytest.mark.parametrize("crs", FRAMES)
@pytest.mark.parametrize("key", READERS)
def test_it_comes_back_from_every_format_in_every_frame(
    layers: Path, tmp_path: Path, key: str, crs: str
) -> None:
    if key == "kml" and crs in ("gk3", "4550", "4528"):
        with pytest.raises(ValueError, match="KML 只能用经纬度"):
            written(key, layers, tmp_path, crs=crs)
        return
    epsg = EPSG.get(crs) or int(crs)
    read = READERS[key](written(key, layers, tmp_path, crs=crs), NAMES, epsg)
    same_texts(read, layers)
    same_places(read, layers, epsg)


def test_a_gbk_shapefile_keeps_what_gbk_has_not(layers: Path, tmp_path: Path) -> None:
    path = written("shp", layers, tmp_path, encoding="gbk", crs="gk3")
    read = read_shp(path, NAMES, 4549)
    same_texts(read, layers)
    same_places(read, layers, 4549)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("works_point.cpg") == b"GBK"
        key_sheet = archive.read("字段对照.csv").decode("utf-8-sig")
        said = archive.read("说明.txt").decode("utf-8-sig")
    assert "radius_m,误差半径（米）" in key_sheet
    assert "处文字放不进 254 字节" in said and "EPSG:4549" in said
    names = [line.split(",")[0] for line in key_sheet.splitlines()[1:]]
    assert max(map(len, names)) <= 10


TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x85\u2028\u2029"), max_size=90
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXT.filter(str.strip), min_size=1, max_size=7))
@pytest.mark.parametrize("key", ["geojson", "gpkg", "shp", "csv"])
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, key: str, texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    layers = china_layers.publish_texts(folder / "layers", texts)
    options = {"encoding": "gbk"} if key == "shp" else {}
    read = READERS[key](written(key, layers, folder, crs="gk3", **options), NAMES, 4549)
    same_texts(read, layers)


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_a_guarded_cell_never_begins_a_formula_and_gives_its_text_back(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(cell) == text


@settings(max_examples=200, deadline=None)
@given(TEXT, st.sampled_from(["utf-8", "gbk"]))
def test_what_is_said_to_fit_does(text: str, encoding: str) -> None:
    if fits(text, encoding):
        assert len(text.encode(encoding)) <= 254
        assert text.encode(encoding).decode(encoding).rstrip() == text
