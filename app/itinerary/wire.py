"""Plans as JSON: for share links, saved versions and the page. Strict in what it reads.

plan_to_json(plan) -> dict        plan_from_json(value) -> Plan, PlanError where it is none
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar, get_args

from app.itinerary.model import DayPlan, Lunch, Pace, Place, Plan, Visit
from etl.errors import HetuError

VERSION = 1
#: A link from outside may hold anything: bounds for what a plan may be.
MOST_DAYS, MOST_VISITS, LONGEST = 5, 60, 200
T = TypeVar("T")


class PlanError(HetuError):
    """What was given is no plan."""


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """A plan as JSON values; what stands at its default is left out of visits."""
    return {
        "v": VERSION,
        "title": plan.title,
        "pace": plan.pace,
        "group": plan.group_size,
        "days": [
            {
                "day": day.day.isoformat(),
                "start": _place_out(day.start),
                "end": _place_out(day.end),
                "leave": day.leave,
                "back": day.back,
                "lunch": [day.lunch.earliest, day.lunch.latest, day.lunch.minutes]
                if day.lunch
                else None,
                "visits": [_visit_out(visit) for visit in day.visits],
            }
            for day in plan.days
        ],
    }


def plan_from_json(value: object) -> Plan:
    """Read what `plan_to_json` wrote; PlanError names the field that does not fit."""
    top = _dict(value, "plan")
    if top.get("v") != VERSION:
        raise _wrong("v", f"应为 {VERSION}", f"should be {VERSION}")
    pace = top.get("pace", "normal")
    if pace not in get_args(Pace):
        raise _wrong("pace", "应为 slow、normal 或 brisk", "should be slow, normal or brisk")
    return Plan(
        days=tuple(_list(top.get("days"), "days", MOST_DAYS, _day)),
        title=_text(top.get("title", ""), "title"),
        pace=pace,
        group_size=_whole(top.get("group", 1), "group", 1, 1000),
    )


def _place_out(place: Place) -> dict[str, Any]:
    return {
        "id": place.place_id,
        "zh": place.name_zh,
        "en": place.name_en,
        "lon": place.lon,
        "lat": place.lat,
        "r": place.radius_m,
        "kind": place.kind,
    }


def _visit_out(visit: Visit) -> dict[str, Any]:
    all_of = {
        "stop": visit.stop_id,
        "lock": visit.is_locked,
        "at": visit.at,
        "show": visit.wants_show,
        "min": visit.minutes,
        "reward": visit.reward,
    }
    # By identity: 0 equals False, and midnight is a time.
    return {k: value for k, value in all_of.items() if value is not None and value is not False}


def _day(value: object, name: str) -> DayPlan:
    day = _dict(value, name)
    try:
        when = date.fromisoformat(_text(day.get("day"), f"{name}.day"))
    except ValueError:
        raise _wrong(f"{name}.day", "应为日期", "should be a date") from None
    lunch = day.get("lunch")
    meal = None
    if lunch is not None:
        parts = _list(lunch, f"{name}.lunch", 3, lambda item, at: _whole(item, at, 0, 1440))
        if len(parts) != 3 or parts[0] > parts[1]:
            raise _wrong(f"{name}.lunch", "应为最早、最晚、分钟", "should be from, to, minutes")
        meal = Lunch(*parts)
    return DayPlan(
        day=when,
        start=_place(day.get("start"), f"{name}.start"),
        end=_place(day.get("end"), f"{name}.end"),
        leave=_whole(day.get("leave"), f"{name}.leave", 0, 1440),
        back=_whole(day.get("back"), f"{name}.back", 0, 1440),
        lunch=meal,
        visits=tuple(_list(day.get("visits", []), f"{name}.visits", MOST_VISITS, _visit)),
    )


def _place(value: object, name: str) -> Place:
    place = _dict(value, name)
    return Place(
        _text(place.get("id"), f"{name}.id"),
        _text(place.get("zh", ""), f"{name}.zh"),
        _text(place.get("en", ""), f"{name}.en"),
        _degrees(place.get("lon"), f"{name}.lon", 180),
        _degrees(place.get("lat"), f"{name}.lat", 90),
        _degrees(place.get("r"), f"{name}.r", 100_000),
        _text(place.get("kind", ""), f"{name}.kind"),
    )


def _visit(value: object, name: str) -> Visit:
    visit = _dict(value, name)

    def maybe(key: str, low: int, high: int) -> int | None:
        given = visit.get(key)
        return None if given is None else _whole(given, f"{name}.{key}", low, high)

    return Visit(
        _text(visit.get("stop"), f"{name}.stop"),
        is_locked=visit.get("lock") is True,
        at=maybe("at", 0, 1440),
        wants_show=visit.get("show") is True,
        minutes=maybe("min", 1, 1440),
        reward=maybe("reward", 1, 100),
    )


def _wrong(name: str, zh: str, en: str) -> PlanError:
    return PlanError(
        f"线路数据有误：“{name}”{zh}。请重新打开原链接，或新建线路。",
        f"this is no route: '{name}' {en}. Open the original link again, or start a new route.",
    )


def _dict(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(name, "应为对象", "should be an object")
    return value


def _list(value: object, name: str, most: int, read: Callable[[object, str], T]) -> Sequence[T]:
    if not isinstance(value, list) or len(value) > most:
        raise _wrong(name, f"应为至多 {most} 项的列表", f"should be a list of at most {most}")
    return [read(item, f"{name}[{at}]") for at, item in enumerate(value)]


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or not value.isprintable():
        raise _wrong(
            name,
            f"应为不超过 {LONGEST} 字的文字",
            f"should be text of at most {LONGEST} characters",
        )
    return value


def _whole(value: object, name: str, low: int, high: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise _wrong(name, f"应为 {low}—{high} 的整数", f"should be a whole number {low}–{high}")
    return value


def _degrees(value: object, name: str, most: float) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _wrong(name, "应为数字", "should be a number")
    if not math.isfinite(value) or abs(value) > most:
        raise _wrong(name, f"应在 ±{most:g} 之内", f"should be within ±{most:g}")
    return float(value)
