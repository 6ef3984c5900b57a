"""The referee: the least driving in which everything works, by trying everything.

For each day every set of visits in every order is tried (labels of time and driving that another
label beats in both are not followed further, which loses nothing); then every way of dealing the
visits to the days. Written apart from the planner's own clock.
"""

from __future__ import annotations

from app.itinerary.tasks import Problem

Label = tuple[int, int]  # (time of being ready to leave, driving so far)


def optimum(problem: Problem) -> int | None:
    """Minutes of driving of the best plan that keeps every visit, None where there is none."""
    count = len(problem.tasks)
    if len(problem.unplaced):
        return None
    best: dict[int, int] = {0: 0}
    for day in range(len(problem.plan.days)):
        costs = _day(problem, day, count)
        after: dict[int, int] = {}
        for done, spent in best.items():
            rest = ((1 << count) - 1) & ~done
            part = rest
            while True:
                cost = 0 if part == 0 else costs.get(part)
                if cost is not None:
                    key = done | part
                    after[key] = min(after.get(key, 10**9), spent + cost)
                if part == 0:
                    break
                part = (part - 1) & rest
        best = after
    return best.get((1 << count) - 1)


def _day(problem: Problem, day: int, count: int) -> dict[int, int]:
    """Least driving of each set of visits (a bit mask) that works on a day."""
    spec = problem.plan.days[day]
    start, end = problem.starts[day], problem.ends[day]
    assert start is not None and end is not None
    # (set, last visit, lunch eaten) -> labels; -1 is the day's start.
    layer = {(0, -1, spec.lunch is None): [(spec.leave, 0)]}
    out: dict[int, int] = {}
    while layer:
        following: dict[tuple[int, int, bool], list[Label]] = {}
        for (done, last, eaten), labels in layer.items():
            here = start if last < 0 else problem.tasks[last].node
            for time, spent in labels:
                if done:
                    way = problem.minutes(here, end)
                    for ready, ate in _ways(time, way, eaten, spec.lunch):
                        if ate and ready <= spec.back:
                            out[done] = min(out.get(done, 10**9), spent + way)
                for task in range(count):
                    if done >> task & 1:
                        continue
                    item = problem.tasks[task]
                    way = problem.minutes(here, item.node)
                    for ready, ate in _ways(time, way, eaten, spec.lunch):
                        begins = [
                            max(lo, ready) for lo, hi in item.slots[day].windows if hi >= ready
                        ]
                        if begins:
                            key = (done | 1 << task, task, ate)
                            _keep(following.setdefault(key, []),
                                  (min(begins) + item.minutes, spent + way))  # fmt: skip
        layer = following
    return out


def _ways(time: int, way: int, eaten: bool, lunch: object) -> list[tuple[int, bool]]:
    """When one can be ready at the other end, lunch eaten on the way or not."""
    ways = [(time + way, eaten)]
    if not eaten and time <= lunch.latest:  # type: ignore[attr-defined]
        ready = max(time + way, lunch.earliest) + lunch.minutes  # type: ignore[attr-defined]
        ways.append((ready, True))
    return ways


def _keep(labels: list[Label], new: Label) -> None:
    """Add a label unless another is as early and as cheap; drop those it beats."""
    if any(time <= new[0] and spent <= new[1] for time, spent in labels):
        return
    labels[:] = [old for old in labels if not (new[0] <= old[0] and new[1] <= old[1])]
    labels.append(new)
