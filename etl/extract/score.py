"""Score what was found against hand-labelled truth. Pure.

Strict: same text at the same place; relaxed: spans overlap with IoU ≥ 0.5. Truth of tiers A and D
counts; found mentions that meet truth of tier B or C are neither rewarded nor punished.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from etl.extract.model import Mention

Row = Mapping[str, str]
_FOLD = str.maketrans("，；：！？（）", ",;:!?()")

_STATUS_CN: dict[str, tuple[str, str]] = {
    "在建": ("construction", "implementation"),
    "达产/投产": ("commissioning", "completion"),
    "并网": ("commissioning", "completion"),
    "运营/提升": ("operation", "maintenance"),
    "研发转化": ("research", "implementation"),
    "线索跟踪/招引": ("attraction", "identification"),
    "谋划/规划": ("planning", "preparation"),
    "推进落地": ("construction", "preparation"),
    "升级改造": ("rehabilitation", "implementation"),
    "维修整治": ("rehabilitation", "implementation"),
    "完成/移交": ("construction", "implementation"),
    "举办": ("event", "implementation"),
    "定义": ("", ""),
}
"""The folded status words of the hand-labelled file, by the convention of its README."""


@dataclass(frozen=True, slots=True)
class Truth:
    """One truth row with its place in our text (None: not found there)."""

    text: str
    start: int | None
    tier: str
    work_type: str
    stage: str


@dataclass(frozen=True, slots=True)
class MentionScore:
    """Counts and rates; `missed`, `spurious` and `wrong_status` tell what to look at."""

    truth: int
    found: int
    strict_hits: int
    relaxed_hits: int
    strict_precision: float
    strict_recall: float
    strict_f1: float
    relaxed_precision: float
    relaxed_recall: float
    relaxed_f1: float
    work_type_rate: float
    stage_rate: float
    status_rate: float
    missed: tuple[str, ...] = field(default=())
    spurious: tuple[str, ...] = field(default=())
    wrong_status: tuple[str, ...] = field(default=())


def fold(text: str) -> str:
    """One width of punctuation, no blanks: what counts as the same text."""
    return re.sub(r"\s", "", text.translate(_FOLD))


def read_truth(rows: Sequence[Row], text: str) -> list[Truth]:
    """Truth rows placed in `text`: the occurrence nearest to the (drift-corrected) offset."""
    folded = text.translate(_FOLD)
    singles = []
    spots: list[list[int]] = []
    for row in rows:
        needle = row["mention"].strip().translate(_FOLD)
        found = [m.start() for m in re.finditer(re.escape(needle), folded)]
        if not found and " " in needle:
            found = [m.start() for m in re.finditer(re.escape(needle.replace(" ", "")), folded)]
        spots.append(found)
        if len(found) == 1 and row.get("char_start"):
            singles.append(found[0] - int(row["char_start"]))
    drift = int(median(singles)) if singles else 0
    placed = []
    last = 0
    for row, found in zip(rows, spots, strict=True):
        start: int | None = None
        if found:
            if row.get("char_start"):
                aim = int(row["char_start"]) + drift
                start = min(found, key=lambda at: abs(at - aim))
            else:
                start = next((at for at in found if at >= last), found[-1])
                last = start + 1
        work_type, stage = row.get("work_type", ""), row.get("stage", "")
        if "status" in row:
            work_type, stage = _STATUS_CN.get(row["status"], ("?", "?"))
        placed.append(
            Truth(row["mention"].strip(), start, row.get("tier", "A"), work_type or "", stage or "")
        )
    return placed


def _iou(a: tuple[int, int], b: tuple[int, int]) -> float:
    meet = min(a[1], b[1]) - max(a[0], b[0])
    return meet / (max(a[1], b[1]) - min(a[0], b[0])) if meet > 0 else 0.0


def _rates(hits: int, found: int, truth: int) -> tuple[float, float, float]:
    precision = hits / found if found else 0.0
    recall = hits / truth if truth else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def score_mentions(found: Sequence[Mention], truth: Sequence[Truth]) -> MentionScore:
    """Score named mentions against placed truth (see `read_truth`)."""
    counted = [row for row in truth if row.tier in ("A", "D")]
    neutral = [row for row in truth if row.tier not in ("A", "D") and row.start is not None]
    named = [mention for mention in found if mention.named]
    free = set(range(len(named)))
    pairs: dict[int, tuple[int, bool]] = {}
    for strict in (True, False):
        for index, row in enumerate(counted):
            if index in pairs or row.start is None:
                continue
            span = (row.start, row.start + len(row.text))
            best, best_iou = -1, 0.0
            for other in free:
                mention = named[other]
                where = (mention.ref.start, mention.ref.end)
                same = fold(mention.mention) == fold(row.text) and abs(where[0] - span[0]) <= 2
                overlap = 1.0 if same else (0.0 if strict else _iou(span, where))
                if overlap >= 0.5 and overlap > best_iou:
                    best, best_iou = other, overlap
            if best >= 0:
                pairs[index] = (best, strict)
                free.discard(best)
    spare = [named[i] for i in sorted(free) if not _meets(named[i], neutral)]
    strict_hits = sum(1 for _, strict in pairs.values() if strict)
    total = len(pairs) + len(spare)
    strict_rates = _rates(strict_hits, total, len(counted))
    relaxed_rates = _rates(len(pairs), total, len(counted))
    wrong, good = [], [0, 0, 0]
    for index, (other, _) in pairs.items():
        row, mention = counted[index], named[other]
        right_type = (mention.work_type or "") == row.work_type
        right_stage = (mention.stage or "") == row.stage
        good = [good[0] + right_type, good[1] + right_stage, good[2] + (right_type and right_stage)]
        if not (right_type and right_stage):
            wrong.append(
                f"{mention.mention} [{mention.verb_phrase}]: {mention.work_type}/{mention.stage}"
                f" ≠ {row.work_type}/{row.stage}"
            )
    matched = len(pairs) or 1
    missed = [
        row.text + ("" if i not in pairs else f" ≈ {named[pairs[i][0]].mention}")
        for i, row in enumerate(counted)
        if i not in pairs or not pairs[i][1]
    ]
    return MentionScore(
        len(counted), total, strict_hits, len(pairs), *strict_rates, *relaxed_rates,
        good[0] / matched, good[1] / matched, good[2] / matched,
        tuple(missed), tuple(f"{m.mention} [{m.verb_phrase}]" for m in spare), tuple(wrong),
    )  # fmt: skip


def _meets(mention: Mention, rows: Sequence[Truth]) -> bool:
    where = (mention.ref.start, mention.ref.end)
    return any(
        row.start is not None and _iou(where, (row.start, row.start + len(row.text))) > 0
        for row in rows
    )
