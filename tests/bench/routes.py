"""The table of the planner: 200 invented routes against the exhaustive optimum, and 50 stops.

python tests/bench/routes.py [number of routes]
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from route_instances import BASE, FIRST, KM, book_of, instance, rule, stop  # noqa: E402
from route_referee import optimum  # noqa: E402

from app.itinerary.check import check  # noqa: E402
from app.itinerary.engine import drive_minutes, solve  # noqa: E402
from app.itinerary.model import Book, DayPlan, Lunch, Plan, Visit  # noqa: E402
from app.itinerary.orders import plan_of  # noqa: E402
from app.itinerary.tasks import build_problem  # noqa: E402
from app.itinerary.travel import Estimate  # noqa: E402


@dataclass
class Tally:
    """What became of the invented routes."""

    routes: int = 0
    feasible: int = 0
    missed: int = 0
    equal: int = 0
    wrong: int = 0
    worst: float = 0.0
    solve_ms: tuple[float, ...] = ()


def against_the_optimum(count: int) -> Tally:
    """Solve each route and compare with trying everything; every answer is checked by the clock."""
    tally = Tally()
    for seed in range(count):
        plan, book = instance(seed)
        problem = build_problem(plan, book, Estimate())
        begun = time.perf_counter()
        orders = solve(problem)
        tally.solve_ms += ((time.perf_counter() - begun) * 1000,)
        best = optimum(problem)
        works = (
            not orders.left_out and check(plan_of(problem, orders), book, Estimate()).is_feasible
        )
        tally.routes += 1
        if best is None:
            # The planner may not claim what trying everything does not find.
            tally.wrong += works
            continue
        tally.feasible += 1
        if not works:
            tally.missed += 1
            continue
        driven = drive_minutes(problem, orders.days)
        tally.wrong += driven < best
        tally.equal += driven == best
        tally.worst = max(tally.worst, driven / best - 1)
    return tally


def fifty_stops() -> tuple[Plan, Book]:
    """50 stops with opening hours over 5 days, within 15 km."""
    dice = random.Random(1)
    stops, visits = [], []
    for at in range(50):
        opens, closes = dice.choice([480, 540, 600]), dice.choice([960, 1020, 1080])
        lon, lat = (c + dice.uniform(-15, 15) * KM for c in (124.0, 47.0))
        name = f"p{at}"
        stops.append(stop(name, lon, lat, dice.choice([20, 30, 40]), (rule(name, opens, closes),)))
        visits.append(Visit(name))
    days = tuple(
        DayPlan(FIRST + timedelta(days=day), BASE, BASE, 480, 1140, Lunch(660, 810, 45),
                tuple(visits[day::5]))
        for day in range(5)
    )  # fmt: skip
    return Plan(days), book_of(*stops)


def main() -> None:
    """Print the table."""
    tally = against_the_optimum(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    plan, book = fifty_stops()
    problem = build_problem(plan, book, Estimate())
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        orders = solve(problem)
        seconds.append(time.perf_counter() - begun)
    kept = not orders.left_out and check(plan_of(problem, orders), book, Estimate()).is_feasible
    found = tally.feasible - tally.missed
    share = tally.equal / tally.feasible if tally.feasible else 0.0
    print("| 线路测量 · routes | 结果 · result | 要求 · bar |\n|---|---:|---:|")
    for name, value, bar in (
        ("造出的线路 · invented routes, up to 9 stops", tally.routes, "200"),
        ("穷举有解 · feasible by trying everything", tally.feasible, ""),
        ("其中有解 · of these found feasible", found, str(tally.feasible)),
        ("等于最优 · equal to the optimum", f"{tally.equal} ({share:.1%})", "≥ 95 %"),
        ("最差超出 · worst above the optimum", f"{tally.worst:.2%}", "≤ 1 %"),
        ("与穷举矛盾 · contradicting the referee", tally.wrong, "0"),
        ("用时中位数 · median time", f"{median(tally.solve_ms):.0f} ms", ""),
        ("用时最长 · longest time", f"{max(tally.solve_ms):.0f} ms", ""),
        ("50 站 5 天 · 50 stops, 5 days", f"{median(seconds):.2f} s", "< 2 s"),
        ("　全部排下 · all placed", "是 · yes" if kept else "否 · no", "是 · yes"),
        (
            "　行车 · driving",
            f"{drive_minutes(problem, orders.days)} min "
            f"(原 · was {drive_minutes(problem, problem.order)})",
            "",
        ),
    ):
        print(f"| {name} | {value} | {bar} |")


if __name__ == "__main__":
    main()
