"""Blanks around numbers, as pages and tables leave them, change no figure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from etl.extract.figures_text import compact
from etl.extract.indicators import extract_indicators
from etl.report.parse import parse_report

HEAD = "某县2031年政府工作报告\n\n一、重点工作\n\n"


def test_a_figure_with_blanks_is_read_and_its_span_holds_them() -> None:
    report = parse_report(HEAD + "力争 GDP 增长 6.5 % 以上，新增企业 5 家。")
    growth, firms = extract_indicators(report)
    assert (growth.name, growth.comparator, growth.value) == ("GDP", "增长…以上", 6.5)
    assert (firms.name, firms.comparator, firms.value) == ("企业", "新增", 5)
    assert report.text[firms.ref.start : firms.ref.end].replace(" ", "") == "新增企业5家"


@given(st.text(alphabet="增长6 %aB\t家", max_size=30))
def test_every_character_that_stays_knows_its_place(text: str) -> None:
    shown = compact(text)
    assert shown.text == "".join(text[at] for at in shown.origin)
    assert list(shown.origin) == sorted(set(shown.origin))
    assert shown.text.replace(" ", "").replace("\t", "") == "".join(text.split())


def test_words_of_latin_letters_keep_their_blank() -> None:
    assert compact("AI agent 达到 3 个").text == "AI agent达到3个"
