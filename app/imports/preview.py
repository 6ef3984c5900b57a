"""A plan and its changes as the page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from etl.crs.datum import Datum
from etl.intake.changes import Change, Changes
from etl.intake.model import FIELDS
from etl.intake.plan import Ground, Plan
from etl.places.import_records import Batch, ImportedFeature

MAX_SHOWN = 2500
"""Features drawn on the map of the page; the others are taken all the same, and counted."""
MAX_LISTED = 200


def preview_json(plan: Plan, changes: Changes, ground: Ground) -> dict[str, Any]:
    """Everything the page needs of a file that is ready to be taken."""
    told = {item.name for item in changes.changes} | {item.name for item in changes.namesakes}
    # What changes something is drawn first: a province's villages must not crowd it out.
    drawn = sorted(plan.features, key=lambda item: item.name not in told)[:MAX_SHOWN]
    return {
        "batch": batch_json(plan.batch) | {"count": len(plan.features)},
        "datum": {
            "code": plan.reference.datum.value,
            "meridian": plan.reference.central_meridian,
            "zh": plan.reference.label_zh,
            "en": plan.reference.label_en,
            "how": plan.how,
        },
        "datums": [[datum.value, datum.label_zh, datum.label_en] for datum in Datum],
        "fields": list(FIELDS),
        "columns": list(plan.columns),
        "layers": list(plan.layers),
        "mapping": plan.mapping,
        "unnamed": plan.unnamed,
        "outside": plan.outside,
        "repaired": plan.repaired,
        "problems": [
            {"row": item.row, "zh": item.zh, "en": item.en} for item in plan.problems[:MAX_LISTED]
        ],
        "more_problems": max(0, len(plan.problems) - MAX_LISTED),
        "changes": [_change(item) for item in changes.changes[:MAX_LISTED]],
        "more_changes": max(0, len(changes.changes) - MAX_LISTED),
        "namesakes": [
            {
                "id": item.identity,
                "name": item.name,
                "at": [[found.lon, found.lat] for found in item.candidates],
            }
            for item in changes.namesakes
        ],
        "before": changes.before,
        "after": changes.after,
        "home": _simple(ground.outline, 0.001),
        "features": [_feature(item, item.name in told) for item in drawn],
        "undrawn": max(0, len(plan.features) - MAX_SHOWN),
        "scenery": bool(plan.scenery),
    }


def batch_json(batch: Batch) -> dict[str, Any]:
    """A batch for the list."""
    return {
        "id": batch.batch_id,
        "title": batch.title,
        "file": batch.file,
        "format": batch.format,
        "count": batch.count,
        "datum": batch.datum,
        "who": batch.who,
        "when": batch.when,
        "licence": batch.licence,
        "attribution": batch.attribution,
        "authority": batch.authority,
    }


def batches_json(batches: Sequence[Batch]) -> list[dict[str, Any]]:
    """The batches of record."""
    return [batch_json(batch) for batch in batches]


def _change(item: Change) -> dict[str, Any]:
    return {
        "what": item.what,
        "id": item.identity,
        "name": item.name,
        "before": int(item.before),
        "after": int(item.after),
        "moved": item.moved_m,
        "conflict": item.is_conflict,
        "zh": item.note_zh,
        "en": item.note_en,
        "at": item.at,
    }


def _feature(item: ImportedFeature, tells: bool) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "name": item.name,
            "kind": item.kind,
            "row": item.row,
            "m": item.uncertainty_m,
            "tells": tells,
        },
        "geometry": _simple(item.geometry, 0.00005),
    }


def _simple(form: BaseGeometry, tolerance: float) -> dict[str, Any]:
    plain = shapely.transform(shapely.simplify(form, tolerance), lambda xy: xy.round(6))
    out: dict[str, Any] = mapping(plain)
    return out
