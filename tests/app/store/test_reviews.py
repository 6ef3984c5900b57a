"""Decisions: nothing lost, nothing overwritten unseen, everything undone that was done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.store.engine import open_store
from app.store.reviews import ConflictError, Reviews
from etl.catalogue.review import correction_rows
from etl.errors import HetuError

Opener = Callable[[], Reviews]


@pytest.fixture
def opened(tmp_path: Path, store_env: dict[str, str]) -> Iterator[Opener]:
    """Opens the one store anew, as another worker would; all are closed at the end."""
    engines = []

    def open_again() -> Reviews:
        engines.append(open_store(tmp_path, store_env))
        return Reviews(engines[-1])

    yield open_again
    for engine in engines:
        engine.dispose()


@pytest.fixture
def reviews(opened: Opener) -> Reviews:
    return opened()


def put_in(reviews: Reviews, text: str = "云溪县政府工作报告") -> str:
    return reviews.put_in(
        adcode="999999",
        report_id="2026",
        title="云溪县政府工作报告",
        file_name="yunxi.txt",
        text=text,
        facts={"mentions": [], "indicators": []},
        who="甲",
    )


def test_the_same_text_is_the_same_draft_and_keeps_its_decisions(reviews: Reviews) -> None:
    draft = put_in(reviews)
    reviews.decide(draft, "mention", "2026/3/城镇", rev=0, action="reject", who="甲")
    assert put_in(reviews) == draft
    assert reviews.standings(draft)["2026/3/城镇"].status == "rejected"
    assert len(reviews.drafts()) == 1


def test_a_decision_made_on_a_past_revision_is_refused_with_what_stands(reviews: Reviews) -> None:
    draft = put_in(reviews)
    reviews.decide(draft, "mention", "m", rev=0, action="accept", who="甲")
    with pytest.raises(ConflictError, match="甲") as caught:
        reviews.decide(draft, "mention", "m", rev=0, action="reject", who="乙")
    assert caught.value.standing.status == "accepted"
    reviews.decide(draft, "mention", "m", rev=1, action="reject", who="乙")
    assert reviews.standings(draft)["m"].status == "rejected"


def test_of_two_at_the_same_moment_one_wins_and_one_is_told(opened: Opener) -> None:
    draft = put_in(opened())
    stores = [opened() for _ in range(8)]
    told: list[str] = []
    start = threading.Barrier(8)

    def decide(number: int) -> None:
        mine = stores[number]
        start.wait()
        try:
            mine.decide(draft, "mention", "m", rev=0, action="accept", who=str(number))
        except ConflictError:
            told.append(str(number))

    threads = [threading.Thread(target=decide, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 7
    assert len(opened().decisions(draft)) == 1


def test_undo_takes_back_one_step_and_stays_in_the_history(reviews: Reviews) -> None:
    draft = put_in(reviews)
    reviews.decide(
        draft, "mention", "m", rev=0, action="edit", who="甲", fields={"stage": "suspended"}
    )
    reviews.decide(
        draft, "mention", "m", rev=1, action="edit", who="甲", fields={"category": "school"}
    )
    reviews.decide(draft, "mention", "m", rev=2, action="undo", who="甲")
    standing = reviews.standings(draft)["m"]
    assert standing.fields == {"stage": "suspended"}
    assert standing.rev == 3
    reviews.decide(draft, "mention", "m", rev=3, action="undo", who="甲")
    assert reviews.standings(draft)["m"].status == "pending"
    assert len(reviews.decisions(draft)) == 4


def test_what_stands_becomes_rows_of_corrections(reviews: Reviews) -> None:
    draft = put_in(reviews)
    part = {"record_id": "2026/4/甲厂", "mention": "甲厂"}
    for record, action, fields in (
        ("1", "accept", {}),
        ("2", "reject", {}),
        ("3", "edit", {"named": False, "stage": None}),
        ("4", "merge", {"into": "云溪厂"}),
        ("5", "split", {"parts": [part]}),
    ):
        reviews.decide(
            draft,
            "mention",
            record,
            rev=0,
            action=action,  # type: ignore[arg-type]
            who="甲",
            fields=fields,
        )
    rows = correction_rows(reviews.standings(draft).values())
    assert [row[1:5] for row in rows] == [
        ("1", "accept", "", ""),
        ("2", "drop", "", ""),
        ("3", "set", "named", "0"),
        ("3", "set", "stage", ""),
        ("4", "merge", "canonical_name", "云溪厂"),
        ("5", "drop", "", ""),
        ("2026/4/甲厂", "add", "", '{"mention": "甲厂"}'),
    ]
    assert all(row[5] == "甲" and row[6] and row[7] for row in rows)


def test_an_unknown_draft_is_said_plainly(reviews: Reviews) -> None:
    with pytest.raises(HetuError, match="没有草稿"):
        reviews.draft("nowhere")


def test_what_was_confirmed_survives_a_kill(
    tmp_path: Path, store_env: dict[str, str], opened: Opener
) -> None:
    draft = put_in(opened())
    code = f"""
import sys
from pathlib import Path
from app.store.engine import open_store
from app.store.reviews import Reviews
reviews = Reviews(open_store(Path({str(tmp_path)!r}), {store_env!r}))
for number in range(10_000):
    reviews.decide({draft!r}, "mention", str(number), rev=0, action="accept", who="甲")
    print(number, flush=True)
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    confirmed = [process.stdout.readline().strip() for _ in range(20)]
    os.kill(process.pid, signal.SIGKILL)
    confirmed += process.stdout.read().split()
    process.stdout.close()
    process.wait()
    kept = set(opened().standings(draft))
    assert set(confirmed) <= kept
