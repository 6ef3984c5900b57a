"""gazetteer/relations.csv: published statements about where things are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from etl.places import georef
from etl.places.across import parse_across
from etl.places.model import Place
from etl.places.names import name_key
from etl.places.records import Relation, RelationKind, Source
from etl.tables import Row, read_table

COLUMNS = (
    "subject", "relation", "object", "value", "source_id", "source_ref", "date", "confidence",
    "is_inferred", "note_zh",
)  # fmt: skip
_CONFIDENCES = ("high", "medium", "low")
_NEEDS_PLACE = {
    RelationKind.CONTAINED_IN,
    RelationKind.OFFSET_FROM,
    RelationKind.ACROSS_FROM,
    RelationKind.ORDER_ALONG,
    RelationKind.LINE_START,
    RelationKind.LINE_END,
    RelationKind.SAME_NAME_AS,
}
_PARSERS = {
    RelationKind.OFFSET_FROM: georef.parse_offset,
    RelationKind.ACROSS_FROM: parse_across,
    RelationKind.ORDER_ALONG: georef.parse_order,
    RelationKind.LINE_LENGTH: georef.parse_length,
}


def read_relations(
    path: Path, sources: Mapping[str, Source], places: Mapping[str, Place]
) -> list[Relation]:
    """The relations in table order. Raises TableError naming file, row and cause."""
    known = {*places, *(name_key(name) for p in places.values() for name in (p.name, *p.aliases))}
    return [_relation(row, sources, known) for row in read_table(path, COLUMNS)]


def _relation(row: Row, sources: Mapping[str, Source], known: set[str]) -> Relation:
    try:
        kind = RelationKind(row["relation"])
    except ValueError:
        raise row.fault(
            f"关系“{row['relation']}”不认识。", f"unknown relation '{row['relation']}'."
        ) from None
    if row["source_id"] not in sources:
        raise row.fault(
            f"来源“{row['source_id']}”不在 sources.csv 中。",
            f"source '{row['source_id']}' is not listed.",
        )
    if row["confidence"] not in _CONFIDENCES:
        raise row.fault(
            f"可信度“{row['confidence']}”应为 high、medium、low。",
            f"confidence '{row['confidence']}' should be high, medium or low.",
        )
    target = row["object"]
    if kind in _NEEDS_PLACE and target not in known and name_key(target) not in known:
        raise row.fault(
            f"所指地名“{target}”不在 places.csv 中。", f"'{target}' is not in places.csv."
        )
    if kind in _PARSERS:
        try:
            _PARSERS[kind](row["value"])
        except ValueError:
            raise row.fault(
                f"数值“{row['value']}”读不懂（如 2.5 km NE、湖、2/4、21.17 km）。",
                f"cannot read value '{row['value']}' (write 2.5 km NE, 2/4, 21.17 km, "
                "or the Chinese word for what lies between).",
            ) from None
    return Relation(
        subject=row.required("subject"),
        kind=kind,
        object=target,
        value=row["value"],
        source_id=row["source_id"],
        source_ref=row["source_ref"] or sources[row["source_id"]].address,
        date=row["date"],
        confidence=row["confidence"],
        is_inferred=row["is_inferred"] == "true",
        note_zh=row["note_zh"],
        row=row.number,
    )
