"""Corrections: rows with who, when and why that survive every re-run.

A row names a record (`target` mention or indicator, `record_id`), an `action` and a value:
set    `field` gets `value`
drop   the record is left out
add    a record that extraction did not find; `value` is a JSON object of its fields
merge  the work of this mention is the work called `value` (field `canonical_name`)
accept somebody has looked and agrees; the record stays as the text gave it
A record whose sentence has moved is met by its words, where they stand only once. A row that no
longer meets its record is reported, never silently lost.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from etl.catalogue.model import IndicatorRecord, MentionRecord, Origin
from etl.codes import Category, CodeList, Comparator, Stage, WorkType
from etl.extract.model import ClauseRef, Indicator, Mention
from etl.tables import Row, read_table

COLUMNS = ("target", "record_id", "action", "field", "value", "who", "when", "why")

_CODES: dict[str, type[CodeList]] = {
    "category": Category,
    "work_type": WorkType,
    "stage": Stage,
    "comparator_code": Comparator,
}
_NUMBERS = {"quantity", "value", "value_max", "value_si", "confidence"}
_FLAGS = {"named", "is_review"}
_FIXED = {"ref", "explain"}
_FILLED = {
    "mention", "canonical_name", "name", "category", "comparator_code",
    "value", "value_si", "confidence",
}  # fmt: skip
"""Fields that every record has; the others may be empty."""
_PLACES = ("paragraph_index", "sentence_index", "clause_index", "start", "end")
"""Whole numbers of a reference, by which records are put in order."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of `corrections.csv`."""

    target: Literal["mention", "indicator"]
    record_id: str
    action: Literal["set", "drop", "add", "merge", "accept"]
    field: str
    value: str
    who: str
    when: str
    why: str
    row: Row


R = TypeVar("R", MentionRecord, IndicatorRecord)


@dataclass(frozen=True, slots=True)
class Corrected(Generic[R]):
    """The records after correction, and the rows that met no record."""

    records: list[R]
    dropped: list[R]
    unmet: list[Correction]


def read_corrections(path: Path) -> list[Correction]:
    """Read the table; who, when and why are required of every row."""
    out = []
    for row in read_table(path, COLUMNS):
        target, action = row.required("target"), row.required("action")
        if target not in ("mention", "indicator"):
            raise row.fault(
                f"target 应为 mention 或 indicator，现为“{target}”。",
                f"target should be mention or indicator, found '{target}'.",
            )
        if action not in ("set", "drop", "add", "merge", "accept"):
            raise row.fault(
                f"action 应为 set、drop、add、merge、accept，现为“{action}”。",
                f"action should be set, drop, add, merge or accept, found '{action}'.",
            )
        out.append(
            Correction(
                target=target,  # type: ignore[arg-type]
                record_id=row.required("record_id"),
                action=action,  # type: ignore[arg-type]
                field=row["field"],
                value=row["value"],
                who=row.required("who"),
                when=row.required("when"),
                why=row.required("why"),
                row=row,
            )
        )
    return out


def _typed(correction: Correction, field: str, value: Any) -> Any:
    """A cell's text as the type of the field it goes to."""
    if field in _FILLED and value in ("", None):
        raise correction.row.fault(
            f"{field} 不能为空。请在 value 列写明。", f"{field} must not be empty. Fill in value."
        )
    try:
        if field in _CODES:
            return _CODES[field](value) if value else None  # type: ignore[call-arg]
        if field in _NUMBERS:
            return _number(value) if value not in ("", None) else None
        if field in _FLAGS:
            return str(value) in ("1", "True", "true")
    except ValueError:
        raise correction.row.fault(
            f"“{value}”不是 {field} 的有效值。请改正 value 列。",
            f"'{value}' is no valid {field}. Correct the column value.",
        ) from None
    return value


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return number


def _patch(correction: Correction, fact: Any) -> Any:
    field = "canonical_name" if correction.action == "merge" else correction.field
    if field not in {item.name for item in fields(fact)} - _FIXED:
        raise correction.row.fault(
            f"没有字段“{field}”。请对照目录表的表头。",
            f"there is no field '{field}'. See the header of the catalogue's table.",
        )
    return replace(fact, **{field: _typed(correction, field, correction.value)})


def _added(correction: Correction, kind: type[Mention] | type[Indicator]) -> Any:
    try:
        cells: dict[str, Any] = json.loads(correction.value)
        ref = ClauseRef(**cells.pop("ref"))
        if not all(type(getattr(ref, name)) is int for name in _PLACES):
            raise TypeError("ref: " + ", ".join(_PLACES))
        values = {field: _typed(correction, field, value) for field, value in cells.items()}
        defaults: dict[str, Any] = {"confidence": 1.0, "rule": "hand"}
        return kind(ref=ref, **{**defaults, **values})
    except (json.JSONDecodeError, TypeError, KeyError, AttributeError) as error:
        raise correction.row.fault(
            f"add 的 value 应为含 ref 的完整 JSON 对象（{error}）。请对照已有的 add 行补全。",
            f"the value of an add should be a whole JSON object with ref ({error}). Complete it "
            "after an add that is there.",
        ) from None


def _words(record_id: str) -> str:
    """Report and words of `report/sentence/words`, without the sentence's number."""
    report, _, rest = record_id.partition("/")
    return f"{report}/{rest.partition('/')[2]}"


def _once_by_words(ids: Sequence[str]) -> dict[str, str]:
    """Ids by their words, for words that stand in one sentence only."""
    counts = Counter(_words(record_id) for record_id in ids)
    return {_words(i): i for i in ids if counts[_words(i)] == 1}


def _apply(
    records: Sequence[R],
    corrections: Sequence[Correction],
    make: Callable[[str, str, Any, Origin], R],
    kind: type[Mention] | type[Indicator],
) -> Corrected[R]:
    by_id: dict[str, R] = {record.record_id: record for record in records}
    moved = _once_by_words([*by_id])
    dropped: dict[str, R] = {}
    unmet = []
    for correction in corrections:
        key = correction.record_id
        if key not in by_id and key not in dropped and correction.action != "add":
            key = moved.get(_words(key), key)
        if correction.action == "add":
            if key not in by_id:
                by_id[key] = make(key, key.split("/")[0], _added(correction, kind), "added")
            # Extraction has since learnt to find it: the row is spent, and says so.
            elif by_id[key].origin == "text":
                unmet.append(correction)
        elif key not in by_id:
            unmet.append(correction)
        elif correction.action == "accept":
            continue
        elif correction.action == "drop":
            dropped[key] = by_id.pop(key)
        else:
            record = by_id[key]
            origin: Origin = "added" if record.origin == "added" else "corrected"
            by_id[key] = make(key, record.report, _patch(correction, record.fact), origin)
    ordered = sorted(by_id.values(), key=lambda record: (record.report, record.fact.ref.start))
    return Corrected(ordered, list(dropped.values()), unmet)


def correct_mentions(
    records: Sequence[MentionRecord], corrections: Sequence[Correction]
) -> Corrected[MentionRecord]:
    """Apply the rows whose target is a mention, in the order of the table."""
    rows = [row for row in corrections if row.target == "mention"]
    return _apply(records, rows, MentionRecord, Mention)


def correct_indicators(
    records: Sequence[IndicatorRecord], corrections: Sequence[Correction]
) -> Corrected[IndicatorRecord]:
    """Apply the rows whose target is an indicator, in the order of the table."""
    rows = [row for row in corrections if row.target == "indicator"]
    return _apply(records, rows, IndicatorRecord, Indicator)
