"""Work type and stage of a mention from the words of its predicate.

Convention: words behind the name speak louder than those before it (跟踪推动X启动建设 is a start);
the kind of work wins over its completion (完成X改造 is rehabilitation); a target is no achievement.
"""

from __future__ import annotations

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
        if not before and not behind:
            return Status(WorkType.OPERATION, Stage.MAINTENANCE, outcome, rule)
        usual, at = _DEFAULT_SUPPORT.get(category, (WorkType.CONSTRUCTION, Stage.IMPLEMENTATION))
        if is_review and at is Stage.IMPLEMENTATION and _said(before + behind, "完成", "实现"):
            at = Stage.COMPLETION
        return Status(usual, at, outcome, rule)
    work_type = verb.work_type
    stage = verb.review_stage if is_review else verb.stage
    if verb.role == "start" and not is_review and _first(before, "start"):
        kind = _first(behind, "work")
        if kind is not None and kind.work_type in (WorkType.EXPANSION, WorkType.REHABILITATION):
            work_type = kind.work_type
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
