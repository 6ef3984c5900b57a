"""What counts among a report's works, and what is only looked up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from layers.base import Feature


def counts_as_work(properties: dict[str, Any]) -> bool:
    """Whether the report says that something is done or to be done here.

    A village that it does not name, a zone or a line that it only explains are published to be
    looked up and not counted. The map applies the same rule (`isWork` in `assets/js/data.js`).
    """
    return bool(properties.get("focus_areas")) or any(
        m.get("stage") or m.get("work_type") or m.get("is_review")
        for m in properties.get("mentions", ())
    )


def precision_of_works(features: Iterable[Feature]) -> dict[str, int]:
    """Precision code (as text) → number of works that count."""
    every = (feature["properties"] for feature in features)
    return dict(Counter(str(int(p["precision"])) for p in every if counts_as_work(p)))
