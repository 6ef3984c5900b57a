"""Saved routes and edits of stops: versions, conflicts, history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.store.engine import open_store
from app.store.itineraries import Itineraries, ItineraryConflictError
from app.store.stop_edits import StopEditConflictError, StopEdits
from app.store.values import ValueFaultError
from etl.errors import HetuError

BODY = {"stops": ["a", "b"], "说明": "“放鹤”\x00\n10:00"}


@pytest.fixture
def engine(tmp_path: Path, store_env: dict[str, str]) -> Iterator[Engine]:
    made = open_store(tmp_path, store_env)
    yield made
    made.dispose()


def test_every_version_of_a_route_can_be_read(engine: Engine) -> None:
    routes = Itineraries(engine)
    first = routes.create("999999", "一日", BODY, "甲")
    second = routes.save(first.itinerary_id, "两日", {}, "乙", expected_version=1)
    assert routes.get(first.itinerary_id) == second
    assert routes.get(first.itinerary_id, 1) == first
    assert first.body == BODY
    assert routes.versions(first.itinerary_id) == [first, second]


def test_a_version_is_never_saved_over_another(engine: Engine) -> None:
    routes = Itineraries(engine)
    first = routes.create("999999", "一日", BODY, "甲")
    latest = routes.save(first.itinerary_id, "甲的", {}, "甲", expected_version=1)
    with pytest.raises(ItineraryConflictError, match="甲") as caught:
        routes.save(first.itinerary_id, "乙的", {}, "乙", expected_version=1)
    assert caught.value.latest == latest
    assert len(routes.versions(first.itinerary_id)) == 2


def test_a_removed_route_is_off_the_list_and_comes_back_with_a_saving(engine: Engine) -> None:
    routes = Itineraries(engine)
    kept = routes.create("999999", "留", BODY, "甲")
    routes.create("888888", "他区", BODY, "甲")
    gone = routes.create("999999", "去", BODY, "甲")
    removed = routes.remove(gone.itinerary_id, "乙", expected_version=1)
    assert [item.itinerary_id for item in routes.all_of("999999")] == [kept.itinerary_id]
    assert removed.body == BODY
    routes.save(gone.itinerary_id, "回", BODY, "乙", expected_version=2)
    assert {item.title for item in routes.all_of("999999")} == {"留", "回"}


def test_a_route_that_is_not_there_is_said_plainly(engine: Engine) -> None:
    with pytest.raises(HetuError, match="没有这条线路"):
        Itineraries(engine).get("nowhere")


def test_a_number_that_is_none_is_refused(engine: Engine) -> None:
    with pytest.raises(ValueFaultError, match="body"):
        Itineraries(engine).create("999999", "一日", {"x": float("nan")}, "甲")


def test_a_field_of_a_stop_has_its_own_history(engine: Engine) -> None:
    edits = StopEdits(engine)
    given = {"source": "电话", "who": "甲"}
    first = edits.add("999999", "s1", "hours", expected=None, old=None, new=["8:00"], **given)
    edits.add("999999", "s1", "ticket", expected=None, old=60, new=65.5, **given)
    second = edits.add(
        "999999", "s1", "hours", expected=first.edit_id, old=["8:00"], new=["9:00"], **given
    )
    with pytest.raises(StopEditConflictError, match="甲") as caught:
        edits.add("999999", "s1", "hours", expected=first.edit_id, old=1, new=2, **given)
    assert caught.value.latest == second
    edits.undo(second.edit_id, expected=second.edit_id, who="乙")
    now = edits.current("999999")["s1"]
    assert now["hours"].new == ["8:00"]
    assert now["ticket"].new == 65.5
    assert [edit.who for edit in edits.history("999999", "s1", "hours")] == ["甲", "甲", "乙"]
    with pytest.raises(HetuError, match="没有这次改动"):
        edits.undo(99, expected=1, who="乙")
