"""OC4IDS: what is written fits the standard's own schema, and says no more than the report."""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import china_layers
import jsonschema
import pytest

from app.export.errors import ExportError
from app.export.oc4ids import SECTORS, export_oc4ids
from app.export.oc4ids_check import SHAPES, STATUS, TYPES, check_package, faults
from etl.codes import Category

Package = dict[str, Any]


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layers")
    return china_layers.publish_texts(folder, list(china_layers.TEXTS.values()))


@pytest.fixture(scope="module")
def package(layers: Path, tmp_path_factory: pytest.TempPathFactory) -> Package:
    path = tmp_path_factory.mktemp("out") / "p.json"
    export_oc4ids(layers, path)
    found: Package = json.loads(path.read_bytes())
    return found


def test_it_fits_the_standard_s_schema(
    oc4ids_dir: Path, package: Package, repo_root: Path, tmp_path: Path
) -> None:
    schema = json.loads((oc4ids_dir / "project-schema.json").read_bytes())
    kind = jsonschema.Draft4Validator
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    export_oc4ids(repo_root / "geodata" / "230204" / "layers", tmp_path / "own.json")
    own = json.loads((tmp_path / "own.json").read_bytes())
    assert len(own["projects"]) > 50
    for project in [*package["projects"], *own["projects"]]:
        found = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(project)]
        assert not found, project["id"]


def test_our_codes_are_those_of_the_standard_s_lists(oc4ids_dir: Path) -> None:
    def codes(name: str) -> set[str]:
        with (oc4ids_dir / name).open(encoding="utf-8-sig", newline="") as file:
            return {row["Code"] for row in csv.DictReader(file)}

    assert set(STATUS) == codes("projectStatus.csv")
    assert set(TYPES) == codes("projectType.csv")
    assert set(SHAPES) == codes("geometryType.csv")
    assert set(SECTORS.values()) <= codes("projectSector.csv")


def test_every_category_has_its_sector_or_is_a_settlement() -> None:
    assert {each.value for each in Category} - SECTORS.keys() == {"village", "town"}


def test_a_promise_is_scheduled_and_never_a_completion(package: Package) -> None:
    first = package["projects"][0]
    assert first["milestones"][0]["status"] == "scheduled"
    assert first["milestones"][0]["dueDate"] == "2031-12-31T00:00:00+08:00"
    assert all("completion" not in project for project in package["projects"])
    assert [project["title"] for project in package["projects"]] == [*china_layers.TEXTS.values()]


def test_shapes_are_those_that_were_published(package: Package) -> None:
    kinds = [p["locations"][0].get("geometry", {}).get("type") for p in package["projects"][:7]]
    assert kinds == [shape["type"] if shape else None for shape in china_layers.SHAPES]
    pin = package["projects"][0]["locations"][0]["geometry"]["coordinates"]
    assert pin == [119.123456, 29.654321]


def test_only_degrees_are_written(layers: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="OC4IDS 只能用 WGS84"):
        export_oc4ids(layers, tmp_path / "x.json", crs="gk3")


SPOILT: dict[str, Callable[[Package], object]] = {
    "no id": lambda p: p["projects"][0].pop("id"),
    "an id twice": lambda p: p["projects"].append(p["projects"][0]),
    "a status of ours": lambda p: p["projects"][0].update(status="suspended"),
    "a type of ours": lambda p: p["projects"][0].update(type="attraction"),
    "an empty title": lambda p: p["projects"][0].update(title=""),
    "an empty list": lambda p: p["projects"][0].update(sector=[]),
    "a null": lambda p: p["projects"][0].update(description=None),
    "an unknown field": lambda p: p["projects"][0].update(colour="red"),
    "a day that is none": lambda p: p["projects"][0].update(updated="2025-13-01T00:00:00Z"),
    "a shape it has not": lambda p: p["projects"][0]["locations"][0].update(
        geometry={"type": "GeometryCollection", "coordinates": [1]}
    ),
    "no publisher": lambda p: p["publisher"].pop("name"),
    "no address": lambda p: p.pop("uri"),
    "a document twice": lambda p: p["projects"][0]["documents"].append(
        p["projects"][0]["documents"][0]
    ),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT.keys())
def test_our_own_check_refuses_what_the_standard_would(
    package: Package, spoil: Callable[[Package], object]
) -> None:
    assert not list(faults(package))
    broken = copy.deepcopy(package)
    spoil(broken)
    with pytest.raises(ExportError) as caught:
        check_package(broken)
    assert caught.value.zh != caught.value.en
