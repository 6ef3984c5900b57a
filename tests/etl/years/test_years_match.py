"""Matching: one to one, whatever the order; decisions win."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from years_rig import Said, work

from etl.catalogue.model import Work
from etl.codes import Category
from etl.errors import TableError
from etl.tables import write_table
from etl.years.assign import assign
from etl.years.codes import MatchKind, Sign
from etl.years.decisions import COLUMNS, Decision, read_decisions
from etl.years.match import Matching, match_works

STEMS = ("云溪", "云溪村", "北岭", "北岭东", "南湖")
TAILS = ("公寓", "公寓一期", "公寓二期", "小区", "小学", "桥", "粮食烘干中心", "烘干中心")
NAMES = st.lists(
    st.tuples(st.sampled_from(STEMS), st.sampled_from(TAILS)).map("".join), unique=True, max_size=8
)


def works(names: list[str], report: str = "2025") -> list[Work]:
    return [work(name, report=report) for name in names]


def pairs(matching: Matching) -> set[tuple[str, str, str, float]]:
    return {
        (m.old.name if m.old else "", m.new.name if m.new else "", m.kind.value, m.score)
        for m in matching.matches
    }


@settings(deadline=None)  # a busy machine is no fault
@given(NAMES, NAMES, st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(
    old: list[str], new: list[str], chance: random.Random
) -> None:
    first = match_works(works(old), works(new, "2026"))
    chance.shuffle(old)
    chance.shuffle(new)
    assert pairs(match_works(works(old), works(new, "2026"))) == pairs(first)


@settings(deadline=None)  # a busy machine is no fault
@given(NAMES, NAMES)
def test_every_work_is_in_one_match_and_the_sides_may_be_swapped(
    old: list[str], new: list[str]
) -> None:
    matching = match_works(works(old), works(new, "2026"))
    assert sorted(m.old.name for m in matching.matches if m.old) == sorted(old)
    assert sorted(m.new.name for m in matching.matches if m.new) == sorted(new)
    back = match_works(works(new, "2026"), works(old))
    there = {(a, b) for a, b, kind, _ in pairs(matching) if a and b}
    assert there == {(b, a) for a, b, kind, _ in pairs(back) if a and b}


@settings(deadline=None)  # a busy machine is no fault
@given(NAMES)
def test_a_report_matches_itself_without_a_doubt(names: list[str]) -> None:
    matching = match_works(works(names), works(names, "2026"))
    assert all(m.kind == MatchKind.SURE and m.score == 1 for m in matching.matches)
    assert all(m.old and m.new and m.old.name == m.new.name for m in matching.matches)


def test_equal_names_are_not_torn_apart_for_a_greater_sum() -> None:
    edges = [("a", "x", 1.0), ("a", "y", 0.8), ("b", "x", 0.8)]
    assert assign(edges) == [("a", "x", 1.0)]


def test_a_lower_score_is_still_used_where_the_better_one_is_taken() -> None:
    assert set(assign([("a", "x", 0.9), ("b", "x", 0.8), ("b", "y", 0.7)])) == {
        ("a", "x", 0.9),
        ("b", "y", 0.7),
    }


def test_the_second_phase_is_not_the_first() -> None:
    matching = match_works(works(["云溪公寓一期"]), works(["云溪公寓二期"], "2026"))
    assert [m.kind for m in matching.matches] == [MatchKind.GONE, MatchKind.NEW]


def test_a_phase_on_one_side_only_is_a_doubt() -> None:
    (only,) = match_works(works(["云溪电机厂"]), works(["云溪电机厂二期"], "2026")).matches
    assert only.kind == MatchKind.DOUBTFUL
    assert Sign.PART_UNSAID in {reason.sign for reason in only.reasons}


def test_two_that_are_as_close_are_a_doubt_and_say_so() -> None:
    old = works(["云溪村粮食烘干中心"])
    new = works(["云溪粮食烘干中心", "云溪村粮烘干中心"], "2026")
    found = [m for m in match_works(old, new).matches if m.old]
    assert found[0].kind == MatchKind.DOUBTFUL
    assert len(found[0].rivals) == 1
    assert found[0].reasons[-1].sign == Sign.RIVAL


def test_place_and_category_speak() -> None:
    left, right = work("云溪村粮食烘干中心"), work("云溪粮食烘干中心", report="2026")
    places = {"old_places": {left.work_id: "p1"}}
    near = match_works([left], [right], **places, new_places={right.work_id: "p1"}).matches[0]
    far = match_works([left], [right], **places, new_places={right.work_id: "p2"}).matches[0]
    assert far.score < near.score
    other = work("云溪粮食烘干中心", category=Category.SCHOOL, report="2026")
    assert match_works([left], [other]).matches[0].score < near.score


def test_generic_things_need_the_same_name() -> None:
    old = [work("农村公路", Said(quantity=9, unit="公里"), named=False)]
    new = [work("农村公路桥", Said(quantity=3, unit="座"), named=False, report="2026")]
    assert [m.kind for m in match_works(old, new).matches] == [MatchKind.GONE, MatchKind.NEW]


def decided(tmp_path: Path, *rows: tuple[str, str, str]) -> list[Decision]:
    path = tmp_path / "matches.csv"
    write_table(path, COLUMNS, [(*row, "甲", "2026-02-01", "现场核对") for row in rows])
    return read_decisions(path)


def test_decisions_win_over_scores_and_survive_a_re_run(tmp_path: Path) -> None:
    old, new = works(["云溪小学", "北岭桥"]), works(["云溪小学", "锦绣桥"], "2026")
    rows = decided(
        tmp_path,
        (old[0].work_id, new[0].work_id, "different"),
        (old[1].work_id, new[1].work_id, "same"),
        ("w-none", new[0].work_id, "same"),
    )
    for _ in range(2):
        matching = match_works(old, new, rows)
        kinds = {(m.old and m.old.name, m.new and m.new.name): m for m in matching.matches}
        assert kinds["云溪小学", None].kind == MatchKind.GONE
        assert kinds[None, "云溪小学"].kind == MatchKind.NEW
        assert kinds["北岭桥", "锦绣桥"].kind == MatchKind.SURE
        assert kinds["北岭桥", "锦绣桥"].reasons[0].sign == Sign.DECIDED_SAME
        assert [row.old_id for row in matching.unmet] == ["w-none"]


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([("a", "x", "maybe")], 2),
        ([("a", "x", "same"), ("a", "y", "same")], 3),
        ([("a", "x", "same"), ("b", "x", "same")], 3),
        ([("a", "x", "same"), ("a", "x", "different")], 3),
    ],
)
def test_a_contradiction_names_its_row(
    tmp_path: Path, rows: list[tuple[str, str, str]], number: int
) -> None:
    with pytest.raises(TableError, match=f"matches.csv:{number}"):
        decided(tmp_path, *rows)


def test_no_table_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "matches.csv") == []


def test_ids_must_be_unique() -> None:
    with pytest.raises(ValueError, match="unique"):
        match_works([work("云溪"), work("云溪")], [])
