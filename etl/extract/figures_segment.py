"""Cut a clause into figures: what stands before each number, the number, what stands after.

    新建学校5所、改造危桥3座 → (新建学校, 5所, ""), (改造危桥, 3座, "")

Numbers that only describe (see `figures_filter`) stay in the text before the next number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.extract.figures_filter import SEPARATORS, is_figure
from etl.extract.figures_lexicon import any_verb, words
from etl.extract.quantity import Quantity, find_quantities

_RANK = re.compile(
    r"(?:排名|排在|名列|位列|位居|分列|列|居|排)(?P<scope>[^，。、\d第]{0,8}?)第(?P<n>\d+|[一二三四五六七八九十]{1,3})"
    r"(?P<u>位|名)?(?!方阵|梯队|档|序列|动力)"
)
_LIST = re.compile("[^、]{2,}(?:、[^、]{2,})+")
_DESCRIBED = re.compile(
    r"、(?:年产|占地|日处理|总?建筑面积|总?装机)[^，、。；]*?的(?P<noun>[^，、。；]+)"
)
_SETTLEMENT = re.compile("村|镇|乡|街道|社区|领域|行业")
_PREDICATE = re.compile("完成|实现|达到|投资|带动|新增")


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
        more = number + 1 < len(quantities)
        limit = quantities[number + 1].start if more else len(text)
        pre = text[cut : quantity.start]
        between = text[quantity.bound_end : limit]
        if not is_figure(text, pre, quantity, between, more=more):
            continue
        post, split = _split_between(pre, between, more=more)
        described = _DESCRIBED.match(text, quantity.bound_end)
        if described and pre.endswith(tuple(words("measure"))):
            # 总投资5亿元、年产2万吨的新材料项目
            post = "的" + described["noun"]
        if between == "的" and more:
            # 总投资210亿元的72个重点项目: the sum is of what the next number counts.
            post = "的" + re.split(r"[，。；、]", text[quantities[number + 1].bound_end :])[0]
        lead = len(pre) - len(pre.lstrip("、，；和及并且"))
        kept.append(
            Segment(
                start=cut + lead + len(pre[lead:]) - len(pre[lead:].lstrip("的")),
                end=min(quantity.bound_end + len(post), limit),
                pre=_owned(pre[lead:], kept),
                quantity=quantity,
                post=_trim_post(post),
                joined=bool(kept),
            )
        )
        cut = quantity.bound_end + split
    return kept


def _owned(pre: str, kept: list[Segment]) -> str:
    """The words before a number that an earlier one describes (…两成的地块达到10万亩)."""
    if not pre.startswith("的") or not kept:
        return pre
    before = kept[-1].pre
    measure = max((m for m in words("measure") if before.endswith(m)), key=len, default="")
    return before.removesuffix(measure) + pre[1:]


def _split_between(pre: str, between: str, *, more: bool) -> tuple[str, int]:
    """Share the text between two numbers: (what belongs to the first, where the second begins)."""
    if not more:
        # 公寓三栋、食堂: what stands behind a mark is no word of the figure.
        post = "" if between.startswith("、") else re.split(r"[，。；：！？]", between)[0]
        return post, len(between)
    match = SEPARATORS.search(between)
    if match is None:
        if pre.strip("、，其中") and not _LIST.fullmatch(pre):
            settled = _SETTLEMENT.match(between)
            return (settled.group() if settled else ""), 0
        # 18个重点项目完成投资63亿元: the second figure shares the noun of the first.
        predicate = _PREDICATE.search(between) or any_verb().search(between)
        return (between[: predicate.start()] if predicate else between), 0
    if match.start() == 0:
        return "", match.end()
    return between[: match.start()], match.end()


def _trim_post(post: str) -> str:
    post = post.strip("、，。；：！？’》")
    post = post if post.count("“") == post.count("”") else post.strip("“”")
    post = re.sub(r"^(?:[（(][^）)]*[）)])", "", post) if post.startswith(("(", "（")) else post
    return "" if post in words("filler") else post


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
