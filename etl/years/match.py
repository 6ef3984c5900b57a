"""Match the works of one report with those of the next of the same district."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.catalogue.model import Work
from etl.codes import Category
from etl.years.assign import assign
from etl.years.codes import MatchKind, Sign
from etl.years.decisions import Decision
from etl.years.names import Likeness, is_bare, likeness

SURE = 0.85
"""From here on a pair is taken for one work."""
DOUBTFUL = 0.6
"""From here on a pair goes to review; below, the two are strangers."""
MARGIN = 0.06
"""A rival this close to a pair of unequal names makes it doubtful."""

_KIN = (
    {Category.INDUSTRY, Category.PARK, Category.ENTERPRISE, Category.INCUBATOR, Category.FARM},
    {Category.CULTURE, Category.COMMERCE, Category.SCENIC_SITE, Category.ZONE, Category.HOTEL},
    {Category.CULTURE, Category.EVENT, Category.ROUTE},
    {Category.ECOLOGY, Category.WATER, Category.SCENIC_SITE},
    {Category.VILLAGE, Category.TOWN, Category.RESIDENTIAL_COMPOUND},
    {Category.HEALTH, Category.PUBLIC_SERVICE, Category.SCHOOL},
    {Category.COMMERCE, Category.FARM, Category.INDUSTRY},
)
"""Categories between which one thing may fall from year to year."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A sign that spoke, and the points it gave or took."""

    sign: Sign
    points: float


@dataclass(frozen=True, slots=True)
class Match:
    """A work of report N (`old`), one of report N+1 (`new`), or one alone.

    `rivals` are other works of the next report that scored `DOUBTFUL` or more and are not settled
    by an equal name or a decision, best first.
    """

    old: Work | None
    new: Work | None
    kind: MatchKind
    score: float
    reasons: tuple[Reason, ...] = ()
    rivals: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """All works of both reports, each in exactly one match; `unmet` decisions met no work."""

    matches: tuple[Match, ...]
    unmet: tuple[Decision, ...] = ()

    def of_kind(self, kind: MatchKind) -> list[Match]:
        """The matches of one kind."""
        return [match for match in self.matches if match.kind == kind]


def _names(work: Work) -> list[str]:
    """The names a work may be known by; a generic one goes by its name alone."""
    if not work.named:
        return [work.name]
    return [work.name, *(alias for alias in work.aliases if not is_bare(alias))]


def _best_name(left: Work, right: Work) -> Likeness:
    main = likeness(left.name, right.name)
    if main.apart or main.score == 1:
        return main
    found = [
        likeness(one, other)
        for one in _names(left)
        for other in _names(right)
        if (one, other) != (left.name, right.name)
    ]
    alias = max(
        (like for like in found if not like.apart and like.sign != Sign.LIKE_NAME),
        key=lambda like: like.score,
        default=main,
    )
    if alias.sign != Sign.LIKE_NAME and alias.score > main.score:
        return replace(alias, score=0.95, sign=Sign.ALIAS)
    return main


def score_pair(
    left: Work, right: Work, left_place: str = "", right_place: str = ""
) -> tuple[float, tuple[Reason, ...]]:
    """Score two works 0…1 with its reasons; the same both ways round."""
    name = _best_name(left, right)
    if name.apart:
        return 0.0, (Reason(Sign.OTHER_PART, 0.0),)
    if not (left.named and right.named) and name.sign == Sign.LIKE_NAME:
        return 0.0, (Reason(name.sign, 0.0),)
    reasons = [Reason(name.sign, name.score)]
    if name.part_unsaid:
        reasons.append(Reason(Sign.PART_UNSAID, -0.15))
    if name.other_kind:
        reasons.append(Reason(Sign.OTHER_KIND, -0.12))
    if left.category == right.category:
        reasons.append(Reason(Sign.SAME_CATEGORY, 0.03))
    elif not any({left.category, right.category} <= kin for kin in _KIN):
        reasons.append(Reason(Sign.OTHER_CATEGORY, -0.25 if name.other_kind else -0.1))
    if left_place and right_place:
        same = left_place == right_place
        reasons.append(
            Reason(Sign.SAME_PLACE if same else Sign.OTHER_PLACE, 0.03 if same else -0.1)
        )
    if (name.other_words or name.part_unsaid) and sum(reason.points for reason in reasons) >= SURE:
        reasons.append(
            Reason(Sign.OTHER_WORDS, round(SURE - 0.01 - sum(r.points for r in reasons), 4))
        )
    total = sum(reason.points for reason in reasons)
    return round(min(max(total, 0.0), 1.0), 4), tuple(reasons)


def _settle(
    match: Match,
    decided: Mapping[tuple[str, str], Decision],
    rivals: Iterable[tuple[str, float]],
    close: bool,
) -> Match:
    assert match.old and match.new
    reasons = list(match.reasons)
    kind = MatchKind.SURE if match.score >= SURE else MatchKind.DOUBTFUL
    if (match.old.work_id, match.new.work_id) in decided:
        return replace(match, reasons=(Reason(Sign.DECIDED_SAME, 1.0), *reasons), score=1.0)
    if kind == MatchKind.SURE and close and reasons[0].sign != Sign.SAME_NAME:
        kind = MatchKind.DOUBTFUL
        reasons.append(Reason(Sign.RIVAL, 0.0))
    return replace(match, kind=kind, reasons=tuple(reasons), rivals=tuple(rivals))


def match_works(
    old: Sequence[Work],
    new: Sequence[Work],
    decisions: Sequence[Decision] = (),
    *,
    old_places: Mapping[str, str] | None = None,
    new_places: Mapping[str, str] | None = None,
) -> Matching:
    """Match one-to-one: human decisions first, then by score (see `etl.years.assign`).

    `old_places`/`new_places` map work_id to the place_id of a work that is placed by itself
    (precision 1 to 3). Matches come in the order of the old report, then the new works in theirs.
    """
    was = {work.work_id: work for work in old}
    now = {work.work_id: work for work in new}
    if len(was) != len(old) or len(now) != len(new):
        raise ValueError("work ids must be unique within a report")
    where, there = old_places or {}, new_places or {}
    met = [item for item in decisions if item.old_id in was and item.new_id in now]
    same = {(item.old_id, item.new_id): item for item in met if item.decision == "same"}
    apart = {(item.old_id, item.new_id) for item in met if item.decision == "different"}
    fixed_old, fixed_new = {pair[0] for pair in same}, {pair[1] for pair in same}
    scored: dict[tuple[str, str], tuple[float, tuple[Reason, ...]]] = {}
    for left in old:
        for right in new:
            pair = (left.work_id, right.work_id)
            score, reasons = score_pair(
                left, right, where.get(left.work_id, ""), there.get(right.work_id, "")
            )
            if pair in same or (score >= DOUBTFUL and pair not in apart):
                scored[pair] = (score, reasons)
    free = [
        (*pair, score)
        for pair, (score, _) in scored.items()
        if pair[0] not in fixed_old and pair[1] not in fixed_new
    ]
    pairs = {one: other for one, other, _ in assign(free)} | dict(same.keys())
    plain = {pair for pair in pairs.items() if scored[pair][1][0].sign == Sign.SAME_NAME}
    firm_old = {pair[0] for pair in plain} | fixed_old
    firm_new = {pair[1] for pair in plain} | fixed_new
    matches = []
    for work in old:
        other = pairs.get(work.work_id)
        if other is None:
            matches.append(Match(work, None, MatchKind.GONE, 0.0))
            continue
        score, reasons = scored[work.work_id, other]
        near = [
            (pair, value)
            for pair, (value, _) in scored.items()
            if (pair[0] == work.work_id) != (pair[1] == other)
        ]
        close = any(
            value >= score - MARGIN
            for pair, value in near
            if pair[0] not in firm_old - {work.work_id} and pair[1] not in firm_new - {other}
        )
        rivals = sorted(
            (
                (pair[1], value)
                for pair, value in near
                if pair[0] == work.work_id and pair[1] not in firm_new
            ),
            key=lambda item: (-item[1], item[0]),
        )
        pairing = Match(work, now[other], MatchKind.SURE, score, reasons)
        matches.append(_settle(pairing, same, rivals, close))
    taken = set(pairs.values())
    matches += [Match(None, work, MatchKind.NEW, 0.0) for work in new if work.work_id not in taken]
    met_rows = {id(item) for item in met}
    return Matching(tuple(matches), tuple(d for d in decisions if id(d) not in met_rows))
