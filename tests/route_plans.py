"""Random plans as staff might drag them together: right, wrong, too full, pinned, shut."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from route_instances import BASE, FIRST, book_of, rule, show, stop

from app.itinerary.model import Book, DayPlan, EngineNote, LonLat, Lunch, Plan, Visit
from app.itinerary.travel import Drive, Matrix, Point


class TableTravel:
    """Drives of a made-up table: any two points, by their names."""

    def __init__(self, seed: int, longest: int = 50) -> None:
        self.seed, self.longest = seed, longest
        self._known: dict[tuple[str, str], int] = {}

    def minutes(self, start: str, end: str) -> int:
        """A drive in whole minutes, another one for each pair and way."""
        if start == end:
            return 0
        if (start, end) not in self._known:
            dice = random.Random(f"{self.seed}{start}{end}")
            self._known[start, end] = dice.randint(1, self.longest)
        return self._known[start, end]

    def matrix(self, points: Sequence[Point]) -> Matrix:
        """The table as the planner wants it; the range is the drive itself."""
        rows = []
        for a in points:
            drives = [self.minutes(a.point_id, b.point_id) for b in points]
            rows.append(tuple(Drive(m, m, m, m * 700, m * 700, m * 700, True) for m in drives))
        return Matrix(tuple(rows), EngineNote("estimate", "表", "table"))

    def lines(self, points: Sequence[Point]) -> list[tuple[LonLat, ...]]:
        """Both ends."""
        return [((a.lon, a.lat), (b.lon, b.lat)) for a, b in itertools.pairwise(points)]


def random_plan(seed: int) -> tuple[Plan, Book, TableTravel]:
    """One to three days with nought to five stops each; about half of them do not work."""
    dice = random.Random(seed)
    stops, days = [], []
    for day in range(dice.randint(1, 3)):
        visits = []
        for at in range(dice.randint(0, 5)):
            name = f"d{day}s{at}"
            rules = []
            for opens in dice.choice([(), (480,), (540,), (480, 780)]):
                closes = dice.choice([None, opens + 180, opens + 420]) if opens < 700 else 1050
                if opens == 480 and len(rules) == 0 and dice.random() < 0.2:
                    closes = 720
                entry = dice.choice([None, None, opens + 150])
                rules.append(rule(name, opens, closes, last_entry=entry))
            if rules and dice.random() < 0.15:
                weekday = dice.randint(1, 7)
                rules.append(rule(name, 0, None, state="closed", weekdays=(weekday,)))
            shows = ()
            if dice.random() < 0.3:
                times = tuple(sorted(dice.sample(range(540, 1000, 20), dice.randint(1, 3))))
                shows = (show(name, times, dice.choice([0, 10, 25]), dice.choice([5, 20])),)
            minutes = dice.choice([15, 30, 60, 90])
            stops.append(stop(name, 124.0, 47.0, minutes, tuple(rules), shows))
            pinned = dice.choice(range(540, 961, 15)) if dice.random() < 0.1 else None
            wants = (bool(shows) and dice.random() < 0.7) or dice.random() < 0.03
            visits.append(Visit(name, at=pinned, wants_show=wants))
        lunch = Lunch(660, dice.choice([720, 780, 840]), dice.choice([30, 60]))
        days.append(
            DayPlan(
                FIRST + timedelta(days=day),
                BASE,
                replace(BASE, place_id=dice.choice(["base", "station"])),
                leave=dice.choice([420, 480, 540]),
                back=dice.choice([900, 1020, 1140]),
                lunch=dice.choice([lunch, lunch, None]),
                visits=tuple(visits),
            )
        )
    return Plan(tuple(days)), book_of(*stops), TableTravel(seed)
