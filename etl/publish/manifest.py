"""The manifest: what was published, from what, how sure, under which licences.

No clock and no path of the machine: two builds of the same inputs give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from etl.catalogue.build import Catalogue
from etl.catalogue.compare import tally
from etl.codes import FOCUS_AREA_NUMERALS
from etl.district import District
from etl.files import sha256_of
from etl.paths import SHIPPED
from etl.places.index import Gazetteer
from etl.publish.write import manifest_layers
from layers.base import Feature

# Of no district, beside its folder: which area stands for what, which source wins.
_COMMON = ("area_rules.csv", "import_kinds.csv", "trust_ladder.csv")
_INPUTS = ("district.toml", "reports", "catalogue", "gazetteer", "imports", "tourism", "base")
# The extracted tables are an output where the text is at hand and an input where it is not: they
# are the same either way, but they cannot be hashed before they are written. The lexicon speaks
# through them: a build without the text does not read it.
_SKIPPED = {"mentions.csv", "indicators.csv"}


def _inputs(root: Path) -> list[dict[str, str]]:
    paths = []
    for name in _INPUTS:
        path = root / name
        paths += [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    own = [
        {"file": path.relative_to(root).as_posix(), "sha256": sha256_of(path.read_bytes())}
        for path in paths
        if path.name not in _SKIPPED
        and not path.name.startswith(".")
        and path.suffix not in (".txt", ".md")
    ]
    common = (
        next((place / name for place in (root.parent, SHIPPED) if (place / name).is_file()), None)
        for name in _COMMON
    )
    return own + [
        {"file": f"../{path.name}", "sha256": sha256_of(path.read_bytes())}
        for path in common
        if path is not None
    ]


def _imported(gazetteer: Gazetteer) -> list[dict[str, str]]:
    """The batches taken in, as sources: who and when, the licence with its attribution."""
    batches = {item.batch.batch_id: item.batch for item in gazetteer.imports.features}
    return [
        {
            "source_id": f"import-{batch.batch_id}",
            "title_zh": batch.title,
            "title_en": batch.title,
            "publisher": batch.attribution or batch.who,
            "address": "",
            "licence": f"{batch.licence} {batch.attribution}".strip() or "—",
            "date": batch.when,
            "taken": f"{batch.file} · {batch.count}",
        }
        for batch in sorted(batches.values(), key=lambda batch: batch.batch_id)
    ]


def _areas(gazetteer: Gazetteer, features: Mapping[str, Sequence[Feature]]) -> list[dict[str, str]]:
    """The areas that works are grouped by, smallest first, as filter values."""
    used = {
        item["properties"].get("area_id", "")
        for name in ("projects", "roads", "villages", "tourism_zones", "tourism_routes")
        for item in features.get(name, ())
    }
    out: list[dict[str, str]] = []
    for role in gazetteer.district.roles.values():
        identity = role.place_id
        if identity in used and identity not in [item["area_id"] for item in out]:
            zh = gazetteer.places[identity].name
            en = role.name_en or zh
            if identity == gazetteer.home.place_id:
                zh, en = "全区", "District-wide"
            out.append({"area_id": identity, "name_zh": zh, "name_en": en})
    return out


def manifest_of(
    district: District,
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    features: Mapping[str, Sequence[Feature]],
    files: Mapping[str, bytes],
    works_by_precision: Mapping[str, int],
    unmatched: Sequence[str],
) -> dict[str, Any]:
    """The manifest as JSON-ready values."""
    sidecar = district.sidecar
    counts = tally(catalogue)
    return {
        "district": {
            "adcode": district.adcode,
            "name_zh": district.name_zh,
            "name_en": district.name_en,
        },
        "report": {
            "id": sidecar.report_id,
            "year": sidecar.year,
            "title_zh": sidecar.title_zh,
            "title_en": sidecar.title_en,
            "delivered_on": sidecar.delivered_on.isoformat() if sidecar.delivered_on else "",
            "publisher": sidecar.publisher,
            "address": sidecar.address,
            "licence": sidecar.licence,
            "sha256": sidecar.sha256,
        },
        "focus_areas": [
            {
                "number": area.number,
                "numeral": FOCUS_AREA_NUMERALS.get(area.number, "总"),
                "label_zh": area.label_zh,
                "label_en": area.label_en,
            }
            for area in sidecar.focus_areas
        ],
        "areas": _areas(gazetteer, features),
        "layers": manifest_layers(features, files),
        "works": sum(works_by_precision.values()),
        "works_by_precision": dict(works_by_precision),
        "provenance": {
            name: {
                "unaided": count.unaided,
                "corrected": count.corrected,
                "added": count.added,
                "dropped": count.dropped,
            }
            for name, count in counts.items()
        },
        "origin": {
            "text": counts["mentions"].unaided,
            "corrected": counts["mentions"].corrected,
            "added": counts["mentions"].added,
        },
        "unmatched_names": list(unmatched),
        "unmet_corrections": [
            {"row": row.row.number, "record_id": row.record_id, "action": row.action}
            for row in catalogue.unmet
        ],
        "inputs": _inputs(district.root),
        "sources": [
            *(asdict(source) for source in gazetteer.sources.values()),
            *_imported(gazetteer),
        ],
    }
