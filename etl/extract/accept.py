"""Whether a list member is a mention at all; names without a suffix need a licence."""

from __future__ import annotations

from dataclasses import dataclass

from etl.codes import Category
from etl.extract.lexicon import Lexicon
from etl.extract.members import Member, MemberList, figure_value
from etl.extract.naming import NAMED_AT, Score, suffix_of, unknown_size
from etl.extract.tokens import Token

_LISTED = frozenset(
    {
        "commission",
        "research",
        "attract",
        "start",
        "honour",
        "into",
        "event",
        "milestone",
        "outcome",
    }
)
"""Predicates whose object lists are names even where no member has a suffix."""
_COINED = frozenset({Category.ROUTE, Category.HOTEL})
"""Kinds whose names are made of common words."""
_SINGLE = frozenset({"commission", "research", "into"})
"""The same for a single object."""


@dataclass(frozen=True, slots=True)
class Company:
    """What surrounds a candidate in its clause."""

    group: MemberList
    pre: list[Token]
    roles: frozenset[str]
    siblings_named: bool
    is_as_frame: bool
    has_object: bool
    previous_accepted: bool

    @property
    def licence(self) -> int:
        """Licence of the list head: 2 names, 0 kinds, 1 no head."""
        return self.group.head.licence if self.group.head else 1


def _without_suffix(member: Member, score: Score, company: Company) -> bool:
    text_size = sum(len(token.text) for token in member.name)
    odd = unknown_size(member.name)
    listed = len(company.group.members) > 1
    if any(token.has("gazetteer") for token in member.name):
        score.add(0.1, "a place of the district")
        return bool(company.roles)
    if company.licence != 2 and any(token.has("never") for token in member.name):
        return False
    if all(token.has("part") for token in member.name):
        if company.previous_accepted:
            score.add(0.8, "part of the site named before")
        return company.previous_accepted
    if company.licence == 2:
        score.add(0.3, "suffix-less in a list of names")
        if odd >= 2 or (odd and text_size <= 4):
            return True
        head = company.group.head
        if head is not None and head.category in _COINED and len(company.group.members) > 2:
            return True
        if company.roles & {"commission", "attract", "start"} and not company.group.vague:
            score.add(0.3, "list of projects")
            return True
        return False
    if member.name[-1].has("verbal") or company.group.tail[:1]:
        return False
    between = listed and company.siblings_named and company.roles
    if odd >= 2 and between and odd >= 0.4 * text_size:
        score.add(0.2, "between named siblings")
        return True
    pivoted = company.has_object and any(token.has("pivot") for token in company.pre)
    if listed and pivoted and odd >= 2 and odd >= 0.6 * text_size:
        # 支持某营、某铺打造Y: the actors of a pivot.
        score.add(0.1, "actors of a pivot")
        return True
    wanted = _LISTED if listed else _SINGLE
    if "research" in company.roles and not listed and not company.has_object:
        wanted = wanted - {"research"}
    if (
        odd >= 2
        and (company.is_as_frame or company.roles & wanted)
        and odd >= (0.3 if listed else 0.7) * text_size
        and text_size <= 12
        and not (member.name[0].has("quote") and (company.is_as_frame or not listed))
    ):
        score.add(0.1, "suffix-less in a licensing frame")
        return True
    return False


_COUNTED_UNITS = frozenset({
    "座", "处", "公里", "千米", "个", "部", "套", "台", "台套", "亩", "万亩", "平方米", "万平方米",
    "栋", "幢", "盏", "条", "所", "间", "口", "眼", "公顷",
})  # fmt: skip


def _is_quantity_work(member: Member, company: Company, lexicon: Lexicon) -> bool:
    """`危桥3座`, `农村公路47公里`: works known only by their number."""
    suffix, stem = suffix_of(member.name, lexicon)
    concrete = company.roles & {"work", "green", "plan", "outcome"}
    if not concrete or figure_value(member.figure)[1] not in _COUNTED_UNITS:
        return False
    if suffix is not None:
        return bool(stem) or suffix.kind not in ("work", "firm")
    last = member.name[-1]
    return last.has("head") and lexicon.heads[last.text].licence == 2 and last.text not in _NO_WORKS


_NO_WORKS = frozenset(
    {"项目", "工程", "企业", "公司", "重点项目", "品牌", "活动", "龙头企业", "首店"}
)


def is_mention(member: Member, score: Score, company: Company, lexicon: Lexicon) -> bool:
    """True for a candidate worth writing down, named or not; may add to its score."""
    if any(token.has("learnt") for token in member.name):
        return True
    size = sum(len(token.text) for token in member.name)
    suffix, stem = suffix_of(member.name, lexicon)
    if not 2 <= size <= 24 or company.licence == 0:
        return False
    if member.figure is not None and _is_quantity_work(member, company, lexicon):
        return True
    if suffix is None and (
        not (len(member.name) > 1 and member.name[-1].has("part"))
        or all(token.has("part") for token in member.name)
    ):
        return _without_suffix(member, score, company)
    if suffix is not None and not stem and not any(t.has("gazetteer") for t in member.name):
        concrete = bool(company.roles & {"work", "outcome", "commission", "plan"})
        concrete = concrete or company.is_as_frame
        everyday = "common" in lexicon.classes.get(suffix.word, ())
        built = suffix.kind == "site" and len(suffix.word) > 2 and concrete and not everyday
        return score.value >= NAMED_AT or (built and bool(company.pre))
    if (
        suffix is not None
        and suffix.kind == "firm"
        and "research" in company.roles
        and not company.has_object
        and company.pre
        and company.pre[-1].has("doing")
    ):
        # 开展某某电池研发: the ware of the research, not a firm.
        return False
    if any(token.has("title") for token in company.pre):
        return False
    if score.value < NAMED_AT and suffix is not None and suffix.kind == "work" and len(stem) < 2:
        return False
    if any(token.has("never") for token in member.name) and score.value < NAMED_AT:
        return False
    return score.value >= 0.3
