"""Each fate of a promise, on works of one mention or two."""

from __future__ import annotations

from datetime import date

import pytest
from years_rig import Said, work

from etl.catalogue.model import Work
from etl.codes import Category, Stage, WorkType
from etl.years.codes import Fate, FateSign
from etl.years.dues import due_date
from etl.years.match import match_works
from etl.years.places import moved
from etl.years.pledge import pledge_of
from etl.years.promises import Outcome, follow_promises

HEARD = date(2026, 1, 12)
DONE = Said(Stage.COMPLETION, review=True, verb="建成投用", outcome="投用")
FINISH = Said(verb="建成", outcome="投用", due="9月底前")


def follow(old: Work, *new: Work) -> list[Outcome]:
    return follow_promises(match_works([old], new).matches, 2025, HEARD)


def fate(promised: Said, *said: Said, name: str = "云溪电机厂", later: str = "") -> Outcome:
    new = [work(later or name, *said, report="2026")] if said else []
    (only,) = follow(work(name, promised), *new)
    return only


def test_done_by_the_review_is_kept_and_points_to_it() -> None:
    found = fate(FINISH, DONE, Said(Stage.MAINTENANCE, WorkType.OPERATION))
    assert (found.fate, found.signs) == (Fate.KEPT, (FateSign.SAID_DONE,))
    assert found.evidence is not None
    assert found.evidence.fact.is_review
    assert found.evidence.report == "2026"
    assert found.pledge.record.report == "2025"


def test_silence_is_never_done() -> None:
    found = fate(FINISH)
    assert (found.fate, found.evidence) == (Fate.NOT_MENTIONED, None)


def test_a_name_in_the_glossary_says_nothing_of_the_promise() -> None:
    found = fate(FINISH, Said(None, None))
    assert (found.fate, found.signs) == (Fate.NOT_MENTIONED, (FateSign.ONLY_PLACE,))


def test_an_end_promised_again_after_its_day_is_late() -> None:
    found = fate(FINISH, FINISH)
    assert found.fate == Fate.LATE
    assert found.pledge.due == date(2025, 9, 30)


def test_an_end_promised_for_a_later_year_is_not_late() -> None:
    promised = Said(verb="建成", outcome="投用", due="2027年")
    assert fate(promised, FINISH).fate == Fate.GOING_ON


def test_to_push_on_and_to_push_on_again_is_going_on() -> None:
    assert fate(Said(), Said()).fate == Fate.GOING_ON


def test_topped_out_is_not_finished() -> None:
    under_way = Said(review=True, verb="…封顶")
    assert fate(Said(), under_way).fate == Fate.GOING_ON
    assert fate(FINISH, under_way).fate == Fate.LATE


def test_a_start_is_kept_by_building() -> None:
    start = Said(Stage.PREPARATION, verb="开工建设", outcome="开工")
    assert fate(start, Said(review=True, verb="…封顶"), FINISH).fate == Fate.KEPT


def test_courting_that_became_a_start_is_going_on_at_a_later_stage() -> None:
    courting = Said(Stage.IDENTIFICATION, WorkType.ATTRACTION, verb="对接")
    found = fate(courting, Said(Stage.PREPARATION, verb="开工建设", outcome="开工"))
    assert (found.fate, FateSign.LATER_STAGE in found.signs) == (Fate.GOING_ON, True)


@pytest.mark.parametrize(
    ("stage", "wanted"), [(Stage.SUSPENDED, Fate.SUSPENDED), (Stage.CANCELLED, Fate.CANCELLED)]
)
def test_stopped_by_the_review(stage: Stage, wanted: Fate) -> None:
    stopped = Said(stage, review=True, verb="…")
    assert fate(FINISH, stopped).fate == wanted
    # Taken up again as a task it is late, not stopped.
    assert fate(FINISH, stopped, FINISH).fate == Fate.LATE


def test_another_kind_of_work_is_a_change() -> None:
    found = fate(
        Said(work_type=WorkType.REHABILITATION, verb="大修"),
        Said(work_type=WorkType.EXPANSION, verb="拓宽"),
    )
    assert (found.fate, found.signs) == (Fate.CHANGED, (FateSign.OTHER_DOING,))


def test_an_honour_does_not_keep_a_repair() -> None:
    honour = Said(Stage.MAINTENANCE, WorkType.OPERATION, review=True, verb="获评…")
    repair = Said(work_type=WorkType.REHABILITATION, verb="改造")
    assert fate(repair, honour).fate == Fate.NOT_MENTIONED
    assert fate(FINISH, honour).fate == Fate.KEPT


def test_less_than_promised_is_no_kept_promise() -> None:
    promised = Said(verb="建设", quantity=12, unit="公里")
    part = Said(Stage.COMPLETION, review=True, verb="建成", quantity=8000, unit="米")
    whole = Said(Stage.COMPLETION, review=True, verb="建成", quantity=12000, unit="米")
    assert fate(promised, part).fate == Fate.CHANGED
    assert fate(promised, part, Said(verb="续建")).fate == Fate.GOING_ON
    assert fate(promised, whole).fate == Fate.KEPT


def test_a_doubtful_match_leaves_the_promise_unsettled() -> None:
    found = fate(FINISH, DONE, name="云溪客运站", later="云溪客运枢纽")
    assert (found.fate, found.if_same) == (Fate.UNSETTLED, Fate.KEPT)
    assert found.signs[0] == FateSign.MATCH_OPEN


def test_another_village_is_a_move() -> None:
    old, new = work("云溪村冷库"), work("北岭村冷库", report="2026")
    assert moved(old, new)
    assert not moved(old, work("云溪冷库", report="2026"))
    assert moved(work("云溪冷库"), work("云溪冷库"), "place-1", "place-2")
    hinted = work("冷链中心", Said(hint="云溪村"))
    assert moved(hinted, work("冷链中心", Said(hint="北岭村"), report="2026"))


def test_what_promises_nothing_is_not_followed() -> None:
    for said in (
        Said(Stage.MAINTENANCE, WorkType.OPERATION, verb="以…为引领"),
        DONE,
        Said(None, None),
        Said(Stage.SUSPENDED),
    ):
        assert pledge_of(work("云溪", said), 2025) is None
    assert pledge_of(work("口袋公园", named=False, category=Category.ECOLOGY), 2025) is None


def test_the_most_binding_promise_is_followed() -> None:
    pledge = pledge_of(work("云溪电机厂", Said(), FINISH), 2025)
    assert pledge is not None
    assert pledge.is_bounded
    assert pledge.record.fact.outcome == "投用"


@pytest.mark.parametrize(
    ("words", "day", "stated"),
    [
        ("", "2025-12-31", False),
        ("9月底前", "2025-09-30", True),
        ("2月底前", "2025-02-28", True),
        ("10月上旬", "2025-10-10", True),
        ("十一月", "2025-11-30", True),
        ("上半年", "2025-06-30", True),
        ("三季度", "2025-09-30", True),
        ("国庆节前", "2025-09-30", True),
        ("汛期前", "2025-05-31", True),
        ("秋季开学前", "2025-08-31", True),
        ("采暖季前", "2025-10-31", True),
        ("年底前", "2025-12-31", True),
        ("2027年6月", "2027-06-30", True),
        ("明年年底", "2026-12-31", True),
        ("早日", "2025-12-31", False),
        ("13月", "2025-12-31", False),
    ],
)
def test_due_words(words: str, day: str, stated: bool) -> None:
    due = due_date(words, 2025)
    assert (due.on.isoformat(), due.stated) == (day, stated)
