"""Which facts hold on a date: seasons, exceptions, holidays, and what sources say against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.itinerary.model import (
    Fact,
    Holiday,
    Minute,
    OpeningRule,
    OpenState,
    Season,
    Show,
    Source,
    Stop,
)

Window = tuple[Minute, Minute]
"""A span of the day, both ends included."""
DAY_END = 24 * 60


@dataclass(frozen=True, slots=True)
class OpenOn:
    """Opening on one date. `spans` are (opens, closes, last entry), closes and last entry None
    where no source says; empty when closed. Not known: one span, the whole day."""

    state: OpenState
    spans: tuple[tuple[Minute, Minute | None, Minute | None], ...]
    rules: tuple[OpeningRule, ...]
    disagree: bool


@dataclass(frozen=True, slots=True)
class ShowsOn:
    """Shows on one date. `takes_place` without `times`: there are shows, when is not known."""

    times: tuple[Minute, ...]
    takes_place: bool
    walk_min: int
    lasts_min: int
    sources: tuple[Source, ...]
    disagree: bool


def holds(season: Season, day: date) -> bool:
    """Whether a season holds on a date; yearly seasons may run over New Year."""
    if len(season.first) == 10 or len(season.last) == 10:
        text = day.isoformat()
        return season.first <= text and (not season.last or text <= season.last)
    text = day.isoformat()[5:]
    first, last = season.first or "01-01", season.last or "12-31"
    # The last of February, however long it is this year.
    if last == "02-28" and text == "02-29":
        text = last
    return first <= text <= last if first <= last else text >= first or text <= last


def is_all_year(season: Season) -> bool:
    """Whether a season is the whole of every year."""
    return (season.first or "01-01", season.last or "12-31") == ("01-01", "12-31")


def open_on(stop: Stop, day: date) -> OpenOn:
    """When a stop is open on a date. Where sources disagree, what all of them allow."""
    rules = [
        rule
        for rule in stop.opening
        if holds(rule.season, day) and (not rule.weekdays or day.isoweekday() in rule.weekdays)
    ]
    rules = [rule for rule in rules if rule.is_exception] or rules
    rules = [rule for rule in rules if rule.is_chosen] or rules
    known = [rule for rule in rules if rule.state != "unknown"]
    if not known:
        return OpenOn("unknown", ((0, None, None),), tuple(rules), False)
    said = _by_source(known)
    views = {source: _spans(group) for source, group in said.items()}
    disagree = len(set(views.values())) > 1
    open_views = [spans for spans in views.values() if spans]
    if not open_views:
        return OpenOn("closed", (), tuple(known), False)
    spans = open_views[0]
    for other in open_views[1:]:
        spans = _common(spans, other)
    return OpenOn("open" if spans else "closed", spans, tuple(known), disagree)


def shows_on(stop: Stop, day: date, holidays: Sequence[Holiday]) -> ShowsOn | None:
    """The shows of a stop on a date, None where it has none. Times that any source names count;
    where sources disagree that is said."""
    kinds = {item.kind for item in holidays if item.first <= day <= item.last}
    rows: list[Show] = []
    for group in _shows_by_source(stop.shows).values():
        special = [show for show in group if show.holiday and show.holiday in kinds]
        rows += special or [show for show in group if not show.holiday and holds(show.season, day)]
    rows = [show for show in rows if show.is_chosen] or rows
    rows = [show for show in rows if show.times or show.per_day]
    if not rows:
        return None
    views = {(show.times or None, show.per_day or len(show.times)) for show in rows}
    return ShowsOn(
        times=tuple(sorted({at for show in rows for at in show.times})),
        takes_place=True,
        walk_min=max(show.walk_min for show in rows),
        lasts_min=max(show.lasts_min for show in rows),
        sources=tuple(show.source for show in rows),
        disagree=len(views) > 1,
    )


def holidays_known(day: date, holidays: Sequence[Holiday]) -> bool:
    """Whether the dates of movable holidays are listed for the year of a date."""
    return any(item.first.year == day.year for item in holidays)


def chosen_fact(stop: Stop, kind: str) -> Fact | None:
    """The fact to reckon with: the one staff chose, else the largest number, else the first."""
    rows = [fact for fact in stop.facts if fact.kind == kind]
    rows = [fact for fact in rows if fact.is_chosen] or rows
    numbers = [fact for fact in rows if fact.number is not None]
    if numbers:
        return max(numbers, key=lambda fact: fact.number or 0.0)
    return rows[0] if rows else None


def _by_source(rules: Sequence[OpeningRule]) -> dict[str, list[OpeningRule]]:
    out: dict[str, list[OpeningRule]] = {}
    for rule in rules:
        out.setdefault(rule.source.source_id, []).append(rule)
    return out


def _shows_by_source(shows: Sequence[Show]) -> dict[str, list[Show]]:
    out: dict[str, list[Show]] = {}
    for show in shows:
        out.setdefault(show.source.source_id, []).append(show)
    return out


def _spans(
    rules: Sequence[OpeningRule],
) -> tuple[tuple[Minute, Minute | None, Minute | None], ...]:
    """What one source allows: its open spans, none where it says closed."""
    if any(rule.state == "closed" for rule in rules):
        return ()
    return tuple(sorted(
        ((rule.opens or 0, rule.closes, rule.last_entry) for rule in rules),
        key=lambda span: span[0],
    ))  # fmt: skip


def _common(
    one: Sequence[tuple[Minute, Minute | None, Minute | None]],
    other: Sequence[tuple[Minute, Minute | None, Minute | None]],
) -> tuple[tuple[Minute, Minute | None, Minute | None], ...]:
    out = []
    for a in one:
        for b in other:
            opens = max(a[0], b[0])
            closes = _least(a[1], b[1])
            if closes is None or opens < closes:
                out.append((opens, closes, _least(a[2], b[2])))
    return tuple(out)


def _least(a: Minute | None, b: Minute | None) -> Minute | None:
    return b if a is None else a if b is None else min(a, b)
