"""Parse the text of a work report into sections, paragraphs, sentences and clauses. Pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from etl.errors import ReportError
from etl.report.head import read_head
from etl.report.model import Paragraph, Report, Section, SectionKind, Sentence
from etl.report.normalize import normalise
from etl.report.outline import NUMERALS, Part, is_bare_title, lead_title, level, outline
from etl.report.sentences import split_sentences
from etl.report.tense import Tense
from etl.report.trim import title_line, trim

_LABELS = {
    SectionKind.PREAMBLE: "前言",
    SectionKind.REVIEW: "回顾",
    SectionKind.OVERALL: "总目标",
    SectionKind.GLOSSARY: "名词解释",
    SectionKind.CLOSING: "结语",
}
_GENRE = re.compile(
    r"工作报告|政府工作|各位代表|重点工作|目标任务|预期目标|总体要求|项目建设|高质量发展|招商引资|乡村振兴"
)
_TERM = re.compile(
    r"(?:[①-⑳]|\d{1,3}[.．、]|[（(]\d{1,3}[）)])?\s*“?([^“”：]{2,24}?)”?\s*(?:：|是指|即|指)"
)
"""The term that a line of the glossary explains."""
MIN_CHARS = 40
MAX_CHARS = 150_000
"""Reports of provinces run to some 30,000 characters; beyond five of them it is something else."""


def _check(text: str, lines: list[str]) -> None:
    """ReportError for a text that is empty or plainly no work report."""
    if not text.strip():
        raise ReportError(
            "报告没有正文；请提供政府工作报告全文",
            "The report has no text; give the full work report",
        )
    chinese = len(re.findall("[\u4e00-\u9fff]", text))
    cues = len(set(_GENRE.findall(text)))
    marked = sum(1 for line in lines if level(line) in ("chapter", "section"))
    enough = cues >= 2 or (cues >= 1 and (title_line(lines) is not None or marked >= 2))
    if len(text) < MIN_CHARS or chinese < 0.3 * len(text) or not enough:
        raise ReportError(
            "这不像一份政府工作报告（缺少标题、章节或常用语）；请检查文件是否正确",
            "This does not look like a government work report (no title, sections or usual terms); "
            "check that it is the right file",
        )


def _section_title(part: Part) -> str:
    return part.title.rstrip("。：")


class _Builder:
    """Turns parts into sections while counting paragraphs and sentences through the report."""

    def __init__(self, lines: list[str], offsets: list[int], year: int | None) -> None:
        self.tense = Tense(year)
        self.lines = lines
        self.offsets = offsets
        self.sentence_index = 0
        self.paragraph_index = 0
        self.task_number = 0

    def _paragraph(self, row: int, standing: str, *, in_glossary: bool) -> tuple[Paragraph, str]:
        line, start = self.lines[row], self.offsets[row]
        past = self.tense.paragraph(line, marked=bool(level(line)))
        sentences: tuple[Sentence, ...] = tuple(
            replace(made, is_review=self.tense.sentence(made, past=past))
            for made in split_sentences(line, start, self.sentence_index)
        )
        self.sentence_index += len(sentences)
        own = lead_title(line)
        if len(sentences) < 2 and not is_bare_title(line) and not level(line):
            own = ""
        if in_glossary:
            term = _TERM.match(line)
            own = term[1] if term else own
        title = own or standing
        paragraph = Paragraph(self.paragraph_index, title, start, start + len(line), sentences)
        self.paragraph_index += 1
        return paragraph, title

    def section(self, part: Part) -> Section:
        label, area = _LABELS.get(part.kind, ""), None
        if part.kind is SectionKind.TASK:
            self.task_number += 1
            area = self.task_number
            label = NUMERALS[area - 1] if area <= len(NUMERALS) else str(area)
        elif part.kind is SectionKind.OVERALL:
            area = 0
        paragraphs = []
        standing = _section_title(part)
        self.tense.section(is_review=part.kind is SectionKind.REVIEW)
        for row in part.rows:
            paragraph, standing = self._paragraph(
                row, standing, in_glossary=part.kind is SectionKind.GLOSSARY
            )
            paragraphs.append(paragraph)
        return Section(
            part.kind,
            label,
            _section_title(part),
            area,
            paragraphs[0].start,
            paragraphs[-1].end,
            tuple(paragraphs),
        )


def _check_length(text: str) -> None:
    """ReportError for more text than one report holds, before any work is done on it."""
    if len(text) > 4 * MAX_CHARS or len(re.sub(r"\s+", "", text)) > MAX_CHARS:
        raise ReportError(
            f"正文过长（上限 {MAX_CHARS // 10_000} 万字），不像一份报告；请一次只提供一份报告",
            f"The text is too long for one report (limit {MAX_CHARS:,} characters); "
            "give the text of one report at a time",
        )


def parse_report(text: str) -> Report:
    """Parse `text` (any encoding already decoded); ReportError if it is no report, or too long."""
    _check_length(text)
    lines = trim(normalise(text).splitlines())
    clean = "".join(f"{line}\n" for line in lines)
    _check(clean, lines)
    offsets, at = [], 0
    for line in lines:
        offsets.append(at)
        at += len(line) + 1
    head = read_head(lines)
    builder = _Builder(lines, offsets, head.year)
    sections = tuple(builder.section(part) for part in outline(lines, head.year))
    return Report(
        title=head.title,
        district_name=head.district_name,
        year=head.year,
        delivered_on=head.delivered_on,
        text=clean,
        sha256=hashlib.sha256(clean.encode("utf-8")).hexdigest(),
        sections=sections,
    )
