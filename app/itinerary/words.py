"""How times, dates and stops are written in findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.itinerary.model import DayPlan, Minute, Source, Stop
from app.itinerary.seasons import OpenOn


def hm(at: Minute) -> str:
    """A time of day, `08:05`; past midnight `24:10`."""
    return f"{at // 60:02d}:{at % 60:02d}"


def en_name(stop: Stop) -> str:
    """The English name, the Chinese one where there is none."""
    return stop.name_en or stop.name_zh


def day_zh(day: DayPlan) -> str:
    """A date in Chinese words."""
    return f"{day.day.month}月{day.day.day}日"


def spans(opening: OpenOn) -> str:
    """Opening hours, `08:00–17:00`; open ends where no source says."""
    return ", ".join(
        f"{hm(opens)}–{hm(closes) if closes is not None else '?'}"
        for opens, closes, _ in opening.spans
    )


def times(values: Iterable[Minute]) -> str:
    """Times of day in a row."""
    return ", ".join(hm(value) for value in values)


def once(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Each source once, in order."""
    return tuple(dict.fromkeys(sources))


def said(sources: Sequence[Source], *, zh: bool) -> str:
    """Who says so: titles with dates, undated ones marked."""
    undated = "未注日期" if zh else "undated"
    return ("；" if zh else "; ").join(
        f"{source.title_zh if zh else source.title_en or source.title_zh}"
        f"（{source.date or undated}）" if zh
        else f"{source.title_en or source.title_zh} ({source.date or undated})"
        for source in once(sources)
    )  # fmt: skip
