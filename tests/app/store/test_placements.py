"""The history of a place: nothing overwritten unseen, nothing lost, all of it to be undone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.store.engine import open_store
from app.store.placements import Placement, PlacementConflictError, Placements, standing
from app.store.values import ValueFaultError
from etl.errors import HetuError

POINT = {"type": "Point", "coordinates": [120.5, 30.25]}
BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
GIVEN: dict[str, Any] = {
    "geometry": POINT,
    "radius_m": 30.0,
    "precision": 2,
    "method": "hand",
    "source": "现场",
    "who": "甲",
}


@pytest.fixture
def engine(tmp_path: Path, store_env: dict[str, str]) -> Iterator[Engine]:
    made = open_store(tmp_path, store_env)
    yield made
    made.dispose()


@pytest.fixture
def places(engine: Engine) -> Placements:
    return Placements(engine)


def put(places: Placements, expected: int | None, **changed: Any) -> Placement:
    return places.add("999999", "w1", expected=expected, **{**GIVEN, **changed})


def test_what_is_said_is_kept_word_for_word(places: Placements) -> None:
    hostile = "'; drop table placements; -- 🦩 “𠮷” \n\t<b>{{x}}</b> \\u0000 %s"
    said = put(places, None, note=hostile, raw_value="30°15′N 120°30′E", raw_datum="GCJ02")
    kept = places.history("999999", "w1")[0]
    assert kept == said
    assert (kept.note, kept.raw_value, kept.geometry) == (hostile, "30°15′N 120°30′E", POINT)


def test_who_has_not_seen_the_last_step_is_told_and_nothing_is_lost(places: Placements) -> None:
    first = put(places, None)
    with pytest.raises(PlacementConflictError, match="甲") as caught:
        put(places, None, who="乙", radius_m=5.0)
    assert caught.value.latest == caught.value.current == first
    second = put(places, first.placement_id, who="乙", radius_m=5.0)
    assert second.supersedes_id == first.placement_id
    assert [step.who for step in places.history("999999", "w1")] == ["甲", "乙"]
    assert places.latest_ids("999999") == {"w1": second.placement_id}


def test_of_two_at_the_same_moment_one_wins_and_one_is_told(engine: Engine) -> None:
    told: list[str] = []
    start = threading.Barrier(6)

    def place(who: str) -> None:
        mine = Placements(engine)
        start.wait()
        try:
            put(mine, None, who=who)
        except PlacementConflictError:
            told.append(who)

    threads = [threading.Thread(target=place, args=(str(n),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 5
    assert Placements(engine).count() == 1


def test_an_undoing_is_a_step_that_can_be_undone(places: Placements) -> None:
    first = put(places, None)
    second = put(places, first.placement_id, radius_m=40.0)
    undone = places.undo("999999", "w1", expected=second.placement_id, who="乙")
    assert places.current_of("999999", "w1") == first
    steps = places.history("999999", "w1")
    assert (steps[1].undone_by, steps[1].undone_who) == (undone.placement_id, "乙")
    redone = places.undo(
        "999999", "w1", expected=undone.placement_id, who="甲", step=undone.placement_id
    )
    assert places.current("999999")["w1"].radius_m == 40.0
    again = places.undo("999999", "w1", expected=redone.placement_id, who="甲")
    places.undo("999999", "w1", expected=again.placement_id, who="甲")
    assert places.current("999999") == {}
    last = places.latest_ids("999999")["w1"]
    with pytest.raises(HetuError, match="没有可以撤销"):
        places.undo("999999", "w1", expected=last, who="甲")


def test_a_request_sent_again_is_stored_once(places: Placements) -> None:
    first = put(places, None, request_id="a1")
    assert put(places, None, request_id="a1") == first
    undone = places.undo("999999", "w1", expected=first.placement_id, who="甲", request_id="a2")
    repeated = places.undo("999999", "w1", expected=first.placement_id, who="甲", request_id="a2")
    assert repeated.placement_id == undone.placement_id
    assert places.count() == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"geometry": {"type": "Point", "coordinates": [500, 30]}},
        {"geometry": {"type": "Point", "coordinates": [float("nan"), 30]}},
        {"geometry": {"type": "Blob"}},
        {
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]],
            }
        },
        {"radius_m": 0.0},
        {"radius_m": float("inf")},
        {"method": "guess"},
        {"who": " "},
        {"source": ""},
        {"note": "a\x00b"},
        {"note": "\ud800"},
        {"note": "字" * 20_001},
        {"import_id": 7},
    ],
)
def test_what_cannot_be_a_place_is_refused_whole(tmp_path: Path, changed: dict[str, Any]) -> None:
    engine = open_store(tmp_path, {})
    places = Placements(engine)
    with pytest.raises(ValueFaultError) as caught:
        put(places, None, **changed)
    assert caught.value.zh and caught.value.en
    assert places.count() == 0
    engine.dispose()


def naive(moves: list[tuple[str, int]]) -> int | None:
    """What stands, by replaying the moves one by one on a stack of standing sets."""
    active: dict[int, bool] = {}
    target: dict[int, int] = {}
    for number, (kind, which) in enumerate(moves, start=1):
        active[number] = True
        if kind == "undo":
            target[number] = which
    # A step counts unless a counting later step undoes it: settle the newest first.
    for number in sorted(active, reverse=True):
        if active[number] and number in target:
            active[target[number]] = False
    places = [n for n, on in active.items() if on and n not in target]
    return max(places, default=None)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 5), max_size=12))
def test_what_stands_is_what_a_replay_of_the_steps_leaves(choices: list[int]) -> None:
    moves: list[tuple[str, int]] = []
    steps: list[Placement] = []
    blank = {**GIVEN, "source_ref": "", "note": "", "raw_value": "", "raw_datum": ""}
    for number, choice in enumerate(choices, start=1):
        undoes = choice if 0 < choice < number else None
        moves.append(("undo", undoes) if undoes else ("place", 0))
        steps.append(
            Placement(
                placement_id=number,
                district="999999",
                work_id="w1",
                rev=number,
                import_id=None,
                when_utc="",
                supersedes_id=None,
                undoes_id=undoes,
                request_id=None,
                **blank,
            )
        )
    found = standing(steps)
    assert (found.placement_id if found else None) == naive(moves)
