"""Cut a clause into figures: what stands before each number, the number, what stands after.

    新建学校5所、改造危桥3座 → (新建学校, 5所, ""), (改造危桥, 3座, "")

Numbers that say what kind of thing it is (10千伏线路, 亿元以上项目, 30%的企业) are no figures:
they stay in the text before the next number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.extract.figures_lexicon import (
    any_verb,
    at_start,
    comparator_at_end,
    verb_at_start,
    verbs,
    words,
)
from etl.extract.quantity import Quantity, find_quantities

_RANK = re.compile(
    r"(?:排名|排在|位列|位居|列|居|排)(?P<scope>[^，。、\d第]{0,8}?)第(?P<n>\d+|[一二三四五六七八九十]{1,3})"
    r"(?P<u>位|名)?"
)
_SEPARATORS = re.compile(r"、|，|；|(?<!总)和|及(?!时)|并(?!网|购|轨)|且")
_ENDS = tuple("，。；：！？、")
_LARGE = ("money", "money_usd", "mass", "area", "power", "length", "volume", "power_apparent")
_TIMED = ("duration", "day", "sound", "age")
_GROWN = re.compile("(?:增加|提高|提升|扩大|增长|下降|降低|减少|压缩|缩短|增|升|降|减|扩)[到至为]")
_TOPONYM = re.compile(r"[一-龥]?[子树屯村庄营铺沟岗店房]")


@dataclass(frozen=True, slots=True)
class Segment:
    """One figure of a clause. `start`/`end` index the clause's text; `pre` and `post` are cleaned
    of separators; `joined` is True when an earlier figure of the clause stands before it.
    """

    start: int
    end: int
    pre: str
    quantity: Quantity
    post: str
    joined: bool


def segments(text: str) -> list[Segment]:
    """The figures of one clause, in order."""
    quantities = find_quantities(text)
    kept: list[Segment] = []
    cut = 0
    for number, quantity in enumerate(quantities):
        limit = quantities[number + 1].start if number + 1 < len(quantities) else len(text)
        pre = text[cut : quantity.start]
        between = text[quantity.bound_end : limit]
        if not _is_figure(text, pre, quantity, between, limit < len(text)):
            continue
        post, split = _split_between(pre, between, limit < len(text))
        end = quantity.bound_end + len(post)
        if pre.startswith("的") and kept:
            # 亩均增产两成的地块达到10万亩: the first figure describes the subject of the second.
            pre = kept[-1].pre + pre[1:]
            cut -= len(kept[-1].pre) - 1
        lead = len(pre) - len(pre.lstrip("、，；和及并且"))
        kept.append(
            Segment(
                start=max(cut + lead, 0),
                end=end,
                pre=pre[lead:],
                quantity=quantity,
                post=_trim_post(post),
                joined=bool(kept),
            )
        )
        cut = quantity.bound_end + split
    return kept


def _split_between(pre: str, between: str, more: bool) -> tuple[str, int]:
    """Share the text between two numbers: (what belongs to the first, where the second begins)."""
    if not more:
        post = re.split(r"[，。；：！？]", between)[0]
        return post, len(between)
    match = _SEPARATORS.search(between)
    if match is None:
        return "", 0
    if match.start() == 0:
        return "", match.end()
    return between[: match.start()], match.end()


def _trim_post(post: str) -> str:
    post = post.strip("、，。；：！？”’》")
    post = re.sub(r"^(?:[（(][^）)]*[）)])", "", post) if post.startswith(("(", "（")) else post
    return "" if post in words("filler") else post


def _is_figure(text: str, pre: str, quantity: Quantity, between: str, more: bool) -> bool:
    if quantity.kind == "rating":
        return False
    if _in_quotes(text, quantity) or re.search(r"(?:每|逢|第|单个|人均每)$", pre):
        return False
    ends_with_comparator = bool(comparator_at_end().search(re.sub(r"(?:约|近|将近)$", "", pre)))
    head = between.lstrip()
    if re.search(r"(?:从|由|[在比]20\d\d年)$", pre):
        return False
    if re.search(r"(?:从|由)[^，、]{0,8}$", pre) and _GROWN.match(between):
        return False
    if head.startswith("的"):
        if pre.endswith(tuple(words("measure"))):
            return quantity.kind in _LARGE
        return ends_with_comparator and quantity.kind in ("percent", "ratio")
    if head.startswith(("级", "规模以上", "大")) or re.search("(?:把|将|对)$", pre):
        return False
    if more and quantity.bound and not any_verb().search(pre):
        # 500户以上小区物业覆盖率提高到九成: the first number says which compounds.
        stretch = re.split(r"[，、；]", between)
        if len(stretch) == 1 and comparator_at_end().search(between) and not ends_with_comparator:
            return False
    if quantity.kind in _TIMED:
        return (
            ends_with_comparator
            or quantity.bound in ("内", "以内", "之内")
            or bool(re.search(r"(?:至少|不少于).{0,6}$", pre))
            or head.startswith(("通达", "到达", "直达", "可达", "响应", "办结", "送达"))
        )
    if head.startswith(tuple(words("abstract"))) and quantity.kind == "count":
        return False
    noun_after = bool(head) and not head.startswith(_ENDS) and not _is_filler(head)
    noun_after = noun_after and not (verb_at_start().match(head) or at_start("lead").match(head))
    sized = quantity.kind in _LARGE or (quantity.kind == "count" and quantity.bound and more)
    if sized and noun_after and not ends_with_comparator:
        if more and not _SEPARATORS.search(between) and not any_verb().search(between):
            return False
        if not _ends_with_verb(pre):
            return False
    if quantity.numeral and quantity.kind == "count":
        return _counts(pre, quantity, head)
    return True


def _is_filler(head: str) -> bool:
    return re.split(r"[，。；：！？、]", head)[0] in words("filler")


def _in_quotes(text: str, quantity: Quantity) -> bool:
    opened = text.rfind("“", 0, quantity.start)
    if opened < 0 or text.rfind("”", 0, quantity.start) > opened:
        return False
    closed = text.find("”", quantity.end)
    inside = text[opened + 1 : closed if closed >= 0 else len(text)]
    if quantity.numeral and quantity.kind == "count":
        return True
    return len(inside) > len(quantity.text) + len(quantity.bound)


def _ends_with_verb(pre: str) -> bool:
    return any(pre.endswith(verb) for verb in verbs() if len(verb) > 1)


_CONCRETE = (
    "家",
    "台",
    "栋",
    "幢",
    "座",
    "所",
    "户",
    "辆",
    "部",
    "间",
    "台套",
    "套",
    "张",
    "眼",
    "口",
    "支",
)


def _counts(pre: str, quantity: Quantity, head: str) -> bool:
    """Whether a small Chinese numeral counts things (两栋) or is a turn of speech (一个, 三条)."""
    if head.startswith(("有", "是", "才", "就")):
        return False
    if head.startswith(("行动", "工程", "计划", "活动", "工作", "制度", "机制", "任务", "要求")):
        return False
    if quantity.value >= 10:
        return True
    if quantity.value <= 1 or _TOPONYM.match(head):
        return False
    if comparator_at_end().search(pre):
        return True
    kinds = verbs()
    works = [verb for verb, kind in kinds.items() if kind in ("work", "keep")]
    if any(verb in pre for verb in works):
        return True
    if quantity.unit in _CONCRETE:
        return bool(any_verb().search(pre)) or any(verb in head for verb in works)
    return not any_verb().search(pre) and any(verb in head for verb in works)


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order (排名全省第3位): the comparator as written without the number."""

    start: int
    end: int
    number_text: str
    wording: str


def find_rank(text: str) -> Rank | None:
    """The first ranking of a clause, or None."""
    match = _RANK.search(text)
    if match is None:
        return None
    wording = text[match.start() : match.start("n") - 1]
    return Rank(match.start(), match.end(), match["n"], wording)
