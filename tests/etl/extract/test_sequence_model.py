"""The sequence model: what it learns from, what it may change, and that it earns its place."""

from __future__ import annotations

import itertools
from pathlib import Path
from statistics import mean

import pytest

from etl.errors import TableError
from etl.extract.mentions import extract_mentions, rule_mentions
from etl.extract.score import score_mentions
from etl.extract.sequence.choose import choose_names
from etl.extract.sequence.corpus import CORPUS_DIR, parse_marked, read_corpus
from etl.extract.sequence.features import rule_tags, sentence_features
from etl.extract.sequence.tagger import MODEL, Tagger, load_tagger, use_model
from etl.extract.sequence.teach import Text, labelled_texts
from etl.extract.sequence.train import lessons, placed_marks, train
from etl.report.parse import parse_report

REPORTS = Path(__file__).resolve().parents[2] / "reports"
SMALL = """云溪县人民政府工作报告

一、2025年重点工作

(一)聚焦产业强县。加快[[北岭水泥|industry|commissioning|completion|A]]、[[南湖乳业|industry|\
commissioning|completion|A]]等项目投产,扩建[[云溪大桥|road_bridge|expansion|implementation|A]]。
(二)聚焦乡村振兴。新建[[云岭村|village|construction|implementation|A]]文化广场,修缮农村公路5公里。
"""


@pytest.fixture(scope="module")
def unseen() -> list[Text]:
    return labelled_texts(REPORTS / "heldout")


def test_marks_come_out_of_the_text_and_keep_their_place() -> None:
    marked = parse_marked("small.txt", SMALL)
    assert "[[" not in marked.text
    assert [marked.text[mark.start : mark.end] for mark in marked.marks] == [
        "北岭水泥",
        "南湖乳业",
        "云溪大桥",
        "云岭村",
    ]


def test_a_broken_mark_names_its_line() -> None:
    with pytest.raises(TableError, match=r"small\.txt:2"):
        parse_marked("small.txt", "第一行\n新建[[云溪大桥|road_bridge]]。")


def test_marks_are_met_again_in_the_normalised_text() -> None:
    marked = parse_marked("small.txt", SMALL)
    report = parse_report(marked.text)
    placed = placed_marks(report.text, marked)
    assert [report.text[start:end] for _, start, end in placed] == [m.text for m in marked.marks]


def test_every_text_of_the_corpus_can_be_read_and_nearly_every_mark_is_met() -> None:
    met = total = 0
    for marked in read_corpus():
        total += len(marked.marks)
        met += len(placed_marks(parse_report(marked.text).text, marked))
    assert total > 2000
    assert met / total > 0.99


def test_the_corpus_holds_no_text_it_is_measured_on() -> None:
    learnt = "".join(path.read_text("utf-8") for path in CORPUS_DIR.glob("*.txt"))
    for path in (REPORTS / "heldout").glob("*.txt"):
        sentences = [part for part in path.read_text("utf-8").split("。") if len(part) > 12]
        assert len(sentences) > 30
        assert not [sentence for sentence in sentences if sentence in learnt]


def test_features_say_where_a_character_stands() -> None:
    text = "新建云溪大桥、北岭路。"
    rows = sentence_features(text, rule_tags(len(text), [(2, 6, True)]))
    assert len(rows) == len(text)
    assert {"pd^", "nd、", "r0=BN", "c0=云", "c-1=建"} <= set(rows[2])
    assert "r0=EN" in rows[5]
    assert "pd、" in rows[7]


def test_the_same_lessons_give_the_same_model(tmp_path: Path) -> None:
    marked = parse_marked("small.txt", SMALL)
    report = parse_report(marked.text)
    names = [(start, end) for _, start, end in placed_marks(report.text, marked)]
    taught = lessons(report, rule_mentions(report), names)
    for name in ("a.crf", "b.crf"):
        train(taught, tmp_path / name)
    assert (tmp_path / "a.crf").read_bytes() == (tmp_path / "b.crf").read_bytes()


def test_a_broken_model_says_what_to_do(tmp_path: Path) -> None:
    broken = tmp_path / "names.crf"
    broken.write_bytes(b"not a model")
    with pytest.raises(TableError, match=r"names\.crf.*hetu train"):
        Tagger(broken)


def test_another_model_is_used_only_for_a_while() -> None:
    before = load_tagger()
    with use_model(MODEL):
        assert load_tagger() is not before
    assert load_tagger() is before


def test_names_never_overlap(unseen: list[Text]) -> None:
    for text in unseen:
        chosen = choose_names(text.report, text.rules, {})
        spans = sorted((start, name.end) for start, name in chosen.items())
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


def test_each_name_says_what_rules_and_model_think(unseen: list[Text]) -> None:
    for mention in extract_mentions(unseen[0].report):
        if mention.named:
            assert any(line.startswith("model ") for line in mention.explain)
            assert 0 < mention.confidence < 1


def test_the_model_earns_its_place_on_texts_it_has_not_seen(unseen: list[Text]) -> None:
    rules = [score_mentions(text.rules, text.truth).strict_f1 for text in unseen]
    both = [score_mentions(extract_mentions(text.report), text.truth).strict_f1 for text in unseen]
    assert mean(both) > mean(rules) + 0.02
    assert mean(both) > 0.85


@pytest.mark.report_text
def test_the_real_report_stays_above_its_bar(report_text_path: Path, truth_dir: Path) -> None:
    from etl.extract.score_file import score_file

    scores = score_file(report_text_path, truth_dir)
    assert scores["mentions"]["strict_f1"] >= 0.93
    assert scores["mentions"]["status_rate"] >= 0.9
    assert scores["indicators"]["all_right"] >= 53
