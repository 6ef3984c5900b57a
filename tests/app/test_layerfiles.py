"""The layer store: what is good is served, what is broken is said, the last good stays."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from app.blobs import Shelf, make_blob
from app.clauses import ClauseStore
from app.layerfiles import LayerStore

BOUNDARY = {
    "id": "999901",
    "layer": "boundaries",
    "name": "甲区",
    "adcode": "999901",
    "role": "district",
    "area_km2": 1.0,
    "source": "invented",
    "licence": "CC0",
}


def _write(folder: Path, properties: dict[str, Any], name: str = "boundaries") -> None:
    feature = {"type": "Feature", "id": "1", "geometry": None, "properties": properties}
    path = folder / f"{name}.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    # A second write within the clock's grain must still be seen.
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + _write.ticks))  # type: ignore[attr-defined]
    _write.ticks += 1000  # type: ignore[attr-defined]


_write.ticks = 1000  # type: ignore[attr-defined]


def test_a_good_layer_has_a_hashed_address(tmp_path: Path) -> None:
    _write(tmp_path, BOUNDARY)
    store = LayerStore(tmp_path)
    blob = store.blob("boundaries")
    assert blob is not None
    assert store.url("boundaries") == f"/layers/boundaries.{blob.digest}.geojson"
    assert store.features("boundaries")[0]["properties"]["name"] == "甲区"
    assert gzip.decompress(blob.packed) == (tmp_path / "boundaries.geojson").read_bytes()
    assert store.find(blob.name) is blob


def test_missing_layers_are_named_with_the_next_step(tmp_path: Path) -> None:
    _write(tmp_path, BOUNDARY)
    told = {problem.file: problem for problem in LayerStore(tmp_path).problems}
    assert "boundaries.geojson" not in told
    assert "hetu build" in told["projects.geojson"].zh
    assert "hetu build" in told["manifest.json"].en


def test_a_broken_layer_keeps_the_last_good_one(tmp_path: Path) -> None:
    _write(tmp_path, BOUNDARY)
    store = LayerStore(tmp_path)
    good = store.url("boundaries")
    _write(tmp_path, {**BOUNDARY, "role": "moon", "name": "乙区"})
    assert store.url("boundaries") == good
    assert store.features("boundaries")[0]["properties"]["name"] == "甲区"
    problem = store.problems[[p.file for p in store.problems].index("boundaries.geojson")]
    assert problem.row == 1
    assert "role" in problem.zh
    assert "role" in problem.en
    _write(tmp_path, {**BOUNDARY, "name": "乙区"})
    assert store.url("boundaries") != good
    assert "boundaries.geojson" not in [p.file for p in store.problems]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        '{"type": "Feature"}',
        "[]",
        '{"type":"FeatureCollection"}',
        '{"type":"FeatureCollection","features":null}',
    ],
)
def test_what_is_no_layer_is_said(tmp_path: Path, body: str) -> None:
    (tmp_path / "boundaries.geojson").write_text(body)
    store = LayerStore(tmp_path)
    assert store.url("boundaries") == ""
    assert "GeoJSON" in next(p for p in store.problems if p.file == "boundaries.geojson").zh


def test_shelf_keeps_the_newest_of_each_stem() -> None:
    shelf = Shelf(keep=2)
    blobs = [shelf.put(make_blob("a", "js", "text/javascript", bytes([n]))) for n in range(3)]
    assert shelf.get(blobs[0].name) is None
    assert shelf.get(blobs[1].name) is blobs[1]
    assert shelf.get("nothing") is None


def test_the_same_bytes_make_the_same_blob() -> None:
    assert make_blob("a", "js", "text/javascript", b"x") == make_blob(
        "a", "js", "text/javascript", b"x"
    )


def test_what_cannot_be_read_is_said_and_does_not_end_the_page(tmp_path: Path) -> None:
    (tmp_path / "boundaries.geojson").mkdir()
    (tmp_path / "manifest.json").mkdir()
    told = {problem.file: problem for problem in LayerStore(tmp_path).problems}
    assert "权限" in told["boundaries.geojson"].zh
    assert "permissions" in told["manifest.json"].en


def test_clauses_that_vanish_or_break_keep_their_last_good_text(tmp_path: Path) -> None:
    path = tmp_path / "2025.json"
    path.write_text('{"sentences":{}}', "utf-8")
    store = ClauseStore(tmp_path)
    before = store.urls()
    assert list(before) == ["2025"]
    path.write_text("{ broken", "utf-8")
    assert store.urls() == before
    path.unlink()
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere")
    assert store.urls() == {}
