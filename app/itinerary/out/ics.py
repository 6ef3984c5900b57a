"""The route as a calendar (RFC 5545): one event a visit, in the time of China."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from app.itinerary.model import Minute
from app.itinerary.out.sheet import DaySheet, Row, Sheet

ZONE = ZoneInfo("Asia/Shanghai")
"""China has one time and no summer time (GB/T 7408)."""


def ics(sheet: Sheet, stamp: datetime) -> bytes:
    """The calendar file. `stamp` (aware) is when it was made; the same route keeps its UIDs, so
    that taking a newer file in replaces the events."""
    calendar = Calendar()
    calendar.add("prodid", "-//Hetu//routes//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", sheet.title)
    for day in sheet.days:
        for row in day.rows:
            if row.kind in ("visit", "start", "lunch"):
                calendar.add_component(_event(sheet, day, row, stamp))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(sheet: Sheet, day: DaySheet, row: Row, stamp: datetime) -> Event:
    event = Event()
    key = f"{sheet.title}/{day.day}/{row.kind}/{row.spot.spot_id if row.spot else ''}"
    event.add("uid", f"{sha256(key.encode()).hexdigest()[:32]}@hetu")
    event.add("dtstamp", stamp)
    event.add("summary", row.title)
    event.add("dtstart", at(day.day, row.at))
    event.add("dtend", at(day.day, row.at if row.until is None else row.until))
    event.add(
        "description",
        "\n".join(filter(None, (row.detail, *(() if row.kind != "start" else sheet.notes)))),
    )
    if row.spot is not None and row.spot.lon is not None and row.spot.lat is not None:
        event.add("location", row.spot.name)
        # A position that is not the stop's own would lead a phone astray.
        if row.spot.is_sure:
            event.add("geo", (round(row.spot.lat, 6), round(row.spot.lon, 6)))
    return event


def at(day: date, minute: Minute) -> datetime:
    """A minute of a day in China; minutes after 24:00 are the next day."""
    return datetime.combine(day, time(), ZONE) + timedelta(minutes=minute)
