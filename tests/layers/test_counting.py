"""Which features count as works of a report."""

from __future__ import annotations

from typing import Any

import pytest

from layers.counting import counts_as_work, precision_of_works

EXPLAINED = {"stage": None, "work_type": None, "is_review": False}


@pytest.mark.parametrize(
    ("properties", "counts"),
    [
        ({"focus_areas": [5], "mentions": []}, True),
        ({"focus_areas": [0], "mentions": []}, True),
        ({"focus_areas": [], "mentions": []}, False),
        ({"focus_areas": [], "mentions": [EXPLAINED]}, False),
        ({"focus_areas": [], "mentions": [EXPLAINED, EXPLAINED | {"stage": "completion"}]}, True),
        ({"focus_areas": [], "mentions": [EXPLAINED | {"work_type": "planning"}]}, True),
        ({"focus_areas": [], "mentions": [EXPLAINED | {"is_review": True}]}, True),
    ],
)
def test_what_is_done_counts_and_what_is_explained_does_not(
    properties: dict[str, Any], counts: bool
) -> None:
    assert counts_as_work(properties) is counts


def test_works_are_counted_by_precision() -> None:
    features = [
        {"properties": {"precision": 5, "focus_areas": [1]}},
        {"properties": {"precision": 5, "focus_areas": [2]}},
        {"properties": {"precision": 3, "focus_areas": []}},
    ]
    assert precision_of_works(features) == {"5": 2}
