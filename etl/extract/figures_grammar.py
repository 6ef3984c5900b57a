"""Read one figure: which words name it, which compare it, which verb governs it."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.extract.figures_around import is_verbal_noun, leading_verb, post_noun, verb_after
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
    strip_trail,
    tidy,
)
from etl.extract.figures_reading import Reading
from etl.extract.figures_segment import Segment
from etl.extract.figures_special import read_special

_AGAINST = re.compile(
    r"(?P<c>(?:高于|快于|领先|低于|优于|高出|超过)(?:于)?(?:全国|全省|全市|全区|全县|省|市|国家)"
    r"(?:平均)?(?:水平)?|(?:超过?|高于|快于)(?:年度|全年|序时|时序)(?:计划|目标|进度))$"
)
_APPROX = re.compile(
    r"(?:大约|(?<!节)约|近|将近|接近|总计|共计|合计|累计|已|共|再|都|(?<!平)均|各|仍)$"
)
_SHORTENED = ("压缩到", "压缩至", "缩短到", "缩短至", "控制在", "压减到", "压减至", "降至", "减至")
_TIME_NAMES = ("时间", "时限", "时长", "周期", "天数", "期限", "时效")
_SHARED = re.compile(r"(?<![人户亩年月日地校村次单平])均|都|分别|双双|各自")
_PER = re.compile(r"(?:每?(?:千|万|百)(?:人口|人|户)|每千名?老人|每百户)$")


_AREA = re.compile(r"(?:[全我本][县区市省旗州盟]|各地)(?:共|累计|已|预计)?")
_SET = re.compile("(?:确定|承诺|承担|部署|提出|涉及|反映|梳理|剩余)的$")
_EACH_OF = re.compile(r"(?<=[到至达为])(?:每[^，、]{1,6}|人均|户均)$")
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
    pre = segment.pre
    if pre.endswith("的") and segment.quantity.kind == "count" and post_noun(segment.post)[0]:
        return "" if any_verb().search(pre) or _SET.search(pre) else pre[:-1]
    found = _AREA.match(pre)
    rest = pre[found.end() :] if found else ""
    if rest and (verb_at_start().match(rest) or _LIGHT.match(rest)):
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
    match = against or comparator_at_end().search(core)
    if match is None and segment.quantity.kind in ("percent", "percentage_point"):
        match = _SHORT_CHANGE.search(core)
    if match is None or _is_noun_tail(core, match.group()):
        return _with_verb(pre, segment)
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
        if measured and kind == "act":
            # 落地加工产值突破…: the first word belongs to the measure.
            name = found + rest
        elif klass in ("ge", "le", "gt") and kind not in ("light", "keep", "noun"):
            verb, name, wording = found, after_enumeration(rest), f"{found}…{wording}"
        elif found in _ADDERS:
            name = rest
        name = _signed(verb, name)
    elif wording in _PLACES_UP and segment.quantity.unit in ("位", "名"):
        # 甲区在全市考核中前移9位
        name = re.sub("在(.+?)中$", r"\1", name) + "位次"
    elif found and not rest and klass in ("ge", "le", "gt"):
        verb, name, wording = found, "", f"{found}…{wording}"
    return Reading(name, wording, klass, verb, shared, "comparator", 0.9 if name else 0.7)


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
)


def _signed(verb: str, noun: str) -> str:
    """签约 + 亿元以上项目 → 亿元以上签约项目: signing is not yet building."""
    if verb.endswith("签约") and noun.endswith("项目") and "签约" not in noun:
        return noun.removesuffix("项目") + "签约项目"
    return noun


def _with_verb(pre: str, segment: Segment) -> Reading:
    text = strip_lead(strip_trail(pre) or pre, light=False)
    if text.startswith("全年"):
        text = _without_year(text)
    light = ""
    if again := _AGAIN.match(pre):
        return _verb_object("", again["verb"], pre[again.end() :], segment)
    if text in _HELPERS:
        # 引导200名矿工转岗
        return _verb_object("", text, "", segment)
    if match := _BEARING.fullmatch(text):
        return Reading(tidy(text), match["verb"], "verb", match["verb"], False, "bearing", 0.75)
    match = None if verb_at_start().match(text) else _INNER_LIGHT.fullmatch(text)
    if match and not is_verbal_noun(match["head"]):
        name = tidy(match["subject"] + match["head"])
        return Reading(name, match["verb"], "verb", "", False, "inner_light", 0.75)
    while (match := _LIGHT.match(text)) and len(text) > match.end():
        if is_verbal_noun(text[match.end() :]):
            break
        light, text = match.group(), strip_lead(text[match.end() :], light=False)
    verb, rest = leading_verb(text)
    subject = ""
    if light and verbs().get(verb) == "noun":
        # 完成招商到位资金60亿元: no verb of its own behind the light one.
        verb, rest = light, text
    if not verb and (not light or light in _HELPERS or _BUILT.search(text)):
        subject, verb, rest = _inner_verb(text)
        if verb and text.endswith(verb) and not segment.post:
            name = tidy(after_enumeration(clean_object(rest)))
            return Reading(name, verb, "verb", "", False, "noun_done", 0.78)
    if not verb and light:
        verb, rest = light, text
    if verb:
        reading = _verb_object(subject, verb, rest, segment)
        if light and reading.comparator == "=":
            return replace(reading, comparator=light, klass="verb")
        return reading
    reading = _no_verb(text, segment.post)
    if segment.quantity.kind == "percent" and reading.rule == "noun_figure" and segment.post:
        # 仍有三成厂房低效空置
        return replace(reading, name=tidy(reading.name + segment.post))
    return reading


_AGAIN = re.compile(
    "(?:今年|全年)?[又再还](?P<verb>[办建修盖种开添引增改扩])(?=[^理公学到展发设造改建了起来出回]..)"
)
"""再办食堂五处: a verb of one character is understood only behind 再."""
_LIGHT = re.compile("争取|确保|实现|完成|推动|促进|推进|保障|支持|帮助|引导|鼓励|组织(?=开展|举办)")
_INNER_LIGHT = re.compile(
    r"(?!确保|力争|推动|促进|支持)(?P<subject>[^完实]{2,}?)(?P<verb>完成|实现)(?P<head>[^，、的]{2,8})"
)
_BEARING = re.compile(
    r"(?P<subject>[^，]{3,}?)(?P<verb>惠及|辐射带动|带动|(?<!新)吸纳(?=就业))(?P<object>[一-龥]{2,6})"
)
_BUILT = re.compile("(?<=..)(?:新建|改扩建|扩建|改建|新增|建设|改造|招引)(?=..)")
_HELPERS = ("支持", "帮助", "引导", "鼓励", "推动", "促进")


def _without_year(text: str) -> str:
    rest = strip_lead(text.removeprefix("全年"), light=False)
    return rest if _LIGHT.match(rest) or verb_at_start().match(rest) else text


def _inner_verb(text: str) -> tuple[str, str, str]:
    """(subject, verb, object) where the verb stands inside: 服务中心增设窗口."""
    for match in reversed(list(any_verb().finditer(text))):
        subject, verb, rest = text[: match.start()], match.group(), text[match.end() :]
        subject, rest = strip_trail(subject) or subject, rest.removeprefix("了")
        kind = verbs()[verb]
        if kind == "light" and not rest and len(subject) > 2:
            # 沉陷区治理再推进5平方公里
            return "", verb, strip_trail(subject)
        if len(subject) < 2 or kind in ("noun", "light"):
            continue
        if subject.endswith("新"):
            subject, verb = subject[:-1], "新" + verb
        if not rest and _PREPOSITION.match(text):
            continue
        if not rest:
            return ("", "", text) if verb in words("head") else ("", verb, subject)
        if len(rest) < 2 or is_verbal_noun(rest):
            continue
        if verb == "新增" and (len(subject) <= 2 or rest in words("head")):
            return "", "", text
        if preposition := _PREPOSITION.match(subject):
            about = preposition["about"] or ""
            return about, verb, rest
        if subject.endswith(_ACTOR_END) and (kind in ("work", "keep") or len(subject) > 3):
            return _kept(subject), verb, rest
        if kind == "work" and verb in ("新增",):
            return "", "", text
    return "", "", text


_ACTOR_END = tuple("区县镇乡村局院校部团司业社会地中心馆所队厂站园场港库间域桥路期")
_PREPOSITION = re.compile(
    r"(?:为|给)(?P<about>.+)|(?:与|沿|在|向|对|以|把|将|通过|会同|联合|赴|从|依托|围绕|针对|利用|借助)"
)


def _kept(subject: str) -> str:
    """A firm, park or plant stays in the name; an office that acts for the public does not."""
    if re.search("[与和、赴]", subject):
        return ""
    if match := re.fullmatch(r"(供热|供水|供气|燃气|热力|自来水|供电)公司", subject):
        return match[1]
    return subject if subject.endswith(tuple(words("keep_subject"))) else ""


def _verb_object(subject: str, verb: str, rest: str, segment: Segment) -> Reading:
    noun = tidy(after_enumeration(clean_object(rest))) if rest else ""
    rule, confidence = "verb_object", 0.88
    head, action = post_noun(segment.post)
    if not noun and not head and segment.post in verbs():
        # 拿出1.8亿元化债
        head = segment.post
    listed = "、" in rest or rest.endswith("等")
    klass = {"up": "up", "down": "down"}.get(comparators().get(verb, ""), "verb")
    if head and (not noun or listed):
        noun, rule = head, "number_first"
        if action and listed and verb == "完成":
            verb = action
        elif action and verb in ("完成", "实现"):
            noun = head + action
    elif head and noun and verb in ("完成", "实现"):
        noun, rule, confidence = noun + head + action, "number_inside", 0.8
    elif head and noun and len(head) >= 2 and not action and not segment.quantity.bound:
        noun, rule, confidence = noun + head, "number_inside", 0.7
    bare = noun in words("head") or noun in words("generic") or noun in words("prefix_guard")
    if noun in verbs() and len(noun) > 1 and not bare and rule == "verb_object" and not head:
        if verbs()[noun] == "noun" and verbs().get(verb) != "noun":
            # 发放补贴860户: the verbal noun is an object like any other.
            return Reading(subject + noun, verb, klass, verb, False, rule, confidence)
        if verbs()[noun] != "noun":
            # 竣工交付180套: of what was just named.
            return Reading("", verb + noun, "verb", verb + noun, False, "verb_only", 0.65)
        # 植树造林, 改厕改水: the verbs themselves are the name of the work.
        return Reading(verb + noun, "=", "none", "", False, "noun_figure", 0.7)
    if not noun and not head and verbs().get(verb) == "noun":
        return Reading(verb, "=", "none", "", False, "noun_figure", 0.7)
    if verb in _HELPERS and action:
        verb, klass = action, "verb"
    if verbs().get(verb) == "keep" and noun:
        noun = noun if noun.startswith(verb) else verb + noun
    if verb.startswith("新") and verb != "新增" and noun in words("generic"):
        return Reading(verb + noun, "=", "none", "", False, "noun_figure", 0.7)
    noun = _signed(verb, noun)
    if subject and noun:
        noun = subject + noun
    return Reading(noun, verb, klass, verb, False, rule, confidence if noun else 0.65)


def _no_verb(text: str, post: str) -> Reading:
    name = clean_subject(text)
    preposed = bool(_PREPOSITION.match(text)) or text in ("对", "为", "给", "将", "把", "在")
    if match := re.match("(?:为|给|对)(?=[^民].)", name):
        name = name[match.end() :]
    name = next((event for event in words("event") if name.endswith(event)), name)
    head, action = post_noun(post)
    if name and not head and (done := verb_after(post)):
        return Reading(name, done, "verb", "", False, "noun_done", 0.78)
    if head and (not name or "、" in name or action or preposed):
        listed = "、" in name or not name or name.endswith("等") or preposed
        noun = head if listed else name + head
        klass = "verb" if action else "none"
        return Reading(noun, action or "=", klass, action, False, "number_first", 0.75)
    comparator = "新增" if "新增" in name[1:] else "="
    return Reading(name, comparator, "none", "", False, "noun_figure", 0.8 if name else 0.5)
