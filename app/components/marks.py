"""Attributes that Dash takes only by dictionary: `data-…`, `aria-…`."""

from __future__ import annotations

from typing import Any


def data(**values: str) -> dict[str, Any]:
    """`data(view="cards")` → {"data-view": "cards"}, for `**` in a component; `_` is a hyphen."""
    return {f"data-{name.replace('_', '-')}": value for name, value in values.items()}


def aria(**values: str) -> dict[str, Any]:
    """`aria(hidden="true")` → {"aria-hidden": "true"}."""
    return {f"aria-{name.replace('_', '-')}": value for name, value in values.items()}
