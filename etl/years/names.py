"""How like two names are, and whether phase, part or number tell them apart.

Every measure is symmetric: likeness(a, b) equals likeness(b, a).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.catalogue.merge import name_key
from etl.extract.units import resolve_unit
from etl.paths import LEXICON
from etl.years.codes import Sign

_NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九十")}
_COUNT = r"[一二三四五六七八九十]{1,3}|\d{1,3}"
_PHASE = re.compile(rf"({_COUNT}|首)(?=期)")
_PARTS = (
    ("phase", re.compile(rf"({_COUNT}|首)期")),
    (
        "part",
        re.compile(
            r"([东西南北中前后上下左右内外]|[A-Z]|[一二三四五六七八九十\d]{1,2})(?=段|标段)"
        ),
    ),
    (
        "wing",
        re.compile(r"([东西南北中新老]|[A-Z]|[一二三四五六七八九\d])(?=校区|院区|园区|区|组团)"),
    ),
    ("ordinal", re.compile(rf"第({_COUNT})|({_COUNT})(?=级)")),
    ("rating", re.compile(r"(\d+(?:\.\d+)?)(?=千伏|兆瓦|万?千瓦|KV|MW)")),
    ("number", re.compile(rf"({_COUNT})(?=号|#|[小中](?![心])|幼|村|矿|厂)")),
    ("code", re.compile(r"([A-Z]\d{2,4})")),
    ("side", re.compile(r"[城镇村区县]([东西南北中])(?!段)")),
)
"""Marks that make two otherwise equal names two things: 一期/二期, 南段/北段, 第二/第三 …"""

_MARK = re.compile(
    rf"(?:{_COUNT}|首)期|[东西南北中上下前后]段|[A-Z\d]段|[东西南北][区园院]|"
    r"\d+(?:\.\d+)?(?:千伏|兆瓦|万?千瓦|KV|MW)"
)
"""Marks that say nothing about which thing it is: two phases are not alike for being phases."""
_LONG = 5
_KEPT, _PAIRS = 1 << 14, 1 << 17
"""Names and pairs remembered: some years of a large district; a server lives longer than that."""
_KIND = re.compile(r"(?:居民小区|小区|社区|公司|集团|项目|工程|景区|旅游区|建设)$")
_LEVEL = re.compile(r"^(?:全|本|我)?[区县市旗镇乡](?=.{3})")
_AMOUNT = re.compile(r"\d[\d.,]*((?:万|亿)?[^\d期段号级]{1,3})$")


@dataclass(frozen=True, slots=True)
class Likeness:
    """0…1 with its reason; `apart` where a mark of phase, part or number forbids the match.

    `part_unsaid`: only one name carries such a mark; `other_kind`: the kind words differ (街, 阁);
    `other_words`: more than characters left out (a name may lose some; one that changes some, or
    is too short to spare any, is a doubt).
    """

    score: float
    sign: Sign
    apart: bool = False
    part_unsaid: bool = False
    other_kind: bool = False
    other_words: bool = False


@cache
def suffixes() -> frozenset[str]:
    """The kind words of `geodata/lexicon/suffixes.csv`."""
    with (LEXICON / "suffixes.csv").open(encoding="utf-8", newline="") as handle:
        return frozenset(row["suffix"] for row in csv.DictReader(handle))


def _numeral(text: str) -> str:
    """一 and 1 and 首 alike; 十二 → 12."""
    if text == "首":
        return "1"
    if any(char not in _NUMERALS for char in text):
        return text
    tens, ten, ones = text.partition("十")
    if not ten:
        return str(int("".join(str(_NUMERALS[char]) for char in text)))
    return str((_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0))


@lru_cache(maxsize=_KEPT)
def key_of(name: str) -> str:
    """A name without quotes, spaces, width, case, ending 项目 and amount; 一期 is 1期."""
    key = name_key(unicodedata.normalize("NFKC", name).upper())
    key = _PHASE.sub(lambda found: _numeral(found[1]), key)
    amount = _AMOUNT.search(key)
    short = key[: amount.start()] if amount and resolve_unit(amount[1]) else key
    return short if len(short) >= 2 else key


@lru_cache(maxsize=_KEPT)
def core_of(name: str) -> str:
    """The key without a leading 区/县 and trailing words for its kind."""
    core = _LEVEL.sub("", key_of(name))
    short = _KIND.sub("", core)
    return short if len(short) >= 2 else core


@lru_cache(maxsize=_KEPT)
def thing_of(name: str) -> str:
    """The core without marks of phase, part and rating, as far as two characters stay."""
    core = core_of(name)
    short = _MARK.sub("", core)
    return short if len(short) >= 2 else core


@lru_cache(maxsize=_KEPT)
def stem_of(name: str) -> str:
    """The thing without its longest kind word: 某某产业园 → 某某; at least two characters stay."""
    core = thing_of(name)
    for cut in range(2, len(core)):
        if core[cut:] in suffixes():
            return core[:cut]
    return core


@lru_cache(maxsize=_KEPT)
def parts_of(name: str) -> dict[str, frozenset[str]]:
    """The marks of phase, part and number in a name, by kind."""
    key = key_of(name)
    found = {
        kind: frozenset(_numeral(match[match.lastindex or 0]) for match in pattern.finditer(key))
        for kind, pattern in _PARTS
    }
    return {kind: values for kind, values in found.items() if values}


def is_bare(name: str) -> bool:
    """Whether a name is only a part or a kind word (二期, 产业园): nothing to know a thing by."""
    rest = key_of(name)
    for _, pattern in _PARTS[:3]:
        rest = pattern.sub("", rest)
    rest = rest.strip("段区期校院园")
    return len(rest) < 2 or key_of(name) in suffixes()


def common_length(left: str, right: str) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(right) + 1)
    for char in left:
        before = 0
        for at, other in enumerate(right, start=1):
            kept = row[at]
            row[at] = before + 1 if char == other else max(row[at], row[at - 1])
            before = kept
    return row[-1]


def ratio(left: str, right: str) -> float:
    """2 × common subsequence / both lengths: 1 for equal strings."""
    if not left or not right:
        return 0.0
    return 2 * common_length(left, right) / (len(left) + len(right))


def _hopeless(left: str, right: str) -> bool:
    """Whether even the characters regardless of order are too few: spares the measuring."""
    shared = sum((Counter(left) & Counter(right)).values())
    return 2 * shared < 0.5 * (len(left) + len(right))


@lru_cache(maxsize=_PAIRS)
def likeness(left: str, right: str) -> Likeness:
    """Compare two names.

    The stem counts 0.7 and the whole 0.3, so that two schools are not alike for being schools.
    """
    parts, others = parts_of(left), parts_of(right)
    if any(parts[kind].isdisjoint(others[kind]) for kind in parts.keys() & others.keys()):
        return Likeness(0.0, Sign.OTHER_PART, apart=True)
    unsaid = parts.keys() != others.keys()
    key, other = key_of(left), key_of(right)
    if key == other:
        return Likeness(1.0, Sign.SAME_NAME)
    if core_of(left) == core_of(right):
        kinds = {_KIND.search(key), _KIND.search(other)} - {None}
        words = {found.group() for found in kinds if found}
        return Likeness(0.95, Sign.SAME_BUT_KIND, part_unsaid=unsaid, other_kind=len(words) == 2)
    if _hopeless(key, other):
        return Likeness(0.0, Sign.LIKE_NAME)
    thing, other_thing = thing_of(left), thing_of(right)
    whole = ratio(thing, other_thing)
    stem = ratio(stem_of(left), stem_of(right))
    kind, other_kind = thing[len(stem_of(left)) :], other_thing[len(stem_of(right)) :]
    short, long = sorted((thing, other_thing), key=len)
    return Likeness(
        round(0.7 * stem + 0.3 * whole, 4),
        Sign.LIKE_NAME,
        part_unsaid=unsaid,
        other_kind=kind != other_kind
        and not (kind and other_kind and (kind.endswith(other_kind) or other_kind.endswith(kind))),
        other_words=len(short) < _LONG or common_length(short, long) < len(short),
    )
