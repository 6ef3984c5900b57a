"""The nearest plans that work, for one that does not: each is tried and checked before it is
offered.

    nearest(plan, book, travel) -> offers, the least intrusive first
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from app.itinerary.check import MOST_DAYS, check
from app.itinerary.engine import EngineError, solve
from app.itinerary.model import Book, DayPlan, Offer, Plan
from app.itinerary.orders import plan_of
from app.itinerary.tasks import build_problem
from app.itinerary.travel import TravelTimes
from app.itinerary.words import en_name, hm

#: How far a day is stretched, and by what step; how many days ahead another date is looked for.
STRETCH, STEP, DATES = 120, 15, 14
#: With more visits every try takes long, so only whole answers are tried (more days, drop).
MANY = 12


def nearest(plan: Plan, book: Book, travel: TravelTimes) -> tuple[Offer, ...]:
    """Offers that hold, none where the engine is missing or nothing helps."""
    try:
        return tuple(_offers(plan, book, travel))
    except EngineError:
        return ()


def _offers(plan: Plan, book: Book, travel: TravelTimes) -> Iterator[Offer]:
    def tried(other: Plan) -> Plan | None:
        return _solved(other, book, travel)

    same = tried(plan)
    if same is not None:
        yield Offer("reorder", "换个顺序就行得通。", "It works in another order.", same)
        return
    if sum(len(day.visits) for day in plan.days) <= MANY:
        for wish in (_earlier, _later, _no_lunch, _no_show, _other_date):
            offer = wish(plan, tried)
            if offer is not None:
                yield offer
    more = _more_days(plan, tried)
    if more is not None:
        yield more
    less = _drop(plan, book, travel)
    if less is not None:
        yield less


_Try = Callable[[Plan], Plan | None]


def _solved(plan: Plan, book: Book, travel: TravelTimes) -> Plan | None:
    """The plan in an order that works with everything kept, else None."""
    problem = build_problem(plan, book, travel)
    if problem.unplaced or not problem.can_drive:
        return None
    orders = solve(problem, is_quick=True)
    if orders.left_out:
        return None
    found = plan_of(problem, orders)
    return found if check(found, book, travel, with_roads=False).is_feasible else None


def _days(plan: Plan, change: Callable[[DayPlan], DayPlan]) -> Plan:
    return replace(plan, days=tuple(change(day) for day in plan.days))


def _least(plan: Plan, tried: _Try, shift: Callable[[Plan, int], Plan]) -> tuple[int, Plan] | None:
    """The smallest stretch that helps, None where the largest does not."""
    if tried(shift(plan, STRETCH)) is None:
        return None
    for minutes in range(STEP, STRETCH + 1, STEP):
        found = tried(shift(plan, minutes))
        if found is not None:
            return minutes, found
    return None


def _earlier(plan: Plan, tried: _Try) -> Offer | None:
    def shift(plan: Plan, minutes: int) -> Plan:
        return _days(plan, lambda day: replace(day, leave=max(5 * 60, day.leave - minutes)))

    found = _least(plan, tried, shift)
    if found is None:
        return None
    minutes, better = found
    at = hm(better.days[0].leave)
    return Offer("leave_earlier", f"提早 {minutes} 分钟出发（{at}）即可。",
                 f"Leaving {minutes} min earlier ({at}) is enough.", better)  # fmt: skip


def _later(plan: Plan, tried: _Try) -> Offer | None:
    def shift(plan: Plan, minutes: int) -> Plan:
        return _days(plan, lambda day: replace(day, back=min(24 * 60, day.back + minutes)))

    found = _least(plan, tried, shift)
    if found is None:
        return None
    minutes, better = found
    at = hm(better.days[0].back)
    return Offer("back_later", f"推迟 {minutes} 分钟返回（{at}）即可。",
                 f"Coming back {minutes} min later ({at}) is enough.", better)  # fmt: skip


def _no_lunch(plan: Plan, tried: _Try) -> Offer | None:
    if all(day.lunch is None for day in plan.days):
        return None
    found = tried(_days(plan, lambda day: replace(day, lunch=None)))
    if found is None:
        return None
    return Offer("no_lunch", "不单排午饭（路上或景点内用餐）即可。",
                 "It works without a lunch break (eat on the way or on site).", found)  # fmt: skip


def _no_show(plan: Plan, tried: _Try) -> Offer | None:
    if not any(visit.wants_show for day in plan.days for visit in day.visits):
        return None
    found = tried(_days(plan, lambda day: replace(
        day, visits=tuple(replace(visit, wants_show=False) for visit in day.visits))))  # fmt: skip
    if found is None:
        return None
    return Offer("no_show", "不强求看表演即可。", "It works if shows need not be seen.", found)


def _other_date(plan: Plan, tried: _Try) -> Offer | None:
    for ahead in range(1, DATES + 1):
        later = timedelta(days=ahead)
        try:
            found = tried(_days(plan, lambda day, by=later: replace(day, day=day.day + by)))  # type: ignore[misc]
        except OverflowError:
            return None
        if found is not None:
            first = found.days[0].day
            return Offer("other_date", f"改在 {first} 出发即可。", f"It works from {first}.", found)
    return None


def _more_days(plan: Plan, tried: _Try) -> Offer | None:
    """The fewest days more, each like the last."""
    longer = plan
    while 0 < len(longer.days) < MOST_DAYS:
        last = longer.days[-1]
        try:
            extra = replace(last, day=last.day + timedelta(days=1), visits=())
        except OverflowError:
            return None
        longer = replace(longer, days=(*longer.days, extra))
        found = tried(longer)
        if found is not None:
            count = len(found.days)
            return Offer("other_day", f"改为 {count} 天即可。", f"{count} days are enough.", found)
    return None


def _drop(plan: Plan, book: Book, travel: TravelTimes) -> Offer | None:
    """Fewest visits, of the least reward, taken out."""
    problem = build_problem(plan, book, travel)
    rewards = {at: task.visit.reward or 50 for at, task in enumerate(problem.tasks)}
    orders = solve(problem, priorities=rewards, is_quick=True)
    found = plan_of(problem, orders)
    if (
        not any(day.visits for day in found.days)
        or not check(found, book, travel, with_roads=False).is_feasible
    ):
        return None
    lost = [problem.tasks[task].stop for task in orders.left_out]
    lost += [book.stops[v.stop_id] for _, v in problem.unplaced if v.stop_id in book.stops]
    zh = "、".join(stop.name_zh for stop in lost)
    en = ", ".join(en_name(stop) for stop in lost)
    return Offer("drop", f"去掉 {zh or '不存在的站点'} 即可。",
                 f"It works without {en or 'the stops that do not exist'}.", found)  # fmt: skip
