"""From the engine's order back to a plan, and what is different in it."""

from __future__ import annotations

from dataclasses import replace

from app.itinerary.check import items_of
from app.itinerary.clock import run_day
from app.itinerary.engine import Orders, day_drives
from app.itinerary.faults import fault
from app.itinerary.model import Answer, Dropped, Finding, Plan
from app.itinerary.tasks import Problem
from app.itinerary.words import en_name


def plan_of(problem: Problem, orders: Orders) -> Plan:
    """The plan with its visits in the engine's order; what is left out is not in it."""
    days = tuple(
        replace(spec, visits=tuple(problem.tasks[task].visit for task in order))
        for spec, order in zip(problem.plan.days, orders.days, strict=True)
    )
    return replace(problem.plan, days=days)


def drive_of(answer: Answer) -> tuple[int, int]:
    """Minutes and metres of driving on all days."""
    return sum(day.drive_min for day in answer.days), sum(day.drive_m for day in answer.days)


def changes(problem: Problem, orders: Orders) -> tuple[Finding, ...]:
    """Which stops changed their day, and which days their order."""
    was = {task: day for day, order in enumerate(problem.order) for task in order}
    out = []
    for day, order in enumerate(orders.days):
        for task in order:
            if task in was and was[task] != day:
                stop = problem.tasks[task].stop
                out.append(Finding(
                    "moved_day", "note",
                    f"{stop.name_zh}由第 {was[task] + 1} 天移到第 {day + 1} 天。",
                    f"{en_name(stop)} moved from day {was[task] + 1} to day {day + 1}.",
                    stop.stop_id, day))  # fmt: skip
    for day, (before, order) in enumerate(zip(problem.order, orders.days, strict=True)):
        both = set(before) & set(order)
        if [t for t in before if t in both] != [t for t in order if t in both]:
            stops = [problem.tasks[task].stop for task in order]
            out.append(Finding(
                "reordered", "note",
                f"第 {day + 1} 天改为：{' → '.join(stop.name_zh for stop in stops)}。",
                f"Day {day + 1} now runs: {' → '.join(en_name(stop) for stop in stops)}.",
                "", day))  # fmt: skip
    return tuple(out)


def dropped(problem: Problem, orders: Orders) -> tuple[Dropped, ...]:
    """What found no place, each with its reasons, one a day."""
    return tuple(
        Dropped(problem.tasks[task].visit, _reasons(problem, task)) for task in orders.left_out
    )


def _reasons(problem: Problem, task: int) -> tuple[Finding, ...]:
    out: list[Finding] = []
    item = problem.tasks[task]
    for day, spec in enumerate(problem.plan.days):
        if problem.starts[day] is None or problem.ends[day] is None:
            continue
        if not item.slots[day].windows:
            out.append(fault(problem, item, day, None))
            continue
        drives = day_drives(problem, day, [task])
        run = run_day(items_of(problem, day, [task]), drives, spec.leave, spec.back, spec.lunch)
        if run.late:
            out.append(fault(problem, item, day, run.arrive[0]))
        elif run.faults:
            over = max(0, run.end - spec.back)
            out.append(Finding(
                "too_far", "break",
                f"第 {day + 1} 天只去{item.stop.name_zh}，来回也超出当天 {over} 分钟或吃不上午饭。",
                f"Day {day + 1}: {en_name(item.stop)} alone is {over} min too much for the day, or "
                "leaves no lunch.", item.stop.stop_id, day, -over))  # fmt: skip
        else:
            out.append(Finding(
                "no_room", "break",
                f"第 {day + 1} 天单去{item.stop.name_zh}可行，与其他站点一起排不下。",
                f"Day {day + 1} could hold {en_name(item.stop)} alone, but not beside the others.",
                item.stop.stop_id, day))  # fmt: skip
    return tuple(out)
