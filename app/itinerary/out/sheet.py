"""The timetable of a worked-out route in words: what page, print sheet and files show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.itinerary.model import (
    Answer,
    Book,
    Call,
    DayAnswer,
    DayPlan,
    Fact,
    Finding,
    Leg,
    LonLat,
    Minute,
    OpeningRule,
    Place,
    Show,
    Source,
    Stop,
)
from app.itinerary.out.words import Lang, clean, clock, length, span, word

RowKind = Literal["start", "drive", "visit", "lunch", "end"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the route. `is_sure`: the position is its own; `note` says how it is placed."""

    spot_id: str
    name: str
    lon: float | None
    lat: float | None
    radius_m: float | None
    is_sure: bool
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the timetable. `until` only where it lasts; `spot` at stops, start and end."""

    kind: RowKind
    at: Minute
    until: Minute | None
    title: str
    detail: str
    is_ok: bool = True
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A day: its rows in time, and its drives as (points, is it estimated)."""

    day: date
    rows: tuple[Row, ...]
    drives: tuple[tuple[tuple[LonLat, ...], bool], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole route in one language. `notes`: what to know, worst first; `sources` each once."""

    title: str
    lang: Lang
    days: tuple[DaySheet, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    travel: str
    is_feasible: bool
    breaks: tuple[str, ...] = ()
    """Those of the notes that say what must not or cannot be; the sheet says them first."""

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Every place once, in the order they are met."""
        found = {row.spot.spot_id: row.spot for day in self.days for row in day.rows if row.spot}
        return tuple(found.values())


_WORST = ("refuse", "break", "warn", "note")


def sheet_of(answer: Answer, book: Book, lang: Lang = "zh") -> Sheet:
    """Put an answer into words. Stops that the book does not know keep their id as name."""
    plan = answer.plan
    days = tuple(
        _day(day_plan, day, book, lang)
        for day_plan, day in zip(plan.days, answer.days, strict=True)
    )
    findings = sorted(
        (*answer.findings, *answer.assumptions), key=lambda item: _WORST.index(item.severity)
    )
    worst = [] if answer.is_feasible else [f for f in findings if f.severity in _WORST[:2]]
    used = [
        source
        for day in answer.days
        for call in day.calls
        for source in _stop_sources(book.stops.get(call.stop_id))
    ]
    told = [source for item in findings for source in item.sources]
    return Sheet(
        clean(plan.title) or word("title", lang),
        lang,
        days,
        tuple(dict.fromkeys(_said(item, book, lang) for item in findings)),
        tuple(dict.fromkeys(source_words(source, lang) for source in (*used, *told))),
        answer.travel.en if lang == "en" else answer.travel.zh,
        answer.is_feasible,
        tuple(dict.fromkeys(_said(item, book, lang) for item in worst)),
    )


def source_words(source: Source, lang: Lang) -> str:
    """Title, reference, date of a source."""
    title = source.title_en if lang == "en" and source.title_en else source.title_zh
    return " · ".join(filter(None, (title, source.ref, source.date or word("undated", lang))))


def _stop_sources(stop: Stop | None) -> list[Source]:
    if stop is None:
        return []
    facts: tuple[OpeningRule | Show | Fact, ...] = (*stop.opening, *stop.shows, *stop.facts)
    return [item.source for item in facts]


def _said(item: Finding, book: Book, lang: Lang) -> str:
    stop = book.stops.get(item.stop_id)
    text = item.en if lang == "en" else item.zh
    name = _name(stop, lang) if stop else ""
    if not name or name in text:
        return text
    return f"{name}: {text}" if lang == "en" else f"{name}：{text}"


def _name(item: Stop | Place, lang: Lang) -> str:
    return item.name_en if lang == "en" and item.name_en else item.name_zh


def _spot_of_stop(stop_id: str, book: Book, lang: Lang) -> Spot:
    stop = book.stops.get(stop_id)
    if stop is None:
        return Spot(stop_id, stop_id, None, None, None, False, word("no_position", lang))
    note = stop.position_en if lang == "en" else stop.position_zh
    if stop.lon is None or stop.lat is None:
        note = note or word("no_position", lang)
    elif stop.is_stand_in:
        reach = length(round(stop.radius_m), lang) if stop.radius_m else ""
        said = f"{word('within', lang)} {reach}" if reach else ""
        note = " · ".join(filter(None, (word("stand_in", lang), said, note)))
    return Spot(
        stop_id,
        _name(stop, lang),
        stop.lon,
        stop.lat,
        stop.radius_m,
        stop.lon is not None and not stop.is_stand_in,
        note,
    )


def _spot_of_place(place: Place, lang: Lang) -> Spot:
    note = "" if place.lon is not None else word("no_position", lang)
    return Spot(
        place.place_id, _name(place, lang), place.lon, place.lat, place.radius_m, True, note
    )


def _day(plan: DayPlan, day: DayAnswer, book: Book, lang: Lang) -> DaySheet:
    start, end = _spot_of_place(plan.start, lang), _spot_of_place(plan.end, lang)
    rows = [
        Row("start", day.leave, None, f"{word('start', lang)} {start.name}", start.note, spot=start)
    ]
    now = day.leave
    for index, leg in enumerate(day.legs):
        call = day.calls[index] if index < len(day.calls) else None
        arrives = call.arrive if call else day.arrive
        drives_from, drives_to = now, arrives
        if index == day.lunch_leg and day.lunch_at is not None and plan.lunch is not None:
            until = day.lunch_at + plan.lunch.minutes
            rows.append(Row("lunch", day.lunch_at, until, word("lunch", lang), ""))
            # Eaten before setting out, after arriving, or on the way.
            if day.lunch_at == now:
                drives_from = until
            elif day.lunch_at >= now + leg.minutes:
                drives_to = now + leg.minutes
        rows.append(
            Row("drive", drives_from, drives_to, _drive_title(leg, lang), _drive_detail(leg, lang))
        )
        if call is None:
            rows.append(
                Row("end", arrives, None, f"{word('end', lang)} {end.name}", end.note, spot=end)
            )
            break
        spot = _spot_of_stop(call.stop_id, book, lang)
        rows.append(
            Row(
                "visit",
                call.begin,
                call.leave,
                spot.name,
                _call_detail(call, spot, lang),
                call.is_ok,
                spot,
            )
        )
        now = call.leave
    drives = tuple((leg.line, leg.is_estimate) for leg in day.legs if len(leg.line) > 1)
    # Lunch may be taken during a drive that begins before it.
    rows[1:-1] = sorted(rows[1:-1], key=lambda row: row.at)
    return DaySheet(day.day, tuple(rows), drives)


def _drive_title(leg: Leg, lang: Lang) -> str:
    text = f"{word('drive', lang)} {length(leg.metres, lang)} · {span(leg.minutes, lang)}"
    return f"{text} · {word('estimated', lang)}" if leg.is_estimate else text


def _drive_detail(leg: Leg, lang: Lang) -> str:
    if leg.low_min == leg.high_min:
        return ""
    return f"{span(leg.low_min, lang)}—{span(leg.high_min, lang)}"


def _call_detail(call: Call, spot: Spot, lang: Lang) -> str:
    parts = []
    if not call.is_ok:
        parts.append(word("broken", lang))
    if call.show_at is not None:
        parts.append(f"{word('show', lang)} {clock(call.show_at)}")
    if call.wait_min:
        parts.append(f"{word('wait', lang)} {span(call.wait_min, lang)}")
    if call.slack_min is not None:
        parts.append(f"{word('slack', lang)} {span(max(call.slack_min, 0), lang)}")
    parts.append(spot.note)
    return " · ".join(filter(None, parts))
