"""Train the sequence model on the marked corpus, and show by leaving texts out what it is worth.

Each text is scored by a model that has never seen it. The rules' own score on the same texts
stands beside it: the model is kept only where it is better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from etl.extract.model import Mention
from etl.extract.sequence.corpus import Mark, MarkedText
from etl.extract.sequence.features import rule_tags, sentence_features
from etl.extract.sequence.tagger import BEGIN, INSIDE, OUTSIDE
from etl.report.model import Report

PARAMETERS = {
    "c1": 0.1,
    "c2": 1.0,
    "max_iterations": 120,
    "feature.possible_transitions": True,
    "feature.minfreq": 2,
}

_FOLD = str.maketrans("，；：！？（）", ",;:!?()")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence: features and the right tag of each character."""

    features: list[list[str]]
    tags: list[str]


def sentence_spans(report: Report) -> list[tuple[int, int]]:
    """Start and end of every sentence of a report."""
    return [
        (sentence.start, sentence.end)
        for section in report.sections
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    ]


def rules_of(mentions: Sequence[Mention], start: int, end: int) -> list[str]:
    """The rules' tags of one sentence."""
    spans = [
        (item.ref.start - start, item.ref.end - start, item.named)
        for item in mentions
        if start <= item.ref.start and item.ref.end <= end
    ]
    return rule_tags(end - start, spans)


def lessons(
    report: Report, mentions: Sequence[Mention], names: Sequence[tuple[int, int]]
) -> list[Lesson]:
    """The sentences of a report; `mentions` are the rules', `names` the right spans."""
    right = [OUTSIDE] * len(report.text)
    for start, end in names:
        right[start:end] = [BEGIN] + [INSIDE] * (end - start - 1)
    return [
        Lesson(
            sentence_features(report.text[start:end], rules_of(mentions, start, end)),
            right[start:end],
        )
        for start, end in sentence_spans(report)
        if end > start
    ]


def train(taught: Sequence[Lesson], path: Path) -> None:
    """Train and write a model; the same lessons in the same order give the same model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for lesson in taught:
        trainer.append(lesson.features, lesson.tags)
    trainer.set_params(PARAMETERS)
    trainer.train(str(path))


_BEFORE, _BEHIND = 16, 6


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without blanks and with one form of punctuation; and where each character was."""
    kept = [(char.translate(_FOLD), at) for at, char in enumerate(text) if not char.isspace()]
    return "".join(char for char, _ in kept), [at for _, at in kept]


def placed_marks(text: str, marked: MarkedText) -> list[tuple[Mark, int, int]]:
    """Where the marks stand in the report's normalised text: mark, start, end.

    Normalising drops blanks, joins lines and unifies punctuation, so each mark is met with some of
    the words around it. A mark that is not met is left out.
    """
    plain, where = _folded(marked.text)
    back = {at: index for index, at in enumerate(where)}
    normal, offsets = _folded(text)
    out = []
    for mark in marked.marks:
        start, end = back.get(mark.start), back.get(mark.end - 1)
        if start is None or end is None:
            continue
        left = max(0, start - _BEFORE)
        found = normal.find(plain[left : end + 1 + _BEHIND])
        if found >= 0:
            first = found + start - left
            out.append((mark, offsets[first], offsets[first + end - start] + 1))
    return out
