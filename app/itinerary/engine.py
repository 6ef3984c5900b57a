"""VROOM: which visits on which day in which order, all days as one problem.

Days are vehicles on one running clock, far apart; arrivals that work on any day are
the visit's time windows, so a show is one of several windows; lunch is a break. A locked visit
keeps its day by a skill and its position by loads: of two quantities made for it, one limits how
many visits come before it, the other how many after; and with a lock every day keeps its number
of visits, unless more are being chosen: then as many or fewer come before it. VROOM has no lock of
its own.
"""

from __future__ import annotations

import itertools
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.itinerary.clock import Item, run_day
from app.itinerary.seasons import DAY_END
from app.itinerary.tasks import Problem
from etl.errors import HetuError

_SECONDS = 60
# Days lie so far apart that the end of one and the start of the next never touch.
_APART = 2 * DAY_END
#: Up to so many visits there is time to ask several times, and with the widest search.
_SMALL = 12
#: Seconds for one search and for all: a page waits for the answer.
_SEARCH_S, _ALL_S = 1.2, 1.5
_LOG = logging.getLogger(__name__)


class EngineError(HetuError):
    """VROOM is missing or failed; the plan stays as it was."""


@dataclass(frozen=True, slots=True)
class Orders:
    """Tasks by day, in order, and those that found no place."""

    days: tuple[tuple[int, ...], ...]
    left_out: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Lock:
    task: int
    day: int
    before: int
    after: int


def solve(
    problem: Problem,
    *,
    priorities: Mapping[int, int] | None = None,
    is_quick: bool = False,
    threads: int = 2,
) -> Orders:
    """The order with the least driving in which every visit works; visits that cannot all be kept
    are left out, those of low priority (0…100; all alike by default) first. `is_quick` asks once.

    Raises EngineError where VROOM is missing or fails. The order is checked by our own clock.
    """
    if not problem.can_drive or not problem.tasks:
        return Orders(tuple(() for _ in problem.plan.days), tuple(range(len(problem.tasks))))
    try:
        import vroom
    except ImportError as error:
        raise EngineError(
            f"排序引擎 VROOM 无法加载（{error}）。核对仍可用；请运行 pip install pyvroom。",
            f"the ordering engine VROOM cannot be loaded ({error}). Checking still works; run "
            "pip install pyvroom.",
        ) from None
    best: tuple[tuple[int, int], Orders] | None = None
    locks = _locks(problem)
    until = time.monotonic() + _ALL_S
    try:
        for turn, used in _turns(problem, bool(locks) or is_quick)[: 1 if is_quick else None]:
            orders = _once(vroom, problem, priorities or {}, locks, threads, turn, used)
            worth = _worth(problem, orders, priorities or {})
            if best is None or worth < best[0]:
                best = (worth, orders)
            if time.monotonic() > until:
                break
    except Exception as error:
        # The engine's own errors are of many kinds, and none may reach a page as a trace.
        _LOG.exception("VROOM failed")
        raise EngineError(
            f"排序引擎 VROOM 出错（{type(error).__name__}），顺序未改动。核对仍可用；请重试。",
            f"the ordering engine VROOM failed ({type(error).__name__}); the order is unchanged. "
            "Checking still works; try again.",
        ) from None
    assert best is not None
    return best[1]


def drive_minutes(problem: Problem, days: Sequence[Sequence[int]]) -> int:
    """Driving minutes of all days; a day without visits is not driven."""
    return sum(sum(day_drives(problem, day, order)) for day, order in enumerate(days) if order)


def day_drives(problem: Problem, day: int, order: Sequence[int]) -> list[int]:
    """Minutes of each drive of a day, one more than visits."""
    start, end = problem.starts[day], problem.ends[day]
    assert start is not None and end is not None
    nodes = [start, *(problem.tasks[task].node for task in order), end]
    return [problem.minutes(a, b) for a, b in itertools.pairwise(nodes)]


def holds_on(problem: Problem, day: int, order: Sequence[int]) -> bool:
    """Whether a day's order works by the clock."""
    if not order:
        return True
    spec = problem.plan.days[day]
    items = [
        Item(problem.tasks[task].slots[day].windows, problem.tasks[task].minutes) for task in order
    ]
    drives = day_drives(problem, day, order)
    return run_day(items, drives, spec.leave, spec.back, spec.lunch).faults == 0


def _turns(problem: Problem, is_locked: bool) -> list[tuple[int, tuple[int, ...]]]:
    """How to ask: in which order tasks are given, and which days may be used.

    VROOM searches from a first guess and may stay with two half-empty days where one would do, so
    a small problem is asked again with fewer days; a large one has no time for that.
    """
    days = tuple(range(len(problem.plan.days)))
    if len(problem.tasks) > _SMALL:
        return [(0, days)]
    turns = [(turn, days) for turn in range(3)]
    if not is_locked:
        turns += [(0, some) for n in days[1:] for some in itertools.combinations(days, n)]
    return turns


def _worth(problem: Problem, orders: Orders, priorities: Mapping[int, int]) -> tuple[int, int]:
    """Less is better: what is left out weighs before driving; a day that fails is all left out."""
    lost = list(orders.left_out)
    for day, order in enumerate(orders.days):
        if not holds_on(problem, day, order):
            lost += order
    return sum(priorities.get(task, 0) + 1 for task in lost), drive_minutes(problem, orders.days)


def _locks(problem: Problem) -> list[_Lock]:
    """Locked visits with how many others may come before and after them. Where visits are still to
    be chosen, any number may follow."""
    is_full = _is_settled(problem)
    return [
        _Lock(task, day, at, len(order) - at - 1 if is_full else len(problem.tasks))
        for day, order in enumerate(problem.order)
        for at, task in enumerate(order)
        if problem.tasks[task].visit.is_locked
    ]


def _is_settled(problem: Problem) -> bool:
    """Whether every task belongs to a day already: nothing is to be chosen."""
    return sum(map(len, problem.order)) == len(problem.tasks)


def _once(
    vroom: Any,
    problem: Problem,
    priorities: Mapping[int, int],
    locks: Sequence[_Lock],
    threads: int,
    turn: int,
    used: Sequence[int],
) -> Orders:
    full = len(problem.tasks) + 1
    run = vroom.Input()
    size = range(len(problem.points))
    run.set_durations_matrix(
        "car", [[problem.minutes(a, b) * _SECONDS for b in size] for a in size]
    )
    open_days = [day for day in used if problem.plan.days[day].leave < problem.plan.days[day].back]
    for day in open_days:
        spec = problem.plan.days[day]
        offset = day * _APART
        breaks = []
        if spec.lunch is not None:
            span = [offset + spec.lunch.earliest, offset + spec.lunch.latest]
            breaks = [
                vroom.Break(
                    day + 1,
                    [[at * _SECONDS for at in span]],
                    service=spec.lunch.minutes * _SECONDS,
                )
            ]
        limit = {}
        if locks and _is_settled(problem):
            limit = {"max_tasks": len(problem.order[day])}
        run.add_vehicle(
            vroom.Vehicle(
                day + 1,
                start=problem.starts[day],
                end=problem.ends[day],
                time_window=[(offset + spec.leave) * _SECONDS, (offset + spec.back) * _SECONDS],
                breaks=breaks,
                skills={day + 1},
                capacity=[full] * (2 * len(locks)),
                **limit,
            )
        )
    jobs = [
        job
        for task in _shuffled(len(problem.tasks), turn)
        if (job := _job(vroom, problem, task, priorities.get(task, 0), locks, full))
    ]
    if not jobs or not open_days:
        return Orders(tuple(() for _ in problem.plan.days), tuple(range(len(problem.tasks))))
    run.add_job(jobs)
    level = 5 if len(problem.tasks) <= _SMALL else 3
    limit_s = timedelta(seconds=_SEARCH_S)
    solution = run.solve(level, nb_threads=threads, timeout=limit_s).to_dict()
    days: list[list[int]] = [[] for _ in problem.plan.days]
    for route in solution["routes"]:
        days[route["vehicle"] - 1] = [
            step["id"] - 1 for step in route["steps"] if step["type"] == "job"
        ]
    placed = {task for order in days for task in order}
    return Orders(
        tuple(tuple(order) for order in days),
        tuple(task for task in range(len(problem.tasks)) if task not in placed),
    )


def _shuffled(count: int, turn: int) -> list[int]:
    """Task numbers as given, backwards, or the odd ones before the even ones."""
    tasks = list(range(count))
    return [tasks, tasks[::-1], tasks[1::2] + tasks[::2]][turn]


def _job(
    vroom: Any, problem: Problem, task: int, priority: int, locks: Sequence[_Lock], full: int
) -> Any:
    """A visit as VROOM's job, None where no arrival works on any day."""
    item = problem.tasks[task]
    windows = [
        [(day * _APART + low) * _SECONDS, (day * _APART + high) * _SECONDS]
        for day, slot in enumerate(item.slots)
        for low, high in slot.windows
    ]
    if not windows:
        return None
    mine = next((lock for lock in locks if lock.task == task), None)
    # For each lock two quantities. Every other visit brings in one of the first and takes out one
    # of the second; the locked one takes out or brings in so much that only so many fit.
    pickup, delivery = [], []
    for lock in locks:
        if lock is mine:
            pickup += [0, full - lock.after]
            delivery += [full - lock.before, 0]
        else:
            pickup += [1, 0]
            delivery += [0, 1]
    return vroom.Job(
        task + 1,
        location=item.node,
        default_service=item.minutes * _SECONDS,
        time_windows=windows,
        priority=priority,
        skills={mine.day + 1} if mine else set(),
        pickup=vroom.Amount(pickup),
        delivery=vroom.Amount(delivery),
    )
