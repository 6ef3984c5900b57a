"""Works, places and indicators to the properties of their layers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from etl.catalogue import compose
from etl.catalogue.model import IndicatorRecord, MentionRecord, Work
from etl.codes import Category, LocationMethod
from etl.places.model import Location, Place
from etl.publish.faults import in_words
from layers.base import (
    Figure,
    IndicatorProperties,
    MentionRef,
    PlaceProperties,
    WorkProperties,
)

_LAYER_OF: dict[Category, str] = {
    Category.ROAD_BRIDGE: "roads",
    Category.VILLAGE: "villages",
    Category.TOWN: "villages",
    Category.ROUTE: "tourism_routes",
}

_OWN_OUTLINE = frozenset(
    {LocationMethod.HAND, LocationMethod.SURVEY, LocationMethod.PROVIDER, LocationMethod.IMPORT}
)
"""An outline found in one of these ways is the work's own, not the area it stands for."""


def layer_of(category: Category) -> str:
    """The layer in which a work of this category is published."""
    return _LAYER_OF.get(category, "projects")


def located(location: Location) -> dict[str, Any]:
    """The `Placed` properties of a location."""
    return {
        "precision": location.precision,
        "uncertainty_m": location.uncertainty_m,
        "place_id": location.place_id,
        "area_id": location.area_id,
        "is_area": bool(location.geometry)
        and location.geometry is not None
        and location.geometry["type"] in ("Polygon", "MultiPolygon")
        and location.method not in _OWN_OUTLINE,
        "location_method": location.method,
        "location_source": location.source,
        "location_source_ref": location.source_ref,
        "location_confidence": location.source_confidence,
        "location_note_zh": location.note_zh,
        "location_note_en": location.note_en,
        "reason_zh": location.reason_zh,
        "reason_en": location.reason_en,
        "verified_by": location.verified_by,
        "verified_on": location.verified_on,
    }


def _mention(record: MentionRecord) -> MentionRef:
    fact, ref = record.fact, record.fact.ref
    return MentionRef(
        mention_id=record.record_id,
        report=record.report,
        section=ref.section,
        paragraph_title=ref.paragraph_title,
        sentence_index=ref.sentence_index,
        clause_index=ref.clause_index,
        start=ref.start,
        end=ref.end,
        mention=fact.mention,
        core=compose.core(fact),
        work_type=fact.work_type,
        stage=fact.stage,
        verb_phrase=fact.verb_phrase,
        outcome=fact.outcome,
        due=fact.due,
        quantity=fact.quantity,
        unit=fact.unit,
        is_review=fact.is_review,
        confidence=round(fact.confidence, 2),
        rule=fact.rule,
        origin=record.origin,
    )


def _figure(record: IndicatorRecord, identity: str) -> Figure:
    fact = record.fact
    return Figure(
        name=fact.name,
        comparator=fact.comparator,
        comparator_code=fact.comparator_code,
        value=fact.value,
        value_max=fact.value_max,
        unit=fact.unit,
        value_si=fact.value_si,
        unit_si=fact.unit_si,
        indicator_id=identity,
    )


def work_properties(
    work: Work,
    location: Location,
    indicator_ids: dict[str, str],
    *,
    layer: str = "",
    related: Sequence[str] = (),
) -> dict[str, Any]:
    """The properties that all work layers share; `indicator_ids` maps record to published id."""
    with in_words(work.name, work.work_id):
        properties = WorkProperties(
            id=work.work_id,
            layer=layer or layer_of(work.category),
            name=work.name,
            aliases=list(work.aliases),
            category=work.category,
            focus_areas=list(work.focus_areas),
            stage=work.stage,
            work_type=work.work_type,
            named=work.named,
            promise_zh=compose.promise(work.lead),
            due=compose.due(work.lead),
            figures=[
                _figure(record, indicator_ids[record.record_id]) for record in work.indicators
            ],
            mentions=[_mention(record) for record in work.mentions],
            related_ids=list(related),
            origin=work.origin,
            **located(location),
        )
    return properties.model_dump(mode="json")


def indicator_properties(
    record: IndicatorRecord, identity: str, work_ids: Iterable[str]
) -> dict[str, Any]:
    """The properties of one indicator."""
    fact, ref = record.fact, record.fact.ref
    with in_words(fact.name, record.record_id):
        return IndicatorProperties(
            id=identity,
            name=fact.name,
            comparator=fact.comparator,
            comparator_code=fact.comparator_code,
            value=fact.value,
            value_max=fact.value_max,
            unit=fact.unit,
            value_si=fact.value_si,
            unit_si=fact.unit_si,
            period=fact.period,
            place=fact.place,
            section=ref.section,
            focus_area=ref.focus_area or 0,
            report=record.report,
            paragraph_title=ref.paragraph_title,
            sentence_index=ref.sentence_index,
            clause_index=ref.clause_index,
            start=ref.start,
            end=ref.end,
            is_review=fact.is_review,
            confidence=round(fact.confidence, 2),
            rule=fact.rule,
            origin=record.origin,
            work_ids=sorted(set(work_ids)),
        ).model_dump(mode="json")


def place_properties(place: Place, area_id: str) -> dict[str, Any]:
    """The properties of one gazetteer entry."""
    with in_words(place.name, place.place_id):
        return PlaceProperties(
            id=place.place_id,
            name=place.name,
            kind=place.kind,
            aliases=list(place.aliases),
            code=place.code,
            code_year=place.code_year,
            parent_id=place.parent_id,
            is_schematic=place.is_schematic,
            licence=place.licence,
            precision=place.precision,
            uncertainty_m=place.uncertainty_m,
            place_id=place.place_id,
            area_id=area_id,
            is_area=place.is_area,
            location_method=place.method,
            location_source=place.source,
            location_source_ref=place.source_ref,
            location_confidence=place.confidence,
            location_note_zh=place.note_zh,
            location_note_en=place.note_en,
            reason_zh="" if place.lon is not None or place.geometry else "没有公开坐标",
            reason_en="" if place.lon is not None or place.geometry else "no published position",
        ).model_dump(mode="json")
