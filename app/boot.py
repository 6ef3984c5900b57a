"""What a page's scripts need before anything else, put into the page itself as inert JSON."""

from __future__ import annotations

import json
from enum import Enum
from typing import Any

from app.imports.scenery import scenery_url
from app.messages import catalogue
from app.pages.registry import PageContext
from etl.codes import (
    PRECISION_LABELS,
    Category,
    CodeList,
    Comparator,
    LocationMethod,
    Stage,
    WorkType,
)
from etl.crs.datum import Datum
from layers.registry import LAYERS, WORK_LAYERS
from layers.symbology import AREA_TOKENS, CATEGORY_ICONS, STAGE_RINGS

CODE_LISTS: dict[str, type[CodeList]] = {
    "category": Category,
    "stage": Stage,
    "work_type": WorkType,
    "comparator": Comparator,
    "location_method": LocationMethod,
    "datum": Datum,
}


def boot_data(ctx: PageContext) -> dict[str, Any]:
    """Addresses of the layers and clauses, manifest, code labels, symbology and messages."""
    labels: dict[str, dict[str, list[str]]] = {
        name: {code.value: [code.label_zh, code.label_en] for code in codes}
        for name, codes in CODE_LISTS.items()
    }
    labels["precision"] = {str(int(k)): list(v) for k, v in PRECISION_LABELS.items()}
    labels["layer"] = {name: [layer.title_zh, layer.title_en] for name, layer in LAYERS.items()}
    return {
        "layers": {name: ctx.layers.url(name) for name in ctx.layers.names},
        "workLayers": list(WORK_LAYERS),
        "clauses": ctx.clauses.urls(),
        "manifest": ctx.layers.manifest,
        "labels": labels,
        "scenery": scenery_url(ctx.settings.layers.parent),
        "symbology": {
            "icons": {code.value: icon for code, icon in CATEGORY_ICONS.items()},
            "rings": {code.value: ring for code, ring in STAGE_RINGS.items()},
            "areas": AREA_TOKENS,
        },
        "basemaps": {
            "list": [basemap.for_page() for basemap in ctx.settings.basemaps],
            "boundaryApproval": ctx.settings.boundary_approval,
        },
        "messages": {key: [m["zh"], m["en"]] for key, m in catalogue().items()},
        "problems": [{"where": p.where, "zh": p.zh, "en": p.en} for p in ctx.layers.problems],
    }


def inert_json(value: object) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"no JSON for {type(value).__name__}")
