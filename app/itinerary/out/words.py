"""Words of the sheet in both languages, and how times, lengths and days are written."""

from __future__ import annotations

from datetime import date
from typing import Literal

from app.itinerary.words import hm as clock

__all__ = ["Lang", "clean", "clock", "day_words", "length", "span", "word"]

Lang = Literal["zh", "en"]

_WORDS = {
    "start": ("出发", "Leave"),
    "end": ("到达", "Arrive"),
    "lunch": ("午餐", "Lunch"),
    "drive": ("行车", "Drive"),
    "wait": ("等候", "wait"),
    "show": ("场次", "show at"),
    "slack": ("余量", "to spare"),
    "estimated": ("估算", "estimated"),
    "stand_in": ("位置估计", "position estimated"),
    "no_position": ("没有公开坐标，请电话确认", "no published position: ask before you go"),
    "within": ("半径约", "within about"),
    "broken": ("时间不成立", "does not work out"),
    "day": ("第{n}天", "Day {n}"),
    "gcj": (
        "GCJ-02 坐标，供高德等地图使用；WGS84 的版本另有一份",
        "GCJ-02 positions for AMap and the like; a WGS84 version exists",
    ),
    "wgs": (
        "WGS84 坐标；在高德等使用 GCJ-02 的地图上会偏移数百米，请用 GCJ-02 版",
        "WGS84 positions; apps on GCJ-02 maps show them hundreds of metres off: use that version",
    ),
    "title": ("线路", "Route"),
    "undated": ("未注日期", "undated"),
    "time": ("时间", "Time"),
    "what": ("内容", "What"),
    "detail": ("说明", "Details"),
    "source": ("来源", "Source"),
    "sources": ("来源", "Sources"),
    "timetable": ("行程", "Timetable"),
    "notes": ("须知", "Notes"),
    "stops": ("站点", "Stops"),
    "print": ("打印", "Print"),
    "works": ("沿途工程", "Works on the way"),
    "longitude": ("经度（WGS84）", "Longitude (WGS84)"),
    "latitude": ("纬度（WGS84）", "Latitude (WGS84)"),
    "radius": ("半径（米）", "Radius (m)"),
    "position": ("位置说明", "How it is placed"),
    "name": ("名称", "Name"),
    "date": ("日期", "Date"),
}
_WEEKDAYS = "一二三四五六日"


def word(key: str, lang: Lang) -> str:
    """A word of the sheet."""
    return _WORDS[key][lang == "en"]


def span(minutes: int, lang: Lang) -> str:
    """1小时05分, 1 h 05."""
    hours, rest = divmod(minutes, 60)
    if lang == "en":
        return f"{hours} h {rest:02d}" if hours else f"{rest} min"
    return f"{hours}小时{f'{rest:02d}分' if rest else ''}" if hours else f"{rest}分"


def length(metres: int, lang: Lang) -> str:
    """12公里, 12 km; with a decimal where half a kilometre would be lost of a few."""
    few = metres < 2000 or (metres < 10_000 and metres % 1000 == 500)
    km = f"{metres / 1000:.1f}" if few else f"{metres / 1000:.0f}"
    return f"{km} km" if lang == "en" else f"{km}公里"


def day_words(day: date, lang: Lang) -> str:
    """2026年10月2日 星期五, Fri 2 Oct 2026 (written out, whatever locale the server has)."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}"
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return f"{weekdays[day.weekday()]} {day.day} {months[day.month - 1]} {day.year}"


def clean(text: str) -> str:
    """Text without the characters that XML 1.0 has no place for."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
