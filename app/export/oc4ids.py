"""Works as a project package of OC4IDS 0.9 (standard.open-contracting.org/infrastructure/0.9).

What the report gives is intent: a promise is a milestone that is scheduled, a figure a forecast;
`completion` and `period` are left to those who know. A stage or kind of work that the standard has
no code for is left out and said in words.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shapely.geometry import mapping

from app.export.errors import ExportError
from app.export.exchange import Exchange, read_exchange
from app.export.oc4ids_check import STATUS, TYPES, check_package
from app.export.whole import whole_file
from etl.files import json_bytes

SECTORS = {
    "school": "education",
    "health": "health",
    "energy": "energy",
    "water": "waterAndWaste",
    "road_bridge": "transport.road",
    "transport_hub": "transport",
    "residential_compound": "socialHousing",
    "public_service": "governance",
    "ecology": "naturalResources",
    **dict.fromkeys(
        ("culture", "scenic_site", "hotel", "zone", "route", "event"), "cultureSportsAndRecreation"
    ),
    **dict.fromkeys(("industry", "park", "incubator", "enterprise", "farm", "commerce"), "economy"),
}
"""Category → projectSector.csv; a village or town is of no sector."""


def export_oc4ids(
    layers_dir: Path, out_path: Path, works_ids: Iterable[str] | None = None, crs: str = "wgs84"
) -> None:
    """Write works as one project package. WGS84 by the standard. Raises LayerError, ExportError."""
    found = read_exchange(layers_dir, works_ids, crs)
    if not found.frame.is_degrees:
        raise ExportError(
            "OC4IDS 只能用 WGS84 经纬度（其标准规定）。请选 WGS84。",
            "OC4IDS holds WGS84 degrees only, by its standard. Take WGS84.",
        )
    whole = package(found)
    check_package(whole)
    with whole_file(out_path) as path:
        path.write_bytes(json_bytes(whole, indent=1))


def package(found: Exchange) -> dict[str, Any]:
    """The project package. Its date is the report's: the same layers give the same bytes."""
    published = found.published
    day = published.text("report", "delivered_on") or f"{datetime.now(UTC):%Y-%m-%d}"
    ids = ",".join(str(row["id"]) for row in found.rows)
    name = uuid.uuid5(uuid.NAMESPACE_OID, f"{published.digest}:{ids}")
    return {
        "uri": f"urn:uuid:{name}",
        "publishedDate": _instant(day),
        "version": "0.9",
        "publisher": {"name": published.text("report", "publisher") or "鹤图 Hetu"},
        "projects": [
            _project(found, number, _instant(day)) for number in range(len(found.features))
        ],
    }


def _project(found: Exchange, number: int, updated: str) -> dict[str, Any]:
    row, form = found.rows[number], found.forms[number]
    props = found.features[number]["properties"]
    district = found.published.text("district", "adcode")
    own = str(props["id"])
    where = (str(row["area"]), str(row["prec_zh"]), str(row["note"]))
    location = {
        "id": own,
        "description": " ".join(filter(None, where)),
        "geometry": dict(mapping(form)) if form is not None else None,
    }
    return _full(
        {
            "id": f"hetu-{district}-{own}",
            "updated": updated,
            "language": "zh",
            "identifiers": [{"id": own, "scheme": "hetu"}],
            "title": props["name"],
            "description": _words(row),
            "status": props["stage"] if props["stage"] in STATUS else None,
            "type": props["work_type"] if props["work_type"] in TYPES else None,
            "sector": [SECTORS[props["category"]]] if props["category"] in SECTORS else [],
            "additionalClassifications": [
                {"scheme": "hetu-category", "id": props["category"], "description": row["cat_zh"]}
            ],
            "locations": [_full(location)],
            "milestones": _milestones(props),
            "forecasts": _forecasts(props["figures"]),
            "documents": _documents(found),
        }
    )


def _words(row: dict[str, Any]) -> str:
    parts = (
        ("承诺", row["promise"]),
        ("阶段", row["stage_zh"]),
        ("工作类型", row["type_zh"]),
        ("所属方面", row["focus"]),
        ("出处", row["refs"]),
    )
    return "\n".join(f"{label}：{text}" for label, text in parts if text)


def _milestones(props: dict[str, Any]) -> list[dict[str, Any]]:
    if not props["due"] and not props["promise_zh"]:
        return []
    due = _instant(props["due"]) if props["due"] else None
    title = props["promise_zh"] or props["name"]
    return [_full({"id": "promise", "title": title, "dueDate": due, "status": "scheduled"})]


def _forecasts(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        _full(
            {
                "id": f"figure-{number}",
                "title": figure["name"],
                "observations": [
                    _full(
                        {
                            "id": "1",
                            "measure": figure["value"],
                            "unit": _full({"name": figure["unit"]}),
                            "notes": figure["comparator"],
                        }
                    )
                ],
            }
        )
        for number, figure in enumerate(figures, start=1)
    ]


def _documents(found: Exchange) -> list[dict[str, Any]]:
    report, said = "report", found.published
    address = said.text(report, "address")
    day = said.text(report, "delivered_on")
    own = {
        "id": said.text(report, "id") or report,
        "title": said.text(report, "title_zh"),
        "url": address if address.startswith(("http://", "https://")) else None,
        "datePublished": _instant(day) if day else None,
        "language": "zh",
        "author": said.text(report, "publisher"),
    }
    return [_full(own)]


def _instant(day: str) -> str:
    """A day as the standard wants it: midnight in China; of a month or year the first day."""
    parts = [*day.split("-"), "01", "01"][:3]
    return f"{'-'.join(parts)}T00:00:00+08:00"


def _full(record: dict[str, Any]) -> dict[str, Any]:
    """The record without what is empty: the schema refuses empty texts, lists and null."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}
