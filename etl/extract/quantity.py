"""Find numbers with units in Chinese text: amounts, ranges, fractions, ranks.

What is no amount stays out: dates, ordinals (第三), codes glued to letters (PM2.5, 5G), hotlines,
coordinates and any number without a unit of `geodata/lexicon/units.csv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from etl.extract.quantity_numerals import NUMERAL_CLASS, parse_numeral
from etl.extract.units import resolve_unit, to_si, unit_table


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at `[start, end)` of the searched text.

    `value` and `unit` are as written (10, 万亩); `value_max` closes a range; `bound` is the word
    after the unit (以上, 以内, 左右), whose end is `bound_end`; `approx` is 余, 多 or 来 beside the
    number; `numeral` is True when the number is written in Chinese.
    """

    start: int
    end: int
    bound_end: int
    text: str
    value: float
    value_max: float | None
    unit: str
    kind: str
    value_si: float
    unit_si: str
    bound: str = ""
    approx: str = ""
    numeral: bool = False


_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_RANGE = r"(?:[—–\-－~～]{1,2}|至|到)"
_APPROX = r"(?:余|多|来)"
_BOUND = r"(?P<bound>及以上|以上|以下|以内|之内|以外|左右|上下(?!班))?"
_MULT = r"(?:[十百千]?(?:万亿|万|亿))"
# Words that begin like a unit: 成员, 家庭, 项目 … are nouns, not measures.
_NOT_UNIT = {
    "成": "员立功果为交本熟型长效都",
    "家": "庭长园属具子",
    "项": "目",
    "人": "民才口均工社",
    "个": "人体百千月",
    "部": "门分队委署",
    "方": "面案式便位针向",
    "位": "于列居置次",
    "条": "件例",
    "对": "接",
    "门": "诊",
    "首": "店届次位",
    "本": "土地级科",
    "单": "位元",
    "口": "袋岸",
    "头": "部",
    "期": "间",
    "片": "区",
    "级": "别",
    "场": "馆地所景",
    "度": "假",
    "次": "新",
    "升": "级学",
    "起": "来点步",
    "道": "路德",
    "段": "落",
    "天": "然气津",
    "班": "子",
    "队": "伍",
    "列": "入",
    "支": "持撑付",
    "所": "有",
    "面": "积向临对貌板粉",
    "组": "织建成合团装长",
    "节": "目点能约水日庆假省",
    "床": "位",
    "桩": "基",
    "箱": "式",
    "盘": "活",
    "根": "本据治除",
    "顶": "层级",
    "孔": "隙",
    "类": "型",
    "种": "植养子",
    "把": "手关握脉",
    "轮": "车胎毂换训岗作休",
    "集": "中聚群团装体合约成散镇市贸资采结",
    "讲": "话好述政诚解堂学",
    "封": "闭山顶控城",
    "幅": "度员",
    "尊": "重老敬严",
    "块": "地田状",
}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(unit_table(), key=len, reverse=True)
    words = []
    for name in names:
        guard = _NOT_UNIT.get(name, "")
        words.append(re.escape(name) + (f"(?![{guard}])" if guard else ""))
    base = f"(?:{'|'.join(words)})"
    unit = rf"{base}(?:[/／]{base})?(?:[(（][头只羽匹套台站室个所处次][)）])?"
    zh = rf"[{NUMERAL_CLASS}]+(?:点[{NUMERAL_CLASS}]+)?"
    return re.compile(
        rf"(?P<fraction>[{NUMERAL_CLASS}百]+分之[{NUMERAL_CLASS}]+(?:点[{NUMERAL_CLASS}]+)?)"
        rf"|(?P<half>(?<![{NUMERAL_CLASS}])一半|(?<=过)半(?![个年天月])|半(?=个工作日|个?小时))"
        rf"|(?P<arabic>(?<![\dA-Za-z.第°.%/,-]){_ARABIC})"
        rf"(?P<a1>{_APPROX})?(?P<m1>{_MULT})?"
        rf"(?:(?P<u0>%|％|{unit})?{_RANGE}(?P<high>{_ARABIC})(?P<m3>{_MULT})?)?"
        rf"(?P<a2>{_APPROX})?(?P<unit>{unit})"
        rf"|(?P<tenths>[一二两三四五六七八九])成(?P<half_tenth>[一二三四五六七八九])(?![个名家])"
        rf"|(?P<zh>(?<![第数几每{NUMERAL_CLASS}]){zh}?)(?P<a3>{_APPROX})?"
        rf"(?P<m2>{_MULT})?(?P<a4>{_APPROX})?(?P<zunit>{unit})"
        rf"|(?P<plain>(?<![\dA-Za-z.第/]){_ARABIC})(?P<pm>万亿|万|亿)(?![\d\w])"
        # 收入倍差缩小到1.6, 空气质量综合指数降到3.9: an index has no unit.
        rf"|(?<=[到至为达])(?P<index>\d+(?:\.\d+)?)(?:[:：]1)?(?=以[上下内]|左右|[，。、；]|$)"
    )


_INDEX = re.compile(r"(?:比|倍差|指数|系数|得分|评分|分值|容积率)[^，、。比]{1,12}$")
_BOUND_AFTER = re.compile(_BOUND)
_TIME_BOUND = re.compile(_BOUND.replace("及以上", "及以上|内", 1))


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of `text`, left to right, not overlapping."""
    found: list[Quantity] = []
    position = 0
    while match := _pattern().search(text, position):
        quantity = _build(match)
        if quantity is None:
            position = match.start() + 1
            continue
        found.append(quantity)
        position = quantity.end
    return found


def _build(match: re.Match[str]) -> Quantity | None:
    groups = match.groupdict()
    value_max: float | None = None
    approx = groups["a1"] or groups["a2"] or groups["a3"] or groups["a4"] or ""
    numeral = False
    if groups["fraction"]:
        numeral = True
        below, above = (parse_numeral(part) for part in groups["fraction"].split("分之"))
        if not below or above is None:
            return None
        value, unit = (above, "%") if below == 100 else (above / below * 100, "%")
    elif groups["tenths"]:
        numeral = True
        value = (parse_numeral(groups["tenths"]) or 0) + (
            parse_numeral(groups["half_tenth"]) or 0
        ) / 10
        unit = "成"
    elif groups["half"]:
        numeral = True
        value, unit = (50.0, "%")
        timed = re.compile("个工作日|个?小时").match(match.string, match.end())
        if groups["half"] == "半" and timed:
            return _finish(match, timed.end(), 0.5, None, timed.group(), "", True)
    elif groups["arabic"]:
        value = _number(groups["arabic"])
        unit = (groups["m1"] or groups["m3"] or "") + groups["unit"]
        if groups["high"]:
            value_max = _number(groups["high"])
            if value_max <= value:
                return None
    elif groups["index"]:
        if not _INDEX.search(match.string, 0, match.start()):
            return None
        value, unit = _number(groups["index"]), ""
    elif groups["plain"]:
        value, unit = _number(groups["plain"]), groups["pm"]
    else:
        # 二期 is a phase, not two of anything.
        if groups["zunit"] == "期":
            return None
        numeral = True
        digits = groups["zh"] + (groups["m2"] or "")
        after = match.string[match.end() : match.end() + 1]
        if digits in ("千", "百") and groups["zunit"] in ("人", "户", "人口") and after > "一":
            # 千人床位数, 百户联盟: a basis or a name, no thousand people.
            return None
        split = _split_numeral(digits)
        if split is None:
            return None
        value, multiplier = split
        unit = multiplier + groups["zunit"]
    return _finish(match, match.end(), value, value_max, unit, approx, numeral)


def _finish(
    match: re.Match[str],
    end: int,
    value: float,
    value_max: float | None,
    unit: str,
    approx: str,
    numeral: bool,
) -> Quantity | None:
    known = resolve_unit(unit)
    if known is None:
        return None
    timed = known.kind in ("duration", "day")
    bound = (_TIME_BOUND if timed else _BOUND_AFTER).match(match.string, end)
    value_si, unit_si = to_si(value, unit)
    return Quantity(
        start=match.start(),
        end=end,
        bound_end=bound.end() if bound else end,
        text=match.string[match.start() : end],
        value=value,
        value_max=value_max,
        unit="%" if unit == "％" else unit,
        kind=known.kind,
        value_si=value_si,
        unit_si=unit_si,
        bound=(bound["bound"] or "") if bound else "",
        approx=approx,
        numeral=numeral,
    )


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _split_numeral(digits: str) -> tuple[float, str] | None:
    """Split 三十万 into (30, 万): the written unit keeps 万 or 亿 where it closes the number."""
    for multiplier in ("万亿", "亿", "万"):
        head = digits.removesuffix(multiplier)
        if head != digits:
            # A bare 万 or 亿 (万亩良田, 亿元项目) names a class, it counts nothing.
            if not head:
                return None
            if not set(head) & set("万亿"):
                value = parse_numeral(head)
                return None if value is None else (value, multiplier)
    value = parse_numeral(digits)
    return None if value is None else (value, "")
