"""Invented routes to measure and test with: stops with windows, shows and days, from a seed."""

from __future__ import annotations

import random
from datetime import date, timedelta

from app.itinerary.model import (
    Book,
    DayPlan,
    Fact,
    Lunch,
    OpeningRule,
    Place,
    Plan,
    Season,
    Show,
    Source,
    Stop,
    Visit,
)

SOURCE = Source("s", "某处", "somewhere")
FIRST = date(2026, 7, 6)
KM = 1 / 111.0


def rule(stop_id: str, opens: int, closes: int | None, **more: object) -> OpeningRule:
    """An opening rule of one source, all year round."""
    values = {
        "rule_id": f"{stop_id}-{opens}",
        "stop_id": stop_id,
        "season": Season(),
        "state": "open",
        "opens": opens,
        "closes": closes,
        "last_entry": None,
        "source": SOURCE,
    }
    return OpeningRule(**{**values, **more})  # type: ignore[arg-type]


def show(stop_id: str, times: tuple[int, ...], walk: int, lasts: int = 10) -> Show:
    """A daily show of one source."""
    return Show(
        f"{stop_id}-show", stop_id, "表演", "Show", Season(), times, None, lasts, walk, SOURCE
    )


def length(stop_id: str, minutes: int) -> Fact:
    """The visit's length as a fact."""
    return Fact(f"{stop_id}-v", stop_id, "visit_min", str(minutes), float(minutes), "min", SOURCE)


def stop(
    stop_id: str,
    lon: float | None,
    lat: float | None,
    minutes: int = 60,
    rules: tuple[OpeningRule, ...] = (),
    shows: tuple[Show, ...] = (),
    radius: float | None = 50.0,
    **more: object,
) -> Stop:
    """A stop with the facts a test cares for."""
    return Stop(
        stop_id, f"站{stop_id}", f"Stop {stop_id}", "museum", lon, lat, radius,
        opening=rules, shows=shows, facts=(length(stop_id, minutes),), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def book_of(*stops: Stop, **more: object) -> Book:
    """A book of nothing but stops."""
    values = {"places": {}, "lines": {}, "zone_rules": (), "holidays": ()}
    return Book({item.stop_id: item for item in stops}, **{**values, **more})  # type: ignore[arg-type]


BASE = Place("base", "旅馆", "Hotel", 124.0, 47.0, 50.0, "hotel")


def instance(seed: int, most: int = 9, least: int = 3) -> tuple[Plan, Book]:
    """A plan of 1–3 days and its book; stops in random order, days filled in turn."""
    dice = random.Random(seed)
    count, days = dice.randint(least, most), dice.randint(1, 3)
    spread = dice.choice([6, 15, 30])
    stops, visits = [], []
    for at in range(count):
        stop_id = f"p{at}"
        lon, lat = (c + dice.uniform(-spread, spread) * KM for c in (124.0, 47.0))
        opens = dice.choice([420, 480, 510, 540, 600])
        closes = dice.choice([900, 960, 990, 1020, 1080])
        rules: tuple[OpeningRule, ...] = ()
        kind = dice.random()
        if kind < 0.45:
            last = closes - dice.choice([30, 60, 90]) if dice.random() < 0.5 else None
            rules = (rule(stop_id, opens, closes, last_entry=last),)
        elif kind < 0.6:
            rules = (rule(stop_id, opens, 700), rule(stop_id, 790, closes))
        elif kind < 0.7:
            rules = (rule(stop_id, opens, dice.choice([700, 760, 840])),)
        minutes = dice.choice([20, 30, 40, 60, 75, 90])
        shows: tuple[Show, ...] = ()
        wants = dice.random() < 0.3
        if wants:
            times = tuple(sorted(dice.sample(range(540, 991, 30), dice.randint(1, 4))))
            shows = (show(stop_id, times, dice.choice([5, 10, 20])),)
        stops.append(stop(stop_id, lon, lat, minutes, rules, shows))
        visits.append(Visit(stop_id, wants_show=wants))
    lunch = None if dice.random() < 0.25 else Lunch(660, dice.choice([780, 810]), 45)
    return (
        Plan(
            tuple(
                DayPlan(
                    FIRST + timedelta(days=day),
                    BASE,
                    BASE,
                    leave=dice.choice([450, 480, 510]),
                    back=dice.choice([1020, 1050, 1080, 1140]),
                    lunch=lunch,
                    visits=tuple(visits[day::days]),
                )
                for day in range(days)
            )
        ),
        book_of(*stops),
    )
