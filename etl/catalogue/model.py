"""The catalogue: records with an identity and an origin, and the works they merge into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from etl.codes import Category, Stage, WorkType
from etl.extract.model import Indicator, Mention

Origin = Literal["text", "corrected", "added"]


@dataclass(frozen=True, slots=True)
class MentionRecord:
    """A mention with its identity `report/sentence/name`, and where the record comes from."""

    record_id: str
    report: str
    fact: Mention
    origin: Origin = "text"


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """An indicator with its identity `report/sentence/name`, and where it comes from."""

    record_id: str
    report: str
    fact: Indicator
    origin: Origin = "text"


@dataclass(frozen=True, slots=True)
class Work:
    """A thing of the report: its mentions merged, in the order of the text.

    `lead` is the mention that says what is done this year: the first of a task section, else of
    the review, else of the glossary.
    """

    work_id: str
    name: str
    aliases: tuple[str, ...]
    category: Category
    named: bool
    stage: Stage | None
    work_type: WorkType | None
    focus_areas: tuple[int, ...]
    mentions: tuple[MentionRecord, ...]
    indicators: tuple[IndicatorRecord, ...]
    lead: MentionRecord
    origin: Origin
