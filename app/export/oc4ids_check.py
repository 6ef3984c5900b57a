"""What of the OC4IDS schema concerns the fields that Hetu writes, checked before a file leaves.

The rules are those of project-schema.json (open-contracting/infrastructure at 7478940, 2024-03-07)
for these fields alone; the tests hold the same files against the whole schema where it is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from app.export.errors import ExportError

STATUS = (
    "identification", "preparation", "implementation", "completion", "maintenance",
    "decommissioning", "decommissioned", "cancelled",
)  # fmt: skip
TYPES = ("construction", "rehabilitation", "replacement", "expansion", "decommissioning")
SHAPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
MILESTONES = ("scheduled", "met", "notMet", "partiallyMet")
PROJECT = frozenset(
    {
        *("id", "updated", "language", "identifiers", "title", "description", "status", "type"),
        *("sector", "locations", "milestones", "forecasts", "documents"),
        "additionalClassifications",
    }
)
_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_INSTANT = re.compile(_DAY + r"T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
_DATES = frozenset({"updated", "publishedDate", "dueDate", "datePublished"})
_WITH_ID = ("identifiers", "locations", "milestones", "forecasts", "documents")


def check_package(package: dict[str, Any]) -> None:
    """Raise ExportError naming the first thing that the standard would refuse."""
    for fault in faults(package):
        raise ExportError(
            f"导出的 OC4IDS 不合其标准（{fault}）。请检查该项工作的记录。",
            f"the OC4IDS file would not fit its standard ({fault}). Look at the work's record.",
        )


def faults(package: dict[str, Any]) -> Iterator[str]:
    """Everything the standard would refuse, with where it stands."""
    for key in ("uri", "publishedDate", "version", "publisher", "projects"):
        if key not in package:
            yield f"package: {key} is missing"
    if not package.get("publisher", {}).get("name"):
        yield "package: publisher has no name"
    seen: set[str] = set()
    for project in package.get("projects", []):
        name = str(project.get("id", "?"))
        if name in seen:
            yield f"{name}: twice"
        seen.add(name)
        yield from (f"{name}: {fault}" for fault in _project(project))
    yield from _values(package, "package")


def _project(project: dict[str, Any]) -> Iterator[str]:
    if not project.get("id"):
        yield "no id"
    yield from (f"{key} is no field of ours" for key in project.keys() - PROJECT)
    yield from _one_of(project, "status", STATUS)
    yield from _one_of(project, "type", TYPES)
    for part in _WITH_ID:
        found = project.get(part, [])
        yield from (f"{part}: no id" for item in found if not item.get("id"))
        if any(item in found[:number] for number, item in enumerate(found)):
            yield f"{part}: the same twice"
    for location in project.get("locations", []):
        if "geometry" in location:
            yield from _one_of(location["geometry"], "type", SHAPES)
            if not location["geometry"].get("coordinates"):
                yield "geometry: no coordinates"
    for milestone in project.get("milestones", []):
        yield from _one_of(milestone, "status", MILESTONES)


def _one_of(record: dict[str, Any], key: str, allowed: tuple[str, ...]) -> Iterator[str]:
    if key in record and record[key] not in allowed:
        yield f"{key}: {str(record[key])[:40]} is no code"


def _values(value: Any, where: str) -> Iterator[str]:
    """Empty texts, lists and objects, nulls, and dates that are none."""
    if value in ("", [], {}) or value is None:
        yield f"{where}: empty"
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in _DATES and not _INSTANT.fullmatch(str(inner)):
                yield f"{where}.{key}: {str(inner)[:40]} is no date-time"
            if key != "geometry":
                yield from _values(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner, where)
