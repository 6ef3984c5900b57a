"""Work type and stage of a mention from the words of its predicate.

Convention: words behind the name speak louder than those before it (跟踪推动X启动建设 is a start);
the kind of work wins over its completion (完成X改造 is rehabilitation); a target is no achievement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from etl.codes import Category, Stage, WorkType
from etl.extract.lexicon import Lexicon, Verb
from etl.extract.tokens import Token


@dataclass(frozen=True, slots=True)
class Status:
    """Work type, stage, promised outcome and the word that decided."""

    work_type: WorkType | None
    stage: Stage | None
    outcome: str
    rule: str


def verbs_of(tokens: list[Token], lexicon: Lexicon) -> list[Verb]:
    """Verbs among the tokens, in order."""
    words = (token.text.strip("“”") for token in tokens)
    return [lexicon.verbs[word] for word in words if word in lexicon.verbs]


def _first(verbs: list[Verb], *roles: str) -> Verb | None:
    return next((verb for verb in verbs if verb.role in roles), None)


_NEW = Verb(
    "打造成", True, "work", WorkType.CONSTRUCTION, Stage.IMPLEMENTATION, Stage.COMPLETION, ""
)
"""X改造为Y: Y is what gets built."""


def _pick(before: list[Verb], behind: list[Verb]) -> tuple[Verb | None, str]:
    """The verb that decides, and why."""
    every = behind + before
    for roles, pool in (
        (("suspend", "cancel"), every),
        (("planout",), behind),
        (("commission",), every),
    ):
        found = _first(pool, *roles)
        if found:
            return found, f"status:{roles[0]}"
    plan = _first(before, "plan")
    if plan and not _first(behind, "start"):
        return plan, "status:plan"
    for roles, pool in (
        (("start",), behind),
        (("start",), before),
        (("honour",), every),
        (("research",), every),
        (("milestone",), behind),
    ):
        found = _first(pool, *roles)
        if found:
            return found, f"status:{roles[0]}"
    into = _first(behind, "into")
    if into:
        return into, "status:into"
    attract = _first(before, "attract") or _first(behind, "attract")
    works = _first(behind, "work", "green", "event")
    if attract and not works:
        return attract, "status:attract"
    concrete = _first(before, "work", "green", "event", "operate")
    if (
        works
        and concrete is not None
        and concrete.role in ("work", "event")
        and works.word == "建设"
    ):
        works = None
    if concrete is not None and concrete.role == "operate" and works and works.role == "green":
        return concrete, "status:operate"
    found = works or _first(before, "work", "green", "event") or _first(behind, "outcome")
    if found:
        return found, "status:work"
    if _first(before, "into"):
        return _NEW, "status:into"
    found = _first(before, "outcome") or _first(every, "plan") or _first(every, "operate")
    if found:
        return found, f"status:{found.role}"
    return None, "status:default"


_DEFAULT_SUPPORT = {
    Category.EVENT: (WorkType.EVENT, Stage.IMPLEMENTATION),
    Category.ENTERPRISE: (WorkType.EXPANSION, Stage.IMPLEMENTATION),
    Category.ECOLOGY: (WorkType.GREENING, Stage.IMPLEMENTATION),
    Category.ROUTE: (WorkType.OPERATION, Stage.MAINTENANCE),
    Category.VILLAGE: (WorkType.EXPANSION, Stage.IMPLEMENTATION),
    Category.TOWN: (WorkType.OPERATION, Stage.MAINTENANCE),
}


_BY_SUPPORT = (
    (("瞄准", "主攻", "紧盯"), WorkType.ATTRACTION, Stage.IDENTIFICATION),
    (("改善",), WorkType.REHABILITATION, Stage.IMPLEMENTATION),
    (("支持", "扶持", "帮助", "完善", "壮大", "培育"), WorkType.EXPANSION, Stage.IMPLEMENTATION),
)
"""What is meant by words of support that say nothing of the kind of work."""
_RISEN = frozenset({"晋升", "升格", "创建", "晋级", "创成", "跻身"})
"""In a review a rating that was won; in the tasks one to be won."""


_HEADINGS = (
    ("前期|谋划|储备|策划", WorkType.PLANNING, Stage.PREPARATION),
    ("新开工|拟开工|计划开工|开工", WorkType.CONSTRUCTION, Stage.PREPARATION),
    ("续建|在建|竣工|完工|建成|新建", WorkType.CONSTRUCTION, Stage.IMPLEMENTATION),
    ("投产|达产|投运", WorkType.COMMISSIONING, Stage.COMPLETION),
    ("改造|更新|修缮|整治", WorkType.REHABILITATION, Stage.IMPLEMENTATION),
    ("招商|签约|在谈|洽谈", WorkType.ATTRACTION, Stage.IDENTIFICATION),
)
"""Headings of lists of projects: 续建项目, 前期项目."""


_STOP = "(?:取消|终止|不再|叫停)|(停工|停建|停缓|缓建|暂缓|暂停)"
_STOPS = re.compile(rf"^[^、]{{0,24}}(?:{_STOP})(?:建设|实施|施工|推进)?$")
_STOPS_NEXT = re.compile(rf"^(?:我们|已经?|主动|予以|按程序|决定|目前|只好|不得不)*(?:{_STOP})")


def stopped(right: str, after: str) -> Status | None:
    """A work that the end of its clause or the next clause calls off (因选址不当取消)."""
    found = _STOPS.search(right) or _STOPS_NEXT.search(after)
    if found is None:
        return None
    stage = Stage.SUSPENDED if found[1] else Stage.CANCELLED
    return Status(WorkType.CONSTRUCTION, stage, "", f"status:{stage.value}")


def by_heading(title: str) -> Status | None:
    """Status of a name that stands in a list without a predicate, from the list's heading."""
    for words, work_type, stage in _HEADINGS:
        if re.search(rf"(?:{words})(?:类|的)?(?:重点|重大)?(?:项目|工程|清单)", title[:16]):
            return Status(work_type, stage, "", "status:heading")
    return None


def decide(
    pre: list[Token],
    tail: list[Token],
    post: list[Token],
    category: Category,
    *,
    natural: bool,
    is_review: bool,
    lexicon: Lexicon,
) -> Status:
    """Status from the predicate before (`pre`) and behind (`tail` then `post`) a name."""
    before = verbs_of(pre, lexicon)
    behind = verbs_of(tail, lexicon) + verbs_of(post, lexicon)
    verb, rule = _pick(before, behind)
    outcome = next((v.outcome for v in behind[::-1] if v.outcome), "")
    outcome = outcome or next((v.outcome for v in before[::-1] if v.role == "start"), "")
    if verb is None:
        if not before and not behind and category is Category.EVENT:
            at = Stage.COMPLETION if is_review else Stage.IMPLEMENTATION
            return Status(WorkType.EVENT, at, outcome, rule)
        if not before and not behind:
            return Status(WorkType.OPERATION, Stage.MAINTENANCE, outcome, rule)
        usual, at = _DEFAULT_SUPPORT.get(category, (WorkType.CONSTRUCTION, Stage.IMPLEMENTATION))
        for words, meant, then in _BY_SUPPORT:
            if _said(before, *words):
                usual, at = meant, then
                rule = f"{rule}={words[0]}"
                break
        if is_review and at is Stage.IMPLEMENTATION and _said(before + behind, "完成", "实现"):
            at = Stage.COMPLETION
        return Status(usual, at, outcome, rule)
    if is_review and verb.word in _RISEN:
        return Status(WorkType.OPERATION, Stage.MAINTENANCE, outcome, f"{rule}={verb.word}")
    work_type = verb.work_type
    stage = verb.review_stage if is_review else verb.stage
    if verb.role == "start" and not is_review and _first(before, "start"):
        kind = _first(behind, "work")
        if kind is not None and kind.work_type in (WorkType.EXPANSION, WorkType.REHABILITATION):
            work_type = kind.work_type
    if category in (Category.VILLAGE, Category.TOWN) and verb.word in ("建设", "建成", "打造"):
        work_type = WorkType.EXPANSION  # a village is there already
    if natural and verb.role in ("work", "milestone") and work_type in (
        WorkType.REHABILITATION, WorkType.CONSTRUCTION,
    ):  # fmt: skip
        work_type = WorkType.GREENING
    if category is Category.EVENT and work_type in (
        WorkType.CONSTRUCTION, WorkType.OPERATION, WorkType.EXPANSION,
    ):  # fmt: skip
        work_type = WorkType.EVENT
        stage = Stage.COMPLETION if is_review else Stage.IMPLEMENTATION
    if is_review and verb.role == "work" and _said(before + behind, "推进", "加快", "推动"):
        finished = _said(before + behind, "完成", "建成") or _first(behind, "outcome", "commission")
        stage = stage if finished else Stage.IMPLEMENTATION
    return Status(work_type, stage, outcome, f"{rule}={verb.word}")


def _said(verbs: list[Verb], *words: str) -> bool:
    return any(verb.word in words for verb in verbs)


def verb_phrase(pre: list[Token], tail: list[Token], post: list[Token]) -> str:
    """`推进…建设`, `新建`, `…达产`: the predicate around the name, punctuation left out."""
    head = "".join(token.text for token in pre if token.has("strong", "weak", "adverb")) or "".join(
        token.text for token in pre
    )
    behind = "".join(token.text for token in [*tail, *post] if not token.has("figure", "bracket"))
    behind = behind[:16]
    return f"{head}…{behind}" if behind else head
