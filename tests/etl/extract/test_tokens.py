"""Cutting clauses into words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.extract.lexicon import load_lexicon
from etl.extract.tokens import tokenise

LEXICON = load_lexicon()


def words(text: str, places: dict[int, int] | None = None) -> list[str]:
    return [token.text for token in tokenise(text, 0, LEXICON, places)]


@given(
    st.text(alphabet="建设改造中小学第一二3和与为、“”（）%A区路金柳", max_size=40),
    st.integers(0, 99),
)
@settings(max_examples=200, deadline=None)
def test_tokens_cover_the_text_without_gap_or_overlap(text: str, offset: int) -> None:
    tokens = tokenise(text, offset, LEXICON)
    assert "".join(token.text for token in tokens) == text
    at = offset
    for token in tokens:
        assert (token.start, token.end) == (at, at + len(token.text))
        at = token.end


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("建设“金柳里”街区", "“金柳里”"),
        ("新建220千伏变电站", "220千伏"),
        ("投入5.2亿元", "5.2亿元"),
        ("新建第十六中学", "第十六"),
        ("改造金柳苑A区", "A区"),
        ("6月底前投产", "6月底前"),
        ("编制《金柳规划》", "《金柳规划》"),
    ],
)
def test_what_is_one_token(text: str, token: str) -> None:
    assert token in words(text)


def test_a_place_of_the_gazetteer_is_one_token() -> None:
    assert words("提升大洼子环境", {2: 5}) == ["提升", "大洼子", "环境"]


def test_and_inside_a_name_is_no_coordinator() -> None:
    (settled,) = (t for t in tokenise("祥和家园", 0, LEXICON) if "和" in t.text)
    assert not settled.has("coord")
    (joining,) = (t for t in tokenise("水厂和泵站", 0, LEXICON) if t.text == "和")
    assert joining.has("coord")
