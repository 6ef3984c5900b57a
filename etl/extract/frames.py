"""A clause as alternating predicates and fields: adverb* verb+ | object list | verb+ …

A strong verb always ends a name. A weak verb (建设, 加工, 改造 …) may stand inside a name
(农产品加工园, 建设小区); it is a predicate at the head of a field when a viable object follows, or
right after a complete name when no 项目 or 工程 closes the field.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from etl.codes import Category
from etl.extract.lexicon import Lexicon
from etl.extract.tokens import Token

_COORD = frozenset({"、", "和", "与", "及", "以及", "暨", "或"})
_CLOSERS = ("项目",)


@dataclass(slots=True)
class Field:
    """An object list with the predicate before and after it."""

    tokens: list[Token]
    pre: list[Token] = field(default_factory=list)
    post: list[Token] = field(default_factory=list)
    post_has_object: bool = False


def is_coord(token: Token) -> bool:
    """True for 、和与及 standing alone (a 和 inside a name has been settled before)."""
    return (token.text in _COORD and token.has("func", "coord")) or token.text == "、"


def _is_name_end(token: Token) -> bool:
    return token.has("suffix", "part", "gazetteer")


def _member_rest(tokens: list[Token], at: int) -> list[Token]:
    """Tokens from `at` to the end of the list member."""
    rest: list[Token] = []
    for token in tokens[at:]:
        if is_coord(token) or token.has("strong") or token.text == "等":
            break
        rest.append(token)
    return rest


def _weak_is_predicate(tokens: list[Token], at: int, at_head: bool, lexicon: Lexicon) -> bool:
    """Decide whether the weak verb at `at` is a predicate here."""
    rest = _member_rest(tokens, at + 1)
    if at_head:
        if rest and tokens[at].has("noun") and at and tokens[at - 1].has("strong", "weak"):
            # 改造供热管网: a noun before its noun.
            return False
        if not rest:
            # 规划、建设X: a verb alone before a coordinator; or a field of verbs only.
            return True
        word = rest[0]
        bare = word.has("suffix") and (
            len(rest) == 1
            or (
                lexicon.suffixes[word.text].category
                in (Category.RESIDENTIAL_COMPOUND, Category.ROAD_BRIDGE)
                and at > 0
                and is_coord(tokens[at - 1])
            )
        )
        if bare and tokens[at].has("nameable"):
            suffix = lexicon.suffixes[word.text]
            in_list = at > 0 and is_coord(tokens[at - 1])
            before_list = at + 2 < len(tokens) and is_coord(tokens[at + 2])
            return not (in_list or before_list or suffix.min_stem == 1 or len(word.text) == 1)
        return True
    before = tokens[at - 1]
    pivoted = rest and any(is_coord(t) for t in tokens[:at]) and tokens[at].has("transitive")
    if pivoted and any(t.has("pivot") for t in tokens[:at]):
        return True
    if not _is_name_end(before) and not before.has("inner", "figure", "bracket"):
        return False
    plain = before.has("noun", "weak") and not before.has("part", "gazetteer")
    if plain and len(before.text) < 3 and not (before.has("suffix") and _strange(tokens, at - 1)):
        return False
    if not rest:
        return True
    return not any(token.text.endswith(_CLOSERS) for token in rest) and not (
        rest[-1].has("suffix") and len(rest) == 1 and len(rest[-1].text) <= 1
    )


def _strange(tokens: list[Token], at: int) -> bool:
    """True when two characters that no table knows stand right before `at`."""
    size = 0
    for token in reversed(tokens[:at]):
        if is_coord(token) or token.has("strong"):
            break
        if len(token.text) == 1 or token.has("stem", "latin", "gazetteer", "ordinal", "quote"):
            size += len(token.text)
        else:
            break
    return size >= 2


def _member_back(tokens: list[Token], at: int) -> list[Token]:
    """Tokens before `at`, back to the last verb."""
    back: list[Token] = []
    for token in reversed(tokens[:at]):
        if token.has("strong"):
            break
        back.append(token)
    return back


def _breaks(tokens: list[Token], at: int, at_head: bool, lexicon: Lexicon) -> bool:
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    lone = token.has("strong") and len(token.text) == 1 and after is not None
    if lone and after and len(after.text) == 1 and not is_coord(after) and not after.has("suffix"):
        # 建通, 修文: a verb of one character before another one is part of a name.
        return False
    if token.text == "以" and at and tokens[at - 1].has("strong"):
        # 支持以川药业: only 以…为 opens a frame here.
        return any(later.text == "为" for later in tokens[at:])
    if token.has("strong"):
        # 建成路, 解决: a strong verb that is the whole stem of a one-character name.
        rest = _member_rest(tokens, at + 1)
        in_list = at > 0 and is_coord(tokens[at - 1])
        return not (
            len(rest) == 1 and rest[0].has("suffix")
            and ((in_list and token.has("nameable")) or rest[0].text in "路街巷桥里")
        )  # fmt: skip
    if token.has("divider", "opener"):
        if token.text == "的" and any(before.text == "等" for before in _member_back(tokens, at)):
            return False
        if token.has("divider") or at == 0:
            return True
        before = tokens[at - 1]
        if before.text == "、" and token.text in "以在对从向沿将把":
            return True
        return len(before.text) > 1 or before.has("strong", "weak", "adverb")
    if token.has("weak"):
        return _weak_is_predicate(tokens, at, at_head, lexicon)
    if token.has("adverb"):
        follows = tokens[at + 1] if at + 1 < len(tokens) else None
        return (
            follows is not None
            and follows.has("strong", "weak", "adverb")
            and (at_head or _is_name_end(tokens[at - 1]) or follows.has("strong"))
        )
    return token.has("time")


def split_fields(tokens: list[Token], lexicon: Lexicon) -> list[Field]:
    """Fields of a clause with their predicates, in order."""
    runs: list[tuple[bool, list[Token]]] = []
    for at, token in enumerate(tokens):
        current = runs[-1] if runs else None
        at_head = (
            current is None or current[0] or is_coord(tokens[at - 1]) or tokens[at - 1].text == "等"
        )
        if is_coord(token) and current is not None and current[0]:
            # 规划、建设X: a coordinator between verbs belongs to the predicate.
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            verb_next = after is not None and after.has("strong", "weak") and not after.has("noun")
            last = current[1][-1]
            if (
                verb_next
                and last.has("strong", "weak")
                and len(current[1]) < 4
                and _all_verbs(current[1])
            ):
                current[1].append(token)
                continue
        predicate = not is_coord(token) and _breaks(tokens, at, at_head, lexicon)
        if current is None or current[0] != predicate:
            runs.append((predicate, [token]))
        else:
            current[1].append(token)
    fields: list[Field] = []
    for index, (predicate, run) in enumerate(runs):
        if predicate:
            continue
        made = Field(run)
        if index:
            made.pre = runs[index - 1][1]
        if is_coord(run[0]) and fields:
            # A进展、B进展: the second field shares the first one's leading predicate.
            made.pre = fields[-1].pre
        if index + 1 < len(runs) and not is_coord(run[-1]):
            made.post = runs[index + 1][1]
            made.post_has_object = index + 2 < len(runs) and not is_coord(runs[index + 2][1][0])
        if (
            fields
            and len(made.pre) == 1
            and (made.pre[0].text == "的" or made.pre[0].text.endswith("侧"))
        ):
            # 总投资…的X项目, 某公司研发的Y投产: an attribute shares the predicate on both sides.
            made.pre = fields[-1].pre
        fields.append(made)
    for left, right in itertools.pairwise(fields):
        if left.post and left.post[-1].text == "的" and len(left.post) > 1 and right.post:
            left.post = [*left.post, *right.post]
    return fields


def _all_verbs(tokens: list[Token]) -> bool:
    return all(token.has("strong", "weak", "adverb") or is_coord(token) for token in tokens)
