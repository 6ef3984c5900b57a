"""What became of each promise as GeoJSON, for a map of one's own (RFC 7946, WGS84)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.export.wording import code_label, reference
from etl.codes import Category
from etl.files import json_bytes
from etl.years.codes import Fate, FateSign


def years_geojson(release: Mapping[str, Any]) -> bytes:
    """The bytes of a FeatureCollection, a feature a promise; without a position of its own the
    geometry is null and `area_id` says where it belongs. Labels are Chinese, codes beside them.
    """
    features = [_feature(item) for item in release["promises"]]
    return json_bytes({"type": "FeatureCollection", "features": features})


def _feature(item: Mapping[str, Any]) -> dict[str, Any]:
    point = None
    if item["lon"] is not None:
        point = {"type": "Point", "coordinates": [item["lon"], item["lat"]]}
    said = item["evidence"]
    return {
        "type": "Feature",
        "id": item["id"],
        "geometry": point,
        "properties": {
            "name": item["name"],
            "name_now": item["match"]["new_name"],
            "focus_area": item["focus_area"],
            "category": item["category"],
            "category_zh": code_label(Category, item["category"]),
            "promise": item["promise"],
            "due": item["due"],
            "is_due_stated": item["is_due_stated"],
            "fate": item["fate"],
            "fate_zh": code_label(Fate, item["fate"]),
            "why_zh": "；".join(code_label(FateSign, sign) for sign in item["signs"]),
            "said_now": said["core"] if said else "",
            "precision": item["precision"],
            "area_id": item["area_id"],
            "ref_zh": reference(item["ref"]),
            "ref_now_zh": reference(said) if said else "",
        },
    }
