"""Category, work type and stage where a trained model knows better than the rules.

Two small maximum-entropy models see what the rules decided together with the words around a name,
and were trained on texts where the rules err (`etl.extract.sequence.status_train`). A model has
its say where it is sure enough; what was stopped or dropped, and words whose code is agreed on,
stay with the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from etl.codes import Category, Stage, WorkType
from etl.extract.clues import Clues
from etl.extract.kind_features import kind_features
from etl.extract.maxent import classifier
from etl.extract.status import Status
from etl.extract.status_features import status_features
from etl.paths import LEXICON

KIND_MODEL = LEXICON / "kind.crf"
STATUS_MODEL = LEXICON / "status.crf"
KIND_AT = 0.4
"""From this probability the model's category stands."""
KIND_AT_SUFFIX = 0.8
"""The same where the name ends in a suffix of three characters or more, which says it by itself."""
STATUS_AT = 0.6
"""From this probability the model's work type and stage stand against a verb the rules know.

Where the rules know none and only guess, the model's word is taken as it is.
"""
_CATEGORIES = {member.value: member for member in Category}
_WORK_TYPES = {member.value: member for member in WorkType}
_STAGES = {member.value: member for member in Stage}
_FIXED = frozenset(
    f"status:{why}"
    for why in (
        "suspend", "suspended", "cancel", "cancelled", "heading", "planout", "metric", "outcome",
        "milestone", "honour",
    )
)  # fmt: skip
"""Where the rules are right more often than the model on texts it has not seen."""
_BY_CONVENTION = frozenset(
    {"盘活", "投产", "达产", "并网", "投运", "开业", "跟踪", "对接", "招引", "谋划", "落地"}
)
"""Words whose code is agreed on: the model may not say otherwise."""


@dataclass(slots=True)
class Notes:
    """What the models were asked: the features of each name, by its span in the report."""

    kinds: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    statuses: dict[tuple[int, int], list[str]] = field(default_factory=dict)


_notes: ContextVar[Notes | None] = ContextVar("notes", default=None)


@contextmanager
def taking_notes() -> Iterator[Notes]:
    """Write down the features of every name met inside (to train on them)."""
    notes = Notes()
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def refine_category(clues: Clues) -> tuple[Category, str]:
    """The category of a name and, where the model overruled the rules, why."""
    features = kind_features(clues)
    notes = _notes.get()
    if notes is not None:
        notes.kinds[clues.start, clues.end] = features
    model = classifier(KIND_MODEL)
    if model is None:
        return clues.category, ""
    guess = model.guess(features)
    plain = clues.suffix is not None and len(clues.suffix.word) >= 3
    least = KIND_AT_SUFFIX if plain else KIND_AT
    if guess.probability < least or guess.label == clues.category.value:
        return clues.category, ""
    why = f"category by model {guess.probability:.2f}, rules {clues.category.value}"
    return _CATEGORIES[guess.label], why


def refine_status(clues: Clues, status: Status) -> tuple[Status, str]:
    """Work type and stage of a name and, where the model overruled the rules, why."""
    features = status_features(replace(clues, status=status))
    notes = _notes.get()
    if notes is not None:
        notes.statuses[clues.start, clues.end] = features
    model = classifier(STATUS_MODEL)
    why, _, word = status.rule.partition("=")
    if model is None or why in _FIXED or word in _BY_CONVENTION:
        return status, ""
    guess = model.guess(features)
    sure = guess.probability >= STATUS_AT or status.rule == "status:default"
    if not sure or guess.label == label_of(status.work_type, status.stage):
        return status, ""
    work_type, _, stage = guess.label.partition("/")
    because = (
        f"status by model {guess.probability:.2f}, rules {status.work_type}/{status.stage}"
        f" ({status.rule})"
    )
    return replace(
        status, work_type=_WORK_TYPES[work_type], stage=_STAGES[stage], rule="status:model"
    ), because


def label_of(work_type: str | None, stage: str | None) -> str:
    """The model's name for a work type and a stage."""
    return f"{work_type or ''}/{stage or ''}"
