"""Which line opens which section: review, overall targets, tasks, glossary, closing.

Reports number their parts in every way: 一、（一） 1. —— or not at all. A chapter is known by its
words (工作回顾, 预期目标, 重点工作, 名词解释); inside the chapter of tasks the highest kind of mark
that occurs opens the sections.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.report.model import SectionKind
from etl.report.tense import is_past_title, western_years

_ONES = "一二三四五六七八九"
NUMERALS = (*_ONES, "十", *(f"十{one}" for one in _ONES), "二十")

_CHAPTER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}(?:部分|章)[，、：\s]*)"
)
_SECTION = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]、?")
_NUMBER = re.compile(
    r"^第[一二三四五六七八九十]{1,3}[，、]|^\d{1,2}[.．、](?!\d)|^[（(]\d{1,2}[）)]"
)
_BULLET = re.compile(r"^(?:——|—|--|[●■◆•▲★◎])\s*")
_FIRSTLY = re.compile(r"^[一二三四五六七八九十]是(?:要)?")
_MARK = re.compile("|".join(p.pattern for p in (_CHAPTER, _SECTION, _NUMBER, _BULLET, _FIRSTLY)))

_GLOSSARY = re.compile(
    r"^(?:附件?[：:]?\s*)?(?:《?政府工作报告》?)?(?:有关|部分|相关)?(?:名\s*词|用\s*语|名词术语|术语)\s*(?:解\s*释|注\s*释|说\s*明)"
)
_OVERALL = re.compile(r"总体(?:要求|思路|目标)|(?:预期|主要|发展|奋斗|工作)目标|指导思想|目标任务")
_TASKS = re.compile(
    r"重点(?:工作|任务|抓好|做好)|主要(?:任务|工作|举措|措施)|工作(?:安排|任务|部署|重点|打算|举措|思路)|今年(?:的)?(?:政府)?工作"
    r"|20\d\d年(?:的)?(?:政府)?工作$"
)
_REVIEW_CUE = re.compile(
    r"^(?:各位代表[：！，])?(?:过去(?:的)?一年|一年来|回顾20\d\d|20\d\d年，(?:是|我们|面对|在|全[区县市旗]))"
)
_OVERALL_CUE = re.compile(
    r"^.{0,40}(?:(?:总体要求|预期目标|主要目标)[^。]{0,12}是|目标任务[：是为])"
)
_TASK_CUE = re.compile(
    r"(?:重点|着力|突出|着重|坚持|集中力量)(?:做好|抓好|推进|实施|做实)[^。]{0,8}(?:以下|如下|[一二三四五六七八九十]个?方面|[一二三四五六七八九十]项|工作)[^。]{0,12}[。：]?$"
)
_CLOSING = re.compile(r"^(?:各位代表|同志们|让我们|新(?:的)?(?:征程|时代)|蓝图已)")


@dataclass(slots=True)
class Part:
    """A section in the making: kind, title and the numbers of its lines."""

    kind: SectionKind
    title: str
    rows: list[int] = field(default_factory=list)


def lead_title(line: str) -> str:
    """The line without its mark, up to the first 。 where that is short enough for a title."""
    text = _MARK.sub("", line, count=1)
    head, stop, _ = text.partition("。")
    if stop and len(head) <= 45:
        return head
    return text.rstrip("。：；") if len(text) <= 45 else ""


def is_bare_title(line: str) -> bool:
    """A short line that ends without a full stop and carries no figure."""
    return (
        2 < len(line) <= 36
        and line[-1] not in "。！？；：，、"
        and not re.search(r"\d[\d.]*\s*[%亿万个项户公里米]|[县区市旗]长|主任", line)
    )


def level(line: str) -> str:
    """Kind of mark a line begins with: chapter, section, number, bullet, bare, or empty."""
    for name, mark in (("chapter", _CHAPTER), ("section", _SECTION), ("number", _NUMBER)):
        if mark.match(line):
            return name
    if _BULLET.match(line):
        return "bullet"
    return "bare" if is_bare_title(line) else ""


def _chapter_kind(title: str, year: int | None, *, in_review: bool) -> str:
    if _GLOSSARY.match(title):
        return "glossary"
    if is_past_title(title, year):
        return "review"
    if _TASKS.search(title):
        return "tasks"
    if _OVERALL.search(title):
        return "overall"
    if in_review and year in western_years(title):
        # 第二本账：2025年的目标, 奋楫争先的2025年: the new year ends the review.
        return "overall" if title.endswith("目标") else "tasks"
    return ""


def _chapters(lines: list[str], year: int | None) -> list[Part]:
    """Cut the lines into chapters; a task section that stands by itself has a title of its own."""
    parts = [Part(SectionKind.PREAMBLE, "")]
    opened_by = ""
    for index, line in enumerate(lines):
        mark = level(line)
        heading = lead_title(line) if mark in ("chapter", "bare", "section") else ""
        current = parts[-1]
        in_review = current.kind in (SectionKind.REVIEW, SectionKind.OVERALL)
        kind = ""
        if heading and len(heading) <= 40:
            kind = _chapter_kind(heading, year, in_review=in_review)
        if mark == "section" and kind not in ("review", "tasks", "overall"):
            kind = ""
        in_tasks = current.kind is SectionKind.TASK
        if _GLOSSARY.match(line) and len(line) <= 24:
            parts.append(Part(SectionKind.GLOSSARY, "名词解释"))
            opened_by = mark
        elif current.kind is SectionKind.GLOSSARY:
            current.rows.append(index)
            continue
        elif kind == "review" and mark != "section" and not in_tasks:
            parts.append(Part(SectionKind.REVIEW, heading))
            opened_by = mark
        elif kind in ("tasks", "overall") and (mark != "section" or not in_tasks) and index:
            wanted = SectionKind.TASK if kind == "tasks" else SectionKind.OVERALL
            parts.append(Part(wanted, heading))
            opened_by = mark
        elif mark == "chapter":
            inside_bare = opened_by == "bare" and current.kind in (
                SectionKind.REVIEW,
                SectionKind.TASK,
            )
            if not inside_bare:
                parts.append(Part(SectionKind.TASK, "\0" + heading))
                opened_by = mark
        elif mark == "" and current.kind is SectionKind.PREAMBLE and _REVIEW_CUE.match(line):
            parts.append(Part(SectionKind.REVIEW, ""))
            opened_by = "cue"
        elif (
            current.kind is SectionKind.PREAMBLE
            or (current.kind is SectionKind.REVIEW and opened_by == "cue")
        ) and (_OVERALL_CUE.match(line) and not mark):
            parts.append(Part(SectionKind.OVERALL, ""))
            opened_by = "cue"
        parts[-1].rows.append(index)
        if current.kind is SectionKind.OVERALL and parts[-1] is current and _TASK_CUE.search(line):
            parts.append(Part(SectionKind.TASK, ""))
    return [part for part in parts if part.rows]


def _split_tasks(part: Part, lines: list[str]) -> list[Part]:
    """Cut a chapter of tasks into its sections at the highest kind of mark that occurs in it."""
    if part.title.startswith("\0"):
        part.title = part.title[1:]
        return [part]
    body = part.rows[1:] if part.title else part.rows
    levels = {row: level(lines[row]) for row in body}
    opener = ""
    for name in ("chapter", "section", "bare", "number", "bullet"):
        if sum(1 for found in levels.values() if found == name) >= 2:
            opener = name
            break
    titled = [row for row in body if not levels[row] and lead_title(lines[row])[:1]]
    if not opener and len(titled) >= 3:
        levels = {row: "lead" if row in titled else "" for row in body}
        opener = "lead"
    if not opener:
        return [part]
    head = Part(SectionKind.OVERALL, part.title, [row for row in part.rows if row not in levels])
    cut = [head]
    for row in body:
        if levels[row] == opener:
            cut.append(Part(SectionKind.TASK, lead_title(lines[row])))
        cut[-1].rows.append(row)
    return [piece for piece in cut if piece.rows]


def _split_closing(parts: list[Part], lines: list[str]) -> list[Part]:
    """Take the closing words off the last section before the glossary."""
    body = [part for part in parts if part.kind is not SectionKind.GLOSSARY]
    while len(body) > 2 and len(body[-1].rows) == 1 and _CLOSING.match(lines[body[-2].rows[0]]):
        # Two closing paragraphs that were taken for sections: make them one.
        body[-2].rows += body[-1].rows
        parts.remove(body.pop())
    last = body[-1]
    for position, row in enumerate(last.rows):
        tail = last.rows[position:]
        short = len(tail) <= 6 and not any(level(lines[r]) in ("section", "chapter") for r in tail)
        if short and _CLOSING.match(lines[row]) and last.kind is not SectionKind.PREAMBLE:
            if position == 0:
                last.kind = SectionKind.CLOSING
                break
            closing = Part(SectionKind.CLOSING, "", tail)
            last.rows = last.rows[:position]
            parts.insert(parts.index(last) + 1, closing)
            break
    return parts


def _with_tasks(chapters: list[Part], lines: list[str]) -> list[Part]:
    """A report that announces no chapter of tasks: what follows the salutation is its tasks.

    The body is taken from the preamble, or from the overall targets where those are announced.
    """
    if any(part.kind is SectionKind.TASK for part in chapters):
        return chapters
    body = next((p for p in chapters if p.kind is SectionKind.OVERALL), chapters[0])
    start = 1 if body.kind is SectionKind.OVERALL else _after_salutation(body, lines)
    head, tasks = body.rows[:start], body.rows[start:]
    if not tasks:
        return chapters
    body.rows = head
    at = chapters.index(body) + 1
    cut = [*chapters[:at], Part(SectionKind.TASK, "", tasks), *chapters[at:]]
    return [part for part in cut if part.rows]


def _after_salutation(part: Part, lines: list[str]) -> int:
    """How many lines of the preamble are title, date, speaker and salutation."""
    for position, row in enumerate(part.rows[:12]):
        if position and len(lines[row]) > 40:
            return position
    return 1


def outline(lines: list[str], year: int | None = None) -> list[Part]:
    """Sections in order; `rows` are indices into `lines`, `year` is that of the tasks."""
    parts: list[Part] = []
    chapters = _with_tasks(_chapters(lines, year), lines)
    # How many chapters behind each one stand for a section of their own, counted once.
    behind = [0] * len(chapters)
    for position in range(len(chapters) - 2, -1, -1):
        behind[position] = behind[position + 1] + chapters[position + 1].title.startswith("\0")
    for position, part in enumerate(chapters):
        if part.kind is not SectionKind.TASK:
            parts.append(part)
            continue
        announced = not part.title.startswith("\0")
        cut = _split_tasks(part, lines)
        if announced and len(cut) == 1 and behind[position] > 1:
            # 二、重点工作 announces what 三、四、… carry out.
            part.kind = SectionKind.OVERALL
        parts.extend(cut)
    return _split_closing(parts, lines)
