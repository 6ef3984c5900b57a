"""The scorer, on hand-counted cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.errors import TableError
from etl.extract.indicators import extract_indicators
from etl.extract.mentions import extract_mentions
from etl.extract.model import Mention
from etl.extract.score import read_truth, score_mentions
from etl.extract.score_file import score_file
from etl.extract.score_indicators import same_comparator, same_name, score_indicators
from etl.report.parse import parse_report

TEXT = (
    "松湖县人民政府工作报告\n二、2025年重点工作\n主要预期目标是：地区生产总值增长5%。\n"
    "（一）抓项目。新建柳营中学、石桥小学、河湾医院。\n（二）惠民生。改造危桥3座。\n"
)


def rows(*names: str, **changes: str) -> list[dict[str, str]]:
    base = {"tier": "A", "work_type": "construction", "stage": "implementation", "char_start": ""}
    return [{"mention": name, **base, **changes} for name in names]


def found() -> list[Mention]:
    return extract_mentions(parse_report(TEXT))


def test_all_right() -> None:
    score = score_mentions(found(), read_truth(rows("柳营中学", "石桥小学", "河湾医院"), TEXT))
    assert (score.strict_f1, score.relaxed_f1, score.status_rate) == (1, 1, 1)


def test_an_overlap_counts_as_relaxed_only_and_a_miss_costs_recall() -> None:
    truth = read_truth(rows("营中学", "石桥小学", "河湾医院", "无此处"), TEXT)
    score = score_mentions(found(), truth)
    assert (score.strict_hits, score.relaxed_hits) == (2, 3)
    assert score.strict_precision == pytest.approx(2 / 3)
    assert score.strict_recall == pytest.approx(2 / 4)
    assert score.relaxed_f1 == pytest.approx(6 / 7)


def test_tiers_b_and_c_are_neither_rewarded_nor_punished() -> None:
    truth = rows("柳营中学", "石桥小学") + rows("河湾医院", tier="B")
    score = score_mentions(found(), read_truth(truth, TEXT))
    assert (score.truth, score.found, score.strict_f1) == (2, 2, 1)


def test_wrong_status_is_counted_apart() -> None:
    truth = rows("柳营中学", "石桥小学", "河湾医院", stage="completion")
    score = score_mentions(found(), read_truth(truth, TEXT))
    assert (score.work_type_rate, score.stage_rate, score.status_rate) == (1, 0, 0)


def test_drifting_offsets_still_find_the_occurrence() -> None:
    text = "柳营中学甲乙丙丁戊己庚辛石桥小学子丑寅卯辰巳午未柳营中学"
    truth = rows("石桥小学", char_start="17") + rows("柳营中学", char_start="30")
    assert [row.start for row in read_truth(truth, text)] == [12, 24]


def test_folded_status_words() -> None:
    (row,) = read_truth([{"mention": "柳营中学", "tier": "A", "status": "达产/投产"}], TEXT)
    assert (row.work_type, row.stage) == ("commissioning", "completion")


def test_indicators() -> None:
    common = {"comparator": "增长", "unit": "%", "section": "总目标"}
    truth = [
        {"indicator_name": "地区生产总值", "value": "5", **common},
        {"indicator_name": "财政收入", "value": "9", **common},
    ]
    report = parse_report(TEXT.replace("改造危桥3座", "做好工作"))
    score = score_indicators(extract_indicators(report), truth)
    assert (score.hits, score.names_right, score.comparators_right) == (1, 1, 1)
    assert score.figure_f1 == pytest.approx(2 / 3)
    assert score.missed == ("财政收入",)


def test_names_and_comparators_are_compared_with_sense() -> None:
    assert same_name("全县粮食产量", "粮食产量") and not same_name("粮食产量", "工业产值")
    assert same_comparator("达到", "=") and not same_comparator("增长", "下降")


def test_score_file_and_a_missing_truth_file(tmp_path: Path) -> None:
    report = tmp_path / "songhu.txt"
    report.write_text(TEXT, encoding="utf-8")
    with pytest.raises(TableError, match="标注"):
        score_file(report, tmp_path)
    (tmp_path / "songhu.mentions.csv").write_text(
        "mention,tier,work_type,stage,char_start\n柳营中学,A,construction,implementation,\n",
        "utf-8",
    )
    (tmp_path / "songhu.indicators.csv").write_text(
        "section,indicator_name,comparator,value,unit,quote\n总目标,地区生产总值,增长,5,%,\n",
        "utf-8",
    )
    scores = score_file(report, tmp_path / "songhu")
    assert scores["mentions"]["strict_hits"] == 1
    assert scores["mentions"]["strict_precision"] == pytest.approx(1 / 3)
    assert scores["indicators"]["hits"] == 1
