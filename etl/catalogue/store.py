"""The catalogue on disk: `mentions.csv` and `indicators.csv`, one row a fact, no sentence.

Written by `hetu extract --write`; read by `hetu build`, so that the catalogue builds where the
text of the report is absent.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from etl.catalogue.model import IndicatorRecord, MentionRecord
from etl.codes import Category, CodeList, Comparator, Stage, WorkType
from etl.extract.model import ClauseRef, Indicator, Mention
from etl.tables import Row, read_table, table_bytes

C = TypeVar("C", bound=CodeList)

REF_COLUMNS = (
    "section",
    "focus_area",
    "paragraph_title",
    "paragraph_index",
    "sentence_index",
    "clause_index",
    "start",
    "end",
)
MENTION_COLUMNS = (
    "record_id",
    "report",
    *REF_COLUMNS,
    "mention",
    "canonical_name",
    "category",
    "work_type",
    "stage",
    "verb_phrase",
    "outcome",
    "due",
    "quantity",
    "unit",
    "spatial_hint",
    "named",
    "is_review",
    "confidence",
    "rule",
)
INDICATOR_COLUMNS = (
    "record_id",
    "report",
    *REF_COLUMNS,
    "name",
    "comparator",
    "comparator_code",
    "value",
    "value_max",
    "unit",
    "value_si",
    "unit_si",
    "period",
    "place",
    "is_review",
    "confidence",
    "rule",
)


def _plain(value: float | None) -> str:
    """A number without a needless `.0`."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(value)


def _ref_cells(ref: ClauseRef) -> list[object]:
    title = ref.paragraph_title
    return [
        ref.section,
        ref.focus_area,
        title,
        ref.paragraph_index,
        ref.sentence_index,
        ref.clause_index,
        ref.start,
        ref.end,
    ]


def mention_table(records: Iterable[MentionRecord]) -> bytes:
    """The bytes of `mentions.csv`."""
    return table_bytes(
        MENTION_COLUMNS,
        (
            [
                record.record_id,
                record.report,
                *_ref_cells(record.fact.ref),
                record.fact.mention,
                record.fact.canonical_name,
                record.fact.category,
                record.fact.work_type,
                record.fact.stage,
                record.fact.verb_phrase,
                record.fact.outcome,
                record.fact.due,
                _plain(record.fact.quantity),
                record.fact.unit,
                record.fact.spatial_hint,
                int(record.fact.named),
                int(record.fact.is_review),
                f"{record.fact.confidence:.2f}",
                record.fact.rule,
            ]
            for record in records
        ),
    )


def indicator_table(records: Iterable[IndicatorRecord]) -> bytes:
    """The bytes of `indicators.csv`."""
    return table_bytes(
        INDICATOR_COLUMNS,
        (
            [
                record.record_id,
                record.report,
                *_ref_cells(record.fact.ref),
                record.fact.name,
                record.fact.comparator,
                record.fact.comparator_code,
                _plain(record.fact.value),
                _plain(record.fact.value_max),
                record.fact.unit,
                _plain(record.fact.value_si),
                record.fact.unit_si,
                record.fact.period,
                record.fact.place,
                int(record.fact.is_review),
                f"{record.fact.confidence:.2f}",
                record.fact.rule,
            ]
            for record in records
        ),
    )


def _code(row: Row, column: str, codes: type[C]) -> C:
    text = row.required(column)
    try:
        return codes(text)  # type: ignore[call-arg]
    except ValueError:
        known = ", ".join(str(code) for code in codes)
        raise row.fault(
            f"列“{column}”的代码“{text}”不在代码表中。请改用：{known}。",
            f"column '{column}': unknown code '{text}'. Use one of: {known}.",
        ) from None


def _maybe_code(row: Row, column: str, codes: type[C]) -> C | None:
    return _code(row, column, codes) if row[column] else None


def _whole(row: Row, column: str) -> int:
    number = row.number_of(column)
    if number is None or number != int(number):
        raise row.fault(
            f"列“{column}”应为整数。请改正。",
            f"column '{column}' should be a whole number. Correct it.",
        )
    return int(number)


def _figure(row: Row, column: str) -> float:
    """A number that must be there: an empty cell is no zero."""
    row.required(column)
    return row.number_of(column) or 0.0


def _ref(row: Row) -> ClauseRef:
    return ClauseRef(
        section=row.required("section"),
        focus_area=_whole(row, "focus_area") if row["focus_area"] else None,
        paragraph_title=row["paragraph_title"],
        paragraph_index=_whole(row, "paragraph_index"),
        sentence_index=_whole(row, "sentence_index"),
        clause_index=_whole(row, "clause_index"),
        start=_whole(row, "start"),
        end=_whole(row, "end"),
    )


def read_mentions(path: Path) -> list[MentionRecord]:
    """Read `mentions.csv`; TableError names the row of the first fault."""
    return [
        MentionRecord(
            row.required("record_id"),
            row.required("report"),
            Mention(
                ref=_ref(row),
                mention=row.required("mention"),
                canonical_name=row.required("canonical_name"),
                category=_code(row, "category", Category),
                work_type=_maybe_code(row, "work_type", WorkType),
                stage=_maybe_code(row, "stage", Stage),
                verb_phrase=row["verb_phrase"],
                named=row["named"] == "1",
                is_review=row["is_review"] == "1",
                confidence=row.number_of("confidence") or 0.0,
                rule=row["rule"],
                quantity=row.number_of("quantity"),
                unit=row["unit"],
                outcome=row["outcome"],
                due=row["due"],
                spatial_hint=row["spatial_hint"],
            ),
        )
        for row in read_table(path, MENTION_COLUMNS)
    ]


def read_indicators(path: Path) -> list[IndicatorRecord]:
    """Read `indicators.csv`; TableError names the row of the first fault."""
    return [
        IndicatorRecord(
            row.required("record_id"),
            row.required("report"),
            Indicator(
                ref=_ref(row),
                name=row.required("name"),
                comparator=row["comparator"],
                comparator_code=_code(row, "comparator_code", Comparator),
                value=_figure(row, "value"),
                unit=row["unit"],
                value_si=_figure(row, "value_si"),
                unit_si=row["unit_si"],
                is_review=row["is_review"] == "1",
                confidence=row.number_of("confidence") or 0.0,
                rule=row["rule"],
                value_max=row.number_of("value_max"),
                period=row["period"],
                place=row["place"],
            ),
        )
        for row in read_table(path, INDICATOR_COLUMNS)
    ]
