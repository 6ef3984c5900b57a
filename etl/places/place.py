"""Place a work: climb down the trust ladder until a rung answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from etl.codes import Precision
from etl.errors import TableError
from etl.places import answers, rungs
from etl.places.import_rung import imported as imported_rung
from etl.places.index import Gazetteer
from etl.places.model import Location
from etl.places.query import PlaceQuery
from etl.places.records import RelationKind

Rung: TypeAlias = Callable[[PlaceQuery, Gazetteer], Location | None]
Seam: TypeAlias = Callable[[PlaceQuery], Location | None]
"""Where another source comes in, such as an online geocoder: a query to a location, or None."""

RUNGS: dict[str, Rung] = {
    "override": rungs.override,
    "imported": imported_rung,
    "gazetteer": rungs.exact_name,
    "provider": rungs.provider,
    "offset": rungs.offset,
    "lead": rungs.lead,
    "elsewhere": rungs.elsewhere,
    "settlement": rungs.settlement,
    "container": rungs.container,
    "district": rungs.district,
}
"""What each rung of trust_ladder.csv does."""


def locate(
    query: PlaceQuery,
    gazetteer: Gazetteer,
    *,
    imported: Seam | None = None,
    provider: Seam | None = None,
) -> Location:
    """Where a work is, how surely, and who says so; never more precise than its source.

    The order of trust is data (trust_ladder.csv). Raises TableError for a rung without code.
    """
    seams = {"imported": imported, "provider": provider}
    for rung in gazetteer.ladder:
        if rung.code == "none":
            break
        if rung.code in seams:
            seam = seams[rung.code]
            found = seam(query) if seam is not None else None
            if found is None and rung.code in RUNGS:
                found = RUNGS[rung.code](query, gazetteer)
        elif rung.code in RUNGS:
            found = RUNGS[rung.code](query, gazetteer)
        else:
            raise TableError(
                f"信任阶梯中的“{rung.code}”没有对应做法。请改正 rung 列。",
                f"rung '{rung.code}' of the trust ladder is unknown. Correct the rung column.",
                file="trust_ladder.csv",
            )
        if found is not None:
            return _with_remarks(query, gazetteer, replace(found, rung=rung.code))
    return answers.unplaced("没有任何位置来源", "no source of a position")


def _with_remarks(query: PlaceQuery, gazetteer: Gazetteer, found: Location) -> Location:
    """Add as a note what is known besides (a street, a namesake); it places nothing."""
    if found.precision is Precision.NOT_PLACED:
        return found
    zh, en = [], []
    for relation in gazetteer.relations_of(
        query.names,
        RelationKind.ON_STREET,
        RelationKind.BESIDE,
        RelationKind.ADDRESS,
        RelationKind.SAME_NAME_AS,
    ):
        source = gazetteer.sources[relation.source_id]
        if relation.kind is RelationKind.SAME_NAME_AS:
            same = gazetteer.resolve(relation.object)
            parent = gazetteer.containers(same)[0].name if same and same.parent_id else ""
            zh.append(f"与{relation.object}同名，或在{parent}（仅为推断）")
            en.append(f"shares its name with {relation.object} of {parent} (an inference only)")
        else:
            zh.append(
                f"{relation.note_zh or relation.value or relation.object}（{source.title_zh}）"
            )
            en.append(f"{relation.kind.value}: {relation.object} ({source.title_en})")
    if not zh:
        return found
    return replace(
        found,
        note_zh="；".join([found.note_zh, *zh]),
        note_en="; ".join([found.note_en, *en]),
    )
