"""The works that a filter of the command line lets through, by the facets that the map has too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.export.errors import ExportError
from app.export.published import Published, read_published
from etl.codes import Category, CodeList, Precision, Stage, WorkType
from layers.counting import counts_as_work


def _codes(kind: type[CodeList]) -> frozenset[str]:
    return frozenset(each.value for each in kind)


FACETS: dict[str, tuple[frozenset[str], Callable[[Mapping[str, Any]], list[str]]]] = {
    "area": (frozenset(map(str, range(100))), lambda p: [str(n) for n in p["focus_areas"]]),
    "type": (_codes(WorkType) | {"none"}, lambda p: [p["work_type"] or "none"]),
    "stage": (_codes(Stage) | {"none"}, lambda p: [p["stage"] or "none"]),
    "category": (_codes(Category), lambda p: [p["category"]]),
    "precision": (frozenset(str(int(n)) for n in Precision), lambda p: [str(int(p["precision"]))]),
}
"""Option → the values it may have, and those of a work."""


def select(layers_dir: Path, asked: Mapping[str, str], named: list[str]) -> list[str] | None:
    """The ids of the works that have, for each facet asked for, one of its values; None for all.

    `asked` is facet → values with commas between; `named` are ids, of which alone to choose where
    there are any. As on the map, what is no work of the report is left out of a filter. Raises
    LayerError; ExportError for an unknown value, or nothing left.
    """
    wanted = {key: _values(key, text) for key, text in asked.items() if text}
    if not wanted:
        return named or None
    found = _ids(read_published(layers_dir), wanted)
    if named:
        found = [each for each in found if each in named]
    if not found:
        raise ExportError(
            "筛选结果为空，没有可导出的工作。请放宽筛选条件。",
            "The filter lets no work through: nothing to export. Widen the filter.",
        )
    return found


def _ids(published: Published, wanted: Mapping[str, set[str]]) -> list[str]:
    works = [each["properties"] for each in published.works()]
    return [
        str(work["id"])
        for work in works
        if counts_as_work(work)
        and all(values & set(FACETS[key][1](work)) for key, values in wanted.items())
    ]


def _values(key: str, text: str) -> set[str]:
    values = {part.strip() for part in text.split(",") if part.strip()}
    unknown = sorted(values - FACETS[key][0])
    if unknown:
        known = FACETS[key][0]
        some = "、".join(sorted(known)) if len(known) < 40 else "0、1、2…"
        raise ExportError(
            f"--{key} 没有“{unknown[0][:40]}”这个值。可用：{some}。",
            f"--{key} has no value '{unknown[0][:40]}'. It may be: {some.replace('、', ', ')}.",
        )
    return values
