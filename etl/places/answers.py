"""Answers of the ladder: a location with a note that says how it came about."""

from __future__ import annotations

from etl.codes import LocationMethod, Precision
from etl.places.index import Gazetteer
from etl.places.model import Location, Place
from etl.places.records import Relation

SETTLED = frozenset({"village", "community"})
"""Kinds small enough that a work inside one may stand at its point."""
_CONFIDENCE_ZH = {"high": "", "medium": "，可信度中", "low": "，可信度低"}


def unplaced(reason_zh: str, reason_en: str) -> Location:
    """Not placed, with the reason."""
    return Location(
        precision=Precision.NOT_PLACED,
        method=LocationMethod.NONE,
        reason_zh=reason_zh,
        reason_en=reason_en,
    )


def area_precision(gazetteer: Gazetteer, area: Place) -> Precision:
    """The class of something shown by an area: the entry's own, 6 for the district itself."""
    return Precision.DISTRICT if area.place_id == gazetteer.home.place_id else area.precision


def pinned(place: Place, zh: str, en: str) -> Location:
    """A pin at a gazetteer entry; `zh`/`en` say how it was found, the entry's own note follows."""
    return Location(
        precision=place.precision,
        method=place.method,
        geometry={"type": "Point", "coordinates": [place.lon, place.lat]},
        uncertainty_m=place.uncertainty_m,
        place_id=place.place_id,
        source=place.source,
        source_ref=place.source_ref,
        source_confidence=place.confidence,
        note_zh=zh if place.note_zh in zh else f"{zh}；{place.note_zh}",
        note_en=en if place.note_en in en else f"{en}; {place.note_en}",
    )


def inside(
    gazetteer: Gazetteer, place: Place, zh: str, en: str, relation: Relation | None
) -> Location:
    """A work inside a place: at the point of a settlement that has one, else by its area."""
    if relation is not None:
        source = gazetteer.sources[relation.source_id].title_zh
        ref, confidence = relation.source_ref, relation.confidence
        zh = f"{zh}（{relation.note_zh or '公开来源'}{_CONFIDENCE_ZH[confidence]}）"
        if relation.is_inferred:
            zh, en = f"{zh}，推断", f"{en}, inferred"
    else:
        source, ref, confidence = f"{gazetteer.home.name}政府工作报告", "", "medium"
    if place.kind in SETTLED and place.lon is not None:
        return Location(
            precision=place.precision,
            method=LocationMethod.CONTAINMENT,
            geometry={"type": "Point", "coordinates": [place.lon, place.lat]},
            uncertainty_m=place.uncertainty_m,
            place_id=place.place_id,
            area_id=gazetteer.area_of(place).place_id,
            source=source,
            source_ref=ref,
            source_confidence=confidence,
            note_zh=f"{zh}；位置取该村（{place.note_zh or place.source}）",
            note_en=f"{en}; placed at the village ({place.note_en or place.source_ref})",
        )
    area = gazetteer.area_of(place)
    return Location(
        precision=area_precision(gazetteer, area),
        method=LocationMethod.CONTAINMENT,
        place_id=place.place_id,
        area_id=area.place_id,
        source=source,
        source_ref=ref,
        source_confidence=confidence,
        note_zh=f"{zh}；按{area.name}显示",
        note_en=f"{en}; shown by the area {area.name}",
    )


def as_area(gazetteer: Gazetteer, place: Place) -> Location:
    """A gazetteer entry without a point: it stands for the smallest area that is certain."""
    area = gazetteer.area_of(place)
    how = ("地名库同名", "gazetteer, exact name")
    if area.place_id != place.place_id:
        how = (f"没有公开坐标，按所在的{area.name}显示", "no published position, shown by its area")
    return Location(
        precision=area_precision(gazetteer, area),
        method=LocationMethod.CONTAINMENT,
        place_id=place.place_id,
        area_id=area.place_id,
        source=place.source,
        source_ref=place.source_ref,
        source_confidence=place.confidence,
        note_zh="；".join(part for part in (how[0], place.note_zh) if part),
        note_en="; ".join(part for part in (how[1], place.note_en) if part),
    )


def area_of_relation(
    gazetteer: Gazetteer, relation: Relation, place: Place | None, precision: Precision
) -> Location:
    """No more than what a relation says: an area of this class, and the words as the reason."""
    source = gazetteer.sources[relation.source_id]
    said = relation.note_zh or relation.value or relation.object
    return Location(
        precision=precision,
        method=LocationMethod.CONTAINMENT,
        place_id=place.place_id if place else "",
        area_id=gazetteer.area_of(place).place_id if place else "",
        source=source.title_zh,
        source_ref=relation.source_ref,
        source_confidence=relation.confidence,
        note_zh=said,
        note_en=f"by {source.title_en}: {relation.object}",
        reason_zh=said,
        reason_en=f"no more is known than: {relation.object}",
    )
