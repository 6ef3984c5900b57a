"""Published files: valid, normal, and whole or not at all."""

from __future__ import annotations

import hashlib
import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from etl.errors import CoordinateError, LayerError
from etl.publish.geojson import collection, feature, normal_geometry
from etl.publish.write import layer_bytes, write_layers
from layers.boundaries import LAYER as BOUNDARIES

CLOCKWISE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 2], [2, 2], [2, 0], [0, 0]]]}


def outline(identity: str = "999999", **changes: Any) -> dict[str, Any]:
    properties = {
        "id": identity,
        "layer": "boundaries",
        "name": "云溪区",
        "adcode": "999999",
        "role": "district",
        "area_km2": 1.0,
        "source": "drawn for the test",
        "licence": "CC0",
        **changes,
    }
    return feature(identity, properties, CLOCKWISE)


def test_rings_follow_the_right_hand_rule_and_six_decimals() -> None:
    geometry = normal_geometry(
        {"type": "Polygon", "coordinates": [[[0, 0], [0, 2.12345678], [2, 2], [2, 0], [0, 0]]]}, "x"
    )
    assert geometry is not None
    ring = geometry["coordinates"][0]
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
    assert doubled > 0, "an exterior ring runs counter-clockwise"
    assert [0.0, 2.123457] in ring


@pytest.mark.parametrize("point", [[47.3, 123.9], [21568000.0, 5240000.0]])
def test_swapped_axes_and_metres_are_refused_by_name(point: list[float]) -> None:
    with pytest.raises(CoordinateError, match="云溪"):
        normal_geometry({"type": "Point", "coordinates": point}, "云溪")


def test_bbox_covers_what_has_a_place() -> None:
    nowhere = feature("b", {"name": "b"}, None)
    assert collection([outline(), nowhere])["bbox"] == [0.0, 0.0, 2.0, 2.0]
    assert "bbox" not in collection([nowhere])


def test_an_unknown_property_is_refused_with_its_name() -> None:
    with pytest.raises(LayerError, match=r"boundaries.geojson.*colour"):
        layer_bytes(BOUNDARIES, [outline(colour="red")])


def test_two_features_of_one_id_are_refused() -> None:
    with pytest.raises(LayerError, match="999999"):
        layer_bytes(BOUNDARIES, [outline(), outline()])


def test_only_what_changed_is_written_and_the_manifest_last(tmp_path: Path) -> None:
    files = {"boundaries.geojson": layer_bytes(BOUNDARIES, [outline()])}
    assert write_layers(tmp_path, files, {"n": 1})
    before = (tmp_path / "boundaries.geojson").stat().st_mtime_ns
    assert not write_layers(tmp_path, files, {"n": 1})
    assert (tmp_path / "boundaries.geojson").stat().st_mtime_ns == before
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8")) == {"n": 1}


def test_the_manifest_names_the_tables_of_no_district_too(repo_root: Path) -> None:
    path = repo_root / "geodata" / "230204" / "layers" / "manifest.json"
    inputs = {item["file"]: item["sha256"] for item in json.loads(path.read_bytes())["inputs"]}
    for name in ("area_rules.csv", "import_kinds.csv", "trust_ladder.csv"):
        data = (repo_root / "geodata" / name).read_bytes()
        assert inputs[f"../{name}"] == hashlib.sha256(data).hexdigest()
