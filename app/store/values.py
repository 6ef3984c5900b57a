"""What every part of the store shares: the clock, JSON as text, text that a database can hold."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from etl.errors import HetuError

LONGEST_TEXT = 20_000
"""Characters a note, a source or a raw value may have."""
LONGEST_JSON = 20_000_000
"""Characters a geometry or a route may have."""


class ValueFaultError(HetuError):
    """What was given cannot be stored as it is; nothing was stored."""


def now() -> str:
    """The time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def words(name: str, value: str, *, needed: bool = False) -> str:
    """The text if a database can hold it. ValueFaultError for NUL, lone surrogates, too much."""
    if needed and not value.strip():
        raise ValueFaultError(
            f"“{name}”不能为空。请填写。", f"'{name}' must not be empty. Fill it in."
        )
    if len(value) > LONGEST_TEXT:
        raise ValueFaultError(
            f"“{name}”有 {len(value)} 字，最多 {LONGEST_TEXT} 字。请缩短。",
            f"'{name}' has {len(value)} characters, {LONGEST_TEXT} at most. Shorten it.",
        )
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueFaultError(
            f"“{name}”里有不能保存的字符（空字符或残缺的编码）。请删去后再保存。",
            f"'{name}' holds characters that cannot be stored (NUL or a broken encoding). "
            "Delete them, then save.",
        )
    return value


def as_json(name: str, value: Any) -> str:
    """JSON text. ValueFaultError for NaN, for what is no JSON, for more than `LONGEST_JSON`."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise ValueFaultError(
            f"“{name}”不是能保存的内容（{error}）。请检查数值。",
            f"'{name}' is nothing that can be stored ({error}). Check its values.",
        ) from None
    if len(text) > LONGEST_JSON or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueFaultError(
            f"“{name}”过大（{len(text)} 字符），或含残缺的编码。请简化后再保存。",
            f"'{name}' is too large ({len(text)} characters) or broken in its encoding. "
            "Simplify it, then save.",
        )
    return text
