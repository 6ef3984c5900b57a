"""Which numbers of a clause are figures, and which only describe (亿元以上项目, 30%的企业)."""

from __future__ import annotations

import re

from etl.extract.figures_lexicon import (
    any_verb,
    at_start,
    comparator_at_end,
    comparators,
    verb_at_start,
    verbs,
    words,
    work_verb,
)
from etl.extract.quantity import Quantity

SEPARATORS = re.compile(r"、|，|；|(?<!总)和|(?<![惠普涉遍触危])及(?!时)|并(?!网|购|轨)|且")
_ENDS = tuple("，。；：！？、")
_LARGE = ("money", "money_usd", "mass", "area", "power", "length", "volume", "power_apparent")
_TIMED = ("duration", "day", "sound", "age")
_TIME_NAMES = ("天数", "时间", "时限", "时长", "周期", "期限", "寿命", "年龄")
_REACHED = ("通达", "到达", "直达", "可达", "响应", "办结", "送达")
_TOPONYM = re.compile(r"[一-龥]?[子树屯村庄营铺沟岗店房]")
_EVERY = re.compile("(?:每|同|不[漏落少差缺]|逐|任何|唯|一)[^，、]{0,3}$")
_LISTED = re.compile("[^、]{2,}、[^、]{2,}$")
_THINGS = re.compile(
    "[^，、的]{0,6}?(?:项目|村|社区|小区|站|安置点|园区?|景区|校|院|酒店|民宿|厂|路|桥|棚户区|物业"
    "|专业|公园|广场|基地|中心|机组|水库|码头|市场|店|楼|馆|工程|街区?|区)"
)
_GROWN = re.compile("(?:增加|提高|提升|扩大|增长|下降|降低|减少|压缩|缩短|增|升|降|减|扩)[到至为]")
_WEAK = frozenset("方门道度分级面本克升顶节班段盘根口片组类种次批")
"""Units that a Chinese numeral mostly does not count with: 三门溪, 两类问题, 两次整治."""
_CONCRETE = (*"家台栋幢座所户辆部间套张眼口支", "台套")


def is_figure(text: str, pre: str, quantity: Quantity, between: str, *, more: bool) -> bool:
    """Whether `quantity` of the clause `text` is a target or a result.

    `pre` is what stands before it since the last figure, `between` what follows up to the next
    number (`more`) or the end of the clause.
    """
    if quantity.kind == "rating" or _in_quotes(text, quantity):
        return False
    if re.search(r"(?:每|逢|第|单个|人均每|从|由|[在比]20\d\d年)$", pre):
        return False
    if re.search(r"(?:从|由)[^，、]{0,8}$", pre) and _GROWN.match(between):
        return False
    compared = comparator_at_end().search(re.sub(r"(?:约|近|将近)$", "", pre))
    if compared and compared.group() in ("为", "是") and compared.start() == 0:
        # 为2600户老人家庭改造: a preposition.
        compared = None
    if quantity.numeral and not compared and not _is_counting(quantity, pre):
        return False
    if between == "的" and quantity.bound and more:
        # 投资10亿元以上的3个
        return False
    if between.startswith("的"):
        if pre.endswith(tuple(words("measure"))):
            return quantity.kind in _LARGE
        return bool(compared) and quantity.kind in ("percent", "ratio")
    if re.match("级|规模以上|大(?!关)", between):
        return False
    if compared and quantity.kind == "percent" and between.endswith("政策"):
        return False
    if _describes(pre, quantity, between, compared.group() if compared else "", more=more):
        return False
    if quantity.kind in _TIMED:
        return _is_timed_figure(pre, quantity, between, compared=bool(compared))
    if quantity.kind == "count" and between.startswith(tuple(words("abstract"))):
        return False
    if quantity.numeral and quantity.kind == "count":
        # Another number right behind (两个十亿元台阶) is a noun, too.
        return _counts(pre, quantity, between or ("…" if more else ""))
    return True


def _describes(pre: str, quantity: Quantity, between: str, compared: str, *, more: bool) -> bool:
    """10亿元以上项目5个, 500户以上小区…: the number says which things, the next one how many."""
    if quantity.bound and re.search("(?:把|将|对)$", pre):
        return not re.search("用于|投向", between)
    joined = more and not SEPARATORS.search(between)
    if joined and not between and quantity.kind in _LARGE and not compared:
        return True
    bounded = joined and quantity.bound and not compared and not any_verb().search(pre)
    if bounded and comparator_at_end().search(between):
        return True
    if not _noun_follows(between):
        return False
    if compared:
        # 超10亿元企业5家
        return joined and quantity.kind in _LARGE and comparators()[compared] in ("gt", "ge")
    sized = quantity.kind in _LARGE or (quantity.kind == "count" and quantity.bound and more)
    if not sized:
        return False
    if quantity.kind in ("area", "length", "volume") and _works_on_place(pre) and not joined:
        return False
    if joined and not any_verb().search(between):
        return True
    return not _ends_with_verb(pre)


def _works_on_place(pre: str) -> bool:
    """提升茶场2万亩核心基地: a verb and a place before the number, so it is what will be done."""
    found = verb_at_start().match(pre)
    return bool(found and len(pre) - found.end() >= 2 and len(found.group()) > 1)


def _is_counting(quantity: Quantity, pre: str) -> bool:
    """Whether a Chinese numeral without a comparator may count (千家万户, 三门溪 do not)."""
    if quantity.kind == "count" and quantity.text[0] in "千百万":
        return False
    if quantity.unit in _WEAK or (quantity.kind == "money" and pre.endswith("个")):
        return False
    return quantity.value != 1 or quantity.kind not in (
        "length",
        "area",
        "volume",
        "mass",
        "number",
    )


def _noun_follows(between: str) -> bool:
    if not between or between.startswith(_ENDS) or _is_filler(between):
        return False
    return not (verb_at_start().match(between) or at_start("lead").match(between))


def _is_filler(head: str) -> bool:
    return re.split(r"[，。；：！？、]", head)[0] in words("filler")


def _is_timed_figure(pre: str, quantity: Quantity, between: str, *, compared: bool) -> bool:
    if quantity.kind == "age" and quantity.bound and between and between[0] not in _ENDS:
        # 65岁以上老年人 says who, it is no target.
        return False
    return (
        compared
        or quantity.bound in ("内", "以内", "之内")
        or pre.endswith(_TIME_NAMES)
        or bool(re.search(r"(?:至少|不少于).{0,6}$", pre))
        or between.startswith(_REACHED)
    )


def _in_quotes(text: str, quantity: Quantity) -> bool:
    opened = text.rfind("“", 0, quantity.start)
    if opened < 0 or text.rfind("”", 0, quantity.start) > opened:
        return False
    closed = text.find("”", quantity.end)
    inside = text[opened + 1 : closed if closed >= 0 else len(text)]
    if quantity.numeral and quantity.kind == "count":
        return True
    return len(inside) > len(quantity.text) + len(quantity.bound)


def _ends_with_verb(pre: str) -> bool:
    return any(pre.endswith(verb) for verb in verbs() if len(verb) > 1)


def _counts(pre: str, quantity: Quantity, head: str) -> bool:
    """Whether a small Chinese numeral counts things (两栋) or is a turn of speech (一个, 三条)."""
    if head.startswith(("有", "是", "才", "就")):
        return False
    if head.startswith(("行动", "工程", "计划", "活动", "工作", "制度", "机制", "任务", "要求")):
        return False
    if quantity.value >= 10:
        return True
    after_noun = len(pre.strip("、，")) > 2 and (not head or head.startswith(_ENDS))
    behind = quantity.unit in (*_CONCRETE, *"个处条名人只头株盏艘场期")
    if after_noun and behind and not _EVERY.search(pre):
        # 再办食堂五处, 扩建烘干线一座: a number behind its noun counts.
        return quantity.value > 1 or bool(work_verb().search(pre))
    if quantity.value <= 1 or _TOPONYM.match(head) or head.startswith(tuple(words("turn"))):
        return False
    if comparator_at_end().search(pre):
        return True
    if _LISTED.search(pre) and _THINGS.match(head):
        return bool(any_verb().search(pre) or any_verb().search(head))
    kinds = verbs()
    works = [verb for verb, kind in kinds.items() if kind in ("work", "keep")]
    if any(verb in pre for verb in works):
        return True
    if quantity.unit in _CONCRETE:
        return bool(any_verb().search(pre)) or any(verb in head for verb in works)
    return not any_verb().search(pre) and any(verb in head for verb in works)
