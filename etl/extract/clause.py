"""Mentions of one clause: fields, members, score, status."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.codes import Category
from etl.extract.frames import Field, split_fields
from etl.extract.lexicon import Lexicon
from etl.extract.members import Member, MemberList, figure_value, read_members
from etl.extract.model import ClauseRef, Mention
from etl.extract.naming import NAMED_AT, Score, score_name, suffix_of, unknown_size
from etl.extract.status import decide, verb_phrase, verbs_of
from etl.extract.tokens import Token
from etl.report.model import Clause, Paragraph, Section, SectionKind, Sentence

_ABSTRACT = frozenset(
    "加强 强化 完善 健全 深化 培育 培育壮大 壮大 发展 大力发展 加大 提供 满足 构建 形成 推广 坚持 严守 压实 防范 规范 排查 巡查 检查 聚焦 突出 统筹 拓展 延伸 营造 提高".split()
)
_SUPPORT = frozenset({"support", "operate"})
_LICENSING_ROLES = frozenset(
    {"commission", "research", "attract", "start", "honour", "into", "event"}
)
_PIVOT_ROLES = frozenset({"commission", "research", "into"})
_PIVOT_ROLES = frozenset({"commission", "research", "into"})
_AS = (
    "引领",
    "基础",
    "试点",
    "依托",
    "龙头",
    "契机",
    "示范",
    "支撑",
    "载体",
    "平台",
    "核心",
    "牵引",
    "代表",
    "支点",
    "样板",
)
_DUE = re.compile(
    r"(?:20\d\d年)?\d{1,2}月(?:底|份)?(?:之?前)?|年底前?|年内|年末|[上下]半年|[一二三四]季度(?:末|前)?|20\d\d年(?:底)?前?|“五一”前|“十一”前|汛期前|采暖季前"
)
_SIDE = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:[东西南北]{1,2}侧|周边|沿线|附近|旁)")


@dataclass(slots=True)
class ClauseContext:
    """What the clauses of one sentence share."""

    section: Section
    paragraph: Paragraph
    sentence: Sentence
    district_name: str
    lexicon: Lexicon
    place: str = ""
    roles: list[str] = field(default_factory=list)


def _frame(pre: list[Token], behind: list[Token], lexicon: Lexicon) -> str:
    verbs = verbs_of(pre, lexicon)
    after = verbs_of(behind, lexicon)
    if any(verb.role not in _SUPPORT for verb in verbs + after):
        return "concrete"
    if any(verb.word in _ABSTRACT for verb in verbs):
        return "abstract"
    return "support" if verbs or after else ""


def _roles(tokens: list[Token], lexicon: Lexicon) -> set[str]:
    return {verb.role for verb in verbs_of(tokens, lexicon)}


def _text(tokens: list[Token]) -> str:
    return "".join(token.text for token in tokens)


def _is_as_frame(made: Field) -> tuple[bool, bool]:
    """(以X为Y with a Y that makes X an actor, any other 以X为Y)."""
    if not any(token.text in ("以", "依托") for token in made.pre):
        return False, False
    if not made.post or made.post[0].text != "为":
        return False, False
    return True, True


def _canonical(member: Member, previous: str, suffix_word: str, head_word: str) -> str:
    text = _text(member.name).strip("“”")
    if len(member.name) == 1 and member.name[0].has("part") and previous:
        base = re.sub(r"(?:[一二三四五六]期|[A-Z]\d?[区座]|[东南西北中]{1,2}段)$", "", previous)
        return base + text
    quote = next((token for token in member.name if token.has("quote")), None)
    if quote is not None:
        text = text.replace("“", "").replace("”", "")
    if not suffix_word and head_word:
        return text + head_word
    return text


_HEAD_NAMES = {
    Category.INDUSTRY: "项目", Category.HOTEL: "酒店", Category.RESIDENTIAL_COMPOUND: "小区",
    Category.VILLAGE: "屯", Category.ROUTE: "旅游线路", Category.SCENIC_SITE: "项目",
}  # fmt: skip


def mentions_of_clause(
    tokens: list[Token], clause: Clause, context: ClauseContext
) -> list[Mention]:
    """Mentions of `clause`, left to right."""
    lexicon = context.lexicon
    for token in tokens:
        if token.has("place"):
            context.place = token.text
            break
    found: list[Mention] = []
    tokens = _without_mark(tokens)
    tokens = _without_mark(tokens)
    fields = split_fields(tokens, lexicon)
    for index, made in enumerate(fields):
        as_frame, _ = _is_as_frame(made)
        if as_frame:
            role = _text(made.post[1:])
            role += _text(fields[index + 1].tokens) if index + 1 < len(fields) else ""
            if not any(word in role[:8] for word in _AS):
                continue
        found.extend(_field_mentions(made, clause, context, as_frame))
    return found


_MARK = re.compile(
    r"^(?:[①-⑳]|—+|-+|\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]是)"
)


def _without_mark(tokens: list[Token]) -> list[Token]:
    """Drop the list mark at the head of a clause."""
    found = _MARK.match(_text(tokens))
    if not found:
        return tokens
    end = tokens[0].start + found.end()
    return [token for token in tokens if token.start >= end]


_TITLES = frozenset(
    "创建 申报 争创 创成 获评 入选 跻身 荣获 获得 被评为 认定为 被认定为 评为 获批 荣膺 升级为 晋升".split()
)


_MARK = re.compile(
    r"^(?:[①-⑳]|—+|-+|\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]是)"
)


def _without_mark(tokens: list[Token]) -> list[Token]:
    """Drop the list mark at the head of a clause."""
    found = _MARK.match(_text(tokens))
    if not found:
        return tokens
    end = tokens[0].start + found.end()
    return [token for token in tokens if token.start >= end]


_TITLES = frozenset(
    "创建 申报 争创 创成 获评 入选 跻身 荣获 获得 被评为 认定为 被认定为 评为 获批 荣膺 升级为 晋升".split()
)


def _field_mentions(
    made: Field, clause: Clause, context: ClauseContext, as_frame: bool
) -> list[Mention]:
    lexicon = context.lexicon
    group = read_members(made.tokens, lexicon)
    behind_all = [*group.tail, *made.post]
    roles = _roles(made.pre, lexicon) | _roles(behind_all, lexicon)
    for member in group.members:
        roles |= _roles(member.tail, lexicon)
    licence = group.head.licence if group.head else 1
    siblings = _has_named_sibling(group, lexicon)
    found: list[Mention] = []
    previous = ""
    for position, member in enumerate(group.members):
        if not member.name:
            continue
        tail = member.tail
        if not any(token.text in lexicon.verbs for token in tail):
            tail = next(
                (
                    later.tail
                    for later in group.members[position + 1 :]
                    if any(token.text in lexicon.verbs for token in later.tail)
                ),
                tail,
            )
        own_tail = [*tail, *group.tail]
        post = made.post
        frame = "concrete" if as_frame else _frame(made.pre, [*own_tail, *post], lexicon)
        score = score_name(
            member.name,
            lexicon,
            licence=licence,
            siblings_named=siblings and len(group.members) > 1,
            frame=frame,
            quantified=member.quantified or member.leading_figure,
            vague=group.vague,
        )
        accepted = _acceptable(
            member, score, roles, licence, as_frame, siblings, group, made.pre, lexicon
        )
        if not accepted:
            continue
        mention = _mention(
            member, group, made, own_tail, post, score, clause, context, previous, as_frame
        )
        found.append(mention)
        previous = mention.canonical_name
    return found


def _has_named_sibling(group: MemberList, lexicon: Lexicon) -> bool:
    for member in group.members:
        suffix, stem = suffix_of(member.name, lexicon)
        if suffix is not None and unknown_size(stem) > 1:
            return True
        if any(token.has("gazetteer") for token in member.name):
            return True
    return False


def _acceptable(
    member: Member,
    score: Score,
    roles: set[str],
    licence: int,
    as_frame: bool,
    siblings: bool,
    group: MemberList,
    pre: list[Token],
    lexicon: Lexicon,
) -> bool:
    """Whether the candidate is a mention at all (named or not)."""
    text = _text(member.name)
    suffix, stem = suffix_of(member.name, lexicon)
    if not 2 <= len(text) <= 24 or licence == 0:
        return False
    if member.figure is not None and suffix is not None and roles & {"work", "green", "plan"}:
        return True
    if suffix is None and not (len(member.name) > 1 and member.name[-1].has("part")):
        odd = unknown_size(member.name)
        if len(member.name) == 1 and member.name[0].has("part"):
            return len(group.members) > 1
        if licence == 2:
            score.add(0.3, "suffix-less in a list of names")
            if odd:
                return True
            if roles & {"commission", "attract", "start"} and not group.vague:
                score.add(0.3, "list of projects")
                return True
            return False
        if odd >= 2 and len(group.members) > 1 and siblings and roles:
            score.add(0.2, "between named siblings")
            return True
        listed = len(group.members) > 1
        wanted = _LICENSING_ROLES | {"milestone", "outcome"} if listed else _PIVOT_ROLES
        if (
            odd >= 2
            and (as_frame or roles & wanted)
            and odd >= (0.3 if listed else 0.7) * len(text)
            and len(text) <= 12
            and (listed or not member.name[0].has("quote"))
        ):
            score.add(0.1, "suffix-less in a licensing frame")
            return True
        return False
    if suffix is not None and not stem and not any(t.has("gazetteer") for t in member.name):
        return score.value >= NAMED_AT
    if roles & {"honour"} or any(token.text in _TITLES for token in pre):
        return unknown_size(stem) > 1 and not any(token.text in _TITLES for token in pre)
    if roles & {"honour"} or any(token.text in _TITLES for token in pre):
        return unknown_size(stem) > 1 and not any(token.text in _TITLES for token in pre)
    return score.value >= 0.3


def _mention(
    member: Member,
    group: MemberList,
    made: Field,
    tail: list[Token],
    post: list[Token],
    score: Score,
    clause: Clause,
    context: ClauseContext,
    previous: str,
    as_frame: bool,
) -> Mention:
    lexicon = context.lexicon
    suffix, _ = suffix_of(member.name, lexicon)
    category = Category.INDUSTRY
    if suffix is not None:
        category = suffix.category
    elif group.head is not None:
        category = group.head.category
    elif _roles(made.pre, lexicon) & {"attract"} or _roles(post, lexicon) & {"research"}:
        category = Category.ENTERPRISE
    if group.head is not None and suffix is not None and suffix.word in ("项目", "里", "汇"):
        category = group.head.category
    natural = suffix is not None and suffix.kind == "natural"
    is_review = context.section.kind is SectionKind.REVIEW
    pre = made.pre
    status = decide(
        pre, tail, post, category, natural=natural, is_review=is_review, lexicon=lexicon
    )
    if as_frame:
        from etl.codes import Stage, WorkType

        status = type(status)(WorkType.OPERATION, Stage.MAINTENANCE, "", "status:as")
    start, end = member.name[0].start, member.name[-1].end
    quantity, unit = figure_value(member.figure)
    stem_size = unknown_size(suffix_of(member.name, lexicon)[1])
    counted = member.figure is not None and (member.leading_figure or stem_size < 2)
    named = score.value >= NAMED_AT and not counted
    if member.figure is not None and counted:
        start, end = min(start, member.figure.start), max(end, member.figure.end)
    text = clause.text[start - clause.start : end - clause.start]
    due = _DUE.search(clause.text)
    side = _SIDE.search(clause.text)
    head_word = _HEAD_NAMES.get(group.head.category, "") if group.head else ""
    canonical = _canonical(member, previous, suffix.word if suffix else "", head_word)
    area = context.section.focus_area
    return Mention(
        ref=ClauseRef(
            context.section.label,
            area,
            context.paragraph.title,
            context.paragraph.index,
            context.sentence.index,
            clause.index,
            start,
            end,
        ),
        mention=text,
        canonical_name=canonical,
        category=category,
        work_type=status.work_type,
        stage=status.stage,
        verb_phrase=verb_phrase(pre, tail, post),
        named=named,
        is_review=is_review,
        confidence=round(min(0.99, max(0.05, 0.4 + score.value / 2)), 2),
        rule="list" if len(group.members) > 1 else "frame",
        quantity=quantity,
        unit=unit,
        outcome=status.outcome,
        due=due.group() if due else "",
        spatial_hint=(side.group() if side else "") or context.place,
        explain=(*score.parts, status.rule),
    )
