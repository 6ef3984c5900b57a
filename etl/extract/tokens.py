"""Cut a clause into words: the cheapest path through the lexicon, unknown characters cost most.

Quoted stretches, book titles, brackets, figures with their unit, ordinals and gazetteer names are
one token each. A token may have several classes; the grammar decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from etl.extract.lexicon import Lexicon

_CN_NUMBER = "一二三四五六七八九十百千两"
_UNITS = (
    "万平方米|万平方公里|平方公里|平方米|万立方米|立方米|亿立方米|公里|千米|海里|米|万亩|亩|公顷|万公顷|台套|台|套|间|栋|幢|所|人次|万人次|万人|人|名"
    "|件|项|场次|场|次|部|辆|艘|万头|万只|万羽|头|只|羽|亿吨|万吨级|万吨|吨级|吨|亿斤|万斤|公斤|斤|万千瓦|千瓦|兆瓦级|兆瓦|千伏|亿美元|万美元|亿元|万元|元|万标箱|标箱"
    "|万套|万户|户|万个|个百分点|个|家|座|处|条|张|片|块|段|口|眼|根|盏|万株|株|万棵|棵|期|批|种|类|级|对|组|年|岁|天|小时|分钟|倍|度|车位|床|宗|份|位|成|支|门|届|A级|%|‰|微克"
)
_FIGURE = re.compile(
    rf"(?:不少于|不低于|超过|超|近|约|达)?(?:\d+×)?(?:\d+(?:[.,]\d+)*)(?:[—–~～-]\d+(?:\.\d+)?)?(?:余|多)?(?:{_UNITS})(?:余|以上|以下|左右|以内|多)?"
)
_CN_FIGURE = re.compile(
    r"(?:[一二三四五六七八九十两][百千万余多]?|十[一二三四五六七八九]|数[十百]|多|几)(?:个|家|条|座|处|所|项|大|类|批|栋|台|套|户|名|场|片|片区|支|对|万套|千套|百间|间)"
)
_PART = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:、[一二三四五])?期|\d{1,2}(?:号机组|号线|号楼|号|#楼|#|期)|[A-Z]\d?[区座段馆栋](?!域)|[一二三四五六七八九十]号(?:楼|线)?|[东西南北中]{1,2}[段区延](?![域]))"
)
_ORDINAL = re.compile(
    rf"第(?:[{_CN_NUMBER}]+|\d+)(?![个批次轮届条家期、])|(?:[{_CN_NUMBER}]+)(?=[中小]学|高中)"
)
_SCHOOL = re.compile(
    rf"(?<![届第])[县区市镇乡]?[{_CN_NUMBER}]{{1,3}}中"
    r"(?=[、，。；和与等为及新老东西南北图教运学高初附改扩迁搬]|$)(?!、[一二三四五六七]中全会)"
    rf"|(?<=[、以建校])[县区市镇乡]?[{_CN_NUMBER}]{{1,3}}[中小幼](?=[、和与等为及]|$)"
)
_TIME = re.compile(
    r"(?:20\d\d年)?\d{1,2}月(?:底|份|上旬|中旬|下旬|\d{1,2}日)?(?:之?前)?|20\d\d年(?:年?底)?(?:之?前)?|“(?:五一|十一|七一)”(?:之?前)?"
)
_QUOTE = re.compile(r"“[^“”]{1,24}”|‘[^‘’]{1,24}’|「[^「」]{1,24}」")
_BOOK = re.compile(r"《[^《》]{1,60}》")
_BRACKET = re.compile(r"[（(][^（）()]{1,30}[）)]")
_LATIN = re.compile(r"[A-Za-z]+[A-Za-z0-9]*\d*|\d+(?:\.\d+)?°?")
_SPECIAL = (
    (_BOOK, "book"), (_TIME, "time"), (_QUOTE, "quote"), (_BRACKET, "bracket"), (_FIGURE, "figure"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the report with its span and the classes it can have."""

    start: int
    end: int
    text: str
    classes: frozenset[str]

    def has(self, *names: str) -> bool:
        """True when the token can be of one of the classes."""
        return not self.classes.isdisjoint(names)

    @property
    def known(self) -> bool:
        """False for characters no table has, and for gazetteer names and the like."""
        return self.has(
            "strong", "weak", "suffix", "head", "noun", "generic", "quantifier", "place", "adverb",
            "func", "time", "figure", "inner", "part", "cn_figure",
        )  # fmt: skip


_PATTERN_HEADS = frozenset(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    "第东西南北中县区市镇乡数多几" + _CN_NUMBER
)
_UNKNOWN = frozenset({"unknown"})
_COST_UNKNOWN = 1.5


def _specials(text: str) -> dict[int, tuple[int, str]]:
    """Start → (end, class) of stretches that are one token whatever the lexicon says."""
    found: dict[int, tuple[int, str]] = {}
    taken = [False] * len(text)
    for pattern, name in _SPECIAL:
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                found[match.start()] = (match.end(), name)
                taken[match.start() : match.end()] = [True] * len(match.group())
    return found


def within(spans: Mapping[int, int], start: int, end: int) -> dict[int, int]:
    """The spans (start → end) inside a stretch of text, counted from its start."""
    return {a - start: b - start for a, b in spans.items() if start <= a and b <= end}


def _with_names(
    fixed: dict[int, tuple[int, str]], names: dict[int, int], kind: str
) -> dict[int, tuple[int, str]]:
    """Names as tokens of their own. A learnt name swallows a quote inside it; no other overlap."""
    for start, end in names.items():
        meets = [s for s, (e, _) in fixed.items() if start < e and s < end]
        inside = all(start <= s and fixed[s][0] <= end for s in meets)
        if meets and not (kind == "learnt" and inside):
            continue
        for other in meets:
            del fixed[other]
        fixed[start] = (end, kind)
    return fixed


def _fixed_classes(kind: str, text: str) -> frozenset[str]:
    """To the grammar a learnt name is like one of the gazetteer; the score tells them apart."""
    if kind != "learnt":
        return frozenset({kind})
    part = {"part"} if _PART.fullmatch(text) else set()
    return frozenset({"learnt", "gazetteer", *part})


def tokenise(
    text: str,
    offset: int,
    lexicon: Lexicon,
    places: dict[int, int] | None = None,
    learnt: dict[int, int] | None = None,
) -> list[Token]:
    """Tokens of `text`, which starts at `offset`.

    `places` are spans (start → end) of gazetteer names, `learnt` those of the sequence model.
    """
    fixed = _with_names(_specials(text), learnt or {}, "learnt")
    fixed = _with_names(fixed, places or {}, "gazetteer")
    size = len(text)
    best: list[tuple[float, int, frozenset[str]]] = [(1e9, 0, _UNKNOWN)] * (size + 1)
    best[0] = (0.0, 0, _UNKNOWN)

    def reach(start: int, end: int, cost: float, classes: frozenset[str]) -> None:
        total = best[start][0] + cost
        if total < best[end][0]:
            best[end] = (total, start, classes)

    stops = [*sorted(fixed), size]
    inside = {i for s, (e, _) in fixed.items() for i in range(s + 1, e)}
    for at in range(size):
        if at in inside or best[at][0] >= 1e9:
            continue
        if at in fixed:
            end, name = fixed[at]
            reach(at, end, 0.5, _fixed_classes(name, text[at:end]))
            continue
        while stops[0] <= at:
            stops.pop(0)
        stop = stops[0]
        reach(at, at + 1, _COST_UNKNOWN, _UNKNOWN)
        for length in range(1, min(lexicon.max_length.get(text[at], 0), stop - at) + 1):
            classes = lexicon.classes.get(text[at : at + length])
            if classes:
                reach(at, at + length, 1.0 if length > 1 else 1.35, classes)
        if text[at] not in _PATTERN_HEADS:
            continue
        for pattern, name, cost in (
            (_PART, "part", 1.05), (_ORDINAL, "ordinal", 0.9),
            (_CN_FIGURE, "cn_figure", 1.3), (_SCHOOL, "school", 0.8), (_LATIN, "latin", 1.0),
        ):  # fmt: skip
            match = pattern.match(text, at)
            if match and match.end() <= stop:
                reach(at, match.end(), cost, frozenset({name}))
    tokens: list[Token] = []
    at = size
    while at:
        _, start, classes = best[at]
        tokens.append(Token(offset + start, offset + at, text[start:at], classes))
        at = start
    return _settle_coordinators(tokens[::-1])


def _settle_coordinators(tokens: list[Token]) -> list[Token]:
    """和, 与, 及 next to a lone character (祥和家园, 同和堂, 和羊) belong to a name."""

    def edge(at: int) -> bool:
        return (
            not 0 <= at < len(tokens)
            or tokens[at].text == "、"
            or tokens[at].has("strong", "weak", "func", "coord")
        )

    for at, token in enumerate(tokens):
        if token.text == "为" and at and at + 1 < len(tokens):
            lone = len(tokens[at - 1].text) == 1 and edge(at - 2)
            if lone and tokens[at + 1].text in ("、", "等"):
                tokens[at] = Token(token.start, token.end, token.text, _UNKNOWN)
        if token.text not in ("和", "与", "及"):
            continue
        lone_left = (at > 0 and tokens[at - 1].text == "、") or (
            at > 0 and len(tokens[at - 1].text) == 1 and edge(at - 2)
        )
        lone_right = at + 1 < len(tokens) and len(tokens[at + 1].text) == 1 and edge(at + 2)
        starts = at == 0 or tokens[at - 1].has("strong")
        if (lone_left and not starts) or (lone_right and token.text == "和"):
            tokens[at] = Token(token.start, token.end, token.text, _UNKNOWN)
    return tokens
