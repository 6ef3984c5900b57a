"""What the stand-alone map tells of each work: facts in words, shown as text and never as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.export import wording
from app.export.html_symbols import colour, numerals
from app.export.published import Published
from layers.base import Feature
from layers.counting import counts_as_work

OUTSIDE, UNPLACED, PLACED = "outside", "unplaced", "placed"


def group_of(feature: Feature) -> str:
    """Where a work is listed: the id of the area it stands for, `placed`, `outside`, `unplaced`."""
    properties, geometry = feature["properties"], feature["geometry"]
    if properties["precision"] == 0:
        return UNPLACED
    if properties["precision"] == 7:
        return OUTSIDE
    if properties["area_id"] and (properties["is_area"] or geometry is None):
        return str(properties["area_id"])
    return PLACED if geometry else UNPLACED


def _sureness(properties: Mapping[str, Any]) -> str:
    text = wording.precision(properties)
    if properties["uncertainty_m"]:
        text += f"，误差半径 {wording.number_text(properties['uncertainty_m'])}{wording.THIN}米"
    return text


def _source(properties: Mapping[str, Any]) -> str:
    parts = [properties["location_source"], properties["location_source_ref"]]
    return " · ".join(str(part) for part in dict.fromkeys(parts) if part)


def record(feature: Feature, published: Published) -> dict[str, Any]:
    """One work: name, focus areas, where it is listed, and rows of (subject, text)."""
    p = feature["properties"]
    rows = [
        ("类别", wording.category(p)),
        ("方面", wording.focus(p, published.focus_labels)),
        ("阶段", " · ".join(filter(None, (wording.stage(p), wording.work_type(p))))),
        ("承诺", p["promise_zh"]),
        ("期限", p["due"]),
        ("指标", wording.figures_text(p["figures"])),
        ("区划代码", p.get("code", "")),
        ("所在", published.area_names.get(p["area_id"], "")),
        ("定位", _sureness(p)),
        ("方法", wording.method(p) if p["precision"] else ""),
        ("来源", _source(p)),
        ("说明", p["location_note_zh"]),
        ("未定位", p["reason_zh"]),
        ("别名", "、".join(p["aliases"])),
        ("出处", "\n".join(wording.reference(ref) for ref in p["mentions"])),
        ("记录", wording.ORIGINS[p["origin"]]),
    ]
    return {
        "id": p["id"],
        "name": p["name"],
        "work": counts_as_work(p),
        "areas": p["focus_areas"],
        "numerals": numerals(p["focus_areas"]),
        "colour": colour(p["focus_areas"]),
        "group": group_of(feature),
        "reason": p["reason_zh"],
        "radius": p["uncertainty_m"] if group_of(feature) == PLACED else None,
        "rows": [row for row in rows if row[1]],
    }


def records(features: Iterable[Feature], published: Published) -> dict[str, dict[str, Any]]:
    """All works by id, in the layers' order."""
    return {str(f["properties"]["id"]): record(f, published) for f in features}
