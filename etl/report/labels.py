"""A short label, Chinese and English, for a section of a report: what filters and chips show."""

from __future__ import annotations

import re

MOST = 7
"""Characters a chip has room for."""
_LEAD = re.compile(
    r"^(?:(?:更大力度|毫不动摇|坚定不移|坚持不懈|持之以恒|千方百计|用心用情|切实|着力|聚力|全力|大力|奋力|努力|持续|不断|深入|扎实"
    r"|全面|加快|统筹|突出|始终|更加|进一步|积极)?"
    r"(?:推动|推进|加强|强化|坚持|聚焦|聚力|围绕|扭住|紧扣|锚定|抓好|抓实|做好|做强|做优|做大|增进|改善|保障|提升|深化|培育|壮大"
    r"|扩大|守牢|守好|守住|维护|办好|发展|建设|促进|优化|激活|着力)?)"
)
_TOPICS: tuple[tuple[str, str, str], ...] = (
    (r"自身建设|作风|廉政|依法行政|服务型政府|满意政府|政府运转", "自身建设", "Government conduct"),
    (r"乡村|农业|农村|三农|粮|牧业|牧区|田野", "乡村振兴", "Countryside"),
    (r"旅游|文旅|文商旅|塑旅|游客|客人|客流|文化", "文化旅游", "Culture and tourism"),
    (r"生态|绿色|环境|蓝天|低碳|污染", "生态环境", "Environment"),
    (r"民生|百姓|群众|就业|教育|医疗|社会事业|公共服务", "民生保障", "Livelihood"),
    (r"安全|平安|稳定|风险|底线|治理|应急", "安全稳定", "Safety"),
    (r"消费|商圈|服务业|内需|商贸", "消费商贸", "Trade and services"),
    (r"改革|开放|营商|口岸", "改革开放", "Reform and opening"),
    (r"创新|科技|人才|数字", "科技创新", "Innovation"),
    (r"港口|枢纽|交通|道路|路、", "交通设施", "Transport"),
    (r"城市|城乡|城镇|老城|新城|县城|人居", "城乡建设", "Town and streets"),
    (r"投资|项目|招商", "项目建设", "Projects"),
    (r"产业|工业|制造|实体|企业|链", "产业发展", "Industry"),
)
"""Pattern over a section's title, label; general words of work reports."""


def short_label(title: str, number: int) -> tuple[str, str]:
    """Labels of section `number`: the head of its own title where short, else its subject."""
    english = f"Section {number}"
    topic = ""
    found = [(match.start(), zh, en) for pattern, zh, en in _TOPICS
             if (match := re.search(pattern, title))]  # fmt: skip
    if found:
        _, topic, english = min(found)
    head = re.split(r"[，、：；。,]", title, maxsplit=1)[0].strip("“”")
    short = _LEAD.sub("", head, count=1)
    own = short if len(short) >= 4 else head
    tells = any(re.search(pattern, own) for pattern, _, _ in _TOPICS)
    # A figure of speech (打铁自硬) says nothing on a chip; the rest of the title may.
    if 2 <= len(own) <= MOST and (tells or not topic):
        return own, english
    if topic:
        return topic, english
    return own[: MOST - 1] + "…" if own else f"第{number}部分", english
