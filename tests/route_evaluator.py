"""A second opinion on a plan, written apart from the planner: minute by minute, from raw facts.

Whether one may come in at a minute is asked of every rule anew, lunch is tried with every drive,
and slack is what can be added before something fails. Nothing of the planner's windows or clock is
used. It knows one source a stop, rules of all year, and visits of a stated length.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.itinerary.model import DayPlan, Lunch, Stop, Visit

Drive = Callable[[str, str], int]


@dataclass(frozen=True)
class Verdict:
    """A day by this reading: arrivals and beginnings, what is late and why, and the end."""

    arrive: tuple[int, ...]
    begin: tuple[int, ...]
    why: tuple[str, ...]  # one a stop, "" where it works
    end: int
    too_long: bool
    no_lunch: bool
    lunch: int | None  # the drive lunch goes with

    @property
    def faults(self) -> int:
        """How many things fail."""
        return sum(map(bool, self.why)) + self.too_long + self.no_lunch


def minutes_of(stop: Stop, visit: Visit) -> int:
    """The visit's length; long enough for there, show and back where a show is wished."""
    plain = visit.minutes or int(stop.facts[0].number or 0)
    if visit.wants_show and stop.shows:
        plain = max(plain, 2 * stop.shows[0].walk_min + stop.shows[0].lasts_min)
    return plain


def may_enter(stop: Stop, visit: Visit, weekday: int, at: int, with_show: bool) -> bool:
    """Whether a visit may begin at this minute."""
    length = minutes_of(stop, visit)
    rules = [r for r in stop.opening if not r.weekdays or weekday in r.weekdays]
    if any(r.state == "closed" for r in rules):
        return False
    if rules:
        inside = [
            r for r in rules
            if at >= (r.opens or 0)
            and (r.closes is None or at + length <= r.closes)
            and (r.last_entry is None or at <= r.last_entry)
        ]  # fmt: skip
        if not inside:
            return False
    if with_show and visit.wants_show:
        if not stop.shows:
            return False
        show = stop.shows[0]
        return any(
            at + show.walk_min <= time and time + show.lasts_min + show.walk_min <= at + length
            for time in show.times
        )
    return True


def _enter(stop: Stop, visit: Visit, weekday: int, at: int) -> int | None:
    """The first minute from `at` at which the visit may begin as wished."""
    for minute in range(at, 1441):
        pinned = visit.at is None or minute == visit.at
        if pinned and may_enter(stop, visit, weekday, minute, True):
            return minute
    return None


def _reason(stop: Stop, visit: Visit, weekday: int, at: int) -> str:
    """Which family of reasons a failure at this minute belongs to."""
    # Whatever bounds a visit in these plans is a multiple of five minutes.
    open_minutes = [m for m in range(0, 1441, 5) if may_enter(stop, visit, weekday, m, False)]
    if not open_minutes:
        return "shut"
    if visit.wants_show:
        with_show = [m for m in open_minutes if may_enter(stop, visit, weekday, m, True)]
        if not with_show or (max(open_minutes) >= at > max(with_show)):
            return "show"
    if visit.at is not None and (visit.at not in open_minutes or at > visit.at):
        return "pinned"
    return "late"


def day_verdict(
    spec: DayPlan,
    stops: Sequence[Stop],
    drive: Drive,
    late_by: tuple[int, int] | None = None,
    from_lunch: int | None = None,
) -> Verdict:
    """The best reading of a day. `late_by` (visit, minutes) delays one arrival, with the drive of
    lunch before it held to what it was (`from_lunch`)."""
    options: list[int | None] = [None]
    if spec.lunch is not None and stops:
        options = [*range(len(stops) + 1), None]
    found = []
    for lunch in options:
        if late_by is not None:
            was_before = from_lunch is not None and from_lunch <= late_by[0]
            if was_before and lunch != from_lunch:
                continue
            if not was_before and lunch is not None and lunch <= late_by[0]:
                continue
        verdict = _walk(spec, stops, drive, lunch, late_by)
        if verdict is not None:
            found.append(verdict)
    best = min(found, key=lambda verdict: (verdict.faults, verdict.end))
    weekday = spec.day.isoweekday()
    why = tuple(
        mark and _reason(stop, visit, weekday, at)
        for mark, stop, visit, at in zip(best.why, stops, spec.visits, best.arrive, strict=True)
    )
    return replace(best, why=why)


def _eat_on_the_way(now: int, way: int, lunch: Lunch) -> int:
    """Minute by minute: drive on, stop to eat once lunch time has come, wait for it if need be."""
    is_eaten = False
    while way or not is_eaten:
        if not is_eaten and now >= lunch.earliest:
            now, is_eaten = now + lunch.minutes, True
        else:
            now, way = now + 1, max(0, way - 1)
    return now


def _walk(
    spec: DayPlan, stops: Sequence[Stop], drive: Drive, lunch: int | None,
    late_by: tuple[int, int] | None,
) -> Verdict | None:  # fmt: skip
    weekday = spec.day.isoweekday()
    now, here = spec.leave, f"@{spec.start.place_id}"
    arrive, begin, why = [], [], []
    for at in range(len(stops) + 1):
        there = stops[at].stop_id if at < len(stops) else f"@{spec.end.place_id}"
        way = drive(here, there)
        if lunch == at and spec.lunch is not None:
            if now > spec.lunch.latest:
                return None
            now = _eat_on_the_way(now, way, spec.lunch)
        else:
            now += way
        if at == len(stops):
            break
        if late_by is not None and late_by[0] == at:
            now += late_by[1]
        visit = spec.visits[at]
        start = _enter(stops[at], visit, weekday, now)
        why.append("" if start is not None else "?")
        arrive.append(now)
        begin.append(now if start is None else start)
        now = begin[-1] + minutes_of(stops[at], visit)
        here = there
    return Verdict(tuple(arrive), tuple(begin), tuple(why), now, now > spec.back,
                   spec.lunch is not None and bool(stops) and lunch is None, lunch)  # fmt: skip
