"""Attributes that Dash takes only by dictionary: `data-…`, `aria-…`."""

from __future__ import annotations

from typing import Any


def data(**values: str) -> dict[str, Any]:
    """`data(view="cards")` → {"data-view": "cards"}, for `**` in a component."""
    return {f"data-{name}": value for name, value in values.items()}


def aria(**values: str) -> dict[str, Any]:
    """`aria(hidden="true")` → {"aria-hidden": "true"}."""
    return {f"aria-{name}": value for name, value in values.items()}
