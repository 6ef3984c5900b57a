"""Improve it: the best order of a plan, what changed and what is gained.

improve(plan, book, travel) -> Answer
"""

from __future__ import annotations

from dataclasses import replace

from app.itinerary.check import answer_of, check
from app.itinerary.engine import EngineError, Orders, solve
from app.itinerary.model import Answer, Book, Dropped, Finding, Plan
from app.itinerary.offers import nearest
from app.itinerary.orders import changes, drive_of, dropped, plan_of
from app.itinerary.tasks import Problem, build_problem
from app.itinerary.travel import TravelTimes


def improve(plan: Plan, book: Book, travel: TravelTimes) -> Answer:
    """The order with the least driving in which every visit works, all days as one problem.

    Locked visits keep day and position. Visits that cannot all be kept are in `dropped` with
    reasons, and `offers` holds the nearest plans that work; `is_feasible` is then False.
    """
    problem = build_problem(plan, book, travel)
    before = replace(answer_of(problem, book, travel), kind="improve")
    if not problem.can_drive or not problem.tasks:
        return replace(before, offers=())
    try:
        orders = solve(problem)
    except EngineError as error:
        return engine_failed(before, error)
    if before.is_feasible and _is_no_better(problem, orders, before, book, travel):
        return replace(before, gained_min=0, gained_m=0, changes=(_ALREADY,))
    found = check(plan_of(problem, orders), book, travel)
    lost = dropped(problem, orders) + unplaced(problem, before)
    gained = gained_m = None
    if before.is_feasible and not lost:
        was, now = drive_of(before), drive_of(found)
        gained, gained_m = was[0] - now[0], was[1] - now[1]
    return replace(
        found,
        kind="improve",
        is_feasible=found.is_feasible and not lost,
        changes=changes(problem, orders),
        dropped=lost,
        gained_min=gained,
        gained_m=gained_m,
        offers=nearest(plan, book, travel) if lost or not found.is_feasible else (),
    )


def unplaced(problem: Problem, before: Answer) -> tuple[Dropped, ...]:
    """Visits without a position, with the finding that says so."""
    return tuple(
        Dropped(visit, tuple(
            item for item in before.findings
            if item.stop_id == visit.stop_id and item.code in ("no_position", "unknown_stop")
        ))
        for _, visit in problem.unplaced
    )  # fmt: skip


def engine_failed(answer: Answer, error: EngineError) -> Answer:
    """The checked plan, with the engine's failure said first."""
    finding = Finding("engine", "warn", error.zh, error.en)
    return replace(answer, findings=(finding, *answer.findings))


_ALREADY = Finding(
    "already_best", "note", "顺序已是最优，没有改动。", "The order is already the best; unchanged."
)


def _is_no_better(
    problem: Problem, orders: Orders, before: Answer, book: Book, travel: TravelTimes
) -> bool:
    """Whether the plan as it stands is as good: it works, and no less is driven by the new one."""
    if orders.left_out:
        return True
    found = check(plan_of(problem, orders), book, travel, with_roads=False)
    return not found.is_feasible or drive_of(found)[0] >= drive_of(before)[0]
