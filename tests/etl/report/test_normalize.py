"""Normalisation: punctuation, broken lines, idempotence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.report.normalize import normalise

MIXED = st.text(
    alphabet="松湖县建设 ,.;:!?()（），。；：！“”\"'\n\r\t\u3000１２AB3%％一、①—", max_size=120
)


@given(MIXED)
@settings(max_examples=200, deadline=None)
def test_it_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("\ufeff新建松湖路,改造东桥;\r\n", "新建松湖路，改造东桥；\n"),
        ("增长３．５％，达到1,200万元", "增长3.5%，达到1,200万元\n"),
        ("比例为3:2,时间8:30", "比例为3:2，时间8:30\n"),
        ("建设 松湖 公园", "建设松湖公园\n"),
        ('打造"松湖里"街区', "打造“松湖里”街区\n"),
        ("服务中心(站)和（所）", "服务中心(站)和（所）\n"),
        ("推进松湖水厂、\n\n东山水厂建设。", "推进松湖水厂、东山水厂建设。\n"),
    ],
)
def test_characters(raw: str, wanted: str) -> None:
    assert normalise(raw) == wanted


def test_lines_wrapped_inside_sentences_are_joined() -> None:
    body = "今年重点推进松湖水厂和东山水库以及南坡泵站的建设工作并且全面完成各项既定目标任务。" * 12
    wrapped = "\n".join(body[i : i + 30] for i in range(0, len(body), 30))
    assert normalise(wrapped) == body + "\n"


def test_paragraphs_and_headings_stay_apart() -> None:
    text = "一、重点工作\n（一）抓项目。建设松湖路。\n抓好民生\n新建学校。\n"
    assert normalise(text) == text
