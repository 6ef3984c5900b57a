"""Read a figure without a comparator: verb, object and number, or a noun and its number."""

from __future__ import annotations

import re
from dataclasses import replace

from etl.extract.figures_around import is_verbal_noun, leading_verb, post_noun, verb_after
from etl.extract.figures_lexicon import any_verb, comparators, verb_at_start, verbs, words
from etl.extract.figures_phrase import (
    after_enumeration,
    clean_object,
    clean_subject,
    strip_lead,
    strip_trail,
    tidy,
)
from etl.extract.figures_reading import Reading
from etl.extract.figures_segment import Segment


def signed(verb: str, noun: str) -> str:
    """签约 + 亿元以上项目 → 亿元以上签约项目: signing is not yet building."""
    if verb.endswith("签约") and noun.endswith("项目") and "签约" not in noun:
        return noun.removesuffix("项目") + "签约项目"
    return noun


def with_verb(pre: str, segment: Segment) -> Reading:
    """The reading of the words `pre` before a number that has no comparator."""
    text = strip_lead(strip_trail(pre) or pre, light=False)
    if text.startswith("全年"):
        text = _without_year(text)
    light = ""
    if match := _BEGUN.fullmatch(strip_lead(text)):
        return Reading(
            tidy(match["name"]), match["verb"], "verb", match["verb"], False, "noun_done", 0.8
        )
    if spoken := _SPOKEN.fullmatch(strip_lead(pre, light=False)):
        name = clean_subject(spoken["name"])
        return Reading(name, spoken["verb"], "verb", spoken["verb"], False, "noun_done", 0.7)
    if again := _AGAIN.match(pre):
        return _verb_object("", again["verb"], pre[again.end() :], segment)
    if text in _HELPERS:
        # 引导200名矿工转岗
        return _verb_object("", text, "", segment)
    if match := _BEARING.fullmatch(text):
        return Reading(tidy(text), match["verb"], "verb", match["verb"], False, "bearing", 0.75)
    if gone := _GONE_TO.match(text):
        # 组织小分队赴外地拜访企业
        text = text[gone.end() :]
    match = None if verb_at_start().match(text) else _INNER_LIGHT.fullmatch(text)
    if match and not is_verbal_noun(match["head"]):
        name = tidy(match["subject"] + match["head"])
        return Reading(name, match["verb"], "verb", "", False, "inner_light", 0.75)
    while (match := LIGHT.match(text)) and len(text) > match.end():
        longer = verb_at_start().match(text)
        if is_verbal_noun(text[match.end() :]) or (longer and longer.end() > match.end()):
            break
        light, text = match.group(), strip_lead(text[match.end() :], light=False)
    match = _INNER_LIGHT.fullmatch(text) if light and not verb_at_start().match(text) else None
    if match and not is_verbal_noun(match["head"]):
        name = tidy(match["subject"] + match["head"])
        return Reading(name, match["verb"], "verb", "", False, "inner_light", 0.75)
    verb, rest = leading_verb(text)
    subject = ""
    if light and (verbs().get(verb) == "noun" or (verb and not rest and not segment.post)):
        # 完成招商到位资金60亿元: no verb of its own behind the light one.
        verb, rest = light, text
    if not verb and (not light or light in _HELPERS or _BUILT.search(text)):
        subject, verb, rest = _inner_verb(text)
        if verb and text.endswith(verb) and not segment.post:
            name = tidy(after_enumeration(clean_object(rest)))
            return Reading(name, verb, "verb", verb, False, "noun_done", 0.78)
    if not verb and light:
        verb, rest = light, text
    if verb:
        reading = _verb_object(subject, verb, rest, segment)
        if light and reading.comparator == "=":
            return replace(reading, comparator=light, klass="verb")
        return reading
    reading = _no_verb(text, segment.post, counted=segment.quantity.kind == "count")
    if segment.quantity.kind == "percent" and reading.rule == "noun_figure" and segment.post:
        # 仍有三成厂房低效空置
        return replace(reading, name=tidy(reading.name + segment.post))
    return reading


_BEGUN = re.compile(
    "(?P<name>[^、，]{2,}项目)(?P<verb>新?开工(?:建设)?|竣工|投产|签约|落地|纳统|入库|达产|开复工)"
)
LED_BY = re.compile("^以[^，]+?为(?:龙头|引领|重点|门面|牵引|核心|抓手|依托|样板|契机)")
_GONE_TO = re.compile(
    "(?:组织|带领|率领|带队)?[^，、赴]{0,6}赴.+?(?=(?:开展|拜访|考察|举办|招商|推介|走访|对接|洽谈))"
)
_SPOKEN = re.compile("(?P<name>[^，]*?)(?P<verb>[办修换装建种栽盖拆改铺清补收添砍招])了")
"""村里的路修了8公里: plain speech of a work done."""
_AGAIN = re.compile(
    "(?:今年|全年)?[又再还](?P<verb>[办建修盖种开添引增改扩])"
    "(?=[^理公学到展发设造改建了起来出回]..|$)"
)
"""再办食堂五处: a verb of one character is understood only behind 再."""
LIGHT = re.compile("争取|确保|实现|完成|推动|促进|推进|保障|支持|帮助|引导|鼓励|组织(?=开展|举办)")
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
    return rest if LIGHT.match(rest) or verb_at_start().match(rest) else text


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
        if (not rest and _PREPOSITION.match(text)) or subject.endswith("易地"):
            continue
        if not rest:
            return ("", "", text) if verb in words("head") else ("", verb, subject)
        if len(rest) < 2 or rest.endswith("率") or is_verbal_noun(rest):
            continue
        if verb == "新增" and (len(subject) <= 2 or rest in words("head")):
            return "", "", text
        if preposition := _PREPOSITION.match(subject):
            about = preposition["about"] or ""
            return about, verb, rest
        measured = len(rest) < 3 or rest.endswith(_MEASURED)
        if verb in _FINITE or (verb in _GIVING and not measured):
            return _kept(subject), verb, rest
        if subject.endswith(_ACTOR_END) and (kind in ("work", "keep") or len(subject) > 3):
            return _kept(subject), verb, rest
        if kind == "work" and verb in ("新增",):
            return "", "", text
    return "", "", text


_FINITE = ("加装", "增设", "新建", "扩建", "改建", "铺设", "敷设", "架设", "安装", "增开", "新设")
_MEASURED = (
    "强度",
    "占比",
    "比重",
    "率",
    "额",
    "量",
    "规模",
    "标准",
    "机制",
    "平台",
    "力度",
    "能力",
)
_GIVING = ("投入", "办理", "选派", "发放", "给予")
"""Verbs that do not stand before a noun as its attribute; the giving ones but for a measure."""
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
    if not noun and verb in ("投入", "投资") and segment.quantity.kind == "money":
        # 投入2亿元实施某工程: the context names the work.
        return Reading("", verb, "verb", verb, False, "verb_only", 0.65)
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
        if verbs().get(verb) == "light" or (
            verbs()[noun] == "noun" and verbs().get(verb) != "noun"
        ):
            # 完成营造林1万亩, 发放补贴860户: the verbal noun is an object like any other.
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
    noun = signed(verb, noun)
    if subject and noun:
        noun = subject + noun
    return Reading(noun, verb, klass, verb, False, rule, confidence if noun else 0.65)


def _no_verb(text: str, post: str, *, counted: bool) -> Reading:
    name = clean_subject(text)
    preposed = bool(_PREPOSITION.match(text)) or text in ("对", "为", "给", "将", "把", "在")
    if match := re.match("(?:为|给|对)(?=[^民].)", name):
        name = name[match.end() :]
    name = next((event for event in words("event") if name.endswith(event)), name)
    head, action = post_noun(post)
    if name and not head and (done := verb_after(post)):
        return Reading(name, done, "verb", done, False, "noun_done", 0.78)
    if head and counted and not action and name and not name.endswith("等"):
        predicate = any_verb().search(head, 2)
        head = head[: predicate.start()] if predicate else head
    if head and (not name or "、" in name or action or preposed or counted):
        listed = "、" in name or not name or name.endswith("等") or preposed
        noun = head if listed else name + head
        klass = "verb" if action else "none"
        return Reading(noun, action or "=", klass, action, False, "number_first", 0.75)
    comparator = "新增" if "新增" in name[1:] else "="
    return Reading(name, comparator, "none", "", False, "noun_figure", 0.8 if name else 0.5)
