"""Corrections and merging, on an invented report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from etl.catalogue.build import build_catalogue
from etl.catalogue.compare import tally
from etl.catalogue.compose import core
from etl.catalogue.corrections import COLUMNS, Correction, read_corrections
from etl.catalogue.identity import identify_indicators, identify_mentions
from etl.catalogue.merge import name_key
from etl.catalogue.store import indicator_table, mention_table, read_indicators, read_mentions
from etl.codes import Category, Comparator, Stage, WorkType
from etl.errors import TableError
from etl.extract.model import ClauseRef, Indicator, Mention
from etl.tables import write_table


def ref(sentence: int, start: int, end: int, *, focus: int | None = 1) -> ClauseRef:
    return ClauseRef("一", focus, "抓项目", 0, sentence, 0, start, end)


def mention(
    text: str,
    sentence: int = 1,
    start: int = 0,
    *,
    name: str = "",
    focus: int | None = 1,
    review: bool = False,
    stage: Stage | None = Stage.IMPLEMENTATION,
) -> Mention:
    return Mention(
        ref=ref(sentence, start, start + len(text), focus=focus),
        mention=text,
        canonical_name=name or text,
        category=Category.INDUSTRY,
        work_type=WorkType.CONSTRUCTION if stage else None,
        stage=stage,
        verb_phrase="推进…建设",
        named=True,
        is_review=review,
        confidence=0.9,
        rule="list",
    )


def figure(name: str, sentence: int, start: int, end: int) -> Indicator:
    return Indicator(
        ref=ref(sentence, start, end),
        name=name,
        comparator="达到",
        comparator_code=Comparator.GE,
        value=2.5,
        unit="亿元",
        value_si=2.5e8,
        unit_si="CNY",
        is_review=False,
        confidence=0.8,
        rule="subject",
    )


def table(tmp_path: Path, *rows: tuple[str, ...]) -> list[Correction]:
    path = tmp_path / "corrections.csv"
    write_table(path, COLUMNS, rows)
    return read_corrections(path)


WHO = ("甲", "2025-02-01", "与批复不符")


def test_names_differ_only_by_quotes_or_ending() -> None:
    assert name_key("“云溪”预制菜项目") == name_key("云溪预制菜")
    assert name_key("项目") == "项目"


def test_mentions_of_one_thing_merge_and_the_task_leads() -> None:
    facts = [
        mention("云溪家园", 1, 0, review=True, stage=Stage.COMPLETION),
        mention("云溪家园小区", 9, 90, focus=5),
        mention("云溪", 12, 120),
    ]
    works = build_catalogue("999999", identify_mentions("2025", facts), [], []).works
    assert [work.name for work in works] == ["云溪家园小区", "云溪"]
    assert works[0].stage == Stage.IMPLEMENTATION
    assert works[0].focus_areas == (1, 5)
    assert works[0].aliases == ("云溪家园",)
    assert len(works[0].mentions) == 2


def test_two_longer_names_are_a_doubt_and_stay_apart() -> None:
    facts = [mention("云溪", 1), mention("云溪小区", 2, 20), mention("云溪酒店", 3, 30)]
    works = build_catalogue("999999", identify_mentions("2025", facts), [], []).works
    assert len(works) == 3


def test_a_figure_goes_to_the_work_of_its_own_clause() -> None:
    records = identify_mentions("2025", [mention("云溪", 1, 0), mention("北岭", 2, 50)])
    figures = identify_indicators("2025", [figure("产值", 2, 52, 60)])
    works = build_catalogue("999999", records, figures, []).works
    assert [len(work.indicators) for work in works] == [0, 1]


def test_corrections_set_drop_add_and_report_what_they_do_not_meet(tmp_path: Path) -> None:
    added = (
        '{"ref": {"section": "三", "focus_area": 3, "paragraph_title": "", "paragraph_index": 0,'
        ' "sentence_index": 7, "clause_index": 0, "start": 70, "end": 72}, "mention": "南湖",'
        ' "canonical_name": "南湖景区", "category": "scenic_site", "work_type": "operation",'
        ' "stage": "maintenance", "verb_phrase": "依托", "named": 1, "is_review": 0}'
    )
    rows = table(
        tmp_path,
        ("mention", "2025/1/云溪", "set", "stage", "suspended", *WHO),
        ("mention", "2025/2/城镇", "drop", "", "", *WHO),
        ("mention", "2025/7/南湖", "add", "", added, *WHO),
        ("mention", "2025/3/北岭厂", "merge", "", "云溪", *WHO),
        ("mention", "2025/99/不在", "drop", "", "", *WHO),
    )
    facts = [mention("云溪", 1), mention("城镇", 2, 20), mention("北岭厂", 3, 30)]
    catalogue = build_catalogue("999999", identify_mentions("2025", facts), [], rows)
    assert [work.name for work in catalogue.works] == ["云溪", "南湖景区"]
    assert catalogue.works[0].stage == Stage.SUSPENDED
    assert catalogue.works[0].aliases == ("北岭厂",)
    assert [row.record_id for row in catalogue.unmet] == ["2025/99/不在"]
    counts = tally(catalogue)["mentions"]
    assert (counts.unaided, counts.corrected, counts.added, counts.dropped) == (0, 2, 1, 1)


def test_an_added_record_that_extraction_now_finds_is_said_to_be_spent(tmp_path: Path) -> None:
    rows = table(tmp_path, ("mention", "2025/1/云溪", "add", "", "{}", *WHO))
    catalogue = build_catalogue("999999", identify_mentions("2025", [mention("云溪")]), [], rows)
    assert [row.action for row in catalogue.unmet] == ["add"]
    assert tally(catalogue)["mentions"].unaided == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("work", "a", "set", "", "", *WHO), "target"),
        (("mention", "a", "change", "", "", *WHO), "action"),
        (("mention", "a", "drop", "", "", "", "2025", "为何"), "who"),
    ],
)
def test_a_broken_correction_names_its_row(
    tmp_path: Path, row: tuple[str, ...], words: str
) -> None:
    with pytest.raises(TableError, match=f"corrections.csv:2.*{words}"):
        table(tmp_path, row)


def test_an_unknown_code_in_a_correction_is_refused(tmp_path: Path) -> None:
    rows = table(tmp_path, ("mention", "2025/1/云溪", "set", "stage", "done", *WHO))
    with pytest.raises(TableError, match=r"corrections.csv:2"):
        build_catalogue("999999", identify_mentions("2025", [mention("云溪")]), [], rows)


WHOLE = {"section": "一", "focus_area": 1, "paragraph_title": "", "paragraph_index": 0}


@pytest.mark.parametrize(
    ("action", "field", "value"),
    [
        ("set", "category", ""),
        ("set", "canonical_name", ""),
        ("set", "quantity", "nan"),
        ("set", "quantity", "三"),
        ("set", "colour", "red"),
        ("add", "", "5"),
        ("add", "", "[]"),
        ("add", "", "{"),
        ("add", "", '{"ref": {}}'),
        (
            "add",
            "",
            json.dumps({"ref": {**WHOLE, "sentence_index": 1, "clause_index": 0, "start": "9",
                                "end": 11}}),
        ),
    ],
)  # fmt: skip
def test_a_correction_that_would_break_a_build_names_its_row(
    tmp_path: Path, action: str, field: str, value: str
) -> None:
    key = "2025/1/云溪" if action == "set" else "2025/1/南湖"
    rows = table(tmp_path, ("mention", key, action, field, value, *WHO))
    with pytest.raises(TableError, match=r"corrections.csv:2"):
        build_catalogue("999999", identify_mentions("2025", [mention("云溪")]), [], rows)


def test_an_empty_figure_is_no_zero(tmp_path: Path) -> None:
    whole = indicator_table(identify_indicators("2025", [figure("产值", 2, 52, 60)]))
    (tmp_path / "indicators.csv").write_bytes(whole.replace(b",2.5,", b",,"))
    with pytest.raises(TableError, match=r"indicators.csv:2.*value"):
        read_indicators(tmp_path / "indicators.csv")


def test_tables_give_back_what_went_in(tmp_path: Path) -> None:
    facts = [mention("云溪", 1), mention("云溪", 1, 9), mention("南湖", 2, 20, stage=None)]
    records = identify_mentions("2025", facts)
    assert [record.record_id for record in records][:2] == ["2025/1/云溪", "2025/1/云溪~2"]
    (tmp_path / "mentions.csv").write_bytes(mention_table(records))
    assert read_mentions(tmp_path / "mentions.csv") == records
    figures = identify_indicators("2025", [figure("产值", 2, 52, 60)])
    (tmp_path / "indicators.csv").write_bytes(indicator_table(figures))
    assert read_indicators(tmp_path / "indicators.csv") == figures


def test_the_core_puts_the_name_where_the_verb_phrase_leaves_it_open() -> None:
    assert core(mention("云溪厂")) == "推进〔云溪厂〕建设"
