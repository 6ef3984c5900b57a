"""A tiny published set of an invented district, with all that could go wrong in an export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from etl.codes import Category, LocationMethod, Precision, Stage, WorkType
from etl.files import json_bytes
from etl.publish.geojson import feature
from etl.publish.write import layer_files, manifest_layers, write_layers
from layers.base import (
    BoundaryProperties,
    Figure,
    IndicatorProperties,
    MentionRef,
    PlaceProperties,
    VillageProperties,
    WorkProperties,
)

HOSTILE = "<img src=x onerror=\"document.title='hacked'\">{{7*7}}{% raw %}</script>"
FORMULA = '=HYPERLINK("http://example.invalid","点我")'
SQUARE = {"type": "Polygon", "coordinates": [[[10, 50], [11, 50], [11, 51], [10, 51], [10, 50]]]}
CORNER = {
    "type": "Polygon",
    "coordinates": [[[10.1, 50.1], [10.4, 50.1], [10.4, 50.4], [10.1, 50.4], [10.1, 50.1]]],
}
PIN = {"type": "Point", "coordinates": [10.7, 50.6]}

_PLACED: dict[str, Any] = {
    "precision": Precision.SITE,
    "location_method": LocationMethod.GAZETTEER,
    "location_source": "试验地名库",
    "uncertainty_m": 300,
}
_TOWN: dict[str, Any] = {
    **_PLACED,
    "precision": Precision.TOWN,
    "uncertainty_m": None,
    "area_id": "t-town",
    "location_method": LocationMethod.CONTAINMENT,
}
_NOWHERE: dict[str, Any] = {
    "precision": Precision.NOT_PLACED,
    "uncertainty_m": None,
    "location_method": LocationMethod.NONE,
    "reason_zh": "未选址",
}


def mention(name: str, sentence: int = 16) -> MentionRef:
    """One mention in sentence `sentence` (from 0)."""
    return MentionRef(
        mention_id=f"2031/{sentence}/{name}",
        report="2031",
        section="一",
        paragraph_title="甲题",
        sentence_index=sentence,
        clause_index=0,
        start=5,
        end=9,
        mention=name,
        core=f"推进〔{name}〕建设",
        work_type=WorkType.CONSTRUCTION,
        stage=Stage.IMPLEMENTATION,
        verb_phrase="推进…建设",
        quantity=3,
        unit="座",
        confidence=0.9,
        rule="test",
        origin="text",
    )


def work(identity: str, name: str, geometry: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    """A work of layer `projects`, or of the layer that `more` names."""
    values: dict[str, Any] = {
        "id": identity,
        "layer": "projects",
        "name": name,
        "category": Category.SCHOOL,
        "focus_areas": [1],
        "stage": Stage.IMPLEMENTATION,
        "work_type": WorkType.CONSTRUCTION,
        "promise_zh": f"推进〔{name}〕建设",
        "due": "2031-12-31",
        "mentions": [mention(name)],
        **_PLACED,
        **more,
    }
    model = VillageProperties if values["layer"] == "villages" else WorkProperties
    return feature(identity, model(**values).model_dump(mode="json"), geometry)


def indicator(identity: str, name: str, **more: Any) -> dict[str, Any]:
    """An indicator: 稳定在10万亩以上 unless told otherwise."""
    values: dict[str, Any] = {
        "id": identity,
        "name": name,
        "comparator": "稳定在…以上",
        "comparator_code": "ge",
        "value": 10,
        "unit": "万亩",
        "value_si": 66_666_666.67,
        "unit_si": "m2",
        "section": "二",
        "focus_area": 2,
        "report": "2031",
        "sentence_index": 20,
        "clause_index": 0,
        "start": 30,
        "end": 40,
        "confidence": 0.9,
        "rule": "test",
        "origin": "text",
        **more,
    }
    return feature(identity, IndicatorProperties(**values).model_dump(mode="json"), None)


def features() -> dict[str, list[dict[str, Any]]]:
    """By layer: two pins at one place, three works of a town, one unplaced, a village, outlines."""
    figure = Figure(
        name="校舍", comparator="新建", comparator_code="eq", value=3, unit="座", indicator_id="i1"
    )
    town = {
        **_TOWN,
        "id": "t-town",
        "name": "乙镇",
        "kind": "town_area",
        "licence": "CC0",
        "is_area": True,
    }
    outline = {
        "adcode": "990101",
        "role": "district",
        "area_km2": 1.5,
        "source": "试验",
        "licence": "CC0",
    }
    village = {
        "layer": "villages",
        "category": Category.VILLAGE,
        "code": "990101001201",
        "code_year": 2030,
        "precision": Precision.VILLAGE,
        "uncertainty_m": 2000,
    }
    point = {**_PLACED, "id": "p1", "name": HOSTILE, "kind": "town_point", "licence": "CC0"}
    boundary = BoundaryProperties(id="990101", name="甲区", **outline)
    return {
        "projects": [
            work("w1", HOSTILE, PIN, aliases=["甲", "乙"], figures=[figure]),
            work("w2", FORMULA, PIN, focus_areas=[5]),
            work("w3", "乙镇学校", CORNER, is_area=True, **_TOWN),
            work("w4", "乙镇书屋", None, focus_areas=[5], **_TOWN),
            work("w5", "丙项目", None, stage=Stage.IDENTIFICATION, **_NOWHERE),
        ],
        "villages": [work("w6", "丁村", {"type": "Point", "coordinates": [10.3, 50.8]}, **village)],
        "boundaries": [feature("990101", boundary.model_dump(mode="json"), SQUARE)],
        "places": [
            feature("t-town", PlaceProperties(**town).model_dump(mode="json"), CORNER),
            feature("p1", PlaceProperties(**point).model_dump(mode="json"), PIN),
        ],
        "indicators": [
            indicator("i1", "粮食面积", work_ids=["w3"]),
            indicator(
                "i2", "+1+cmd", comparator="增长", unit="%", value=6, value_si=6, unit_si="percent"
            ),
        ],
    }


def publish(folder: Path, found: dict[str, list[dict[str, Any]]] | None = None) -> Path:
    """Write the set to `folder` and return it."""
    found = features() if found is None else found
    files = layer_files(found)
    manifest = {
        "district": {"adcode": "990101", "name_zh": "甲区", "name_en": "District A"},
        "report": {
            "id": "2031",
            "title_zh": "甲区政府工作报告",
            "delivered_on": "2031-01-10",
            "year": 2031,
        },
        "focus_areas": [
            {"number": 1, "numeral": "一", "label_zh": "产业", "label_en": "Industry"},
            {"number": 2, "numeral": "二", "label_zh": "乡村", "label_en": "Countryside"},
            {"number": 5, "numeral": "五", "label_zh": "民生", "label_en": "Livelihood"},
        ],
        "areas": [{"area_id": "t-town", "name_zh": "乙镇", "name_en": "Town B"}],
        "layers": manifest_layers(found, files),
        "sources": [
            {
                "source_id": "s1",
                "title_zh": "试验来源",
                "licence": "CC0",
                "address": "https://example.invalid",
            }
        ],
    }
    write_layers(folder, files, manifest)
    return folder


def break_layer(folder: Path) -> None:
    """Give one feature of `projects` a property that no model knows."""
    path = folder / "projects.geojson"
    found = features()["projects"]
    found[0]["properties"]["typo"] = 1
    path.write_bytes(json_bytes({"type": "FeatureCollection", "features": found}))
