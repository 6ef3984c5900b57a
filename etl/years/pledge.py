"""What a mention of report N promises: the stage to reach, by when, how much."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from etl.catalogue.model import MentionRecord, Work
from etl.codes import Stage, WorkType
from etl.extract.units import to_si
from etl.years.dues import due_date
from etl.years.names import key_of

RANK = {
    Stage.IDENTIFICATION: 1,
    Stage.PREPARATION: 2,
    Stage.IMPLEMENTATION: 3,
    Stage.COMPLETION: 4,
    Stage.MAINTENANCE: 5,
}
"""The order in which a work goes through its stages; suspended and the like have no rank."""

CREATES = {
    WorkType.ATTRACTION, WorkType.PLANNING, WorkType.CONSTRUCTION, WorkType.COMMISSIONING,
}  # fmt: skip
"""Work types that follow one another in the making of one thing: no change, but progress."""

_END = re.compile(
    r"建成|完成|完工|竣工|投用|投产|达产|投运|投入|并网|启用|开园|开业|开放|开街|开馆|通车|贯通|打通|"
    r"交付|移交|验收|入住|收官|办结|送电|通水|通气|供水|供热|运营$|搬迁|收尾|见效|合龙|封顶"
)
_START = re.compile(r"开工|启动|动工|奠基|落地|签约|立项|入库|前期|谋划|规划|论证")


@dataclass(frozen=True, slots=True)
class Pledge:
    """One promise of report N.

    `rank` is the stage (see `RANK`) that the review must show for it to be kept; `is_bounded` says
    that an end is promised, not only that the work goes on; `amount_si` is None without quantity.
    """

    work: Work
    record: MentionRecord
    rank: int
    is_bounded: bool
    due: date
    is_due_stated: bool
    amount_si: float | None
    unit_si: str


def amount_of(work: Work, record: MentionRecord) -> tuple[float | None, str]:
    """The quantity of a mention in SI units, else the figure of its sentence that bears the
    work's name (某绿道建成8公里); (None, "") without one.
    """
    fact = record.fact
    if fact.quantity is not None:
        return to_si(fact.quantity, fact.unit)
    for item in work.indicators:
        figure = item.fact
        if (
            item.report == record.report
            and figure.ref.sentence_index == fact.ref.sentence_index
            and figure.is_review == fact.is_review
            and figure.unit_si != "percent"
            and key_of(figure.name) == key_of(work.name)
        ):
            return figure.value_si, figure.unit_si
    return None, ""


def read_pledge(work: Work, record: MentionRecord, year: int) -> Pledge:
    """Read one task mention. What is begun must be seen built, what is built must be seen done:
    the rank wanted is the next after the stage told, completion where an end is promised, no more
    than being built where a start is.
    """
    fact = record.fact
    words = fact.outcome or fact.verb_phrase
    starts = bool(_START.search(words))
    ends = not starts and bool(_END.search(f"{fact.outcome} {fact.verb_phrase}"))
    due = due_date(fact.due, year)
    told = RANK.get(fact.stage, 3) if fact.stage else 3
    amount, unit = amount_of(work, record)
    return Pledge(
        work=work,
        record=record,
        rank=4 if ends else min(told + 1, 3 if starts else 4),
        is_bounded=ends or told == 4 or (due.stated and bool(fact.due)),
        due=due.on,
        is_due_stated=due.stated,
        amount_si=amount,
        unit_si=unit,
    )


def is_promise(record: MentionRecord) -> bool:
    """Whether a mention promises something: a task with a stage, other than to keep running.

    Stopped works promise nothing; a definition has no stage; a generic thing without a quantity
    (老旧小区, 口袋公园) is too vague to follow.
    """
    fact = record.fact
    if fact.is_review or fact.stage is None or fact.stage not in RANK:
        return False
    if fact.stage == Stage.MAINTENANCE and not fact.outcome:
        return False
    return fact.named or fact.quantity is not None


def pledge_of(work: Work, year: int) -> Pledge | None:
    """The most binding promise of a work: an end before a start, the further stage, the first."""
    pledges = [read_pledge(work, record, year) for record in work.mentions if is_promise(record)]
    if not pledges:
        return None
    return max(
        pledges,
        key=lambda item: (item.is_bounded, item.rank, -item.record.fact.ref.start),
    )
