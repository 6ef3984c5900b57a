"""Read one figure: which words name it, which compare it, which verb governs it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from etl.extract.figures_lexicon import (
    any_verb,
    comparator_at_end,
    comparators,
    nominals,
    verb_at_start,
    verbs,
    words,
    work_verb,
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
from etl.extract.figures_segment import Segment

_AGAINST = re.compile(
    r"(?P<c>(?:高于|快于|领先|低于|优于|高出|超过)(?:于)?(?:全国|全省|全市|全区|全县|省|市|国家)"
    r"(?:平均)?(?:水平)?)$"
)
_APPROX = re.compile(r"(?:大?约|近|将近|接近|总计|共计|合计|累计|已|共|再|都|均|各|仍)$")
_SHORTENED = ("压缩到", "压缩至", "缩短到", "缩短至", "控制在", "压减到", "压减至", "降至", "减至")
_TIME_NAMES = ("时间", "时限", "时长", "周期", "天数", "期限", "时效")
_REACHED = ("通达", "到达", "直达", "可达", "响应", "办结", "送达")
_SHARED = re.compile(r"均|都|分别|双双|各自")
_PER = re.compile(r"(?:每?(?:千|万|百)(?:人口|人|户)|每千名?老人|每百户)$")
_POST_CUT = re.compile(r"，|。|；|：|、|并(?!网)|且|后|的|以及|(?<=..)(?:到|赴|进(?!出)|向)")


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
    rule: str
    confidence: float


def read_segment(segment: Segment) -> Reading:
    """Read one segment on its own, without its neighbours."""
    pre, quantity = segment.pre, segment.quantity
    per = ""
    if match := _PER.search(pre):
        per, pre = match.group(), pre[: match.start()]
    if quantity.kind == "duration" and segment.post.startswith(_REACHED):
        name = clean_subject(pre).removesuffix("之间") + segment.post[:2] + "时间"
        return Reading(name, "=", "none", "", False, "duration", 0.6)
    core = _APPROX.sub("", pre)
    if "至少" in core[:-2] and not _leading_verb(core.partition("至少")[2])[0]:
        subject = re.sub("每[^，]{0,3}$", "", core.partition("至少")[0])
        name = clean_subject(subject)
        return Reading(name, "至少", "ge", "", False, "at_least", 0.5)
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
    if (reading.comparator, quantity.kind) in nominals() and reading.klass in (
        "up",
        "add",
    ):
        name = nominalise(reading.name + reading.comparator, quantity)
    if quantity.kind in ("duration", "day") and name:
        if reading.comparator == "提前" and segment.post:
            name += _post_noun(segment.post)[0] or segment.post
        elif reading.comparator in _SHORTENED and not name.endswith(_TIME_NAMES):
            name += "时间"
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
    found, rest = _leading_verb(lead)
    rest = clean_object(rest)
    if found and len(rest) > 1:
        kind = verbs().get(found, "act")
        if klass in ("ge", "le", "gt") and kind not in ("light", "keep", "noun"):
            verb, name, wording = found, after_enumeration(rest), f"{found}…{wording}"
        elif found in _ADDERS:
            name = rest
        name = _signed(verb, name)
    elif found and not rest and klass in ("ge", "le", "gt"):
        verb, name, wording = found, "", f"{found}…{wording}"
    return Reading(name, wording, klass, verb, shared, "comparator", 0.9 if name else 0.7)


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


def _verbal_noun(rest: str) -> bool:
    """完成率, 改造面积, 建设用地: what follows the verb is no object of its own."""
    return rest.startswith(tuple(words("prefix_guard")))


def _with_verb(pre: str, segment: Segment) -> Reading:
    if segment.post.startswith("的") and (measured := _measured(pre, segment.post)):
        return measured
    text = strip_lead(strip_trail(pre) or pre, light=False)
    if text.startswith("全年"):
        text = _without_year(text)
    light = ""
    while (match := _LIGHT.match(text)) and len(text) > match.end():
        if _verbal_noun(text[match.end() :]):
            break
        light, text = match.group(), strip_lead(text[match.end() :], light=False)
    verb, rest = _leading_verb(text)
    subject = ""
    if not verb and (not light or light in _HELPERS):
        subject, verb, rest = _inner_verb(text)
        if verb and text.endswith(verb) and not segment.post:
            name = tidy(after_enumeration(clean_object(rest)))
            return Reading(name, verb, "verb", "", False, "noun_done", 0.78)
    if not verb and light:
        verb, rest = light, text
    if verb:
        return _verb_object(subject, verb, rest, segment)
    return _no_verb(text, segment.post)


_LIGHT = re.compile("争取|确保|实现|完成|推动|促进|推进|保障|支持|帮助|引导|鼓励|组织(?=开展|举办)")
_HELPERS = ("支持", "帮助", "引导", "鼓励", "推动", "促进")


def _without_year(text: str) -> str:
    rest = strip_lead(text.removeprefix("全年"), light=False)
    return rest if _LIGHT.match(rest) or verb_at_start().match(rest) else text


def _measured(pre: str, post: str) -> Reading | None:
    """总投资86亿元的甲项目 → 甲项目总投资; 设立规模5亿元的乙基金 → 乙基金规模, 设立."""
    measure = max((m for m in words("measure") if pre.endswith(m)), key=len, default="")
    noun = post.removeprefix("的")
    cut = re.match(r".*?(?:项目|基金|园区|产业园|基地|工程)", noun)
    noun = tidy(cut.group() if cut else _post_noun(noun)[0])
    if not measure or not noun:
        return None
    verb, _ = _leading_verb(strip_lead(pre[: -len(measure)]))
    comparator = verb if verb and verbs().get(verb) != "light" else "="
    klass = "verb" if comparator != "=" else "none"
    return Reading(noun + measure, comparator, klass, "", False, "measure_of", 0.75)


def _leading_verb(text: str) -> tuple[str, str]:
    """(governing verb, object): a light verb yields to a work verb right behind it."""
    if text in words("head") or text.startswith(tuple(h for h in words("head") if len(h) > 2)):
        return "", text
    if text.startswith(tuple(words("noun_guard"))):
        return "", text
    fresh = "新" if text.startswith("新") and not verb_at_start().match(text) else ""
    match = verb_at_start().match(text[len(fresh) :])
    if match is None:
        return "", text
    verb, rest = fresh + match.group(), text[len(fresh) + match.end() :]
    if _verbal_noun(rest) and rest not in words("generic") and rest not in words("head"):
        return "", text
    following = verb_at_start().match(rest)
    if following and len(rest) > following.end() + 1:
        inner = following.group()
        tail = rest[following.end() :]
        chained = verbs()[inner] == "act" and len(inner) > 1 and len(tail) > 2
        if (chained or verbs()[inner] in ("work", "keep")) and not _verbal_noun(tail):
            return (inner if verbs().get(verb) == "light" else verb + inner), tail
    return verb, rest


def _inner_verb(text: str) -> tuple[str, str, str]:
    """(subject, verb, object) where the verb stands inside: 服务中心增设窗口."""
    for match in reversed(list(any_verb().finditer(text))):
        subject, verb, rest = text[: match.start()], match.group(), text[match.end() :]
        kind = verbs()[verb]
        if len(subject) < 2 or kind in ("noun", "light"):
            continue
        if subject.endswith("新"):
            subject, verb = subject[:-1], "新" + verb
        if not rest:
            return "", verb, subject
        if len(rest) < 2 or _verbal_noun(rest):
            continue
        if verb == "新增" and (len(subject) <= 2 or rest in words("head")):
            return "", "", text
        if preposition := _PREPOSITION.match(subject):
            about = preposition["about"] or ""
            return about, verb, rest
        if subject.endswith(_ACTOR_END) and (kind == "work" or len(subject) > 3):
            return _kept(subject), verb, rest
        if kind == "work" and verb in ("新增",):
            return "", "", text
    return "", "", text


_ACTOR_END = tuple("区县镇乡村局院校部团司业社会地中心馆所队厂站园场港库间")
_PREPOSITION = re.compile(r"(?:为|给)(?P<about>.+)|(?:与|沿|在|向|对|以|把|将|通过|会同|联合)")


def _kept(subject: str) -> str:
    """A firm, park or plant stays in the name; an office that acts for the public does not."""
    if re.search("[与和、]", subject):
        return ""
    if match := re.fullmatch(r"(供热|供水|供气|燃气|热力|自来水|供电)公司", subject):
        return match[1]
    return subject if subject.endswith(tuple(words("keep_subject"))) else ""


def _verb_object(subject: str, verb: str, rest: str, segment: Segment) -> Reading:
    noun = tidy(after_enumeration(clean_object(rest))) if rest else ""
    rule, confidence = "verb_object", 0.88
    head, action = _post_noun(segment.post)
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
        # 植树造林, 改厕改水: two verbs and no object are the name of the work.
        return Reading(verb + noun, "=", "none", "", False, "noun_figure", 0.7)
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
    text = strip_lead(text[: cut.start()] if cut else text, light=False)
    found = verb_at_start().match(text)
    if found and text not in words("head") and not _verbal_noun(text[found.end() :]):
        rest = text[found.end() :]
        done = verbs()[found.group()] in ("work", "light", "keep") and len(text) > 6
        if done or not rest or rest in verbs():
            return "", ""
    for match in work_verb().finditer(text):
        if match.start() >= 2 and len(match.group()) > 1:
            noun, verb, tail = text[: match.start()], match.group(), text[match.end() :]
            if tail and (_verbal_noun(tail) or tail.startswith(_PLACES)):
                continue
            if tail in verbs():
                verb, tail = verb + tail, ""
            if noun in words("generic") and tail:
                return tidy(tail + noun), verb
            if noun in words("generic"):
                return tidy(verb + noun), verb
            return tidy(strip_trail(_cut_time(noun))), verb
    for match in any_verb().finditer(text):
        if match.start() == 2 and text[:2] in words("generic") and text[match.end() :]:
            return tidy(text[match.end() :] + text[:2]), match.group()
    return tidy(text), ""


_PLACES = ("中心", "基地", "站", "厂", "区", "院", "园", "点", "场", "室", "户", "房", "企业", "工")


def segment_action(post: str) -> str:
    """The verb right behind a number: 安置房1200套全部交付 → 交付."""
    match = verb_at_start().match(strip_lead(post, light=False))
    return match.group() if match and len(match.group()) > 1 else ""


def _cut_time(noun: str) -> str:
    return re.sub(r"(?:年底|年内|年末|上半年|下半年|全部|\d+月底?前?)$", "", noun)


def _no_verb(text: str, post: str) -> Reading:
    name = clean_subject(text)
    if match := re.match("(?:为|给|对)(?=[^民].)", name):
        name = name[match.end() :]
    head, action = _post_noun(post)
    if name and not head and segment_action(post):
        return Reading(name, segment_action(post), "verb", "", False, "noun_done", 0.78)
    if head and (not name or "、" in name or action):
        listed = "、" in name or not name or name.endswith("等") or _PREPOSITION.match(name)
        noun = head if listed else name + head
        klass = "verb" if action else "none"
        return Reading(noun, action or "=", klass, action, False, "number_first", 0.75)
    comparator = "新增" if "新增" in name[1:] else "="
    return Reading(name, comparator, "none", "", False, "noun_figure", 0.8 if name else 0.5)
