"""A report as a tree of spans into its normalised text.

All offsets are Python string indices into `Report.text`; ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SectionKind(StrEnum):
    """What a section of a report is for."""

    PREAMBLE = "preamble"
    REVIEW = "review"
    OVERALL = "overall"
    TASK = "task"
    GLOSSARY = "glossary"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence between commas, colons and semicolons."""

    index: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `index` counts through the whole report from 0."""

    index: int
    start: int
    end: int
    text: str
    clauses: tuple[Clause, ...]
    item: str = ""
    """The list mark it begins with or stands under (①, 1., ——), if any."""
    is_review: bool = False
    """True where it tells of what was done, whatever its section is called."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its lead title (the short first sentence), if it has one."""

    index: int
    title: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section; `focus_area` is its number for tasks, 0 for the overall targets, else None.

    `label` is what stands in `section` of every fact: 一…七, 总目标, 名词解释, 回顾.
    """

    kind: SectionKind
    label: str
    title: str
    focus_area: int | None
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One parsed report. `text` is normalised; `sha256` is of its UTF-8 bytes."""

    title: str
    district_name: str
    year: int | None
    delivered_on: date | None
    text: str
    sha256: str
    sections: tuple[Section, ...]
