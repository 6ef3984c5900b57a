"""By when a promise falls due, read from the words of the report."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_YEAR = re.compile(r"(20\d\d)年")
_MONTH = re.compile(r"(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(上旬|中旬|初)?")
_QUARTER = re.compile(r"([一二三四1-4])季度")
_SEASONS = (
    (re.compile("春节前|元宵"), (2, 15)),
    (re.compile("春耕|清明"), (4, 5)),
    (re.compile("五一|劳动节"), (4, 30)),
    (re.compile("[汛雨]季?(?:期|来临)?(?:之?前|到来)"), (5, 31)),
    (re.compile("上半年|年中"), (6, 30)),
    (re.compile("暑期|秋季学期|秋季开学|开学前|暑假"), (8, 31)),
    (re.compile("国庆|十一前"), (9, 30)),
    (re.compile("采暖|供暖|供热期|入冬|封冻"), (10, 31)),
)
_NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九十")}


@dataclass(frozen=True, slots=True)
class Due:
    """The last day; `stated` is False where only the year's end can be assumed."""

    on: date
    stated: bool


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    head, ten, tail = text.partition("十")
    if not ten:
        return _NUMERALS.get(text, 0)
    return (_NUMERALS[head] if head else 1) * 10 + (_NUMERALS[tail] if tail else 0)


def due_date(words: str, year: int) -> Due:
    """Read due words (9月底前, 国庆节前, 年内, 2027年) of a report whose tasks are of `year`.

    Without words, or with words that name no date, it is the end of the year: a report is a year's
    plan. A season stands for its last sure day (汛期前 → 31 May), our own convention.
    """
    named = _YEAR.search(words)
    of_year = int(named[1]) if named else year + ("明年" in words)
    month = _MONTH.search(words)
    if month and 1 <= (number := _number(month[1])) <= 12:
        last = {"上旬": 10, "中旬": 20, "初": 10}.get(month[2] or "")
        return Due(date(of_year, number, last or monthrange(of_year, number)[1]), True)
    quarter = _QUARTER.search(words)
    if quarter:
        number = 3 * _number(quarter[1])
        return Due(date(of_year, number, monthrange(of_year, number)[1]), True)
    for pattern, (number, day) in _SEASONS:
        if pattern.search(words):
            return Due(date(of_year, number, day), True)
    return Due(date(of_year, 12, 31), bool(named or re.search("年底|年末|年内|年前|明年", words)))
