"""Settling a match: the row of one pair, the rows of all others left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.errors import TableError
from etl.tables import read_table
from etl.years.compare import compare_years
from etl.years.decisions import COLUMNS, read_decisions
from etl.years.score_main import load_years
from etl.years.settle import Choice, SettledError, settle

INVENTED = Path(__file__).resolve().parents[3] / "geodata" / "999901"


def cells(old: str = "a", new: str = "b", who: str = "甲") -> dict[str, str]:
    return {
        "old_id": old, "new_id": new, "who": who, "when": "2026-02-01", "why": "看过原话",
        "old_name": "旧站", "new_name": "新站", "old_report": "2025-x", "new_report": "2026-x",
    }  # fmt: skip


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "matches.csv"


def said(table: Path) -> list[tuple[str, str, str]]:
    return [(row.old_id, row.new_id, row.decision) for row in read_decisions(table)]


def test_said_changed_and_taken_back(table: Path) -> None:
    settle(table, "same", "", cells())
    assert said(table) == [("a", "b", "same")]
    settle(table, "different", "same", cells())
    assert said(table) == [("a", "b", "different")]
    settle(table, "", "different", cells())
    assert said(table) == []


@pytest.mark.parametrize(("choice", "seen"), [("different", ""), ("", ""), ("same", "different")])
def test_the_slower_of_two_is_told_who_was_faster(table: Path, choice: Choice, seen: str) -> None:
    settle(table, "same", "", cells(who="乙"))
    before = table.read_bytes()
    with pytest.raises(SettledError, match="乙") as told:
        settle(table, choice, seen, cells())
    assert told.value.en.isascii() or "⇢" in told.value.en
    assert table.read_bytes() == before


def test_what_was_undone_meanwhile_is_told(table: Path) -> None:
    with pytest.raises(SettledError, match="撤销"):
        settle(table, "", "same", cells())
    assert not table.exists()


@pytest.mark.parametrize("pair", [("a", "c"), ("c", "b")])
def test_a_work_is_the_same_as_one_only(table: Path, pair: tuple[str, str]) -> None:
    settle(table, "same", "", cells())
    with pytest.raises(SettledError):
        settle(table, "same", "", cells(*pair))
    settle(table, "different", "", cells(*pair))
    assert len(said(table)) == 2


def test_rows_and_columns_of_others_stay(table: Path) -> None:
    text = (
        "old_id,new_id,decision,who,when,why,seen_at\nx,y,different,丁,2025-01-01,实地看过,现场\n"
    )
    table.write_text(text, "utf-8")
    settle(table, "same", "", cells())
    first, second = read_table(table, COLUMNS)
    assert (first["old_id"], first["why"], first["seen_at"]) == ("x", "实地看过", "现场")
    assert (second["old_name"], second["new_report"]) == ("旧站", "2026-x")


def test_a_broken_table_stays_as_it_was(table: Path) -> None:
    table.write_text("old_id,new_id,decision,who,when,why\na,b,maybe,丁,2025-01-01,x\n", "utf-8")
    before = table.read_bytes()
    with pytest.raises(TableError, match=r"matches\.csv"):
        settle(table, "same", "", cells())
    assert table.read_bytes() == before


def test_rows_of_other_years_are_not_lost_ones(table: Path) -> None:
    old, new = load_years(INVENTED, None)
    pair = cells(old.works[0].work_id, new.works[0].work_id)
    settle(table, "different", "", pair | {"old_report": "2023", "new_report": "2024"})
    comparison = compare_years(old, new, read_decisions(table))
    assert comparison.decisions == comparison.matching.unmet == ()
    settle(table, "different", "different", pair | {"old_report": "", "new_report": ""})
    assert [item.decision for item in compare_years(old, new, read_decisions(table)).decisions] == [
        "different"
    ]
