"""Decisions as they come in, checked before they are kept: a bad one would break the next build."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from app.review.guard import RefusedError
from etl.catalogue.review import Action, Target
from etl.codes import Category, CodeList, Comparator, Stage, WorkType
from etl.extract.units import to_si

MAX_WORDS = 200
MAX_WHO = 40

CODES: dict[str, type[CodeList]] = {
    "category": Category,
    "work_type": WorkType,
    "stage": Stage,
    "comparator_code": Comparator,
}
NUMBERS = {"quantity", "value", "value_max"}
FLAGS = {"named", "is_review"}
WORDS = {"canonical_name", "verb_phrase", "unit", "outcome", "due", "name", "period", "place"}
REQUIRED = {"canonical_name", "category", "name", "value", "comparator_code"}
EDITABLE: dict[str, set[str]] = {
    "mention": {
        "canonical_name", "category", "work_type", "stage", "verb_phrase", "quantity", "unit",
        "outcome", "due", "named", "is_review",
    },
    "indicator": {
        "name", "comparator_code", "value", "value_max", "unit", "period", "place", "is_review",
    },
}  # fmt: skip
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision as asked for."""

    target: Target
    record_id: str
    rev: int
    action: Action
    fields: dict[str, Any]
    who: str
    why: str


def bad(zh: str, en: str) -> RefusedError:
    """A refusal of what was asked for."""
    return RefusedError(zh, en, 422)


def words(value: object, limit: int = MAX_WORDS) -> str:
    """Text on one line, without marks that turn its direction; RefusedError where too long."""
    if value is None:
        return ""
    text = _BLANKS.sub(" ", str(value)).strip()
    if len(text) > limit:
        raise bad(f"文字过长（上限 {limit} 字）。", f"The text is too long (limit {limit}).")
    return text


def who_of(body: Mapping[str, object]) -> str:
    """The reviewer's name; RefusedError where there is none."""
    who = words(body.get("who"), MAX_WHO)
    if not who:
        raise bad("请先填写核对人姓名。", "Give the reviewer's name first.")
    return who


def asked_of(body: Mapping[str, object]) -> Asked:
    """The decision in a request's body, its fields checked; RefusedError says what is wrong."""
    target, action = body.get("target"), body.get("action")
    if target not in get_args(Target):
        raise bad("target 应为 mention 或 indicator。", "target should be mention or indicator.")
    if action not in get_args(Action) or action == "undo":
        raise bad(f"没有操作“{action}”。", f"There is no action '{action}'.")
    if target == "indicator" and action in ("merge", "split", "add"):
        raise bad("指标只能接受、修改或剔除。", "A figure is accepted, edited or rejected only.")
    rev = body.get("rev")
    if not isinstance(rev, int) or isinstance(rev, bool) or rev < 0:
        raise bad("rev 应为非负整数。", "rev should be a whole number from 0.")
    record_id = body.get("record_id")
    named = isinstance(record_id, str) and len(record_id) <= 3 * MAX_WORDS
    if not named or not (record_id or action == "add"):
        raise bad("缺少 record_id。", "record_id is missing.")
    fields = body.get("fields") or {}
    if not isinstance(fields, dict):
        raise bad("fields 应为对象。", "fields should be an object.")
    return Asked(
        cast(Target, target),
        str(record_id),
        rev,
        cast(Action, action),
        fields,
        who_of(body),
        words(body.get("why")),
    )


def edited(target: str, fields: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an edit, each of its type; `now` is the record as it stands.

    A figure whose value or unit changes gets its SI value anew.
    """
    if not fields:
        raise bad("没有要改的内容。", "There is nothing to change.")
    out = {name: checked(target, name, value) for name, value in fields.items()}
    if target == "indicator" and {"value", "unit"} & out.keys():
        value, unit = ({**now, **out}[name] for name in ("value", "unit"))
        out["value_si"], out["unit_si"] = to_si(float(value), unit)
    return out


def checked(target: str, name: str, value: Any) -> Any:
    """One field's value as its type."""
    if name not in EDITABLE[target]:
        raise bad(f"不能修改字段“{name}”。", f"Field '{name}' cannot be edited.")
    if isinstance(value, str):
        value = words(value)
    if value in ("", None):
        if name in REQUIRED:
            raise bad(f"“{name}”不能为空。", f"'{name}' must not be empty.")
        return None if name in NUMBERS or name in CODES else ""
    if name in CODES:
        if value not in [code.value for code in CODES[name]]:
            raise bad(f"“{value}”不在代码表中。", f"'{value}' is no known code.")
        return str(value)
    if name in NUMBERS:
        return _number(name, value)
    if name in WORDS:
        return words(value)  # a number typed as a name is one
    if not isinstance(value, bool):
        raise bad(f"“{name}”应为是或否。", f"'{name}' should be true or false.")
    return value


def _number(name: str, value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise bad(f"“{name}”应为数字。", f"'{name}' should be a number.")
    return number
