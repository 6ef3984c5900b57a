"""Names: alike, apart, and how sure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.years.codes import Sign
from etl.years.names import common_length, is_bare, key_of, likeness, stem_of

WORDS = st.text(
    alphabet="云溪北岭小学家园小区一二三期东南段第路桥项目县厂12A", min_size=1, max_size=10
)


@settings(deadline=None)  # a busy machine is no fault
@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways_round(left: str, right: str) -> None:
    assert likeness(left, right) == likeness(right, left)
    assert 0 <= likeness(left, right).score <= 1


@settings(deadline=None)  # a busy machine is no fault
@given(WORDS)
def test_a_name_is_like_itself(name: str) -> None:
    assert likeness(name, name).score == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("云溪公寓一期", "云溪公寓二期"),
        ("云溪公寓1期", "云溪公寓二期"),
        ("云溪公寓首期", "云溪公寓二期"),
        ("云溪路北段", "云溪路南段"),
        ("第二实验小学", "第三实验小学"),
        ("云溪三小", "云溪四小"),
        ("城南幼儿园", "城北幼儿园"),
        ("云溪中学东校区", "云溪中学西校区"),
        ("3号泵站", "5号泵站"),
        ("G109线改建", "G111线改建"),
        ("云溪110千伏变电站", "云溪220千伏变电站"),
        ("响泉三级电站", "响泉四级电站"),
    ],
)
def test_phase_part_and_number_keep_things_apart(left: str, right: str) -> None:
    assert likeness(left, right).apart
    assert likeness(left, right).score == 0


@pytest.mark.parametrize(
    ("left", "right", "sign"),
    [
        ("“云溪”预制菜项目", "云溪预制菜", Sign.SAME_NAME),
        ("云溪公寓一期", "云溪公寓1期", Sign.SAME_NAME),
        ("农村公路60公里", "农村公路", Sign.SAME_NAME),
        ("云溪家园", "云溪家园小区", Sign.SAME_BUT_KIND),
        ("县妇幼保健院", "妇幼保健院", Sign.SAME_BUT_KIND),
    ],
)
def test_names_that_are_one(left: str, right: str, sign: Sign) -> None:
    assert likeness(left, right).sign == sign


def test_schools_are_not_alike_for_being_schools() -> None:
    assert likeness("永安小学", "德兴小学").score < 0.5
    assert stem_of("永安小学") == "永安"


def test_another_kind_word_is_told() -> None:
    assert likeness("云溪阁", "云溪街").other_kind
    assert likeness("岩泉", "岩泉镇").other_kind
    assert not likeness("云溪门诊楼", "云溪门诊综合楼").other_kind


def test_letters_left_out_weigh_less_than_letters_changed() -> None:
    assert not likeness("上湾村粮食烘干中心", "上湾粮食烘干中心").other_words
    assert likeness("老码头集市", "老码头夜市").other_words


def test_a_part_alone_is_no_name() -> None:
    assert is_bare("二期")
    assert is_bare("产业园")
    assert not is_bare("云溪二期")


@settings(deadline=None)  # a busy machine is no fault
@given(WORDS, WORDS)
def test_common_subsequence_is_within_both(left: str, right: str) -> None:
    assert 0 <= common_length(left, right) <= min(len(left), len(right))
    assert common_length(left, left + right) == len(left)


def test_key_keeps_what_is_no_amount() -> None:
    assert key_of("高标准农田3.2万亩") == "高标准农田"
    assert key_of("云溪1958文创园") == "云溪1958文创园"
