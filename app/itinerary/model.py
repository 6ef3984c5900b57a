"""What a route is made of: stops with their facts, a plan, and the answers about it.

Times of day are whole minutes after midnight, local; durations whole minutes; lengths metres;
positions WGS84 lon/lat. Everything is immutable: an edit makes a new plan.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

LonLat: TypeAlias = tuple[float, float]
Minute: TypeAlias = int
"""A time of day: minutes after midnight."""

OpenState = Literal["open", "closed", "unknown"]
Pace = Literal["slow", "normal", "brisk"]
Severity = Literal["refuse", "break", "warn", "note"]
"""refuse: the route may not be run; break: it does not work out; warn: it may not; note: know."""
ZoneClass = Literal["core", "buffer", "experimental", "control", "outside", "unknown", ""]
"""Class of protected land a stop lies in; empty where no reserve is near."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so; `date` is the page's, empty where undated."""

    source_id: str
    title_zh: str
    title_en: str = ""
    ref: str = ""
    date: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Season:
    """Days a fact holds for, both ends included: every year (`05-01`), or once (`2026-10-01`).

    A yearly season may run over New Year. Empty ends mean all year.
    """

    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """What one source says about opening; an exception overrules the seasons it falls in.

    `weekdays` are 1 (Monday) to 7, empty for all. `closes` and `last_entry` are None where the
    source does not say. `is_chosen`: staff settled that this rule holds against the others.
    """

    rule_id: str
    stop_id: str
    season: Season
    state: OpenState
    opens: Minute | None
    closes: Minute | None
    last_entry: Minute | None
    source: Source
    weekdays: tuple[int, ...] = ()
    is_exception: bool = False
    is_chosen: bool = False
    note_zh: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Show:
    """A show in a stop, by one source. No `times`: it takes place, but when is not known.

    `walk_min` is the walk from the gate. `holiday` names a set of dates in the calendar
    (`golden_week`) that counts beside the season.
    """

    show_id: str
    stop_id: str
    name_zh: str
    name_en: str
    season: Season
    times: tuple[Minute, ...]
    per_day: int | None
    lasts_min: int
    walk_min: int
    source: Source
    holiday: str = ""
    is_chosen: bool = False
    note_zh: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Another fact of a stop: `visit_min`, `ticket_cny`, `gate_walk_min`, `access`, `parking` …

    `number` is None where the value is text; several rows of one kind are sources side by side.
    """

    fact_id: str
    stop_id: str
    kind: str
    value: str
    number: float | None
    unit: str
    source: Source
    is_chosen: bool = False
    note_zh: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a day begins or ends: station, airport, hotel. `radius_m` None where unknown."""

    place_id: str
    name_zh: str
    name_en: str
    lon: float | None
    lat: float | None
    radius_m: float | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to visit with everything known of it.

    `lon`/`lat` are where roads are reckoned to; `is_stand_in` where that is not the stop's own
    position but the nearest one published (never drawn as a pin: draw the circle `radius_m`).
    No position at all: both None.
    """

    stop_id: str
    name_zh: str
    name_en: str
    kind: str
    lon: float | None
    lat: float | None
    radius_m: float | None
    is_stand_in: bool = False
    position_zh: str = ""
    position_en: str = ""
    line_ids: tuple[str, ...] = ()
    opening: tuple[OpeningRule, ...] = ()
    shows: tuple[Show, ...] = ()
    facts: tuple[Fact, ...] = ()
    zone_class: ZoneClass = ""
    note_zh: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A themed line: candidate stops, an editorial grouping; its seasons likewise."""

    line_id: str
    name_zh: str
    name_en: str
    stop_ids: tuple[str, ...]
    is_editorial: bool
    grouping_zh: str
    grouping_en: str
    seasons: tuple[Season, ...] = ()
    season_zh: str = ""
    season_en: str = ""


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """A rule of protected land: whom it hits by class, when, and what it does to a route."""

    rule_id: str
    zone_class: ZoneClass
    season: Season
    severity: Severity
    zh: str
    en: str
    source: Source
    stop_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holiday:
    """A movable holiday by its dates of one year, both ends included."""

    kind: str
    name_zh: str
    name_en: str
    first: date
    last: date
    source: Source


@dataclass(frozen=True, slots=True)
class Lunch:
    """A lunch break that begins between `earliest` and `latest`."""

    earliest: Minute = 11 * 60
    latest: Minute = 13 * 60
    minutes: int = 45


@dataclass(frozen=True, slots=True)
class Visit:
    """A stop in a day's order. Locked: it keeps day and position when the order is improved.

    `at` pins the start of the visit to a clock time. `wants_show`: the visit counts only with a
    show. `minutes` overrules the usual length. `reward` (1…100) weighs it against the others.
    """

    stop_id: str
    is_locked: bool = False
    at: Minute | None = None
    wants_show: bool = False
    minutes: int | None = None
    reward: int | None = None


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day: leave `start` not before `leave`, reach `end` not after `back`."""

    day: date
    start: Place
    end: Place
    leave: Minute = 8 * 60 + 30
    back: Minute = 17 * 60 + 30
    lunch: Lunch | None = Lunch()
    visits: tuple[Visit, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A route of one to five days."""

    days: tuple[DayPlan, ...]
    title: str = ""
    pace: Pace = "normal"
    group_size: int = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """What a stop is worth when Hetu chooses, 1…100 in sum; stated beside every answer."""

    base: int = 40
    line: int = 30
    show: int = 15
    known: int = 10


@dataclass(frozen=True, slots=True)
class Wish:
    """Choose for me: what `plan` holds already is kept if it can be; the rest of the day is
    filled from `candidates` (their own `reward`, else by `weights`)."""

    plan: Plan
    candidates: tuple[Visit, ...]
    line_ids: tuple[str, ...] = ()
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to say about a plan. `day` is the index of the day, `slack_min` the minutes to
    spare (negative: too late by so much)."""

    code: str
    severity: Severity
    zh: str
    en: str
    stop_id: str = ""
    day: int | None = None
    slack_min: int | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Leg:
    """A drive. Low and high bound what is not known: road, speed, position of the stop.

    `line` is the road, or just both ends where it is estimated (draw it dashed).
    """

    from_id: str
    to_id: str
    minutes: int
    low_min: int
    high_min: int
    metres: int
    low_m: int
    high_m: int
    is_estimate: bool
    line: tuple[LonLat, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A stop in the timetable. `slack_min`: how much later one may arrive and all that follows
    still holds; None where the day is broken from here on. `show_at` is the show seen."""

    stop_id: str
    arrive: Minute
    begin: Minute
    leave: Minute
    wait_min: int
    slack_min: int | None
    is_ok: bool
    show_at: Minute | None = None


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """A day worked out. `legs` are one more than `calls`. `lunch_leg` is the leg during or
    beside which lunch is taken. `latest_leave`: when one may leave at the latest."""

    day: date
    calls: tuple[Call, ...]
    legs: tuple[Leg, ...]
    leave: Minute
    arrive: Minute
    latest_leave: Minute | None
    lunch_at: Minute | None
    lunch_leg: int | None
    drive_min: int
    drive_m: int
    visit_min: int
    wait_min: int
    is_ok: bool


@dataclass(frozen=True, slots=True)
class Dropped:
    """A wish that did not fit, and why."""

    visit: Visit
    reasons: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """The nearest thing that works: what is changed, and the whole plan to take over.

    Codes: reorder, leave_earlier, back_later, no_lunch, no_show, other_date, other_day, drop.
    """

    code: str
    zh: str
    en: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class EngineNote:
    """What travel times and orders rest on, in words for the page and the sheet."""

    engine: Literal["valhalla", "estimate", "mixed"]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to *check*, *improve* or *choose*. `plan` is the plan it speaks of.

    `assumptions` are findings too, kept apart: what was taken for granted. `changes` say what
    *improve* moved; `gained_min` and `gained_m` are saved driving (None where the plan asked
    about did not work, so that there is nothing to compare with).
    """

    kind: Literal["check", "improve", "choose"]
    plan: Plan
    days: tuple[DayAnswer, ...]
    findings: tuple[Finding, ...]
    is_feasible: bool
    travel: EngineNote
    assumptions: tuple[Finding, ...] = ()
    changes: tuple[Finding, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    offers: tuple[Offer, ...] = ()
    gained_min: int | None = None
    gained_m: int | None = None
    reward: int | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """Everything the planner knows of a district. `stops` and `places` by id, in table order."""

    stops: dict[str, Stop]
    places: dict[str, Place]
    lines: dict[str, Line]
    zone_rules: tuple[ZoneRule, ...]
    holidays: tuple[Holiday, ...]
    findings: tuple[Finding, ...] = field(default=())
