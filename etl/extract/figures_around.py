"""The verb before a number and the noun or verb after it."""

from __future__ import annotations

import re

from etl.extract.figures_lexicon import any_verb, verb_at_start, verbs, words, work_verb
from etl.extract.figures_phrase import strip_lead, strip_trail, tidy

_POST_CUT = re.compile(
    r"，|。|；|：|、|并(?!网)|且|后|因|的|以及|(?<=..)实现|(?<=..)(?:到|赴|(?<![搬引迁推促改住])进(?!出)|向)"
)


def leading_verb(text: str) -> tuple[str, str]:
    """(governing verb, object): a light verb yields to a work verb right behind it."""
    if text in words("head") or text.startswith(tuple(h for h in words("head") if len(h) > 2)):
        return "", text
    if text.startswith(tuple(words("noun_guard"))):
        return "", text
    text = re.sub(r"^[又再还](?=..)", "", text) if verb_at_start().match(text[1:]) else text
    fresh = "新" if text.startswith("新") and not verb_at_start().match(text) else ""
    match = verb_at_start().match(text[len(fresh) :])
    if match is None:
        return "", text
    verb, rest = fresh + match.group(), text[len(fresh) + match.end() :].removeprefix("了")
    if verbs()[match.group()] == "noun" and rest.startswith(_PLACES):
        return "", text
    if rest in words("head") and rest.endswith("率"):
        return "", text
    if rest in words("measured_noun") and not verb.startswith(("新增", "增加")):
        return "", text
    if is_verbal_noun(rest) and rest not in words("generic") and rest not in words("head"):
        return "", text
    second = verb_at_start().match(rest[1:]) if rest.startswith(("、", "和", "并")) else None
    if second and len(rest) > second.end() + 2:
        # 新建、改扩建幼儿园
        return verb + rest[0] + second.group(), rest[second.end() + 1 :]
    following = verb_at_start().match(rest)
    if rest.startswith(tuple(words("noun_guard"))):
        following = None
    if following and len(rest) > following.end() + 1:
        inner = following.group()
        tail = rest[following.end() :]
        chained = verbs()[inner] == "act" and len(inner) > 1 and len(tail) > 2
        if (chained or verbs()[inner] in ("work", "keep")) and not is_verbal_noun(tail):
            return (inner if verbs().get(verb) == "light" else verb + inner), tail
    return verb, rest


def is_verbal_noun(rest: str) -> bool:
    """完成率, 改造面积, 建设用地: what follows the verb is no object of its own."""
    return rest.startswith((*words("prefix_guard"), *_DERIVED)) and not _WORD.match(rest)


_WORD = re.compile(
    "数[字据控码]|度假|量子|期[货刊]|费用|值班|化[肥工学]|率先|用地、|员工|设施[农蔬渔大园畜]"
)
"""Words that merely begin like a derived noun: 新建 + 数字化车间."""
_DERIVED = ("性", "型", "化", "式", "者", "员")


def post_noun(post: str) -> tuple[str, str]:
    """(noun, verb) of the words after the number: 老旧小区改造 → (老旧小区, 改造)."""
    if not post:
        return "", ""
    text = re.sub(r"^(?:年底前?|年内|\d{1,2}月底?前?)", "", post)
    if match := re.match(r"[^，。、的]{1,6}的(?=.)", text):
        text = text[match.end() :]
    text = re.sub("(?:旧貌)?[换焕]?新颜$|焕然一新$", "", text)
    text = text.translate(str.maketrans("", "", "“”"))
    text = re.sub(r"(?:力争|确保|预计|计划)[^，]*$", "", text) if text[2:] else text
    if done := _DONE.fullmatch(text):
        return tidy(done["noun"]), done["verb"]
    cut = _POST_CUT.search(text)
    if cut and cut.start() == 0:
        return "", ""
    text = strip_lead(text[: cut.start()] if cut else text, light=False)
    found = verb_at_start().match(text)
    if found and text not in words("head") and not is_verbal_noun(text[found.end() :]):
        rest = text[found.end() :]
        clause = verbs()[found.group()] in ("work", "light", "keep") and len(text) > 6
        if clause or not rest or rest in verbs():
            return "", ""
    if acted := _CLAUSE.match(text):
        return tidy(acted["noun"]), acted["verb"]
    for match in work_verb().finditer(text):
        if match.start() >= 2 and len(match.group()) > 1:
            noun, verb, tail = _cut_time(text[: match.start()]), match.group(), text[match.end() :]
            if tail and (is_verbal_noun(tail) or tail.startswith(_PLACES)):
                continue
            if tail in verbs():
                verb, tail = verb + tail, ""
            if noun in (*words("generic"), "企业") and tail:
                return tidy(tail if tail.endswith(noun) else tail + noun), verb
            if noun in words("generic"):
                return tidy(verb + noun), verb
            return tidy(strip_trail(_cut_time(noun))), verb
    ended = re.search(
        r"(?<=[一-龥]{2})(?:落户|落地|入驻|搬迁|开街|开业|焕新|迎客|挂牌|上市|复课)$", text
    )
    if ended:
        return tidy(_cut_time(text[: ended.start()])), ended.group()
    for match in any_verb().finditer(text):
        if match.start() == 2 and text[:2] in words("generic") and text[match.end() :]:
            return tidy(text[match.end() :] + text[:2]), match.group()
    return tidy(text), ""


_CLAUSE = re.compile(
    r"(?P<noun>[^、]{2,}?)(?P<verb>实施|完成|开展|发放|提供|落实|进行|配备|安装|接入|入选|入围|列入|纳入"
    r"|住进|搬进|喝上|用上|吃上|领到|走上|告别|享受|参加|获得)"
    r"(?=..)"
)
_DONE = re.compile(
    r"(?P<noun>[^，、的]{2,}?)(?:已|已经|均|都)?"
    r"(?:全部|全面|基本|如期|按期|顺利|陆续|相继|有序|扎实|稳步|逐一|逐个|加快)"
    r"(?P<verb>[一-龥]{2,4})"
)
_PLACES = ("中心", "基地", "站", "厂", "区", "院", "园", "点", "场", "室", "户", "房", "企业", "工")


def verb_after(post: str) -> str:
    """The verb right behind a number: 安置房1200套全部交付 → 交付."""
    post = re.sub(r"^(?:年底前?|年内|\d{1,2}月底?前?)", "", post)
    match = verb_at_start().match(strip_lead(post, light=False))
    return match.group() if match and len(match.group()) > 1 else ""


def _cut_time(noun: str) -> str:
    return re.sub(
        r"(?:年底|年内|年末|上半年|下半年|全部|入冬前|[\d一二三四五六七八九十]+月底?前?[^，]{0,2})$",
        "",
        noun,
    )
