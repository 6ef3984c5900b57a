"""A day by the clock: arrivals, waits, lunch and slack for an order that is given.

Lunch is eaten on one of the day's drives or beside it: one may stop on the way, or wait for lunch
time after arriving. Whoever comes early waits; whoever comes too late is counted as broken there
and goes on, so that the rest of the day can still be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.itinerary.model import Lunch, Minute
from app.itinerary.seasons import Window


@dataclass(frozen=True, slots=True)
class Item:
    """A visit as the clock sees it: arrivals that work, in order, and its length."""

    windows: tuple[Window, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Run:
    """A day as it goes. `late` are the items reached after every window; `latest[i]` is the latest
    arrival at item i (at the end for the last) from which all that follows still holds, None
    where there is none. `is_lunch_missed`: no drive leaves time for lunch."""

    arrive: tuple[Minute, ...]
    begin: tuple[Minute, ...]
    leave: tuple[Minute, ...]
    end: Minute
    late: tuple[int, ...]
    is_too_long: bool
    is_lunch_missed: bool
    lunch_leg: int | None
    lunch_at: Minute | None
    latest: tuple[Minute | None, ...]
    latest_leave: Minute | None

    @property
    def faults(self) -> int:
        """How many things do not hold."""
        return len(self.late) + self.is_too_long + self.is_lunch_missed


def run_day(
    items: Sequence[Item],
    drives: Sequence[int],
    leave: Minute,
    back: Minute,
    lunch: Lunch | None,
) -> Run:
    """Work a day out. `drives` are minutes, one more than items. Of the drives lunch can go with,
    the one that breaks least and ends the day first is taken, the earliest among equals."""
    wants_lunch = lunch is not None and bool(items)
    legs: list[int | None] = [*range(len(drives))] if wants_lunch else [None]
    runs = [run for leg in legs if (run := _run(items, drives, leave, back, lunch, leg))]
    if wants_lunch:
        without = _run(items, drives, leave, back, lunch, None)
        assert without is not None
        runs.append(without)
    return min(runs, key=lambda run: (run.faults, run.end))


def next_in(windows: Sequence[Window], at: Minute) -> Minute | None:
    """The first minute that is in a window and not before `at`."""
    return next((max(low, at) for low, high in windows if high >= at), None)


def last_in(windows: Sequence[Window], at: Minute) -> Minute | None:
    """The last minute that is in a window and not after `at`."""
    return next((min(high, at) for low, high in reversed(windows) if low <= at), None)


def _run(
    items: Sequence[Item],
    drives: Sequence[int],
    leave: Minute,
    back: Minute,
    lunch: Lunch | None,
    lunch_leg: int | None,
) -> Run | None:
    """The day with lunch on a given drive; None where that is after lunch time."""
    now = leave
    arrive, begin, left, late = [], [], [], []
    lunch_at: Minute | None = None
    for leg, minutes in enumerate(drives):
        if leg == lunch_leg and lunch is not None:
            if now > lunch.latest:
                return None
            lunch_at = max(now, lunch.earliest)
            now = max(now + minutes, lunch.earliest) + lunch.minutes
        else:
            now += minutes
        if leg == len(items):
            break
        start = next_in(items[leg].windows, now)
        if start is None:
            late.append(leg)
        arrive.append(now)
        begin.append(now if start is None else start)
        now = begin[-1] + items[leg].minutes
        left.append(now)
    latest, latest_leave = _latest(items, drives, back, lunch, lunch_leg)
    return Run(
        tuple(arrive),
        tuple(begin),
        tuple(left),
        now,
        tuple(late),
        now > back,
        lunch is not None and bool(items) and lunch_leg is None,
        lunch_leg,
        lunch_at,
        latest,
        latest_leave,
    )


def _latest(
    items: Sequence[Item],
    drives: Sequence[int],
    back: Minute,
    lunch: Lunch | None,
    lunch_leg: int | None,
) -> tuple[tuple[Minute | None, ...], Minute | None]:
    """Backwards through the day: the latest arrival at each item, the end's limit being `back`,
    and the latest departure. Before lunch it may still move to any later drive."""
    eats = lunch is not None and lunch_leg is not None
    # What must be left for each state: lunch behind one (True) or still to come (False).
    limits: dict[bool, Minute | None] = {True: back, False: None if eats else back}
    latest: list[Minute | None] = [back]
    for leg in range(len(drives) - 1, -1, -1):
        departs: dict[bool, Minute | None] = {True: _less(limits[True], drives[leg])}
        plain = _less(limits[False], drives[leg])
        departs[False] = plain
        if eats and lunch is not None:
            after = limits[True]
            eaten = None
            if after is not None and lunch.earliest + lunch.minutes <= after:
                eaten = min(lunch.latest, after - lunch.minutes - drives[leg])
            departs[False] = max((d for d in (plain, eaten) if d is not None), default=None)
        if leg == 0:
            return tuple(latest), departs[False]
        item = items[leg - 1]
        limits = {
            state: None if d is None else last_in(item.windows, d - item.minutes)
            for state, d in departs.items()
        }
        # At this item lunch is behind where its drive came before.
        behind = eats and lunch_leg is not None and lunch_leg < leg
        latest.insert(0, limits[bool(behind)])
    return tuple(latest), None


def _less(at: Minute | None, minutes: int) -> Minute | None:
    return None if at is None else at - minutes
