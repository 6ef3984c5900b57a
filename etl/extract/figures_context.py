"""Complete a figure from its neighbours: subjects left out, bare measures, inherited verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from etl.extract.figures_lexicon import any_verb, topics, verb_at_start, verbs, words
from etl.extract.figures_phrase import (
    after_enumeration,
    clean_subject,
    is_bare_head,
    nominalise,
    split_names,
    strip_lead,
    strip_trail,
    tidy,
    topic_of,
)
from etl.extract.figures_reading import Reading
from etl.extract.figures_segment import Segment
from etl.extract.quantity import Quantity

_PROJECT_VERBS = (
    *("签约", "落地", "开工", "竣工", "投产", "纳统", "入库", "达产", "达效"),
    *("投产达效", "开工建设", "竣工投产", "建成投产", "新开工", "开复工"),
)
_PROJECTS = re.compile("(?!新|开工|竣工|投产|签约).{2,}项目")
_OF_PROJECTS = ("开工率", "投产率", "履约率", "竣工率", "落地率", "达产率", "纳统率", "入库率")
_SUMS = ("资金", "投资额", "金额", "合同额", "合同金额", "协议金额")
_RANKED = ("国家级", "省级", "市级", "县级", "区级", "自治区级")
_HELPING = ("支持", "鼓励", "引导", "帮助", "助力", "推动", "促进")
_EACH = ("每户", "每人", "每亩", "每村", "每个", "每名", "每所", "每家")
_REACHED = re.compile(
    r"(?P<subject>[^，]{3,}?)(?:首次|再次|率先|连续)*(?:实现|突破|迈上|跨过|跨上|再创|翻番)[^，]*$"
)
"""粮食产量实现“五连丰”,达到9亿斤: the subject of the clause before."""
_CARRIED = ("惠及", "受益", "带动", "覆盖", "可容纳")


@dataclass
class Context:
    """What has been said so far in a paragraph; one per paragraph, fed clause by clause."""

    paragraph_title: str = ""
    nearby: str = ""
    names: list[str] = field(default_factory=list)
    verb: str = ""
    comparator: str = ""
    klass: str = ""
    kind: str = ""
    unit: str = ""
    recent: list[str] = field(default_factory=list)
    """Distinct names of this sentence, oldest first: 分别增长8%和3% goes back to the last two."""
    plain_clause: str = ""
    next_clause: str = ""
    together: list[str] = field(default_factory=list)
    """Names that one verb governed in the last clause with figures (建议9件、提案7件)."""
    fresh: bool = False
    """True while the last names come from this sentence with no plain clause in between."""

    def start_sentence(self, text: str) -> None:
        """A new sentence: the last names stay known but are no longer next door."""
        self.nearby = text
        self.plain_clause = ""
        self.fresh = False
        self.recent = []

    def plain(self, text: str) -> None:
        """A clause without figures: it may name what the next figure is about."""
        self.plain_clause = text
        self.fresh = False


def complete(reading: Reading, segment: Segment, context: Context, ordinal: int) -> list[Reading]:
    """Readings with full names: several for a shared predicate (甲率、乙率均达到100%)."""
    reading = _inherit_verb(reading, segment, context)
    if reading.rule == "noun_done" and segment.joined and context.fresh and _is_light(context.verb):
        # 完成造林1万亩、石漠化治理2平方公里
        name = reading.name + reading.comparator
        reading = replace(reading, name=name, comparator=context.verb, klass="verb")
        reading = replace(reading, verb=context.verb)
    if reading.name.startswith("占") and context.fresh and not reading.name.startswith("占地"):
        reading = replace(reading, name=context.names[-1] + reading.name)
    if reading.name.startswith(_EACH) and context.fresh:
        # 扶持家庭牧场50户,每户补贴3万元
        what = "标准" if reading.name in _EACH and not reading.verb else ""
        verb = reading.verb if reading.name in _EACH else ""
        reading = replace(reading, name=f"{context.names[-1]}{reading.name}{verb}{what}")
    if reading.rule == "limit":
        about = reading.name or _subject_of(context.plain_clause) or _thing_of(context.plain_clause)
        return [replace(reading, name=f"{about}{reading.verb}时限", verb="")]
    if reading.name in ("人均", "户均", "亩均") and context.fresh:
        # 生产总值增长6%,人均达到9万元
        reading = replace(reading, name=reading.name + context.names[-1])
    if reading.name == "新增就业" and reading.comparator == "=":
        return [replace(reading, comparator="新增", klass="verb", verb="新增")]
    if not reading.name:
        reading = _no_name(reading, segment, context, ordinal)
    elif (reading.name.startswith(_CARRIED) and not is_bare_head(reading.name)) or (
        reading.verb.startswith(_CARRIED)
        and reading.verb not in reading.name
        and reading.rule != "noun_done"
    ):
        reading = _carried(reading, segment, context)
    elif reading.name == "投资" and reading.comparator == "=":
        reading = replace(reading, name="", comparator="投资", verb="投资", klass="verb")
        reading = _no_name(reading, segment, context, ordinal)
    elif is_bare_head(reading.name):
        topic = _topic(context, reading)
        if reading.name in words("relation") and context.fresh and context.names:
            # 工业投资增长25%,占比达到四成: of that investment, not of industry.
            topic = context.names[-1]
        if topic:
            name = _join(topic, reading)
            reading = replace(reading, name=name, rule="bare_head", confidence=0.72)
    elif reading.name.endswith("以上") and context.fresh:
        # 亿元以上项目40个,其中10亿元以上5个
        noun = re.search(r"(?:签约)?(?:项目|企业|人才|家庭|园区|商户|单位)$", context.names[-1])
        thing = noun.group() if noun else context.names[-1]
        reading = replace(reading, name=reading.name + thing)
    elif reading.name in _SUMS and segment.joined and context.fresh:
        # 争取项目22个、资金3.7亿元
        reading = replace(reading, name=context.names[-1] + reading.name)
    elif context.fresh and context.names[-1].endswith("签约项目") and "签约" not in reading.name:
        # 新签约亿元以上项目80个,百亿元项目2个,项目开工率75%: all of the projects signed.
        reading = replace(reading, name=reading.name.replace("项目", "签约项目", 1))
    elif reading.name in _RANKED and context.fresh:
        # 培育国家级单项冠军企业2家、省级5家
        kind = re.sub("^(?:国家|省|市|县|区)级(?:以上)?", "", context.names[-1])
        reading = replace(reading, name=reading.name + kind)
    elif reading.name == "重点领域":
        reading = replace(reading, name=_keyword_topic(context) + reading.name)
    if reading.klass in ("verb", "none") and not reading.shared:
        return [reading]
    names = split_names(reading.name, shared=reading.shared, each="分别" in segment.pre)
    if len(names) > 1 and all(is_bare_head(name) for name in names):
        # 办复率、满意率均达100%: both of what was just named.
        topic = _topic(context, reading)
        names = [topic + name for name in names]
    quantity = segment.quantity
    return [replace(reading, name=nominalise(name, quantity)) for name in names]


def _is_light(verb: str) -> bool:
    return verbs().get(verb) == "light" or verb in ("实施", "开展")


def _join(topic: str, reading: Reading) -> str:
    name = reading.name
    if name == "投资" and reading.verb == "计划":
        name = "计划投资"
    return name if name.startswith(topic) else topic + name


def _inherit_verb(reading: Reading, segment: Segment, context: Context) -> Reading:
    """更新燃气管网36公里、供热管网22公里: the second takes the verb of the first."""
    each = reading.name.startswith(("户均", "人均", "亩均", "村均"))
    listed = reading.rule == "number_first" and reading.comparator == "="
    plain = reading.rule == "noun_figure" or listed
    if not plain or not reading.name or not context.fresh or each:
        return reading
    if context.klass != "verb" or not context.verb or reading.name.startswith(context.verb):
        return reading
    if verbs().get(reading.name) == "noun" and verbs().get(context.verb) != "light":
        # 新修梯田3万亩、造林2万亩: a work of its own.
        return reading
    if is_bare_head(reading.name) and segment.quantity.kind != context.kind:
        return reading
    within = segment.pre.startswith("其中") and reading.name.endswith(context.names[-1])
    same = segment.quantity.kind == "count" and segment.quantity.unit == context.unit
    if segment.joined or within or (same and not segment.pre.startswith("其中")):
        name = nominalise(reading.name, segment.quantity, context.verb)
        return replace(
            reading,
            name=name,
            comparator=context.verb,
            klass="verb",
            verb=context.verb,
            rule="shared_verb",
        )
    return reading


def _no_name(reading: Reading, segment: Segment, context: Context, ordinal: int) -> Reading:
    quantity = segment.quantity
    if reading.verb.startswith(_CARRIED):
        return _carried(replace(reading, name=reading.verb), segment, context)
    items = quantity.unit == context.unit or quantity.unit in ("个", "项")
    alike = context.fresh and context.names and items
    if reading.verb in _PROJECT_VERBS and alike and _PROJECTS.fullmatch(context.names[-1]):
        # 新开工亿元以上项目30个、竣工20个
        return replace(reading, name=context.names[-1], rule="same_subject", confidence=0.8)
    projects = reading.verb in _PROJECT_VERBS and quantity.unit in ("个", "项")
    if projects or reading.verb.startswith("签约"):
        return replace(reading, name=reading.verb + "项目", rule="verb_only", confidence=0.6)
    if reading.verb in ("投资", "投入", "计划", "总投资"):
        topic = _object_of(segment.post) if segment.post else ""
        if context.fresh and context.names[-1].endswith(("项目", "工程")):
            topic = topic or context.names[-1]
        topic = topic or _keyword_topic(context) or _object_of(context.next_clause, strict=True)
        noun = "投资" if reading.verb == "计划" else reading.verb
        return replace(reading, name=topic + noun, rule="topic_investment", confidence=0.6)
    if context.names and context.fresh:
        name = context.names[min(ordinal, len(context.names) - 1)]
        if not segment.pre.strip("、，") and segment.joined:
            # 改造老旧小区48个、208万平方米: a second measure of one thing.
            if quantity.unit.endswith("人") and context.verb.startswith("惠及"):
                # 惠及12个村、3万人
                name = name[: name.rfind("惠及") + 2] + "人口"
            suffix = {"area": "面积", "length": "长度", "money": "金额"}.get(quantity.kind, "")
            if context.klass == "verb" and suffix:
                name = f"{name}{context.verb}{suffix}"
            return replace(
                reading,
                name=name,
                comparator=context.comparator,
                klass=context.klass,
                rule="second_measure",
                confidence=0.7,
            )
        if not segment.joined and _counts_other_things(reading, quantity, context):
            return replace(reading, name=reading.verb, rule="verb_only", confidence=0.5)
        return replace(reading, name=name, rule="same_subject", confidence=0.82)
    if context.plain_clause:
        reached = _REACHED.match(context.plain_clause)
        name = clean_subject(reached["subject"]) if reached else _object_of(context.plain_clause)
        if name:
            return replace(reading, name=name, rule="object_before", confidence=0.68)
    if context.names:
        return replace(reading, name=context.names[-1], rule="last_subject", confidence=0.5)
    return reading


def _counts_other_things(reading: Reading, quantity: Quantity, context: Context) -> bool:
    """改造农贸市场3个,搬迁120户: the households are not the markets."""
    counted = context.kind == quantity.kind == "count" and context.unit != quantity.unit
    return counted and reading.klass == "verb" and reading.verb in verbs()


def _carried(reading: Reading, segment: Segment, context: Context) -> Reading:
    """改造老旧小区11个,惠及居民2360户 → 老旧小区改造惠及居民."""
    if not context.fresh or not context.names:
        about = _thing_of(context.plain_clause) if context.plain_clause else ""
        plain = reading.name.startswith(reading.verb) and reading.name not in _CARRIED
        return replace(reading, name=about + reading.name, rule="carried") if plain else reading
    about = context.names[-1]
    if about.endswith(("额", "率", "收入", "产值", "标准")):
        # 零售额3亿元,带动农户400户: no amount of money leads anybody.
        return replace(reading, rule="carried")
    light = verbs().get(context.verb) == "light" or context.klass != "verb"
    if not about.endswith(context.verb) and not light:
        about += context.verb
    if reading.verb.startswith(_CARRIED) and reading.verb not in reading.name:
        about += reading.verb
    if reading.name in _CARRIED and segment.quantity.unit.endswith("人"):
        about += reading.name + "人口"
        return replace(reading, name=about, rule="carried", confidence=0.7)
    return replace(reading, name=about + reading.name, rule="carried", confidence=0.72)


def _topic(context: Context, reading: Reading) -> str:
    if reading.name in ("投资", "总投资") and not context.fresh:
        return _keyword_topic(context) or _thing_of(context.plain_clause)
    if context.fresh and context.names:
        if reading.name.endswith("率") and len(context.together) > 1:
            # 办理建议9件、提案7件,办结率100%: of both.
            return "、".join(context.together)
        if reading.name in _OF_PROJECTS:
            # 签约项目58个、协议引资210亿元,开工率85%: of the projects.
            for name in reversed(context.recent):
                if name.endswith("项目"):
                    return name
        topic = topic_of(context.names[-1])
        return "" if is_bare_head(topic) else topic
    if context.plain_clause:
        quoted = re.search(r"“([^”]{3,12})”", context.plain_clause)
        if quoted:
            return quoted[1]
        done = re.search(r"项目.{0,6}?(投产达产|达产|投产|竣工|开工)$", context.plain_clause)
        if done:
            return f"{done[1]}项目"
        named = _subject_of(context.plain_clause) or _thing_of(context.plain_clause)
        if named and len(named) <= 12:
            return topic_of(named)
    return ""


def _keyword_topic(context: Context) -> str:
    for text in (context.paragraph_title, context.nearby):
        hits = [(text.find(word), topic) for word, topic in topics() if word in text]
        if hits:
            return min(hits)[1]
    return ""


def _subject_of(clause: str) -> str:
    """The subject of a clause without figures: 步行街获评示范街 → 步行街."""
    text = strip_lead(clause)
    if verb_at_start().match(text):
        return ""
    match = any_verb().search(text)
    if match is None or not 2 <= match.start() <= 12 or "、" in text[: match.start()]:
        return ""
    made = text[match.end() :]
    if clause.startswith(_HELPING) and len(made) > 1 and not verb_at_start().match(made):
        # 支持企业扩建冷库,库容…: what is built counts, not who builds.
        return tidy(after_enumeration(strip_trail(made)))
    subject = re.sub(r"\d+月.*$|年[内底].*$", "", text[: match.start()])
    return tidy(after_enumeration(strip_trail(subject)))


def _thing_of(clause: str) -> str:
    """The object of a clause without its closing action: 加快电站建设 → 电站."""
    name = _object_of(clause)
    while match := re.search(r"[一-龥]{2,4}$", name):
        tail = next((match.group()[i:] for i in range(3) if match.group()[i:] in verbs()), "")
        if len(tail) < 2 or verbs()[tail] == "noun" or len(name) - len(tail) < 2:
            break
        name = name[: -len(tail)]
    return name if len(name) <= 12 else ""


def _object_of(clause: str, *, strict: bool = False) -> str:
    """The object of a clause: 鼓励支持创办合作社、农场 → 合作社、农场."""
    text = strip_lead(clause)
    if strict and (not verb_at_start().match(text) or re.search(r"[、\d]", text)):
        return ""
    for _ in range(4):
        match = verb_at_start().match(text)
        if not match or match.end() >= len(text) - 1:
            break
        text = strip_lead(text[match.end() :])
    if len(text) > 24:
        return ""
    return tidy(after_enumeration(text))
