"""Read one figure: which words name it, which compare it, which verb governs it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from etl.extract.figures_lexicon import (
    any_verb,
    comparator_at_end,
    comparators,
    verb_at_start,
    verbs,
    work_verb,
    words,
)
from etl.extract.figures_phrase import (
    after_enumeration,
    clean_subject,
    nominalise,
    strip_lead,
    strip_trail,
    tidy,
)
from etl.extract.figures_segment import Segment

_AGAINST = re.compile(
    r"(?P<c>(?:高于|快于|领先|低于|优于|高出|超过)(?:于)?(?:全国|全省|全市|全区|全县|省|市|国家)"
    r"(?:平均)?(?:水平)?)$"
)
_APPROX = re.compile(r"(?:大?约|近|将近|接近|总计|共计|合计|累计|已|共|再|都|均|各|仍)$")
_SHARED = re.compile(r"均|都|分别|双双|各自")
_PER = re.compile(r"(?:每?(?:千|万|百)(?:人口|人|户)|每千名?老人|每百户)$")
_POST_CUT = re.compile(r"，|。|；|：|、|并(?!网)|且|后|的|以及|，")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one segment says. `name` may be empty or a bare head: the context completes it.

    `klass` is the comparator's class (level, gt, … of the table; verb, none); `shared` is True
    under 均 or 分别; `verb` governs the object; `rule` names the pattern that spoke.
    """

    name: str
    comparator: str
    klass: str
    verb: str
    shared: bool
    each: bool
    rule: str
    confidence: float


def read_segment(segment: Segment) -> Reading:
    """Read one segment on its own, without its neighbours."""
    pre, quantity = segment.pre, segment.quantity
    per = ""
    if match := _PER.search(pre):
        per, pre = match.group(), pre[: match.start()]
    core = _APPROX.sub("", pre)
    against = _AGAINST.search(core)
    match = against or comparator_at_end().search(core)
    if match and not _is_noun_tail(core, match.group()):
        wording = match.group()
        klass = "gt" if against else comparators()[wording]
        reading = _with_comparator(core[: match.start()], wording, klass, segment)
    else:
        reading = _with_verb(pre, segment)
    if per and reading.name:
        reading = replace(reading, name=per.removeprefix("每") + reading.name.removeprefix(per))
    name = nominalise(reading.name, quantity, reading.verb)
    if reading.verb and not reading.name:
        name = ""
    if reading.comparator in ("增产", "扩种", "扩能", "扩产", "扩容") and reading.klass in (
        "up",
        "add",
    ):
        name = nominalise(reading.name + reading.comparator, quantity)
    return replace(reading, name=name)


def _is_noun_tail(core: str, wording: str) -> bool:
    """占地 … 为 and the like: a comparator must not cut a word in two."""
    rest = core[: -len(wording)]
    if wording in ("为", "是", "达", "超", "列", "居", "排", "占", "降", "翻"):
        return rest.endswith(
            ("作", "成", "认", "行", "因", "到", "抵", "送", "下", "发", "陈", "定", "安")
        )
    return wording in ("完成", "实现") and not rest


def _with_comparator(subject: str, wording: str, klass: str, segment: Segment) -> Reading:
    shared = bool(_SHARED.search(segment.pre[-len(wording) - 6 :]))
    subject = subject.removesuffix("的")
    lead = strip_lead(subject)
    verb, name = "", clean_subject(subject)
    if match := verb_at_start().match(lead):
        rest = clean_subject(lead[match.end() :])
        kind = verbs()[match.group()]
        if rest and kind != "keep" and not _verbal_noun(rest) and len(rest) > 1:
            if klass in ("ge", "le", "gt") and kind != "light":
                verb, name = match.group(), rest
                wording = f"{verb}…{wording}"
            elif kind in ("work", "light") and match.group() in _ADDERS:
                name = rest
    name = after_enumeration(name) if verb else name
    return Reading(name, wording, klass, verb, shared, False, "comparator", 0.9 if name else 0.7)


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


def _verbal_noun(rest: str) -> bool:
    """完成率, 改造面积, 建设用地: what follows the verb is no object of its own."""
    return rest.startswith(tuple(words("generic")))


def _with_verb(pre: str, segment: Segment) -> Reading:
    text = strip_lead(strip_trail(pre) or pre, light=False)
    light = ""
    while (match := _LIGHT.match(text)) and len(text) > match.end():
        if _verbal_noun(text[match.end() :]):
            break
        light, text = match.group(), strip_lead(text[match.end() :], light=False)
    verb, rest = _leading_verb(text)
    subject = ""
    if not verb and not light:
        subject, verb, rest = _inner_verb(text)
    if not verb and light:
        verb, rest = light, text
    if verb:
        return _verb_object(subject, verb, rest, segment.post, segment)
    return _no_verb(text, segment.post, segment)


_LIGHT = re.compile("确保|实现|完成|推动|促进|推进|保障|支持|帮助|引导|鼓励|组织(?=开展|举办)")


def _leading_verb(text: str) -> tuple[str, str]:
    """(governing verb, object): a light verb yields to a work verb right behind it."""
    match = verb_at_start().match(text)
    if match is None:
        return "", text
    verb, rest = match.group(), text[match.end() :]
    following = verb_at_start().match(rest)
    if following and len(rest) > following.end() + 1:
        inner = following.group()
        tail = rest[following.end() :]
        if verbs()[inner] in ("work", "keep") and not _verbal_noun(tail):
            return (inner if verbs()[verb] == "light" else verb + inner), tail
    return verb, rest


def _inner_verb(text: str) -> tuple[str, str, str]:
    """(subject, verb, object) where the verb stands inside: 服务中心增设窗口."""
    for match in reversed(list(work_verb().finditer(text))):
        subject, verb, rest = text[: match.start()], match.group(), text[match.end() :]
        if len(verb) < 2 or len(subject) < 2:
            continue
        if verb in ("新增",):
            return "", "", text
        if not rest:
            return "", verb, subject
        if len(rest) >= 2 and not _verbal_noun(rest) and _is_actor(subject):
            return (subject if subject.endswith(tuple(words("keep_subject"))) else ""), verb, rest
    return "", "", text


_ACTOR_END = tuple("区县镇乡村局院校部团司业社会地中心馆所队厂站")


def _is_actor(subject: str) -> bool:
    return subject.endswith(_ACTOR_END) or bool(re.match(r"为|与|沿|在|向|对|给|以|把|将", subject))


def _verb_object(subject: str, verb: str, rest: str, post: str, segment: Segment) -> Reading:
    noun = tidy(after_enumeration(clean_subject(rest))) if rest else ""
    rule, confidence = "verb_object", 0.88
    head, action = _post_noun(post)
    listed = "、" in rest or rest.endswith("等")
    if head and (not noun or listed or rest.endswith("等")):
        noun, rule = head, "number_first"
        if action and listed and verb == "完成":
            verb = action
        elif action and verb in ("完成", "实现"):
            noun = head + action
    elif head and noun and verb in ("完成", "实现"):
        noun, rule, confidence = noun + head + action, "number_inside", 0.8
    elif head and noun and len(head) >= 2 and not action and not segment.quantity.bound:
        noun, rule, confidence = noun + head, "number_inside", 0.7
    if verbs().get(verb) == "keep" and noun:
        noun = verb + noun if not noun.startswith(verb) else noun
    if subject and noun:
        noun = subject + noun
    return Reading(noun, verb, "verb", verb, False, False, rule, confidence if noun else 0.65)


def _post_noun(post: str) -> tuple[str, str]:
    """(noun, verb) of the words after the number: 老旧小区改造 → (老旧小区, 改造)."""
    if not post:
        return "", ""
    text = post
    if match := re.match(r"[^，。、的]{1,6}的(?=.)", text):
        text = text[match.end() :]
    text = text.translate(str.maketrans("", "", "“”"))
    cut = _POST_CUT.search(text)
    if cut and cut.start() == 0:
        return "", ""
    text = text[: cut.start()] if cut else text
    if verb_at_start().match(text) and text not in words("head"):
        found = verb_at_start().match(text)
        if found and verbs()[found.group()] in ("work", "light", "keep") and len(text) > 6:
            return "", ""
    for match in work_verb().finditer(text):
        if match.start() >= 2 and len(match.group()) > 1:
            noun, verb, tail = text[: match.start()], match.group(), text[match.end() :]
            if tail and (_verbal_noun(tail) or len(tail) <= 2 or tail.startswith(("中心", "基地"))):
                continue
            if noun in words("generic") and tail:
                return tidy(tail + noun), verb
            if noun in words("generic"):
                return tidy(verb + noun), verb
            return tidy(strip_trail(_cut_time(noun))), verb
    for match in any_verb().finditer(text):
        if match.start() == 2 and text[:2] in words("generic") and text[match.end() :]:
            return tidy(text[match.end() :] + text[:2]), match.group()
    return tidy(text), ""


def _cut_time(noun: str) -> str:
    return re.sub(r"(?:年底|年内|年末|上半年|下半年|全部|\d+月底?前?)$", "", noun)


def _no_verb(text: str, post: str, segment: Segment) -> Reading:
    name = clean_subject(text)
    head, action = _post_noun(post)
    if head and (not name or "、" in name or action):
        listed = (
            "、" in name or not name or name.endswith("等") or name.startswith(("为", "对", "在"))
        )
        noun = head if listed else name + head
        wording = action or "="
        return Reading(
            noun, wording, "verb" if action else "none", action, False, False, "number_first", 0.75
        )
    comparator, verb = "=", ""
    if "新增" in name[-8:] and not name.startswith("新增"):
        comparator, verb = "新增", ""
    return Reading(
        name, comparator, "none", verb, False, False, "noun_figure", 0.8 if name else 0.5
    )
