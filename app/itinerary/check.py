"""Check my order: the timetable of a plan as it stands, what breaks, and the time to spare.

check(plan, book, travel) -> Answer
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from app.itinerary.assume import assumptions, notes
from app.itinerary.clock import Item, Run, run_day
from app.itinerary.faults import fault
from app.itinerary.model import (
    Answer,
    Book,
    Call,
    DayAnswer,
    Finding,
    Leg,
    Plan,
    Visit,
)
from app.itinerary.tasks import Problem, build_problem, show_seen
from app.itinerary.travel import Drive, Estimate, TravelTimes
from app.itinerary.words import en_name, hm

#: Days a plan may have.
MOST_DAYS = 5


def check(plan: Plan, book: Book, travel: TravelTimes, *, with_roads: bool = True) -> Answer:
    """The plan as it stands: timetable, slack, what breaks. Never raises for a bad plan.

    `with_roads` draws the road of each leg, which asks the road engine once more a leg.
    """
    return answer_of(build_problem(plan, book, travel), book, travel if with_roads else Estimate())


def answer_of(problem: Problem, book: Book, travel: TravelTimes) -> Answer:
    """The answer about a problem whose order is settled; `travel` draws its legs."""
    found = [*_structure(problem, book)]
    days = []
    for day in range(len(problem.plan.days)):
        answer, said = _day(problem, day, travel)
        days.append(answer)
        found += said
    found += notes(problem)
    hard = any(item.severity in ("refuse", "break") for item in found)
    return Answer(
        "check",
        problem.plan,
        tuple(days),
        tuple(found),
        not hard,
        problem.matrix.note,
        assumptions(problem, book),
    )


def items_of(problem: Problem, day: int, order: Sequence[int]) -> list[Item]:
    """A day's visits as the clock sees them."""
    return [
        Item(problem.tasks[task].slots[day].windows, problem.tasks[task].minutes) for task in order
    ]


def day_nodes(problem: Problem, day: int, order: Sequence[int]) -> list[int] | None:
    """The points a day passes, None where it has no beginning or end."""
    start, end = problem.starts[day], problem.ends[day]
    if start is None or end is None:
        return None
    return [start, *(problem.tasks[task].node for task in order), end]


def _structure(problem: Problem, book: Book) -> list[Finding]:
    """What keeps stops or days out of the timetable."""
    out = []
    if not 1 <= len(problem.plan.days) <= MOST_DAYS:
        out.append(Finding("days", "break", f"路线应为 1—{MOST_DAYS} 天。",
                           f"A route has 1 to {MOST_DAYS} days."))  # fmt: skip
    for day, visit in problem.unplaced:
        # Candidates belong to no day yet.
        out.append(_unplaced(book, day if day < len(problem.plan.days) else None, visit))
    for day, (spec, start, end) in enumerate(
        zip(problem.plan.days, problem.starts, problem.ends, strict=True)
    ):
        for place, node in ((spec.start, start), (spec.end, end)):
            if node is None:
                out.append(Finding(
                    "no_base", "break",
                    f"第 {day + 1} 天的起点或终点“{place.name_zh}”没有位置。请在地图上选定。",
                    f"Day {day + 1}: '{place.name_en or place.name_zh}' has no position. Choose it "
                    "on the map.", "", day))  # fmt: skip
        if spec.back <= spec.leave:
            out.append(Finding(
                "day_order", "break",
                f"第 {day + 1} 天的返回时刻 {hm(spec.back)} 不晚于出发 {hm(spec.leave)}。请改正。",
                f"Day {day + 1} ends at {hm(spec.back)}, not after it starts at {hm(spec.leave)}. "
                "Correct it.", "", day))  # fmt: skip
    return out


def _unplaced(book: Book, day: int | None, visit: Visit) -> Finding:
    stop = book.stops.get(visit.stop_id)
    if stop is None:
        return Finding(
            "unknown_stop", "break",
            f"没有站点“{visit.stop_id}”，可能已被删除；其余站点照排。",
            f"There is no stop '{visit.stop_id}', it may be deleted; the others are planned.",
            visit.stop_id, day)  # fmt: skip
    return Finding(
        "no_position",
        "break",
        f"{stop.name_zh}没有公开坐标，算不出路程，未列入时间表；请在地图上标定。其余站点照排。",
        f"{en_name(stop)} has no published position, so no drive can be reckoned and it is not in "
        "the timetable; place it on the map. The others are planned.",
        visit.stop_id,
        day,
    )


def _day(problem: Problem, day: int, travel: TravelTimes) -> tuple[DayAnswer, list[Finding]]:
    spec, order = problem.plan.days[day], problem.order[day]
    nodes = day_nodes(problem, day, order)
    if nodes is None or not order:
        here = spec.leave
        return DayAnswer(spec.day, (), (), here, here, None, None, None, 0, 0, 0, 0,
                         nodes is not None), []  # fmt: skip
    drives = [problem.matrix.drives[a][b] for a, b in pairwise(nodes)]
    items = items_of(problem, day, order)
    run = run_day(items, [d.minutes for d in drives], spec.leave, spec.back, spec.lunch)
    found = _broken(problem, day, run)
    if not found:
        found = _at_worst(problem, day, items, drives)
    lines = travel.lines([problem.points[node] for node in nodes])
    names = [spec.start.place_id, *(problem.tasks[t].stop.stop_id for t in order),
             spec.end.place_id]  # fmt: skip
    legs = tuple(
        Leg(
            a, b, d.minutes, d.low_min, d.high_min, d.metres, d.low_m, d.high_m, d.is_estimate, line
        )
        for (a, b), d, line in zip(pairwise(names), drives, lines, strict=True)
    )
    calls = tuple(_call(problem, day, run, at) for at in range(len(order)))
    return DayAnswer(
        day=spec.day,
        calls=calls,
        legs=legs,
        leave=spec.leave,
        arrive=run.end,
        latest_leave=run.latest_leave if run.faults == 0 else None,
        lunch_at=run.lunch_at,
        lunch_leg=run.lunch_leg,
        drive_min=sum(d.minutes for d in drives),
        drive_m=sum(d.metres for d in drives),
        visit_min=sum(item.minutes for item in items),
        wait_min=sum(call.wait_min for call in calls),
        is_ok=run.faults == 0,
    ), found


def _call(problem: Problem, day: int, run: Run, at: int) -> Call:
    task = problem.tasks[problem.order[day][at]]
    latest = run.latest[at]
    return Call(
        task.stop.stop_id,
        run.arrive[at],
        run.begin[at],
        run.leave[at],
        run.begin[at] - run.arrive[at],
        None if latest is None else latest - run.arrive[at],
        at not in run.late,
        show_seen(task.slots[day].shows, run.begin[at], task.minutes),
    )


def _broken(problem: Problem, day: int, run: Run) -> list[Finding]:
    spec, order = problem.plan.days[day], problem.order[day]
    out = [fault(problem, problem.tasks[order[at]], day, run.arrive[at]) for at in run.late]
    if run.is_too_long:
        over = run.end - spec.back
        out.append(Finding(
            "too_long", "break",
            f"第 {day + 1} 天 {hm(run.end)} 才到{spec.end.name_zh}，"
            f"比 {hm(spec.back)} 晚 {over} 分钟。",
            f"Day {day + 1} reaches {spec.end.name_en or spec.end.name_zh} at {hm(run.end)}, "
            f"{over} min after {hm(spec.back)}.", "", day, -over))  # fmt: skip
    if run.is_lunch_missed and spec.lunch:
        out.append(Finding(
            "lunch_missed", "break",
            f"第 {day + 1} 天 {hm(spec.lunch.earliest)}—{hm(spec.lunch.latest)} 之间没有空吃午饭。",
            f"Day {day + 1} has no time for lunch between {hm(spec.lunch.earliest)} and "
            f"{hm(spec.lunch.latest)}.", "", day))  # fmt: skip
    return out


def _at_worst(
    problem: Problem, day: int, items: Sequence[Item], drives: Sequence[Drive]
) -> list[Finding]:
    """Whether a day that works still works when every drive takes as long as it may."""
    spec, order = problem.plan.days[day], problem.order[day]
    run = run_day(items, [d.high_min for d in drives], spec.leave, spec.back, spec.lunch)
    if run.faults == 0:
        return []
    longer = sum(d.high_min - d.minutes for d in drives)
    stop = problem.tasks[order[run.late[0]]].stop if run.late else None
    zh = f"{stop.name_zh}赶不上" if stop else "当天排不下"
    en = f"{en_name(stop)} is missed" if stop else "the day does not hold"
    return [Finding(
        "may_fail", "warn",
        f"第 {day + 1} 天若路程都按上限（共多 {longer} 分钟），{zh}。请留余量或核实位置。",
        f"Day {day + 1}: if every drive takes its longest ({longer} min more in all), {en}. Leave "
        "more time or find out the positions.",
        stop.stop_id if stop else "", day)]  # fmt: skip
