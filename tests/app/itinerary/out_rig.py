"""A small worked-out route with a sure stop, a stand-in and one without position."""

from __future__ import annotations

from datetime import date

from app.itinerary.model import (
    Answer,
    Book,
    Call,
    DayAnswer,
    DayPlan,
    EngineNote,
    Finding,
    Leg,
    Lunch,
    OpeningRule,
    Place,
    Plan,
    Season,
    Source,
    Stop,
    Visit,
)
from app.itinerary.out.sheet import Sheet, sheet_of
from app.itinerary.out.words import Lang

SOURCE = Source("s", "游览须知", "Visitor notes", "p. 2", "2024-05-01")
STATION = Place("station", "北站", "North Station", 124.0, 47.3, kind="station")
HOSTILE = "=<img src=x onerror=alert(1)>&“鹤”\x07"


def answer() -> Answer:
    """One day: a museum, a marsh reckoned to its village, and a spring nobody has placed."""
    visits = (Visit("museum"), Visit("marsh"), Visit("spring"))
    plan = Plan((DayPlan(date(2026, 10, 2), STATION, STATION, visits=visits),), title=HOSTILE)
    line = ((124.0, 47.3), (124.05, 47.32))
    legs = (
        Leg("station", "museum", 10, 8, 14, 4200, 3800, 5200, True, line),
        Leg("museum", "marsh", 30, 25, 45, 24000, 20000, 31000, True, (line[1], (124.2, 47.2))),
        Leg("marsh", "spring", 0, 0, 0, 0, 0, 0, True),
        Leg("spring", "station", 35, 35, 35, 26000, 26000, 26000, False, line[::-1]),
    )
    calls = (
        Call("museum", 520, 540, 600, 20, 15, True),
        Call("marsh", 690, 690, 810, 0, None, False, show_at=720),
        Call("spring", 810, 810, 870, 0, 0, True),
    )
    day = DayAnswer(date(2026, 10, 2), calls, legs, 510, 905, 525, 630, 1, 75, 54200, 240, 20, True)
    note = Finding(
        "x", "warn", "入口未公布", "the gate is not published", "marsh", 0, None, (SOURCE,)
    )
    worst = Finding("y", "break", "已关闭", "closed", "spring", 0)
    travel = EngineNote("estimate", "路程为估算", "drives are estimated")
    return Answer("check", plan, (day,), (note, worst), False, travel)


def book() -> Book:
    """The stops of `answer`."""
    rule = OpeningRule("r", "museum", Season(), "open", 540, 1020, None, SOURCE)
    stops = (
        Stop("museum", "博物馆", "Museum", "museum", 124.05, 47.32, 50, opening=(rule,)),
        Stop(
            "marsh",
            "苇塘",
            "Marsh",
            "scenic_site",
            124.2,
            47.2,
            5000,
            True,
            "按村估算",
            "by village",
        ),
        Stop("spring", "温泉", "Spring", "hot_spring", None, None, None),
    )
    return Book({stop.stop_id: stop for stop in stops}, {"station": STATION}, {}, (), ())


def sheet(lang: Lang = "zh") -> Sheet:
    """The sheet of `answer`."""
    return sheet_of(answer(), book(), lang)


LUNCH = Lunch()
