"""Read one figure: which words name it, which compare it, which verb governs it."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.extract.figures_around import leading_verb, post_noun
from etl.extract.figures_lexicon import (
    any_verb,
    comparator_at_end,
    comparators,
    nominals,
    verb_at_start,
    verbs,
    words,
)
from etl.extract.figures_phrase import (
    after_enumeration,
    clean_object,
    clean_subject,
    nominalise,
    strip_lead,
)
from etl.extract.figures_reading import Reading
from etl.extract.figures_segment import Segment
from etl.extract.figures_special import read_special
from etl.extract.figures_verb import LED_BY, LIGHT, signed, with_verb

_AGAINST = re.compile(
    r"(?P<c>(?:高于|快于|领先|低于|优于|高出|超过)(?:于)?(?:全国|全省|全市|全区|全县|省|市|国家)"
    r"(?:平均)?(?:水平)?|(?:超过?|高于|快于|低于)"
    r"(?:(?:年度|全年|序时|时序|控制|预期|预算)(?:计划|目标|进度)))$"
)
_FASTER = re.compile(r"(?P<c>(?:高于|快于|低于|领先|好于|优于)[^，、\d]{2,10})$")
_APPROX = re.compile(
    r"(?:大约|(?<!节)约|近|负|将近|接近|总计|共计|合计|累计|已|共|再|都|(?<!平)均|各|仍)$"
)
_SHORTENED = ("压缩到", "压缩至", "缩短到", "缩短至", "控制在", "压减到", "压减至", "降至", "减至")
_TIME_NAMES = ("时间", "时限", "时长", "周期", "天数", "期限", "时效", "间隔")
_SHARED = re.compile(r"(?<![人户亩年月日地校村次单平])均|都|分别|双双|各自")
_PER = re.compile(r"(?:每?(?:千|万|百)(?:人口|人|户)|每千名?老人|每百户)$")


_AREA = re.compile(r"(?:[全我本][县区市省旗州盟]|各地)(?:共|累计|已|预计)?")
_SET = re.compile("(?:确定|承诺|承担|部署|提出|涉及|反映|梳理|剩余)的$")
_EACH_OF = re.compile(r"(?<=[到至达为])(?:每[^，、]{1,6}|[人户日月年]均)$")
"""提高到每人每月840元: what the amount is for, no part of the name."""


def read_segment(segment: Segment) -> Reading:
    """Read one segment on its own, without its neighbours."""
    pre, quantity = _own_words(segment), segment.quantity
    per = ""
    if match := _PER.search(pre):
        per, pre = match.group(), pre[: match.start()]
    reading = read_special(pre, segment) or _read_plain(pre, segment)
    if per and reading.name:
        reading = replace(reading, name=per.removeprefix("每") + reading.name.removeprefix(per))
    if pre.endswith("各") and "、" in reading.name:
        # 扩种甲、乙各5000亩: each has the amount.
        reading = replace(reading, shared=True)
    if reading.verb and not reading.name:
        return reading
    name = nominalise(reading.name, quantity, reading.verb)
    if (reading.comparator, quantity.kind) in nominals() and reading.klass in ("up", "add"):
        name = nominalise(reading.name + reading.comparator, quantity)
    if quantity.kind == "area" and reading.klass != "verb" and name.endswith(tuple(words("crop"))):
        # 大豆达到3万亩
        name += "种植面积"
    if quantity.kind in ("duration", "day") and name:
        name = _timed_name(name, reading.comparator, segment.post)
    return replace(reading, name=nominals().get((name, "exact"), name))


def _own_words(segment: Segment) -> str:
    """The words before the number without a relative clause (年初确定的18件…) or 全县."""
    pre = LED_BY.sub("", segment.pre)
    if pre.endswith("的") and segment.quantity.kind == "count" and post_noun(segment.post)[0]:
        return "" if any_verb().search(pre) or _SET.search(pre) else pre[:-1]
    found = _AREA.match(pre)
    rest = pre[found.end() :] if found else ""
    if rest and (verb_at_start().match(rest) or LIGHT.match(rest)):
        return rest
    return "" if found and not rest and post_noun(segment.post)[0] else pre


def _timed_name(name: str, comparator: str, post: str) -> str:
    """开办压缩到1个工作日 → 开办时间; 变电站提前2个月送电 → 变电站送电."""
    if comparator == "提前" and post:
        return name + (post_noun(post)[0] or post)
    if comparator in _SHORTENED and not name.endswith(_TIME_NAMES):
        return name + "时间"
    return name


def _read_plain(pre: str, segment: Segment) -> Reading:
    core = _APPROX.sub("", _EACH_OF.sub("", pre))
    against = _AGAINST.search(core)
    if segment.quantity.kind == "percentage_point" and not against:
        against = _FASTER.search(core)
    match = against or comparator_at_end().search(core)
    if match is None and segment.quantity.kind in ("percent", "percentage_point"):
        match = _SHORT_CHANGE.search(core)
    if match is None or _is_noun_tail(core, match.group()):
        return with_verb(pre, segment)
    if _SHORT_CHANGE.fullmatch(match.group()):
        klass = "down" if match.group() in "减砍压" else "up"
        return _with_comparator(core[: match.start()], match.group(), klass, segment)
    klass = "gt" if against else comparators()[match.group()]
    return _with_comparator(core[: match.start()], match.group(), klass, segment)


_SHORT_CHANGE = re.compile("(?<=[^新递净同再又]{2})[增减升涨加砍压]$|^[增减升涨加砍压]$")
"""会议减三成: one character says the change before a percentage."""


def _is_noun_tail(core: str, wording: str) -> bool:
    """占地 … 为 and the like: a comparator must not cut a word in two."""
    rest = core[: -len(wording)]
    if wording in ("为", "是") and not rest:
        return True
    if wording in ("为", "是", "达", "超", "列", "居", "排", "占", "降", "翻"):
        return rest.endswith(
            ("作", "成", "认", "行", "因", "到", "抵", "送", "下", "发", "陈", "定", "安")
        )
    return wording in ("完成", "实现") and not rest


def _with_comparator(subject: str, wording: str, klass: str, segment: Segment) -> Reading:
    shared = bool(_SHARED.search(segment.pre, max(0, len(segment.pre) - len(wording) - 6)))
    if subject.endswith(("、", "，")) and (predicate := _predicate(subject)):
        # 粮食总产实现“十连丰”、达21亿斤: the subject stands before the first predicate.
        subject = subject[: predicate.start()]
    subject = subject.removesuffix("的")
    lead = strip_lead(strip_lead(subject).removeprefix("全年"))
    verb, name = "", clean_subject(subject)
    found, rest = leading_verb(lead)
    rest = clean_object(rest)
    if found and len(rest) > 1:
        kind = verbs().get(found, "act")
        measured = klass == "gt" and rest.endswith(tuple(words("head")))
        if (measured and kind == "act") or (rest in words("generic") and rest not in _COUNTED):
            # 落地加工产值突破…: the first word belongs to the measure.
            name = found + rest
        elif klass in ("ge", "le", "gt") and kind not in ("light", "keep", "noun"):
            verb, name, wording = found, after_enumeration(rest), f"{found}…{wording}"
        elif found in _ADDERS:
            name = rest
        name = signed(verb, name)
    elif name and wording in _PLACES_UP and segment.quantity.unit in ("位", "名"):
        # 甲区在全市考核中前移9位
        name = re.sub("在(.+?)中$", r"\1", name)
        name += "" if name.endswith(("排名", "排位", "位次")) else "位次"
    elif found and not rest and klass in ("ge", "le", "gt"):
        verb, name, wording = found, "", f"{found}…{wording}"
    if wording in ("完成", "实现") and segment.quantity.kind == "count" and name:
        # 地铁某段完成两个站点主体
        name += post_noun(segment.post)[0]
    return Reading(name, wording, klass, verb, shared, "comparator", 0.9 if name else 0.7)


_COUNTED = ("项目", "任务", "工程", "事项", "活动", "设施", "设备", "资金", "投资", "工作")
"""Generic nouns that a verb may govern; 时间, 规模, 标准 make one word with it (开放时间)."""
_PLACES_UP = ("进位", "前移", "上升", "提升", "跃升", "升")


def _predicate(subject: str) -> re.Match[str] | None:
    found = [
        any_verb().search(subject, 2),
        re.search("(?<=..)(?:首次)?(?:超过|突破|达到|增长)", subject),
    ]
    return min((m for m in found if m), key=lambda m: m.start(), default=None)


_ADDERS = (
    "新增",
    "完成",
    "实现",
    "建成",
    "新建",
    "累计建成",
    "确保",
    "推动",
    "促进",
    "推进",
    "保障",
    "争取",
)
