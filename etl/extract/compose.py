"""Make a `Mention` of an accepted candidate: span, full name, category, status, figures, hints."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from etl.codes import Category, Stage, WorkType
from etl.extract.accept import Company
from etl.extract.clues import Clues
from etl.extract.lexicon import Head, Lexicon, Suffix
from etl.extract.members import Member, figure_value
from etl.extract.model import ClauseRef, Mention
from etl.extract.naming import NAMED_AT, Score, suffix_of, unknown_size
from etl.extract.status import Status, by_heading, decide, stopped, verb_phrase, verbs_of
from etl.extract.status_model import refine_category, refine_status
from etl.extract.tokens import Token
from etl.report.model import Clause, Paragraph, Section, Sentence

_DUE = re.compile(
    r"(?:20\d\d年)?\d{1,2}月(?:底|份)?(?:之?前)?|年底前?|年内|年末|[上下]半年|[一二三四]季度(?:末|前)?"
    r"|20\d\d年(?:底)?前?|“五一”前|“十一”前|汛期前|采暖季前"
)
_TAIL_PART = re.compile(
    r"(?:[一二三四五六七八九十]期|\d+号线|[A-Z]\d?[区座]|[东南西北中]{1,2}[段区])$"
)
_HEAD_NAMES = {
    Category.INDUSTRY: "项目", Category.HOTEL: "酒店", Category.RESIDENTIAL_COMPOUND: "小区",
    Category.ROUTE: "旅游线路", Category.SCENIC_SITE: "项目",
}  # fmt: skip
_COUNTS = frozenset(
    {"家", "个", "处", "座", "所", "部", "套", "条", "栋", "艘", "台", "项", "户", "间"}
)
_OWN_HEADS = frozenset(
    {"村", "屯", "嘎查", "社区", "小区", "酒店", "民宿", "宾馆", "镇", "乡", "街道", "水库"}
)
_METRIC = re.compile(r"(?:率|额|营收|收入|产值|吞吐量|客流量?|产量|销量|税收)$")
_RESEARCH = re.compile("攻关|研发中心|实验室|创新联合体|技术中心|[^，]验证|新产品|科研|产学研|中试")
"""What a firm works on where its predicate only supports it."""


@dataclass(slots=True)
class Context:
    """What the clauses of one sentence share; `place` is the last place word (农村, 城镇).

    `beside` is a place of the clause with its relation (某中学西侧).
    """

    section: Section
    paragraph: Paragraph
    sentence: Sentence
    lexicon: Lexicon
    place: str = ""
    beside: str = ""


def text_of(tokens: list[Token]) -> str:
    """The tokens' text."""
    return "".join(token.text for token in tokens)


def full_name(member: Member, previous: str, suffix: Suffix | None, head_word: str) -> str:
    """The name with the prefix or head its list shares."""
    text = text_of(member.name)
    if previous and all(token.has("part") for token in member.name):
        return _TAIL_PART.sub("", previous) + text
    text = re.sub("[“”‘’「」]", "", text)
    return text + head_word if suffix is None and head_word else text


def _head_word(head: Head | None) -> str:
    """What a list adds to its members without a suffix: 小区, 嘎查, 项目 …"""
    if head is None:
        return ""
    return head.word if head.word in _OWN_HEADS else _HEAD_NAMES.get(head.category, "")


def category_of(
    member: Member, company: Company, suffix: Suffix | None, lexicon: Lexicon
) -> Category:
    """Category by suffix, else by list head, else by what is done."""
    head = company.group.head
    weak = suffix is not None and (len(suffix.word) == 1 or suffix.word == "项目")
    acts = "research" in company.roles and company.has_object and company.pre
    if acts and suffix is not None and suffix.category is Category.ROAD_BRIDGE:
        return Category.ENTERPRISE  # 推动某某铁路加快研制…: a firm of the railways
    if suffix is not None and not (weak and head is not None and head.licence == 2):
        return suffix.category
    if head is not None:
        return head.category
    if suffix is None:
        for other in company.group.members:
            beside, _ = suffix_of(other.name, lexicon)
            if beside is not None:
                return beside.category
    if member.name[-1].text in lexicon.heads:
        return lexicon.heads[member.name[-1].text].category
    if company.roles & {"attract", "research"}:
        return Category.ENTERPRISE
    return Category.EVENT if "event" in company.roles else Category.INDUSTRY


def _status(
    company: Company,
    tail: list[Token],
    post: list[Token],
    category: Category,
    suffix: Suffix | None,
    is_review: bool,
    lexicon: Lexicon,
) -> Status:
    if company.is_as_frame and not any(
        verb.role in ("attract", "work") for verb in verbs_of(company.pre, lexicon)
    ):
        return Status(WorkType.OPERATION, Stage.MAINTENANCE, "", "status:as")
    words = text_of(tail)
    said = verbs_of([*company.pre, *tail, *post], lexicon)
    if re.search("办证|产权|登记", words + text_of(post)) or (
        tail and _METRIC.search(words) and not any(v.work_type for v in said)
    ):
        return Status(WorkType.OPERATION, Stage.MAINTENANCE, "", "status:metric")
    if (
        category is Category.ENTERPRISE
        and not is_review
        and _RESEARCH.search(words + text_of(post))
    ):
        return Status(WorkType.RESEARCH, Stage.IMPLEMENTATION, "", "status:research")
    natural = suffix is not None and suffix.kind == "natural"
    status = decide(
        company.pre, tail, post, category, natural=natural, is_review=is_review, lexicon=lexicon
    )
    behind = verbs_of([*tail, *post], lexicon)
    if not company.pre and company.has_object and category.value != "enterprise":
        # A place that is the subject: it takes in tenants (attract), adds rooms (construct).
        if status.work_type is WorkType.ATTRACTION:
            return Status(WorkType.OPERATION, Stage.MAINTENANCE, "", "status:subject")
        fresh = any(v.word.startswith(("新", "增")) and v.role == "work" for v in behind)
        if status.work_type is WorkType.CONSTRUCTION and fresh:
            return Status(WorkType.EXPANSION, status.stage, status.outcome, "status:subject")
    if category is Category.ROAD_BRIDGE and not is_review:
        lies_in = bool(company.pre) and company.pre[-1].text == "在"
        if lies_in or re.search("人行道|路面|排水|管网|管线", words):
            return Status(
                WorkType.REHABILITATION, Stage.IMPLEMENTATION, status.outcome, "status:road"
            )
    return status


def compose(
    member: Member,
    company: Company,
    tail: list[Token],
    post: list[Token],
    score: Score,
    clause: Clause,
    context: Context,
    previous: Mention | None,
) -> Mention:
    """The mention of `member`; `tail` and `post` are the words behind it that speak of it."""
    lexicon = context.lexicon
    suffix, stem = suffix_of(member.name, lexicon)
    is_part = previous is not None and all(token.has("part") for token in member.name)
    category = (
        previous.category if previous and is_part else category_of(member, company, suffix, lexicon)
    )
    is_review = context.sentence.is_review
    start, end = member.name[0].start, member.name[-1].end
    if category is Category.ROUTE and len(member.name) > 1 and member.name[0].has("quote"):
        end = member.name[0].end
    quantity, unit = figure_value(member.figure)
    counted = member.figure is not None and (
        member.leading_figure or unit in _COUNTS or unknown_size(stem) < 2
    )
    if member.figure is not None and counted:
        start, end = min(start, member.figure.start), max(end, member.figure.end)
    mention = clause.text[start - clause.start : end - clause.start]
    canonical = full_name(
        member,
        previous.canonical_name if previous else "",
        suffix,
        _head_word(company.group.head),
    )
    beside = {part.index - clause.index: part.text for part in context.sentence.clauses}
    clues = Clues(
        name=mention,
        full_name=canonical,
        start=start,
        end=end,
        member=member,
        company=company,
        tail=tail,
        post=post,
        suffix=suffix,
        clause=clause,
        before=beside.get(-1, ""),
        after=beside.get(1, ""),
        is_review=is_review,
        category=category,
        lexicon=lexicon,
    )
    notes: list[str] = []
    if not is_part and not counted:
        category, why = refine_category(clues)
        notes.append(why)
    status = _status(company, tail, post, category, suffix, is_review, lexicon)
    if is_review and not company.pre:
        status = stopped(clues.around_list()[1], clues.after) or status
    if not verbs_of([*company.pre, *tail, *post], lexicon):
        status = by_heading(context.section.title) or by_heading(context.paragraph.title) or status
    if not counted:
        status, why = refine_status(replace(clues, category=category), status)
        notes.append(why)
    due = _DUE.search(clause.text)
    return Mention(
        ref=ClauseRef(
            context.section.label,
            context.section.focus_area,
            context.paragraph.title,
            context.paragraph.index,
            context.sentence.index,
            clause.index,
            start,
            end,
        ),
        mention=mention,
        canonical_name=canonical,
        category=category,
        work_type=status.work_type,
        stage=status.stage,
        verb_phrase=verb_phrase(company.pre, tail, post),
        named=score.value >= NAMED_AT and not counted,
        is_review=is_review,
        confidence=round(min(0.99, max(0.05, 0.4 + score.value / 2)), 2),
        rule="as" if company.is_as_frame else "list" if len(company.group.members) > 1 else "frame",
        quantity=quantity,
        unit=unit,
        outcome=status.outcome,
        due=due.group() if due else "",
        spatial_hint=next((t.text for t in member.name if t.has("place")), "")
        or context.beside
        or context.place,
        explain=(*score.parts, status.rule, *filter(None, notes)),
    )
