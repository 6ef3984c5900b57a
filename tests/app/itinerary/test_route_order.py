"""Improve and choose: as good as trying everything, locks kept, all days one problem."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from route_instances import BASE, FIRST, book_of, instance, rule, stop
from route_plans import TableTravel
from route_referee import optimum

from app.itinerary import engine
from app.itinerary.check import check
from app.itinerary.choose import choose
from app.itinerary.engine import EngineError, drive_minutes, holds_on, solve
from app.itinerary.improve import improve
from app.itinerary.model import Answer, DayPlan, Plan, Visit, Wish
from app.itinerary.tasks import Problem, build_problem
from app.itinerary.travel import Estimate


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take its time: how good an order is, not how fast, is tested here."""
    monkeypatch.setattr(engine, "_SEARCH_S", 60.0)
    monkeypatch.setattr(engine, "_ALL_S", 60.0)


def splits(problem: Problem) -> list[tuple[tuple[int, ...], ...]]:
    """Every order of all visits, cut into the plan's days everywhere."""
    count, days = len(problem.tasks), len(problem.plan.days)
    out = []
    for order in itertools.permutations(range(count)):
        for cuts in itertools.combinations_with_replacement(range(count + 1), days - 1):
            ends = (0, *cuts, count)
            out.append(tuple(order[a:b] for a, b in itertools.pairwise(ends)))
    return out


def works(problem: Problem, days: tuple[tuple[int, ...], ...]) -> bool:
    return all(holds_on(problem, day, order) for day, order in enumerate(days))


def order_of(plan: Plan) -> list[list[str]]:
    return [[visit.stop_id for visit in day.visits] for day in plan.days]


def driven(answer: Answer) -> int:
    return sum(day.drive_min for day in answer.days)


@pytest.mark.parametrize("seed", range(8))
def test_the_referee_finds_what_trying_every_order_finds(seed: int) -> None:
    problem = build_problem(*instance(seed, most=4), Estimate())
    found = [drive_minutes(problem, days) for days in splits(problem) if works(problem, days)]
    assert optimum(problem) == min(found, default=None)


def test_improve_is_the_optimum_on_small_routes() -> None:
    feasible = better = 0
    for seed in range(40, 64):
        plan, book = instance(seed, most=6)
        best = optimum(build_problem(plan, book, Estimate()))
        answer = improve(plan, book, Estimate())
        assert answer.is_feasible == (best is not None), seed
        if best is not None:
            feasible += 1
            assert driven(answer) == best, seed
            assert check(answer.plan, book, Estimate()).is_feasible
            before = check(plan, book, Estimate())
            if before.is_feasible and answer.gained_min:
                better += 1
                assert answer.gained_min == driven(before) - best
        else:
            assert answer.dropped and all(item.reasons for item in answer.dropped)
    assert feasible > 10 and better > 3


@pytest.mark.parametrize("seed", range(10))
def test_locked_visits_keep_day_and_position(seed: int) -> None:
    plan, book = instance(seed, most=6, least=4)
    visits = [visit for day in plan.days for visit in day.visits]
    pinned = {visits[1].stop_id, visits[-1].stop_id}
    days = tuple(
        replace(day, visits=tuple(replace(v, is_locked=v.stop_id in pinned) for v in day.visits))
        for day in plan.days
    )
    problem = build_problem(replace(plan, days=days), book, Estimate())
    locked = [(task, day, at) for day, order in enumerate(problem.order)
              for at, task in enumerate(order) if problem.tasks[task].visit.is_locked]  # fmt: skip
    counts = [len(order) for order in problem.order]
    held = [
        drive_minutes(problem, days)
        for days in splits(problem)
        if [len(order) for order in days] == counts
        and all(days[day][at] == task for task, day, at in locked)
        and works(problem, days)
    ]
    orders = solve(problem)
    if not held:
        assert orders.left_out
        return
    assert not orders.left_out and works(problem, orders.days)
    assert all(orders.days[day][at] == task for task, day, at in locked)
    assert drive_minutes(problem, orders.days) <= min(held) * 1.01


def test_days_are_one_problem() -> None:
    # Two towns, 30 km apart; the stops of both are dealt to both days. Day by day, none would move.
    east = [stop(f"e{at}", 124.2 + at / 100, 47.0, 150) for at in range(2)]
    west = [stop(f"w{at}", 123.8 + at / 100, 47.0, 150) for at in range(2)]
    mixed = ((Visit("e0"), Visit("w0")), (Visit("w1"), Visit("e1")))
    days = tuple(DayPlan(FIRST, BASE, BASE, lunch=None, visits=visits) for visits in mixed)
    answer = improve(Plan(days), book_of(*east, *west), Estimate())
    assert sorted(map(sorted, order_of(answer.plan))) == [["e0", "e1"], ["w0", "w1"]]
    assert answer.is_feasible and answer.gained_min and answer.gained_min > 30
    assert {change.code for change in answer.changes} >= {"moved_day"}


@pytest.mark.parametrize("seed", range(12))
def test_choose_takes_the_most_rewarding_stops_that_fit(seed: int) -> None:
    names = [f"c{at}" for at in range(6)]
    book = book_of(*(stop(name, 124, 47, 110, (rule(name, 480, 1020),)) for name in names))
    travel = TableTravel(seed)
    candidates = tuple(Visit(name, reward=10 + 13 * at % 50) for at, name in enumerate(names))
    plan = Plan((DayPlan(FIRST, BASE, BASE),))
    answer = choose(Wish(plan, candidates), book, travel)
    worth = {visit.stop_id: visit.reward or 0 for visit in candidates}
    best = 0
    for count in range(5):
        for some in itertools.permutations(candidates, count):
            day = replace(plan.days[0], visits=some)
            value = sum(worth[visit.stop_id] for visit in some)
            if value > best and check(replace(plan, days=(day,)), book, travel).is_feasible:
                best = value
    assert answer.is_feasible
    assert answer.reward == best == sum(worth[name] for name in order_of(answer.plan)[0])
    assert {item.visit.stop_id for item in answer.dropped} == set(names) - set(
        order_of(answer.plan)[0]
    )


def test_what_is_wanted_comes_before_what_rewards() -> None:
    # One far stop that is wanted, or four near ones worth more in sum.
    far = stop("far", 124.6, 47.0, 240)
    near = [stop(f"n{at}", 124.0, 47.0, 60) for at in range(4)]
    plan = Plan((DayPlan(FIRST, BASE, BASE, lunch=None, visits=(Visit("far"),)),))
    wish = Wish(plan, tuple(Visit(item.stop_id, reward=90) for item in near))
    answer = choose(wish, book_of(far, *near), Estimate())
    assert answer.is_feasible and "far" in order_of(answer.plan)[0]


def test_choosing_around_a_lock() -> None:
    stops = [stop(f"n{at}", 124.0 + at / 50, 47.0, 60) for at in range(5)]
    locked = (Visit("n4", is_locked=True), Visit("n0"))
    plan = Plan((DayPlan(FIRST, BASE, BASE, lunch=None, visits=locked),))
    wish = Wish(plan, tuple(Visit(f"n{at}") for at in (1, 2, 3)))
    answer = choose(wish, book_of(*stops), Estimate())
    day = order_of(answer.plan)[0]
    assert answer.is_feasible and sorted(day) == ["n0", "n1", "n2", "n3", "n4"] and day[0] == "n4"


def test_a_failing_engine_is_said_and_the_plan_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr(engine, "_once", broken)
    plan, book = instance(3)
    for answer in (
        improve(plan, book, Estimate()),
        choose(Wish(plan, (Visit("p0"),)), book, Estimate()),
    ):
        assert answer.plan == plan
        assert answer.findings[0].code == "engine"
        assert "VROOM" in answer.findings[0].zh and "VROOM" in answer.findings[0].en
        assert answer.days == check(plan, book, Estimate()).days


def test_a_missing_engine_names_the_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "vroom", None)
    with pytest.raises(EngineError, match="pip install pyvroom"):
        solve(build_problem(*instance(3), Estimate()))
