"""The members of an object list: shared head, shared quantity, trailing action nouns.

A、B、C等项目达产   → A · B · C, head 项目, tail 达产
危桥3座            → 危桥, figure 3座
某公寓一期、二期     → 某公寓一期 · 二期 (canonical 某公寓二期)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.codes import Category
from etl.extract.frames import is_coord
from etl.extract.lexicon import Head, Lexicon
from etl.extract.tokens import Token

_HEAD_REACH = 20
"""A list head stands within so many words behind 等."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(slots=True)
class Member:
    """One list member: the tokens of its name, what was cut off before and behind."""

    name: list[Token]
    tail: list[Token] = field(default_factory=list)
    figure: Token | None = None
    leading_figure: bool = False
    quantified: bool = False
    explain: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MemberList:
    """The members of one field, with the head and the tail they share."""

    members: list[Member]
    head: Head | None = None
    head_text: str = ""
    tail: list[Token] = field(default_factory=list)
    counted: bool = False
    vague: bool = False


def _head_of(tokens: list[Token], lexicon: Lexicon) -> tuple[Head | None, int]:
    """The head noun in the words after 等, and how many tokens it ends at (0: none)."""
    best: tuple[Head | None, int] = (None, 0)
    tokens = tokens[:_HEAD_REACH]
    for start in range(len(tokens)):
        if tokens[start].has("figure") and tokens[start].text.rstrip("余多以上").endswith(
            ("户", "人", "名")
        ):
            break
        text = ""
        for end in range(start, len(tokens)):
            text += tokens[end].text
            if text in lexicon.heads:
                nested = best[0] is not None and start < best[1]
                if best[0] is None or nested or start <= best[1]:
                    denied = best[0] is not None and best[0].word in ("领域", "行业", "方面")
                    best = (best[0] if denied else lexicon.heads[text], end + 1)
        if best[0] is not None and start >= best[1]:
            break
        if tokens[start].has("strong") and best[0] is None:
            break
    return best


def _split(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if is_coord(token):
            if parts[-1]:
                parts.append([])
        else:
            if token.has("quote") and parts[-1] and parts[-1][-1].has("quote"):
                parts.append([])
            parts[-1].append(token)
    return [part for part in parts if part]


def _counted_head(tokens: list[Token], lexicon: Lexicon) -> tuple[int, Head | None, int]:
    """`X3家老字号店铺`, `Y八条精品旅游线路`: where the count starts, head, where it ends."""
    for at in range(1, len(tokens)):
        if tokens[at].has("figure", "cn_figure") and not _SIZE_UNITS.search(tokens[at].text):
            head, end = _head_of(tokens[at + 1 :], lexicon)
            if head is not None and end:
                return at, head, at + 1 + end
    return 0, None, 0


def _end_without_suffix(tokens: list[Token], at: int) -> int:
    """Where a name ends whose last unknown character is at `at`."""
    for place in range(1, at):
        token = tokens[place]
        strange = sum(len(t.text) for t in tokens[:place] if not t.known or len(t.text) == 1)
        complete = token.has("suffix") and len(token.text) > 1 and strange > 1
        if complete and len(tokens) - place > 3 and tokens[-1].has("weak", "inner", "noun"):
            # 某石化挥发性有机物治理: what follows the complete name is what is done to it.
            return place + 1
    end = at + 1
    if tokens[-1].text.endswith(("问题", "难题", "工作", "任务", "能力", "水平", "作用", "优势")):
        return end
    while (
        not tokens[at].has("quote")
        and end < len(tokens)
        and tokens[end].has("noun")
        and not tokens[end].has("inner", "weak", "strong")
    ):
        # Brands keep their ware: 某某米线, 某某三文鱼.
        end += 1
    return end


def _cut_tail(tokens: list[Token], lexicon: Lexicon) -> tuple[list[Token], list[Token]]:
    """Name and the action or part words behind it."""
    end = len(tokens)
    # The name ends at its last suffix or part if only known words follow.
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.has("quote") and any(
            before.has("suffix", "part", "gazetteer") for before in tokens[:at]
        ):
            continue
        if token.has("part") and at:
            end = at + 1
            break
        inside = token.has("inner") and any(
            t.has("part") or (t.has("suffix") and (place or len(t.text) > 1))
            for place, t in enumerate(tokens[:at])
        )
        if token.has("suffix", "gazetteer") and not inside:
            stem = tokens[:at]
            usable = bool(stem) or len(token.text) > 2 or token.has("gazetteer")
            after = tokens[at + 1 :]
            if usable and (stem or not token.has("weak")):
                end = at + 1
                if after and after[0].has("bracket"):
                    end += 1
                break
        lone = len(token.text) == 1 and not token.has("weak", "strong", "inner", "generic")
        if (lone or not token.known) and not token.has("bracket"):
            end = _end_without_suffix(tokens, at)
            break
    if end == len(tokens) and tokens and tokens[0].has("part") and not tokens[-1].has("suffix"):
        end = 1
    name, tail = tokens[:end], tokens[end:]
    while (
        len(name) > 1
        and name[-1].has("strong", "weak", "func", "time")
        and not name[-1].has("suffix", "gazetteer", "noun")
    ):
        tail.insert(0, name.pop())
    return name, tail


_SIZE_UNITS = re.compile(
    r"(?:千伏|万?吨级?|兆瓦级?|千瓦|米|级|度|万千瓦|期|届|年|立方米|公里|标箱)$"
)


def _cut_at_count(
    tokens: list[Token], lexicon: Lexicon, *, projects: bool
) -> tuple[list[Token], list[Token]]:
    """`某热力3台燃煤锅炉`, `某家园两栋安置楼`: the name ends before the count."""
    for at in range(1, len(tokens) - 1):
        token = tokens[at]
        if not token.has("figure", "cn_figure") or _SIZE_UNITS.search(token.text):
            continue
        before = tokens[at - 1]
        if before.has("suffix", "part", "gazetteer", "quote"):
            return tokens[:at], [t for t in tokens[at:] if not t.has("figure", "cn_figure")]
    # 某半导体…成果转化: the firm is the actor, what follows is what it works on.
    for at in range(1, len(tokens) - 1):
        token = tokens[at]
        if token.has("suffix") and lexicon.suffixes[token.text].kind == "firm":
            rest = tokens[at + 1 :]
            strange = sum(len(t.text) for t in tokens[:at] if not t.known or len(t.text) == 1)
            if (
                not projects and strange > 1 and rest[0].has("generic") and not rest[0].has("noun")
            ) or any(
                t.text in lexicon.verbs and lexicon.verbs[t.text].role == "research" for t in rest
            ):
                return tokens[: at + 1], rest
    return tokens, []


def _is_firm(token: Token, lexicon: Lexicon) -> bool:
    return token.has("suffix") and lexicon.suffixes[token.text].kind == "firm"


def _cut_lead(member: Member, lexicon: Lexicon) -> None:
    """Drop leading counts, quantifiers and attributes closed by 的."""
    name = member.name
    while name:
        first = name[0]
        if first.has("quantifier") and len(name) > 1:
            member.quantified = True
        elif first.has("figure") and len(name) > 1 and not name[1].has("latin"):
            member.figure = member.figure or first
            member.leading_figure = True
        elif (
            first.has("cn_figure")
            and len(name) > 1
            and name[1].known
            and len(name[1].text) > 1
            and not _is_firm(name[1], lexicon)
        ):
            member.quantified = True
        elif first.has("bracket", "book") and len(name) > 1:
            pass
        else:
            break
        name = name[1:]
    member.name = name


def _learnt_members(part: list[Token]) -> list[Member]:
    """The names of the sequence model are members as they stand; what follows each is its tail."""
    at = [index for index, token in enumerate(part) if token.has("learnt")]
    ends = [*at[1:], len(part)]
    return [
        Member([part[start]], tail=part[start + 1 : end])
        for start, end in zip(at, ends, strict=True)
    ]


def read_members(tokens: list[Token], lexicon: Lexicon) -> MemberList:
    """Members of a field's tokens with what they share."""
    made = MemberList([])
    cut = next((i for i, token in enumerate(tokens) if token.text == "等" and i), None)
    left = tokens
    if cut is not None:
        left, right = tokens[:cut], tokens[cut + 1 :]
        made.head, end = _head_of(right, lexicon)
        made.head_text = "".join(token.text for token in right[:end])
        made.vague = any(token.has("quantifier") for token in right[:end])
        made.tail = right[end:] if end else right
        made.counted = any(token.has("figure") for token in right[:end])
    parts = _split(left)
    if cut is None and len(parts) > 1:
        at, head, end = _counted_head(parts[-1], lexicon)
        if head is not None:
            made.head, made.head_text = head, head.word
            made.tail = parts[-1][end:]
            parts[-1] = parts[-1][:at]
    projects = made.head is not None and made.head.category in (
        Category.INDUSTRY,
        Category.FARM,
    )
    for part in parts:
        if any(token.has("learnt") for token in part):
            made.members += _learnt_members(part)
            continue
        member = Member(part)
        _cut_lead(member, lexicon)
        name, counted = _cut_at_count(member.name, lexicon, projects=projects)
        name, tail = _cut_tail(name, lexicon)
        tail = [*tail, *counted]
        if tail and tail[0].has("figure"):
            member.figure, tail = tail[0], tail[1:]
        elif name and name[-1].has("figure") and len(name) > 1:
            member.figure, name = name[-1], name[:-1]
        if projects:
            # A list of projects: 某铜业尾矿综合利用 is the project, 某铜业 only its owner.
            while (
                tail
                and name[-1].has("suffix", "noun")
                and tail[0].has("noun")
                and not tail[0].has("weak", "strong", "inner")
            ):
                name, tail = [*name, tail[0]], tail[1:]
        member.name, member.tail = name, tail
        made.members.append(member)
    return made


def figure_value(token: Token | None) -> tuple[float | None, str]:
    """Value and unit of a figure token as written: `3座` → (3.0, 座)."""
    if token is None:
        return None, ""
    match = _NUMBER.search(token.text)
    if match is None:
        return None, ""
    unit = re.sub(r"(?:余|多|以上|以下|左右|以内)+$", "", token.text[match.end() :])
    return float(match.group()), re.sub("^(?:余|多)", "", unit)
