"""How much of a report gave something: clauses with a fact in them, against all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def coverage(facts: Mapping[str, Any]) -> dict[str, int]:
    """Counts of clauses: `all` those of the outline, `met` those that a fact's span touches."""
    records = [*facts["mentions"], *facts["indicators"]]
    spans = [(record["ref"]["start"], record["ref"]["end"]) for record in records]
    clauses = [
        (start, end)
        for section in facts["outline"]
        for paragraph in section["paragraphs"]
        for sentence in paragraph["sentences"]
        for start, end in sentence["clauses"]
    ]
    met = sum(any(left < end and start < right for left, right in spans) for start, end in clauses)
    return {"all": len(clauses), "met": met}
