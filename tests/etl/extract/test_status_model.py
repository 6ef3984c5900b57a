"""The models of category and status: trained on a few texts, asked, overruled, taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.codes import Category, Stage, WorkType
from etl.errors import TableError
from etl.extract.grammar import grammar_mentions
from etl.extract.maxent import Classifier, instead, train
from etl.extract.model import Mention
from etl.extract.sequence.status_train import Right, Taught, kind_items, read, teach
from etl.extract.status_model import KIND_MODEL, STATUS_MODEL, label_of, taking_notes
from etl.report.parse import parse_report

HEAD = "云溪县2025年政府工作报告（2025年1月8日）\n一、2025年重点工作\n（一）兴产业\n"


def _taught(name: str, text: str, work_type: WorkType, stage: Stage) -> Taught:
    report = parse_report(f"{HEAD}{text}\n（二）惠民生\n做好各项工作，改善人民生活。")
    start = report.text.index("柳营")
    return Taught(
        name, report, (Right(start, report.text.index("园", start) + 1, "park", work_type, stage),)
    )


TEXTS = [
    _taught(str(at), f"{words}。", WorkType.EXPANSION, Stage.IMPLEMENTATION)
    for at, words in enumerate(
        ["鼓捣柳营产业园", "要鼓捣柳营科技园", "继续鼓捣柳营智造园", "接着鼓捣柳营物流园"]
    )
]


def _one(found: list[Mention]) -> Mention:
    (mention,) = [item for item in found if "柳营" in item.mention]
    return mention


def test_a_model_learns_what_the_rules_do_not_know(tmp_path: Path) -> None:
    kind, status = tmp_path / "k.crf", tmp_path / "s.crf"
    teach(TEXTS, kind, status, folds=2)
    _, by_rules = read(TEXTS[0], None, None)
    _, by_model = read(TEXTS[0], kind, status)
    assert _one(by_rules).work_type is not WorkType.EXPANSION
    mention = _one(by_model)
    assert (mention.work_type, mention.stage) == (WorkType.EXPANSION, Stage.IMPLEMENTATION)
    assert mention.category is Category.PARK
    assert any("status by model" in line for line in mention.explain)


def _read(sentence: str, name: str) -> Mention:
    report = parse_report(f"{HEAD}{sentence}\n（二）惠民生\n做好各项工作，改善人民生活。")
    start = report.text.index(name)
    found = grammar_mentions(report, {}, {start: start + len(name)})
    return next(item for item in found if item.mention == name)


@pytest.mark.parametrize(
    ("sentence", "name", "status"),
    [
        ("推动柳营铜业项目投产。", "柳营铜业项目", "commissioning/completion"),
        ("推动柳营铜业项目落地。", "柳营铜业项目", "construction/preparation"),
        ("盘活柳营旧厂房。", "柳营旧厂房", "attraction/identification"),
    ],
)
def test_agreed_words_are_not_overruled(sentence: str, name: str, status: str) -> None:
    mention = _read(sentence, name)
    assert label_of(mention.work_type, mention.stage) == status


def test_lists_under_a_heading() -> None:
    report = parse_report(
        f"{HEAD}推进项目建设，办好民生实事。\n附件：重点项目清单\n一、续建项目\n柳营大桥\n二、前期项目\n白鹭水库\n三、新开工项目\n金泉中学"
    )
    names = {
        report.text.index(n): report.text.index(n) + 4 for n in ("柳营大桥", "白鹭水库", "金泉中学")
    }
    found = {item.mention: item for item in grammar_mentions(report, {}, names)}
    assert found["柳营大桥"].stage is Stage.IMPLEMENTATION
    assert found["白鹭水库"].work_type is WorkType.PLANNING
    assert found["金泉中学"].stage is Stage.PREPARATION


def test_a_work_called_off_at_the_end_of_its_clause() -> None:
    report = parse_report(
        "云溪县2025年政府工作报告（2025年1月8日）\n一、2024年工作回顾\n"
        "柳营大桥因压占红线取消建设，白鹭水库资金不足，已暂停施工。\n二、2025年重点工作\n做好各项工作。"
    )
    names = {report.text.index(n): report.text.index(n) + 4 for n in ("柳营大桥", "白鹭水库")}
    found = {item.mention: item for item in grammar_mentions(report, {}, names)}
    assert found["柳营大桥"].stage is Stage.CANCELLED
    assert found["白鹭水库"].stage is Stage.SUSPENDED


def test_notes_are_the_same_each_time() -> None:
    assert kind_items(TEXTS) == kind_items(TEXTS)
    with taking_notes() as notes:
        grammar_mentions(TEXTS[0].report, {}, {})
    with instead(KIND_MODEL, None), instead(STATUS_MODEL, None), taking_notes() as again:
        grammar_mentions(TEXTS[0].report, {}, {})
    assert notes.kinds == again.kinds


def test_a_broken_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.crf"
    path.write_bytes(b"nothing")
    with pytest.raises(TableError, match=r"broken\.crf"):
        Classifier(path)


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    items = [(["a", "b"], "x/y"), (["a", "c"], "x/z")] * 5
    train(items, tmp_path / "1.crf", 0.1, 0.3)
    train(items, tmp_path / "2.crf", 0.1, 0.3)
    assert (tmp_path / "1.crf").read_bytes() == (tmp_path / "2.crf").read_bytes()
    assert Classifier(tmp_path / "1.crf").guess(["a", "c"]).label == "x/z"


def test_the_models_are_small() -> None:
    for model in (KIND_MODEL, STATUS_MODEL):
        assert 0 < model.stat().st_size < 2_000_000
