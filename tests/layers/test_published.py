"""The published layers of 230204: complete, honest, and right in the eyes of others."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import geojson_validator
import numpy as np
import pyogrio
import pytest
import shapely
from shapely.geometry import shape

from etl.codes import Precision
from etl.crs.datum import Datum
from etl.crs.detective import Finding, Verdict, investigate
from etl.crs.offset import wgs84_to_gcj02
from layers.registry import LAYERS, WORK_LAYERS

DISTRICT = Path(__file__).resolve().parents[2] / "geodata" / "230204"
FILES = sorted((DISTRICT / "layers").glob("*.geojson"))
Feature = dict[str, Any]


def features(name: str) -> list[Feature]:
    return json.loads((DISTRICT / "layers" / f"{name}.geojson").read_text("utf-8"))["features"]


def works() -> list[Feature]:
    return [item for name in WORK_LAYERS for item in features(name)]


def bare(name: str) -> str:
    """A name without the quotes that one annotator keeps and another drops."""
    return name.replace("“", "").replace("”", "")


def truth(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_layer_of_the_registry_is_published() -> None:
    assert [path.stem for path in FILES] == sorted(LAYERS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_independent_validator_finds_rfc_7946(path: Path) -> None:
    assert geojson_validator.validate_structure(path, check_crs=True) == {}
    with_place = [item for item in features(path.stem) if item["geometry"]]
    if with_place:
        collection = {"type": "FeatureCollection", "features": with_place}
        found = geojson_validator.validate_geometries(collection)
        assert found["invalid"] == {}
        assert not set(found["problematic"]) & {"3d_coordinates", "outside_lat_lon_boundaries"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_gdal_reads_every_feature(path: Path) -> None:
    frame = pyogrio.read_dataframe(path)
    assert len(frame) == len(features(path.stem))
    if "geometry" in frame and frame.geometry.notna().any():
        assert frame.crs.to_epsg() == 4326


def test_every_work_has_a_sourced_place_or_a_reason() -> None:
    for item in works():
        properties = item["properties"]
        if item["geometry"] is not None:
            assert properties["location_source"], properties["name"]
        if properties["precision"] == Precision.NOT_PLACED:
            assert item["geometry"] is None, properties["name"]
            assert properties["reason_zh"], properties["name"]
            assert properties["reason_en"], properties["name"]


def test_no_pin_is_finer_than_its_radius_allows() -> None:
    limits = {Precision.SURVEYED: 50, Precision.SITE: 500, Precision.VILLAGE: 2000}
    for item in [*works(), *features("tourism_stops"), *features("places")]:
        properties, geometry = item["properties"], item["geometry"]
        if geometry is None or geometry["type"] != "Point":
            continue
        assert properties["uncertainty_m"], f"{properties['name']}: a pin without a radius"
        limit = limits.get(Precision(properties["precision"]))
        assert limit is None or properties["uncertainty_m"] <= limit, properties["name"]


def test_settlements_carry_their_codes() -> None:
    villages = features("villages")
    towns = [item["properties"] for item in villages if item["properties"]["category"] == "town"]
    others = [item["properties"] for item in villages if item["properties"]["category"] != "town"]
    assert len(towns) == 1
    assert len(towns[0]["code"]) == 9
    assert len(others) == 12
    assert all(len(item["code"]) == 12 for item in others)
    assert all(item["code"].startswith(towns[0]["code"]) for item in others)


@pytest.mark.parametrize("name", ["扎龙村", "哈拉乌苏村"])
def test_a_village_of_the_report_carries_its_works(name: str) -> None:
    village = next(item for item in features("villages") if item["properties"]["name"] == name)
    assert village["geometry"] is not None
    assert [m["stage"] for m in village["properties"]["mentions"]] == ["implementation"]
    if name == "哈拉乌苏村":
        by_id = {item["id"]: item["properties"]["name"] for item in works()}
        assert "哈拉乌苏水厂" in [by_id[other] for other in village["properties"]["related_ids"]]


def test_ids_are_unique_over_all_works() -> None:
    ids = [item["id"] for item in works()]
    assert len(ids) == len(set(ids))


def test_every_named_mention_of_the_truth_is_in_one_work(truth_dir: Path) -> None:
    spoken: dict[str, list[str]] = {}
    for item in works():
        for mention in item["properties"]["mentions"]:
            spoken.setdefault(bare(mention["mention"]), []).append(item["id"])
    rows = [row for row in truth(truth_dir / "mentions.csv") if row["tier"] == "A"]
    assert len(rows) == 80
    names = [bare(row["mention"]) for row in rows]
    assert [name for name in names if name not in spoken] == []
    split = [name for name in names if len(set(spoken[name])) > 1]
    assert split == [], "mentions of one thing merge into one feature"


def test_all_indicators_of_the_truth_are_published(truth_dir: Path) -> None:
    rows = truth(truth_dir / "indicators.csv")
    published = [
        (item["properties"]["value"], item["properties"]["unit"]) for item in features("indicators")
    ]
    wanted = [(float(row["value"]), row["unit"]) for row in rows]
    assert sorted(published) == sorted(wanted)


def told(found: Finding) -> Datum | None:
    return found.remaining[0].reference.datum if found.verdict is Verdict.FITS else None


def test_a_layer_that_carries_the_gcj02_shift_is_caught() -> None:
    placed = {
        item["id"]: item["geometry"]["coordinates"]
        for item in features("places")
        if item["geometry"] and item["geometry"]["type"] == "Point"
    }
    with (DISTRICT / "base" / "points.csv").open(encoding="utf-8", newline="") as file:
        known = {
            (row["name_zh"] if "name_zh" in row else row["name"]): (
                float(row["lon"]),
                float(row["lat"]),
            )
            for row in csv.DictReader(file)
        }
    pairs = [
        (placed[item["id"]], known[item["properties"]["name"]])
        for item in features("places")
        if item["id"] in placed and item["properties"]["name"] in known
    ]
    assert len(pairs) >= 15
    here = np.array([pair[0] for pair in pairs])
    reference = np.array([pair[1] for pair in pairs])
    assert told(investigate(*here.T, known=reference, known_m=150)) is Datum.WGS84
    shifted = wgs84_to_gcj02(*here.T)
    assert told(investigate(*shifted, known=reference, known_m=150)) is Datum.GCJ02


def test_the_boundary_is_that_of_the_base_and_not_shifted() -> None:
    base = json.loads((DISTRICT / "base" / "boundaries.geojson").read_text("utf-8"))["features"]
    reference = {item["properties"]["adcode"]: shape(item["geometry"]) for item in base}
    for item in features("boundaries"):
        x, y = shapely.get_coordinates(shape(item["geometry"])).T
        ground = reference[item["properties"]["adcode"]]
        assert told(investigate(x, y, boundary=ground, is_outline=True)) is Datum.WGS84
