"""What extraction finds: mentions of things and indicators, each with span, rule and confidence.

Offsets are Python string indices into `Report.text`; ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from etl.codes import Category, Comparator, Stage, WorkType


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """Where in the report a fact stands."""

    section: str
    focus_area: int | None
    paragraph_title: str
    paragraph_index: int
    sentence_index: int
    clause_index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a thing (project, place, road, firm, event …).

    `canonical_name` is the full name where list members share a prefix or head;
    `named` is True for a proper name; `quantity` and `unit` are as written (危桥3座);
    `outcome` is what is promised (an action noun such as 达产, 并网, 移交);
    `due` is a date or year as written, empty for the end of the report year;
    `spatial_hint` is a place word of the same clause (农村, 城镇, …村, …西侧);
    `confidence` lies in 0…1; `explain` says which rules spoke.
    """

    ref: ClauseRef
    mention: str
    canonical_name: str
    category: Category
    work_type: WorkType | None
    stage: Stage | None
    verb_phrase: str
    named: bool
    is_review: bool
    confidence: float
    rule: str
    quantity: float | None = None
    unit: str = ""
    outcome: str = ""
    due: str = ""
    spatial_hint: str = ""
    explain: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure that is a target or a result.

    `comparator` is the Chinese wording (达到…以上, 增长); `comparator_code` its code.
    `value` and `unit` are as written (10, 万亩); `value_max` closes a range;
    `value_si`/`unit_si` are normalised (m2, m, kg, CNY, percent, count of a thing …).
    """

    ref: ClauseRef
    name: str
    comparator: str
    comparator_code: Comparator
    value: float
    unit: str
    value_si: float
    unit_si: str
    is_review: bool
    confidence: float
    rule: str
    value_max: float | None = None
    period: str = ""
    place: str = ""
    explain: tuple[str, ...] = field(default=())
