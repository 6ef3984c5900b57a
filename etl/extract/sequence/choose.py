"""Rules and model together: which spans of a report are names.

The model has the last word on edges, the rules a say where it is in doubt: a name that the model
finds likely stands; one that the rules found and the model does not rule out stands too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.extract.model import Mention
from etl.extract.sequence.features import rule_tags
from etl.extract.sequence.tagger import load_tagger
from etl.report.model import Report, SectionKind

ALONE = 0.25
"""From this probability a name stands that only the model sees."""
WITH_RULES = 0.02
"""From this probability a name stands that the rules found."""
SKIPPED = (SectionKind.PREAMBLE, SectionKind.CLOSING)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A name: its end, how likely the model finds it, and whether the rules found it too."""

    end: int
    probability: float
    by_rules: bool


def _clear(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return not any(start < b and a < end for a, b in taken)


def choose_names(
    report: Report, by_rules: Sequence[Mention], places: Mapping[int, int]
) -> dict[int, Chosen]:
    """Start → name, over all sections that promise something; gazetteer names are left alone."""
    tagger = load_tagger()
    named = {(item.ref.start, item.ref.end) for item in by_rules if item.named}
    chosen: dict[int, Chosen] = {}
    sentences = [
        sentence
        for section in report.sections
        if section.kind not in SKIPPED
        for paragraph in section.paragraphs
        for sentence in paragraph.sentences
    ]
    for sentence in sentences:
        start, end = sentence.start, sentence.end
        here = [item for item in by_rules if start <= item.ref.start and item.ref.end <= end]
        spans = [(item.ref.start - start, item.ref.end - start, item.named) for item in here]
        read = tagger.read(report.text[start:end], rule_tags(end - start, spans))
        taken = [
            (start + span.start, start + span.end)
            for span in read
            if span.probability >= ALONE or (start + span.start, start + span.end) in named
        ]
        sure = {start + span.start: span.probability for span in read}
        for item in here:
            a, b = item.ref.start, item.ref.end
            if not item.named or not _clear(a, b, taken):
                continue
            probability = tagger.probability(a - start, b - start, end - start)
            if probability >= WITH_RULES or places.get(a) == b:
                taken.append((a, b))
                sure[a] = probability
        for a, b in taken:
            chosen[a] = Chosen(b, sure[a], (a, b) in named)
    return chosen
