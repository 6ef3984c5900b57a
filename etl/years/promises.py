"""What became of each promise of report N, from the review and the tasks of report N+1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.catalogue.model import MentionRecord, Work
from etl.codes import Stage, WorkType
from etl.years.codes import Fate, FateSign, MatchKind, Sign
from etl.years.match import Match
from etl.years.places import moved
from etl.years.pledge import CREATES, RANK, Pledge, amount_of, pledge_of

_ENOUGH = 1 - 1e-9
_MAKING = (
    WorkType.ATTRACTION,
    WorkType.PLANNING,
    WorkType.CONSTRUCTION,
    WorkType.COMMISSIONING,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A promise and its fate.

    `evidence` is the mention of report N+1 that decides, None where nothing does; `if_same` is the
    fate it would have if a doubtful match were confirmed.
    """

    pledge: Pledge
    fate: Fate
    signs: tuple[FateSign, ...]
    match: Match
    evidence: MentionRecord | None = None
    if_same: Fate | None = None


@dataclass(frozen=True, slots=True)
class _Verdict:
    fate: Fate
    signs: tuple[FateSign, ...]
    evidence: MentionRecord | None


def _rank(record: MentionRecord) -> int:
    return RANK.get(record.fact.stage, 0) if record.fact.stage else 0


def _step(record: MentionRecord) -> int:
    """How far the making of a thing has come, by the kind of work; 0 outside of it."""
    kind = record.fact.work_type
    return _MAKING.index(kind) if kind in _MAKING else 0


def _answers(promised: WorkType | None, said: WorkType | None) -> bool:
    """Whether a review statement speaks of the promised doing at all.

    Honours, running and festivals say nothing about a repair; they do say that a thing promised
    to be built now stands.
    """
    if promised is None or said is None or promised == said or promised in CREATES:
        return True
    return said not in (WorkType.OPERATION, WorkType.EVENT)


def _same_doing(promised: WorkType | None, planned: WorkType | None) -> bool:
    if promised is None or planned is None or promised == planned:
        return True
    return promised in CREATES and planned in CREATES


def _stopped(tasks: Sequence[MentionRecord], all_: Sequence[MentionRecord]) -> _Verdict | None:
    """Suspended or cancelled, unless it is a task again."""
    if any(_rank(task) for task in tasks):
        return None
    for stage, fate, sign in (
        (Stage.CANCELLED, Fate.CANCELLED, FateSign.SAID_CANCELLED),
        (Stage.SUSPENDED, Fate.SUSPENDED, FateSign.SAID_SUSPENDED),
    ):
        for record in all_:
            if record.fact.stage == stage:
                return _Verdict(fate, (sign,), record)
    return None


def _is_short(pledge: Pledge, new: Work, record: MentionRecord) -> bool:
    amount, unit = amount_of(new, record)
    return (
        pledge.amount_si is not None
        and amount is not None
        and unit == pledge.unit_si
        and amount < pledge.amount_si * _ENOUGH
    )


def _done(
    pledge: Pledge,
    new: Work,
    reviews: Sequence[MentionRecord],
    tasks: Sequence[MentionRecord],
) -> _Verdict | None:
    """Kept by the review, or done in part: then changed, unless the rest is a task again."""
    reached = [
        record
        for record in reviews
        if _rank(record) >= pledge.rank
        and _answers(pledge.record.fact.work_type, record.fact.work_type)
    ]
    whole = [record for record in reached if not _is_short(pledge, new, record)]
    if whole:
        best = max(whole, key=_rank)
        return _Verdict(Fate.KEPT, (FateSign.SAID_DONE,), best)
    if not reached:
        return None
    # A yearly amount (农村公路50公里) is set anew each year: the next task is not the rest of it.
    if pledge.work.named and tasks:
        return _Verdict(Fate.GOING_ON, (FateSign.SHORT, FateSign.STILL_TASK), reached[0])
    return _Verdict(Fate.CHANGED, (FateSign.SHORT,), reached[0])


def _unfinished(
    pledge: Pledge,
    reviews: Sequence[MentionRecord],
    tasks: Sequence[MentionRecord],
    delivered_on: date,
) -> _Verdict | None:
    """Still a task or under way: changed, late or going on."""
    kind = pledge.record.fact.work_type
    same = [task for task in tasks if _same_doing(kind, task.fact.work_type)]
    if not same:
        other = [task for task in tasks if task.fact.work_type != WorkType.OPERATION]
        if other:
            return _Verdict(Fate.CHANGED, (FateSign.OTHER_DOING,), other[0])
        same = [r for r in reviews if _rank(r) and _answers(kind, r.fact.work_type)]
    if not same:
        return None
    last = max(same, key=_rank)
    sign = FateSign.UNDER_WAY if last.fact.is_review else FateSign.STILL_TASK
    if pledge.is_bounded and pledge.due < delivered_on:
        return _Verdict(Fate.LATE, (FateSign.DUE_PASSED, sign), last)
    later = _rank(last) > _rank(pledge.record) or _step(last) > _step(pledge.record)
    return _Verdict(Fate.GOING_ON, (sign, FateSign.LATER_STAGE) if later else (sign,), last)


def _in_passing(pledge: Pledge, new: Work) -> _Verdict:
    """Only named: that it is in use keeps a promise to build it, and no other."""
    kind = pledge.record.fact.work_type
    running = [
        record
        for record in new.mentions
        if record.fact.stage == Stage.MAINTENANCE and record.fact.work_type == WorkType.OPERATION
    ]
    if running and kind in (WorkType.CONSTRUCTION, WorkType.COMMISSIONING):
        return _Verdict(Fate.KEPT, (FateSign.OPERATES,), running[0])
    return _Verdict(Fate.NOT_MENTIONED, (FateSign.ONLY_PLACE,), new.mentions[0])


def judge(
    pledge: Pledge, new: Work, delivered_on: date, *, has_moved: bool = False
) -> tuple[Fate, tuple[FateSign, ...], MentionRecord]:
    """The fate of a promise, its work of report N+1 given."""
    stated = [record for record in new.mentions if record.fact.stage is not None]
    reviews = [record for record in stated if record.fact.is_review]
    tasks = [record for record in stated if not record.fact.is_review]
    planned = [task for task in tasks if _rank(task) and task.fact.stage != Stage.MAINTENANCE]
    verdict = _stopped(planned, stated)
    if verdict is None and has_moved:
        verdict = _Verdict(Fate.CHANGED, (FateSign.MOVED,), (planned or stated or [new.lead])[0])
    verdict = verdict or _done(pledge, new, reviews, planned)
    verdict = verdict or _unfinished(pledge, reviews, planned, delivered_on)
    verdict = verdict or _in_passing(pledge, new)
    assert verdict.evidence is not None
    return verdict.fate, verdict.signs, verdict.evidence


def _is_renamed(match: Match) -> bool:
    return bool(match.reasons) and not any(
        reason.sign in (Sign.SAME_NAME, Sign.SAME_BUT_KIND, Sign.ALIAS) for reason in match.reasons
    )


def follow_promises(
    matches: Sequence[Match],
    year: int,
    delivered_on: date,
    *,
    old_places: Mapping[str, str] | None = None,
    new_places: Mapping[str, str] | None = None,
) -> list[Outcome]:
    """The fate of every promise of report N, one per work, in the order of its promises.

    `year` is the year of report N's tasks; `delivered_on` the day of report N+1. A work that the
    next report does not name is not_mentioned, never done; one whose match is in doubt is
    unsettled, with the fate it would have.
    """
    was, now = old_places or {}, new_places or {}
    out = []
    for match in matches:
        pledge = pledge_of(match.old, year) if match.old else None
        if match.old is None or pledge is None:
            continue
        if match.new is None:
            out.append(Outcome(pledge, Fate.NOT_MENTIONED, (FateSign.NO_MATCH,), match))
            continue
        places = (was.get(match.old.work_id, ""), now.get(match.new.work_id, ""))
        fate, signs, evidence = judge(
            pledge, match.new, delivered_on, has_moved=moved(match.old, match.new, *places)
        )
        if _is_renamed(match):
            signs = (*signs, FateSign.RENAMED)
        if match.kind == MatchKind.DOUBTFUL:
            signs = (FateSign.MATCH_OPEN, *signs)
            out.append(Outcome(pledge, Fate.UNSETTLED, signs, match, evidence, if_same=fate))
        else:
            out.append(Outcome(pledge, fate, signs, match, evidence))
    return sorted(out, key=lambda item: item.pledge.record.fact.ref.start)
