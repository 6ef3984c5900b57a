"""Title, district, year and date from the head of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from etl.report.trim import TITLE

_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_CN_DATE = re.compile(
    r"(二[〇○零Oo][〇○零Oo一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_CN_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "O": 0, "o": 0,
}  # fmt: skip
_UNIT = (
    r"(?:自治县|自治旗|林区|特区|开发区|高新区|新区|示范区|合作区|管理区|矿区|县|旗|区|市|州|盟)"
)
_ABOVE = re.compile(r"^[（(]?.{1,10}?(?:省|自治区|市|自治州|州|盟|地区)[）)]?(?=.*" + _UNIT + ")")
_DISTRICT_IN_TITLE = re.compile(
    rf"([\u4e00-\u9fff（）()]{{1,24}}?{_UNIT})(?:人民)?(?:政府|管委会|管理委员会|党工委)"
)
_DISTRICT_IN_SESSION = re.compile(
    rf"在(?:中国共产党)?([\u4e00-\u9fff]{{1,20}}?{_UNIT})第?[^，。]{{0,12}}[届次]"
)
_TASK_YEAR = re.compile(
    r"(20\d\d)年(?:的)?(?:(?:政府)?(?:重点|主要)工作(?![^。，]{0,6}(?:回顾|总结))|(?:主要)?"
    r"(?:经济|政府|发展|工作|重点|目标|总体|预期|主要)[^。，]{0,12}(?:任务|安排|目标|重点工作|要求|部署|打算))"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a report says about it."""

    title: str
    district_name: str
    year: int | None
    delivered_on: date | None


def _cn_number(text: str) -> int:
    tens, _, ones = text.partition("十")
    if "十" not in text:
        return _CN_DIGITS[text]
    return (_CN_DIGITS[tens] if tens else 1) * 10 + (_CN_DIGITS[ones] if ones else 0)


def _date(head: str) -> date | None:
    found = _DATE.search(head)
    try:
        if found:
            return date(*(int(part) for part in found.groups()))
        found = _CN_DATE.search(head)
        if found:
            year = int("".join(str(_CN_DIGITS[char]) for char in found[1]))
            return date(year, _cn_number(found[2]), _cn_number(found[3]))
    except (ValueError, KeyError):
        return None
    return None


def _lowest(name: str) -> str:
    """`（某省）某市某区` → `某区`: the lowest unit named."""
    name = re.sub(r"[（(].*?[）)]", "", name)
    while (above := _ABOVE.match(name)) and len(name) > above.end() + 1:
        name = name[above.end() :]
    return name


def read_head(lines: list[str]) -> Head:
    """Read title, district, year of the tasks and date from the head and the chapter titles."""
    top = lines[:8]
    title = next((line for line in top if TITLE.search(line) and len(line) <= 60), "")
    head = "\n".join(top)
    found = _DISTRICT_IN_TITLE.search(title) or _DISTRICT_IN_SESSION.search(head)
    delivered = _date(head)
    heads = [line for line in lines if len(line) < 60]
    task_years = [int(match[1]) for line in heads for match in _TASK_YEAR.finditer(line)]
    year_in_title = re.search(r"(20\d\d)年", _DATE.sub("", title))
    if task_years:
        year: int | None = max(task_years)
    elif delivered:
        year = delivered.year + (1 if delivered.month >= 11 else 0)
    else:
        year = int(year_in_title[1]) if year_in_title else None
    return Head(title, _lowest(found[1]) if found else "", year, delivered)
