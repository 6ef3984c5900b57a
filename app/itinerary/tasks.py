"""A plan as a problem: each visit with its length and the arrivals that work on each day.

An arrival works where the stop is open, entry is still let in, the visit ends before closing and,
if a show is wished, one reaches it on foot from the gate in time and is back within the visit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.itinerary.defaults import Defaults, load_defaults
from app.itinerary.model import Book, Minute, Place, Plan, Stop, Visit, ZoneRule
from app.itinerary.seasons import (
    DAY_END,
    OpenOn,
    ShowsOn,
    Window,
    chosen_fact,
    holds,
    open_on,
    shows_on,
)
from app.itinerary.travel import Matrix, Point, TravelTimes


@dataclass(frozen=True, slots=True)
class Slot:
    """A visit on one day. `windows` are arrivals that work, `open_windows` those without regard
    to shows and pinned times; both disjoint and in order, empty where nothing works."""

    opening: OpenOn
    shows: ShowsOn | None
    rules: tuple[ZoneRule, ...]
    open_windows: tuple[Window, ...]
    windows: tuple[Window, ...]

    @property
    def is_refused(self) -> bool:
        """Whether a rule of protected land forbids it."""
        return any(rule.severity == "refuse" for rule in self.rules)


@dataclass(frozen=True, slots=True)
class Task:
    """A visit to be placed: `node` is its point in the matrix, `slots` one for each day."""

    visit: Visit
    stop: Stop
    node: int
    minutes: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A plan with its drives. `order` are tasks by day; a stop without a position, or not in the
    book, is in `unplaced` and has no task. `starts` and `ends` are nodes, None without position."""

    plan: Plan
    tasks: tuple[Task, ...]
    order: tuple[tuple[int, ...], ...]
    unplaced: tuple[tuple[int, Visit], ...]
    points: tuple[Point, ...]
    matrix: Matrix
    starts: tuple[int | None, ...]
    ends: tuple[int | None, ...]

    def minutes(self, start: int, end: int) -> int:
        """Driving minutes between two nodes."""
        return self.matrix.drives[start][end].minutes

    @property
    def can_drive(self) -> bool:
        """Whether every day has a beginning and an end on the map."""
        return None not in self.starts and None not in self.ends


def build_problem(
    plan: Plan, book: Book, travel: TravelTimes, extra: Sequence[Visit] = ()
) -> Problem:
    """The plan's visits, then `extra` ones that belong to no day yet, with all drives."""
    defaults = load_defaults()
    nodes: dict[str, int] = {}
    points: list[Point] = []

    def node(key: str, lon: float | None, lat: float | None, radius: float | None) -> int | None:
        if lon is None or lat is None:
            return None
        if key not in nodes:
            nodes[key] = len(points)
            points.append(Point(key, lon, lat, radius))
        return nodes[key]

    def place(item: Place) -> int | None:
        return node(f"@{item.place_id}", item.lon, item.lat, item.radius_m)

    starts = tuple(place(day.start) for day in plan.days)
    ends = tuple(place(day.end) for day in plan.days)
    tasks: list[Task] = []
    order: list[tuple[int, ...]] = []
    unplaced: list[tuple[int, Visit]] = []
    dates = [day.day for day in plan.days]
    for index, visits in enumerate([*(day.visits for day in plan.days), tuple(extra)]):
        mine = []
        for visit in visits:
            stop = book.stops.get(visit.stop_id)
            at = node(stop.stop_id, stop.lon, stop.lat, stop.radius_m) if stop else None
            if stop is None or at is None:
                unplaced.append((index, visit))
                continue
            mine.append(len(tasks))
            tasks.append(_task(visit, stop, at, dates, plan, book, defaults))
        if index < len(dates):
            order.append(tuple(mine))
    return Problem(
        plan,
        tuple(tasks),
        tuple(order),
        tuple(unplaced),
        tuple(points),
        travel.matrix(points),
        starts,
        ends,
    )


def visit_minutes(visit: Visit, stop: Stop, plan: Plan, defaults: Defaults) -> int:
    """How long a visit takes: as planned, else by the facts, else by kind; at the plan's pace,
    and with what the group needs to get in and out."""
    usual = visit.minutes
    if usual is None:
        fact = chosen_fact(stop, "visit_min")
        number = fact.number if fact and fact.number else None
        usual = math.ceil(
            (number or defaults.visit_min.get(stop.kind, defaults.visit_min["other"]))
            * defaults.pace[plan.pace]
        )
    return usual + defaults.group_minutes(plan.group_size)


def arrival_windows(opening: OpenOn, minutes: int) -> tuple[Window, ...]:
    """Arrivals after opening from which the visit ends before closing."""
    out = []
    for opens, closes, last_entry in opening.spans:
        latest = min(
            DAY_END if closes is None else closes - minutes,
            DAY_END if last_entry is None else last_entry,
        )
        if opens <= latest:
            out.append((opens, latest))
    return merged(out)


def show_windows(shows: ShowsOn, minutes: int) -> tuple[Window, ...]:
    """Arrivals from which one walks to a show in time and is back when the visit ends."""
    return merged(
        (max(0, at + shows.lasts_min + shows.walk_min - minutes), at - shows.walk_min)
        for at in shows.times
        if at - shows.walk_min >= 0
    )


def show_seen(shows: ShowsOn | None, begin: Minute, minutes: int) -> Minute | None:
    """The first show that a visit from `begin` takes in, None where it takes in none."""
    if shows is None:
        return None
    fits = (
        at
        for at in shows.times
        if begin + shows.walk_min <= at and at + shows.lasts_min + shows.walk_min <= begin + minutes
    )
    return next(fits, None)


def merged(windows: Iterable[Window]) -> tuple[Window, ...]:
    """Windows in order, those that touch made one (whole minutes)."""
    out: list[Window] = []
    for low, high in sorted(windows):
        if low > high:
            continue
        if out and low <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return tuple(out)


def common(one: Sequence[Window], other: Sequence[Window]) -> tuple[Window, ...]:
    """Minutes in both."""
    return merged((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)


def zone_rules(stop: Stop, day: date, book: Book) -> tuple[ZoneRule, ...]:
    """The rules of protected land that concern a stop on a date."""
    return tuple(
        rule
        for rule in book.zone_rules
        if holds(rule.season, day)
        and (
            stop.stop_id in rule.stop_ids
            if rule.stop_ids
            else bool(stop.zone_class) and rule.zone_class == stop.zone_class
        )
    )


def _task(
    visit: Visit,
    stop: Stop,
    node: int,
    dates: Sequence[date],
    plan: Plan,
    book: Book,
    defaults: Defaults,
) -> Task:
    shows = [shows_on(stop, day, book.holidays) for day in dates]
    minutes = visit_minutes(visit, stop, plan, defaults)
    if visit.wants_show:
        # There and back on foot, and the show itself: a shorter visit cannot hold it.
        minutes = max([minutes, *(2 * s.walk_min + s.lasts_min for s in shows if s and s.times)])
    slots = []
    for day, show in zip(dates, shows, strict=True):
        opening = open_on(stop, day)
        rules = zone_rules(stop, day, book)
        open_windows = arrival_windows(opening, minutes)
        windows = open_windows
        if visit.wants_show:
            if show is None:
                windows = ()
            elif show.times:
                windows = common(windows, show_windows(show, minutes))
        if visit.at is not None:
            windows = common(windows, [(visit.at, visit.at)])
        if any(rule.severity == "refuse" for rule in rules):
            windows = ()
        slots.append(Slot(opening, show, rules, open_windows, windows))
    return Task(visit, stop, node, minutes, tuple(slots))
