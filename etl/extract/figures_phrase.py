"""Turn the words around a number into the name a planner would use, and split name lists."""

from __future__ import annotations

import re

from etl.extract.figures_lexicon import at_end, at_start, nominals, verb_at_start, verbs, words
from etl.extract.quantity import Quantity

_LIST = re.compile(r"、|和(?!谐|平|美)|以及|及(?!时|格)|与")
_ITEM = re.compile(
    r"^(?:[①-⑳]|——|\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]是|[一二三四五六七八九十]要)\s*"
)
_DATE = re.compile(
    r"^(?:到|至|在|截至)?(?:20\d\d年(?:底|末|初)?|\d+月(?:底|末|份)?|“十四五”(?:期间|末|时期)?"
    r"|用?[一二两三四五\d]+(?:年|个月)(?:内|(?:左右)?的?时间)"
    r"|[上下]半年|年底|年末|[一二三四]季度)(?:前|以来|之前)?"
)
_QUOTES = str.maketrans("", "", "“”‘’")


def strip_lead(text: str, *, light: bool = True) -> str:
    """Drop list marks, dates and adverbs at the start, and light verbs (确保, 实现) if asked."""
    while True:
        shorter = _DATE.sub("", _ITEM.sub("", text)).lstrip("，、；： ")
        match = at_start("lead").match(shorter)
        if match is None and light:
            match = at_start("light").match(shorter)
        if match and shorter[match.end() :].startswith(_SUFFIXES):
            # 成功率, 重点化 are words of their own.
            match = None
        if match and match.group() == "重点" and not verb_at_start().match(shorter[2:]):
            # 重点场所: an adverb only before a verb.
            match = None
        if match and len(match.group()) < len(shorter) and not _is_word_head(shorter):
            shorter = shorter[match.end() :]
        if shorter == text:
            return text
        text = shorter


def _is_word_head(text: str) -> bool:
    """Whether a noun begins here that looks like an adverb: 重点领域, 规模以上工业, 有效投资."""
    return at_start("lead_guard").match(text) is not None


_SUFFIXES = ("率", "性", "化", "度", "额", "量", "值", "者", "型")
_PER_HEAD = ("亩均", "人均", "户均", "地均", "村均", "校均", "单均", "次均")


def strip_trail(text: str) -> str:
    """Drop adverbs and separators at the end (同比, 均, 分别)."""
    while True:
        if text.endswith(_PER_HEAD):
            return text
        shorter = at_end("trail").sub("", text)
        if shorter == text or (not shorter and text not in words("trail")):
            return text
        if not shorter:
            return ""
        text = shorter


def tidy(name: str) -> str:
    """Drop quotes, an opening or closing mark, a leading 的; keep brackets that close."""
    name = re.sub(r"(?<=.)[两三四五六七八九]类(?=[一-龥]{2})", "", name)
    name = re.sub("(?:从|由)[一二三四五六七八九十]+(?:成|分之|多?[个家户人])[^，]{0,3}$", "", name)
    name = re.sub(r"(?:从|由)(?:20\d\d年|每[人户亩]?每?[月年]?)?的?\d[^，]*$", "", name)
    name = name.translate(_QUOTES).strip("，、；：。的 ")
    name = re.sub(r"^(?:仍|尚|还|其中)", "", name)
    if (match := at_start("empty").match(name)) and len(name) - match.end() >= 2:
        name = name[match.end() :]
    if name.count("(") + name.count("（") != name.count(")") + name.count("）"):
        name = re.sub(r"[（(）)]", "", name)
    return name


def clean_subject(text: str) -> str:
    """The noun phrase before a comparator."""
    text = strip_trail(strip_lead(text.strip()))
    # 全年 only says when, but a number of days needs it (全年空气优良天数比).
    rest = text.removeprefix("全年")
    if rest != text and "天数" not in rest:
        text = strip_lead(rest)
    # 森林覆盖率由42%提高到45%: the old value is no part of the name.
    text = re.sub(r"(?:从|由|是)\d[^，]*$", "", text)
    text = re.sub(r"连续[\d一二三四五六七八九十]+年$", "", text)
    return tidy(text)


def clean_object(text: str) -> str:
    """The noun phrase behind a verb: nothing is taken from its front."""
    return tidy(strip_trail(text.strip()))


def after_enumeration(name: str) -> str:
    """农机厂、粮食局等老旧小区 → 老旧小区; 蔬菜、瓜果等种植面积 stays: its head is bare."""
    match = re.search(r"等\d*(?=[一-龥])", name)
    if match is None or match.start() == 0:
        return name
    tail = re.sub("^(?:领域|行业|方面|各类)的?(?=..)", "", name[match.end() :])
    bare = tail in words("head") or tail in words("generic") or len(tail) < 2
    if bare or tail in ("支出", "费用", "经费", "种植", "养殖"):
        return name
    if tail.startswith(("级", "次")):
        return name
    return tail


def nominalise(name: str, quantity: Quantity, verb: str = "") -> str:
    """Apply the noun table: 大豆扩种 (亩) → 大豆种植面积, 播种 + 小麦 (亩) → 小麦播种面积."""
    table = nominals()
    if verb and (verb, quantity.kind) in table and not name.endswith("面积"):
        return name + table[verb, quantity.kind]
    for (word, kind), noun in table.items():
        if kind == quantity.kind and name.endswith(word):
            return name[: -len(word)] + noun
    return name


def split_names(subject: str, *, shared: bool, each: bool = False) -> list[str]:
    """Names of a subject list; several only if `shared` (均, 分别 …) or it plainly lists two.

    `each` says that every member has a value of its own (分别), which also parts 城乡.

    The part the first or last member lacks is handed on: 甲区、乙区入驻率 → 甲区入驻率, 乙区入驻率;
    诉求办结率、满意率 → 诉求办结率, 诉求满意率; 城镇和农村居民收入 → 城镇居民收入, 农村居民收入.
    """
    if each and "、" not in subject and subject[:2] in _JOINT:
        one, other = _JOINT[subject[:2]]
        return [one + subject[2:], other + subject[2:]]
    if each and "存贷款" in subject and "、" not in subject:
        return [subject.replace("存贷款", word) for word in ("存款", "贷款")]
    if shared:
        subject = re.sub("(?<=.)[两三四五六七八九十]大(?:主导|特色|支柱)?产业(?=..)", "", subject)
    parts = [part for part in _LIST.split(subject) if part]
    if len(parts) < 2 or "等" in subject:
        return [subject]
    if not shared and not _plain_pair(parts):
        return [subject]
    parts = _share_tail(parts)
    return _share_prefix(parts)


def _plain_pair(parts: list[str]) -> bool:
    """文件和会议: two short nouns of one length; 任务完成率和整改率: every member is a measure."""
    if all(_ends_with_head(part) for part in parts):
        return True
    return len(parts) == 2 and len(parts[0]) == len(parts[1]) == 2


def _head_of(part: str) -> str:
    heads = [head for head in words("head") if part.endswith(head)]
    if heads:
        return max(heads, key=len)
    match = re.search(r"[一-龥]{2}率$|.量$|.额$|.值$", part)
    return match.group() if match else ""


def _ends_with_head(part: str) -> bool:
    return bool(_head_of(part))


def _share_tail(parts: list[str]) -> list[str]:
    last = parts[-1]
    relation = next((word for word in ("增速", "增幅", "占比") if last.endswith(word)), "")
    if relation and not any(part.endswith(("增速", "增幅", "占比")) for part in parts[:-1]):
        return [part + relation for part in parts[:-1]] + [last]
    if any(_ends_with_head(part) or part.endswith(_COMPLETE) for part in parts[:-1]):
        return parts
    tail = _head_of(last)
    stem = len(parts[0])
    if len(parts) == 2 and len(last) > stem + 1 and stem == 2 and tail[-2:] != "面积":
        # 城镇和农村居民人均可支配收入: the first member is as long as its counterpart.
        tail = last[stem:]
    if tail.endswith("率") and (long := _RATE.search(last)):
        tail = long.group()
    if not tail and last.endswith(("种植", "养殖", "播种", "建设", "改造", "总量")):
        tail = last[-2:]
    if not tail or len(tail) == len(last) or (tail.endswith("量") and len(last) < 4):
        return parts
    return [part + tail for part in parts[:-1]] + [last]


_JOINT = {"城乡": ("城镇", "农村"), "牛羊": ("牛", "羊"), "工农": ("工业", "农业")}
_RATE = re.compile("(?:资源化|无害化|综合|集中|规范化|安全)(?:[一-龥]{2})?率$")
_COMPLETE = ("游客", "企业", "人次", "就业", "人口", "人才", "能耗", "排放")
"""Ends of a list member that needs no head of the last one: 接待游客、旅游收入."""


def _share_prefix(parts: list[str]) -> list[str]:
    first_head = _head_of(parts[0])
    prefix = parts[0][: -len(first_head)] if first_head else ""
    shared = [parts[0]]
    for part in parts[1:]:
        bare = _head_of(part) == part or (part in words("head"))
        zone = re.match(r"[A-Z一二三四五六七八九甲乙丙丁东西南北]区", part)
        if zone and (site := re.match(r"(.+?)[A-Z一二三四五六七八九甲乙丙丁东西南北]区", parts[0])):
            shared.append(site[1] + part)
        else:
            before = prefix or (parts[0][:2] if parts[0].endswith("人次") else "")
            shared.append(before + part if bare else part)
    return shared


def topic_of(name: str) -> str:
    """What a name is about, without its measure: 粮食作物种植面积 → 粮食, 诉求办结率 → 诉求."""
    head = _head_of(name)
    topic = name[: -len(head)] if head and len(head) < len(name) else name
    topic = re.sub(r"[（(].*?[）)]$", "", topic)
    for _ in range(3):
        for word in sorted(words("strip_head"), key=len, reverse=True):
            if topic.endswith(word) and len(topic) > len(word):
                topic = topic[: -len(word)]
    return topic


def is_bare_head(name: str) -> bool:
    """Whether a name says a measure but not of what (产量, 规模, 办结率)."""
    return name in words("head") or (name.endswith("率") and name[:-1] in verbs())
