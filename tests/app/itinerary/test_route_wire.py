"""Plans as JSON: back as they were, and nothing else gets in."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.itinerary.model import DayPlan, Lunch, Place, Plan, Visit
from app.itinerary.wire import PlanError, plan_from_json, plan_to_json

words = st.text(
    st.characters(categories=["L", "N", "P"], include_characters=" "), min_size=0, max_size=40
)
minutes = st.integers(0, 1440)
places = st.builds(
    Place,
    words,
    words,
    words,
    st.none() | st.floats(-180, 180),
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(0, 9000),
    words,
)
visits = st.builds(
    Visit, words, st.booleans(), st.none() | minutes, st.booleans(),
    st.none() | st.integers(1, 600), st.none() | st.integers(1, 100),
)  # fmt: skip
lunches = st.tuples(minutes, minutes, st.integers(0, 180)).map(
    lambda t: Lunch(min(t[:2]), max(t[:2]), t[2])
)
days = st.builds(
    DayPlan, st.dates(date(2000, 1, 1), date(2100, 1, 1)), places, places, minutes, minutes,
    st.none() | lunches, st.lists(visits, max_size=5).map(tuple),
)  # fmt: skip
plans = st.builds(
    Plan, st.lists(days, max_size=5).map(tuple), words,
    st.sampled_from(["slow", "normal", "brisk"]), st.integers(1, 1000),
)  # fmt: skip


# Plans are large, and a busy machine builds them slowly; neither is what is tested.
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(plans)
def test_a_plan_comes_back_as_it_was(plan: Plan) -> None:
    assert plan_from_json(json.loads(json.dumps(plan_to_json(plan)))) == plan


def good() -> dict[str, Any]:
    place = Place("p", "站", "Station", 124.0, 47.0)
    return plan_to_json(Plan((DayPlan(date(2026, 7, 5), place, place, visits=(Visit("a"),)),)))


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("v",), 2, "v"),
        (("pace",), "warp", "pace"),
        (("group",), 0, "group"),
        (("group",), True, "group"),
        (("days",), "x", "days"),
        (("days",), [{}] * 6, "days"),
        (("days", 0, "day"), "2026-02-30", "days[0].day"),
        (("days", 0, "leave"), -1, "days[0].leave"),
        (("days", 0, "leave"), 8.5, "days[0].leave"),
        (("days", 0, "lunch"), [700, 600, 45], "days[0].lunch"),
        (("days", 0, "start"), None, "days[0].start"),
        (("days", 0, "start", "lon"), float("nan"), "days[0].start.lon"),
        (("days", 0, "start", "lat"), 91, "days[0].start.lat"),
        (("days", 0, "start", "zh"), "a\x00b", "days[0].start.zh"),
        (("days", 0, "start", "zh"), "长" * 201, "days[0].start.zh"),
        (("days", 0, "visits"), [{"stop": "a"}] * 61, "days[0].visits"),
        (("days", 0, "visits", 0), "a", "days[0].visits[0]"),
        (("days", 0, "visits", 0, "min"), 0, "days[0].visits[0].min"),
    ],
)
def test_what_is_no_plan_is_refused_by_field(
    path: tuple[str | int, ...], value: object, named: str
) -> None:
    plan = good()
    inner: Any = plan
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(PlanError) as caught:
        plan_from_json(plan)
    assert named in caught.value.zh and named in caught.value.en


@pytest.mark.parametrize("value", [None, [], "plan", 3])
def test_what_is_no_object_is_refused(value: object) -> None:
    with pytest.raises(PlanError):
        plan_from_json(value)
