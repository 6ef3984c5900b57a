"""What a plan takes for granted, and what is good to know: assumptions and notes of an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.itinerary.defaults import load_defaults
from app.itinerary.model import Book, Finding, Stop
from app.itinerary.seasons import chosen_fact, holidays_known
from app.itinerary.tasks import Problem, Slot, Task
from app.itinerary.words import day_zh, en_name, said, spans, times


def assumptions(problem: Problem, book: Book) -> tuple[Finding, ...]:
    """Unknown and disputed hours, shows, lengths and positions, and unlisted holidays."""
    out: list[Finding] = []
    for day, order in enumerate(problem.order):
        for task in (problem.tasks[at] for at in order):
            out += _hours(problem, task, task.slots[day], day)
            out += _shows(problem, task, task.slots[day], day, book)
            out += _length(task, day)
            out += _position(task.stop, day)
            out += _protected(task.stop, task.slots[day], day)
    out += _group(problem)
    return tuple(dict.fromkeys(out))


def notes(problem: Problem) -> Iterator[Finding]:
    """Days without visits, a stop planned twice, two stops at one place, start that is the end."""
    seen: dict[str, int] = {}
    at: dict[tuple[float, float], Stop] = {}
    for day, order in enumerate(problem.order):
        spec = problem.plan.days[day]
        if not spec.visits:
            yield Finding("empty_day", "note", f"第 {day + 1} 天还没有站点。",
                          f"Day {day + 1} has no stops yet.", "", day)  # fmt: skip
        if spec.start.place_id == spec.end.place_id and order:
            yield Finding(
                "round_trip",
                "note",
                f"第 {day + 1} 天起点即终点：{spec.start.name_zh}。",
                f"Day {day + 1} starts and ends at {spec.start.name_en or spec.start.name_zh}.",
                "",
                day,
            )
        for task in (problem.tasks[index] for index in order):
            stop = task.stop
            if stop.stop_id in seen:
                yield Finding("twice", "warn", f"{stop.name_zh}排了两次。请去掉一次。",
                              f"{en_name(stop)} is planned twice. Take one out.",
                              stop.stop_id, day)  # fmt: skip
            seen[stop.stop_id] = day
            assert stop.lon is not None and stop.lat is not None
            other = at.setdefault((stop.lon, stop.lat), stop)
            if other.stop_id != stop.stop_id:
                yield Finding(
                    "same_place", "note",
                    f"{stop.name_zh}与{other.name_zh}按同一位置估算，两站间路程记为 0。",
                    f"{en_name(stop)} and {en_name(other)} are reckoned to one point; the way "
                    "between them counts as 0.", stop.stop_id, day)  # fmt: skip


def _hours(problem: Problem, task: Task, slot: Slot, day: int) -> Iterator[Finding]:
    stop, spec = task.stop, problem.plan.days[day]
    if slot.opening.state == "unknown":
        outside = bool(stop.opening)
        yield Finding(
            "hours_outside" if outside else "hours_unknown",
            "warn",
            f"{stop.name_zh}：{day_zh(spec) if outside else ''}开放时间不详，"
            "按全天开放排，请先致电核实。",
            f"{en_name(stop)}: opening hours {f'on {spec.day} ' if outside else ''}are not known; "
            "taken as open all day, call ahead.",
            stop.stop_id,
            day,
        )
    elif slot.opening.disagree:
        sources = tuple(rule.source for rule in slot.opening.rules)
        yield Finding(
            "hours_disagree", "warn",
            f"{stop.name_zh}：各来源开放时间不一（{said(sources, zh=True)}），"
            f"按都允许的 {spans(slot.opening)} 排。",
            f"{en_name(stop)}: sources disagree on opening hours ({said(sources, zh=False)}); "
            f"taken as what all allow, {spans(slot.opening)}.",
            stop.stop_id, day, None, tuple(dict.fromkeys(sources)))  # fmt: skip


def _shows(problem: Problem, task: Task, slot: Slot, day: int, book: Book) -> Iterator[Finding]:
    stop, shows, spec = task.stop, slot.shows, problem.plan.days[day]
    if any(show.holiday for show in stop.shows) and not holidays_known(spec.day, book.holidays):
        yield _no_calendar(stop, spec.day, day)
    if shows is None:
        return
    if not shows.times:
        yield Finding(
            "show_unknown", "warn",
            f"{stop.name_zh}：当日有表演，但场次时间不详，未计入安排，请先致电核实。",
            f"{en_name(stop)}: there are shows on this date but their times are not known; not "
            "reckoned with, call ahead.", stop.stop_id, day, None, shows.sources)  # fmt: skip
    elif shows.disagree:
        yield Finding(
            "shows_disagree", "warn",
            f"{stop.name_zh}：各来源场次不一（{said(shows.sources, zh=True)}），"
            f"按 {times(shows.times)} 排，请先致电核实。",
            f"{en_name(stop)}: sources disagree on shows ({said(shows.sources, zh=False)}); "
            f"taken as {times(shows.times)}, call ahead.",
            stop.stop_id, day, None, shows.sources)  # fmt: skip


def _no_calendar(stop: Stop, date_: date, day: int) -> Finding:
    return Finding(
        "holidays_unknown", "warn",
        f"{stop.name_zh}：{date_.year} 年的节假日日期尚未录入，节日场次未计入。",
        f"{en_name(stop)}: the holidays of {date_.year} are not listed yet; shows on holidays are "
        "not reckoned with.", stop.stop_id, day)  # fmt: skip


def _length(task: Task, day: int) -> Iterator[Finding]:
    if task.visit.minutes is None and chosen_fact(task.stop, "visit_min") is None:
        yield Finding(
            "length_assumed", "note",
            f"{task.stop.name_zh}：参观时长没有来源，按同类假定 {task.minutes} 分钟。",
            f"{en_name(task.stop)}: no source gives the length of the visit; {task.minutes} min "
            "assumed for its kind.", task.stop.stop_id, day)  # fmt: skip


def _position(stop: Stop, day: int) -> Iterator[Finding]:
    radius = stop.radius_m
    if radius is None:
        yield Finding(
            "radius_unknown", "warn",
            f"{stop.name_zh}：位置误差不详，未计入路程范围。",
            f"{en_name(stop)}: how exact its position is is not known; the range of drives does "
            "not include it.", stop.stop_id, day)  # fmt: skip
    elif radius > 500:
        minutes = round(load_defaults().roads.minutes(radius * load_defaults().roads.detour))
        yield Finding(
            "position_uncertain", "warn" if stop.is_stand_in else "note",
            f"{stop.name_zh}：位置只知在半径 {radius / 1000:.1f} 公里内"
            f"（{stop.position_zh or '点位误差'}），每段路程可差约 {minutes} 分钟。",
            f"{en_name(stop)}: known within {radius / 1000:.1f} km only "
            f"({stop.position_en or 'error of the point'}); each drive may differ by about "
            f"{minutes} min.", stop.stop_id, day)  # fmt: skip


def _protected(stop: Stop, slot: Slot, day: int) -> Iterator[Finding]:
    for rule in slot.rules:
        if rule.severity != "refuse":
            yield Finding(
                "protected_note", rule.severity,
                f"{stop.name_zh}：{rule.zh}（{said((rule.source,), zh=True)}）。",
                f"{en_name(stop)}: {rule.en} ({said((rule.source,), zh=False)}).",
                stop.stop_id, day, None, (rule.source,))  # fmt: skip


def _group(problem: Problem) -> Iterator[Finding]:
    extra = load_defaults().group_minutes(problem.plan.group_size)
    if extra:
        yield Finding(
            "group", "note",
            f"{problem.plan.group_size} 人的团队，每站多计 {extra} 分钟上下车和集合。",
            f"A group of {problem.plan.group_size}: {extra} min more at every stop to get in and "
            "out.")  # fmt: skip
