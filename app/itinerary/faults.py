"""Why a visit does not work, said of the time one arrives."""

from __future__ import annotations

from app.itinerary.model import Finding, Minute, Stop
from app.itinerary.seasons import is_all_year
from app.itinerary.tasks import Problem, Slot, Task, common, show_windows
from app.itinerary.words import day_zh, en_name, hm, said, spans, times


def fault(problem: Problem, task: Task, day: int, arrive: Minute | None) -> Finding:
    """What breaks when one arrives at this minute (None: at any), a finding of severity break."""
    slot = task.slots[day]
    return (
        _refused(task.stop, slot, day)
        or _closed(problem, task, slot, day)
        or _show(task, slot, day, arrive)
        or _pinned(task, slot, day, arrive)
        or _late(task, slot, day, arrive)
    )


def _finding(
    code: str,
    stop: Stop,
    day: int,
    zh: str,
    en: str,
    slack: int | None = None,
    slot: Slot | None = None,
) -> Finding:
    sources = tuple(rule.source for rule in slot.opening.rules) if slot else ()
    return Finding(code, "break", zh, en, stop.stop_id, day, slack, tuple(dict.fromkeys(sources)))


def _refused(stop: Stop, slot: Slot, day: int) -> Finding | None:
    rule = next((rule for rule in slot.rules if rule.severity == "refuse"), None)
    if rule is None:
        return None
    return Finding(
        "protected",
        "refuse",
        f"{stop.name_zh}：{rule.zh}。依据：{said((rule.source,), zh=True)}。请去掉这一站。",
        f"{en_name(stop)}: {rule.en}. Rule: {said((rule.source,), zh=False)}. Take the stop out.",
        stop.stop_id,
        day,
        None,
        (rule.source,),
    )


def _closed(problem: Problem, task: Task, slot: Slot, day: int) -> Finding | None:
    stop, spec = task.stop, problem.plan.days[day]
    if slot.opening.state == "closed":
        if all(
            rule.state == "closed" and is_all_year(rule.season) and not rule.weekdays
            for rule in stop.opening
        ):
            return _finding(
                "closed_all_year", stop, day,
                f"{stop.name_zh}全年不开放。请去掉这一站。",
                f"{en_name(stop)} is closed all year. Take it out.", slot=slot)  # fmt: skip
        return _finding(
            "closed", stop, day,
            f"{stop.name_zh}在{day_zh(spec)}不开放。请换日期或去掉这一站。",
            f"{en_name(stop)} is closed on {spec.day}. Change the date or take it out.",
            slot=slot)  # fmt: skip
    if not slot.open_windows:
        return _finding(
            "visit_too_long", stop, day,
            f"{stop.name_zh}参观需 {task.minutes} 分钟，开放时段 {spans(slot.opening)} 容不下。"
            "请缩短参观。",
            f"{en_name(stop)}: the visit takes {task.minutes} min, more than the opening hours "
            f"{spans(slot.opening)} hold. Shorten the visit.", slot=slot)  # fmt: skip
    return None


def _show(task: Task, slot: Slot, day: int, arrive: Minute | None) -> Finding | None:
    if not task.visit.wants_show:
        return None
    stop, shows = task.stop, slot.shows
    if shows is None:
        return _finding(
            "no_show", stop, day,
            f"{stop.name_zh}当日没有已知的表演。请取消“看表演”或换日期。",
            f"{en_name(stop)}: no show is known of on this date. Drop the wish or change the date.",
            slot=slot)  # fmt: skip
    if not shows.times:
        return None
    fits = common(slot.open_windows, show_windows(shows, task.minutes))
    latest = fits[-1][1] if fits else None
    last = max(shows.times)
    if latest is None:
        return _finding(
            "missed_show", stop, day,
            f"{stop.name_zh}：在开放时段内赶不上任何一场（{times(shows.times)}，"
            f"自大门步行 {shows.walk_min} 分钟）。",
            f"{en_name(stop)}: within opening hours none of the shows ({times(shows.times)}, "
            f"{shows.walk_min} min on foot from the gate) can be reached.", slot=slot)  # fmt: skip
    if arrive is None or arrive <= latest or not _open_at(slot, arrive):
        return None
    return _finding(
        "missed_show", stop, day,
        f"{stop.name_zh}：{hm(arrive)} 到大门，步行 {shows.walk_min} 分钟，"
        f"赶不上 {hm(last)} 的末场；最迟 {hm(latest)} 到，晚 {arrive - latest} 分钟。",
        f"{en_name(stop)}: at the gate by {hm(arrive)} and {shows.walk_min} min on foot is too "
        f"late for the last show at {hm(last)}; arrive by {hm(latest)}, {arrive - latest} min "
        "earlier.", latest - arrive, slot)  # fmt: skip


def _pinned(task: Task, slot: Slot, day: int, arrive: Minute | None) -> Finding | None:
    at, stop = task.visit.at, task.stop
    if at is None:
        return None
    if not any(low <= at <= high for low, high in slot.open_windows):
        return _finding(
            "pinned_closed", stop, day,
            f"{stop.name_zh}定在 {hm(at)}，但该时刻不能入内（开放 {spans(slot.opening)}）。"
            "请改时刻。",
            f"{en_name(stop)} is pinned to {hm(at)}, when one cannot enter (open "
            f"{spans(slot.opening)}). Change the time.", slot=slot)  # fmt: skip
    if arrive is None or arrive <= at:
        return None
    return _finding(
        "overlap", stop, day,
        f"{stop.name_zh}定在 {hm(at)}，但最早 {hm(arrive)} 才能到，与前一站重叠 "
        f"{arrive - at} 分钟。",
        f"{en_name(stop)} is pinned to {hm(at)} but cannot be reached before {hm(arrive)}: it "
        f"overlaps the stop before by {arrive - at} min.", at - arrive)  # fmt: skip


def _late(task: Task, slot: Slot, day: int, arrive: Minute | None) -> Finding:
    stop = task.stop
    windows = slot.windows or slot.open_windows
    latest = windows[-1][1]
    entry = [last for _, _, last in slot.opening.spans if last is not None]
    if arrive is None:
        return _finding(
            "no_time", stop, day,
            f"{stop.name_zh}（可到达时刻 {times((windows[0][0], latest))}）排不进当天。",
            f"{en_name(stop)} (arrive {times((windows[0][0], latest))}) does not fit into the day.",
            slot=slot)  # fmt: skip
    late = arrive - latest
    if entry and arrive > max(entry):
        return _finding(
            "last_entry", stop, day,
            f"{stop.name_zh}：{hm(arrive)} 到，{hm(max(entry))} 停止入园，晚 {late} 分钟。",
            f"{en_name(stop)}: arriving {hm(arrive)}, last entry {hm(max(entry))}; {late} min too "
            "late.", -late, slot)  # fmt: skip
    closes = [closes for _, closes, _ in slot.opening.spans if closes is not None]
    code = "closed" if closes and arrive >= max(closes) else "closes_early"
    return _finding(
        code, stop, day,
        f"{stop.name_zh}：{hm(arrive)} 到，参观 {task.minutes} 分钟，"
        f"关门（{spans(slot.opening)}）前看不完，晚 {late} 分钟。",
        f"{en_name(stop)}: arriving {hm(arrive)}, the visit of {task.minutes} min does not end "
        f"before closing ({spans(slot.opening)}); {late} min too late.", -late, slot)  # fmt: skip


def _open_at(slot: Slot, arrive: Minute) -> bool:
    """Whether one could still visit, show or no show."""
    return any(high >= arrive for _, high in slot.open_windows)
