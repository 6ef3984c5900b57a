"""Choose for me: the most rewarding stops that fit, by stated weights.

choose(wish, book, travel) -> Answer
"""

from __future__ import annotations

from dataclasses import replace

from app.itinerary.check import answer_of, check
from app.itinerary.engine import EngineError, Orders, solve
from app.itinerary.improve import engine_failed, unplaced
from app.itinerary.model import Answer, Book, Finding, Visit, Wish
from app.itinerary.offers import nearest
from app.itinerary.orders import dropped, plan_of
from app.itinerary.tasks import Problem, Task, build_problem
from app.itinerary.travel import TravelTimes
from app.itinerary.words import en_name


def choose(wish: Wish, book: Book, travel: TravelTimes) -> Answer:
    """Fill the days of `wish.plan` from the candidates so that the sum of rewards is largest, then
    the driving least. What the plan holds already comes first; if it cannot all be kept,
    `is_feasible` is False and `offers` holds the nearest plans that keep it."""
    own = {visit.stop_id for day in wish.plan.days for visit in day.visits}
    extra: dict[str, Visit] = {}
    for visit in wish.candidates:
        if visit.stop_id not in own:
            extra.setdefault(visit.stop_id, visit)
    problem = build_problem(wish.plan, book, travel, tuple(extra.values()))
    before = replace(answer_of(problem, book, travel), kind="choose")
    if not problem.can_drive or not problem.tasks:
        return before
    must = {task for order in problem.order for task in order}
    rewards = {at: reward_of(task, wish) for at, task in enumerate(problem.tasks) if at not in must}
    try:
        orders = _kept_first(problem, must, rewards)
    except EngineError as error:
        return engine_failed(before, error)
    found = check(plan_of(problem, orders), book, travel)
    lost = dropped(problem, orders) + unplaced(problem, before)
    kept = {task for order in orders.days for task in order}
    missing = bool(must - kept) or any(day < len(wish.plan.days) for day, _ in problem.unplaced)
    return replace(
        found,
        kind="choose",
        is_feasible=found.is_feasible and not missing,
        changes=tuple(_chosen(problem.tasks[at], rewards[at], wish) for at in sorted(kept - must)),
        dropped=lost,
        reward=sum(rewards.get(at, 0) for at in kept),
        offers=nearest(wish.plan, book, travel) if missing else (),
    )


def reward_of(task: Task, wish: Wish) -> int:
    """What a candidate is worth, 1…99: its own reward, else the sum of the weights that apply."""
    if task.visit.reward is not None:
        return max(1, min(99, task.visit.reward))
    return max(1, min(99, sum(value for _, _, value in _parts(task, wish))))


def _parts(task: Task, wish: Wish) -> list[tuple[str, str, int]]:
    """The weights that apply to a candidate, in words."""
    weights, stop = wish.weights, task.stop
    parts = [("基础", "base", weights.base)]
    if set(stop.line_ids) & set(wish.line_ids):
        parts.append(("属所选线路", "on a chosen line", weights.line))
    if any(slot.shows for slot in task.slots):
        parts.append(("有表演", "has shows", weights.show))
    if any(slot.opening.state == "open" for slot in task.slots):
        parts.append(("开放时间已知", "hours known", weights.known))
    return parts


def _chosen(task: Task, reward: int, wish: Wish) -> Finding:
    parts = _parts(task, wish)
    zh = "＋".join(f"{name} {value}" for name, _, value in parts)
    en = " + ".join(f"{name} {value}" for _, name, value in parts)
    if task.visit.reward is not None:
        zh, en = "自定", "set by hand"
    return Finding(
        "chosen", "note",
        f"选入{task.stop.name_zh}，{reward} 分（{zh}）。",
        f"{en_name(task.stop)} chosen, worth {reward} ({en}).", task.stop.stop_id)  # fmt: skip


def _kept_first(problem: Problem, must: set[int], rewards: dict[int, int]) -> Orders:
    """The engine adds priorities up, so several candidates could push out a stop that is wanted;
    where that happens it is asked again with candidates worth less than one such stop in sum."""
    orders = solve(problem, priorities={**rewards, **dict.fromkeys(must, 100)})
    if not set(orders.left_out) & must or not rewards:
        return orders
    total = sum(rewards.values())
    small = {at: max(0, reward * 99 // total) for at, reward in rewards.items()}
    again = solve(problem, priorities={**small, **dict.fromkeys(must, 100)})
    return min((orders, again), key=lambda found: len(set(found.left_out) & must))
