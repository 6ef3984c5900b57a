"""Figure patterns with a grammar of their own: shares, multiples, sums of a project, 至少."""

from __future__ import annotations

import re

from etl.extract.figures_around import leading_verb
from etl.extract.figures_lexicon import any_verb, verbs, words
from etl.extract.figures_phrase import clean_subject, strip_lead, tidy
from etl.extract.figures_reading import Reading
from etl.extract.figures_segment import Segment

_REACHED = ("通达", "到达", "直达", "可达", "响应", "办结", "送达")
_SHARE_BARE = re.compile(r"占(?P<scope>[^，、地用比到]{2,14})$")
_PLAN = re.compile(r"完成(?:全?年度?|年初)?(?:计划|目标任务|任务|目标|预算)的$")
_HELD = re.compile("(?P<verb>稳定|保持|控制)(?P<name>[^，、]{3,}?)在$")
_CAPACITY = re.compile(
    "(?P<wording>(?:扩[建容能]?|提升|提高|增加?|达)[到至]|达)(?P<measure>日处理|日供水|日产|年产|日供)$"
)
_USED = re.compile(r"[^，、]{0,6}?(?:用于|投向|用在)[^，、]{2,12}")
_SHARE = re.compile(r"(?P<s>占到?|是|为|相当于|只有|仅有|不足|达到?)(?P<scope>[^，、]{1,12}?)的$")


def read_special(pre: str, segment: Segment) -> Reading | None:
    """The reading of `segment` if one of the special patterns fits its words `pre`."""
    quantity, post = segment.quantity, segment.post
    if quantity.kind == "percent" and (used := _USED.match(post)):
        # 财政支出的八成以上用于民生
        name = re.sub("^[把将]|的$", "", clean_subject(pre)) + tidy(used.group()) + "比重"
        return Reading(name, "=", "none", "", False, "share_used", 0.65)
    if post.startswith("的") and (measured := _measured(pre, post)):
        return measured
    if quantity.kind in ("duration", "day") and post.startswith(_REACHED):
        name = clean_subject(pre).removesuffix("之间") + post[:2] + "时间"
        return Reading(name, "=", "none", "", False, "duration", 0.6)
    if quantity.kind in ("duration", "day") and quantity.bound in ("内", "以内", "之内") and post:
        post = re.sub("^(?:必须|一律|都要|全部|要)", "", post)
        done = "答复" if post.startswith("给") else re.split("[，、]", post)[0][:6]
        return Reading(clean_subject(pre), "=", "none", done, False, "limit", 0.6)
    if held := _HELD.search(pre):
        return Reading(
            clean_subject(held["name"]), held["verb"] + "在", "level", "", False, "held", 0.8
        )
    if grown := _CAPACITY.search(pre):
        # 污水处理厂扩建至日处理2万吨
        name = clean_subject(pre[: grown.start()]) + grown["measure"] + "能力"
        return Reading(name, grown["wording"], "level", "", False, "capacity", 0.75)
    if pre.endswith("过") and quantity.text == "半":
        return Reading(clean_subject(pre[:-1]), "过", "gt", "", False, "half", 0.7)
    if plan := _PLAN.search(pre):
        # 完成年计划的103%: of what was just named.
        name = clean_subject(pre[: plan.start()])
        return Reading(name, plan.group(), "level", "", False, "share_of_plan", 0.6)
    if (share := _SHARE.search(pre)) and quantity.kind in ("percent", "ratio"):
        subject = clean_subject(pre[: share.start()])
        if share["s"].startswith("占"):
            name = f"{subject}占{share['scope']}比重"
            return Reading(name, "占", "level", "", False, "share_of", 0.75)
        return Reading(subject, share["s"], "level", "", False, "multiple_of", 0.6)
    if pre.endswith("占") and len(pre) > 2 and quantity.kind == "percent":
        return Reading(clean_subject(pre[:-1]) + "占比", "占", "level", "", False, "share_of", 0.7)
    if (share := _SHARE_BARE.search(pre)) and quantity.kind == "percent":
        name = f"{clean_subject(pre[: share.start()])}占{share['scope']}比重"
        return Reading(name, "占", "level", "", False, "share_of", 0.7)
    before, at_least, after = pre.partition("至少")
    if at_least and len(after) > 1 and not leading_verb(after)[0]:
        name = clean_subject(re.sub("每[^，]{0,3}$", "", before))
        return Reading(name, "至少", "ge", "", False, "at_least", 0.5)
    return None


def _measured(pre: str, post: str) -> Reading | None:
    """总投资86亿元的甲项目 → 甲项目总投资; 设立规模5亿元的乙基金 → 乙基金规模, 设立."""
    measure = max((m for m in words("measure") if pre.endswith(m)), key=len, default="")
    noun = re.split(r"\d{1,2}月|年底|年内", post.removeprefix("的"))[0]
    cut = re.match(r".*?(?:项目|基金|园区|产业园|基地|工程)", noun)
    predicate = any_verb().search(noun, 2)
    noun = tidy(cut.group() if cut else noun[: predicate.start()] if predicate else noun)
    if not measure or not noun:
        return None
    verb, _ = leading_verb(strip_lead(pre[: -len(measure)]))
    comparator = verb if verb and verbs().get(verb) != "light" else "="
    klass = "verb" if comparator != "=" else "none"
    return Reading(noun + measure, comparator, klass, "", False, "measure_of", 0.75)
