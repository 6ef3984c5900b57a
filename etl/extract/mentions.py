"""Mentions of things in a report: names, works, firms, events, with status and why."""

from __future__ import annotations

from collections.abc import Sequence

import ahocorasick

from etl.extract.clause import MAX_CLAUSE, mentions_of_clause
from etl.extract.compose import Context
from etl.extract.glossary import glossary_mentions
from etl.extract.lexicon import load_lexicon
from etl.extract.model import Mention
from etl.extract.tokens import tokenise
from etl.report.model import Report, SectionKind

_SKIPPED = (SectionKind.PREAMBLE, SectionKind.CLOSING)


def place_spans(text: str, names: Sequence[str]) -> dict[int, int]:
    """Start → end of the longest gazetteer names in `text`, left to right, not overlapping."""
    automaton = ahocorasick.Automaton()
    for name in names:
        if len(name) > 1:
            automaton.add_word(name, len(name))
    if not len(automaton):
        return {}
    automaton.make_automaton()
    hits = sorted(
        ((end - size + 1, end + 1) for end, size in automaton.iter(text)),
        key=lambda span: (span[0], -span[1]),
    )
    spans: dict[int, int] = {}
    reach = 0
    for start, end in hits:
        if start >= reach:
            spans[start] = end
            reach = end
    return spans


def extract_mentions(report: Report, names: Sequence[str] = ()) -> list[Mention]:
    """All mentions of `report` in order of the text; `names` are the district's own place names."""
    lexicon = load_lexicon()
    # The district itself and general words (城区) are no evidence for a thing in it.
    own = [n for n in names if n != report.district_name and n not in lexicon.classes]
    spans = place_spans(report.text, own)
    found: list[Mention] = []
    for section in report.sections:
        if section.kind in _SKIPPED:
            continue
        if section.kind is SectionKind.GLOSSARY:
            found.extend(glossary_mentions(section, report, lexicon, spans))
            continue
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                context = Context(section, paragraph, sentence, lexicon)
                for clause in sentence.clauses:
                    if len(clause.text) > MAX_CLAUSE:
                        continue
                    local = {
                        start - clause.start: end - clause.start
                        for start, end in spans.items()
                        if clause.start <= start and end <= clause.end
                    }
                    tokens = tokenise(clause.text, clause.start, lexicon, local)
                    found.extend(mentions_of_clause(tokens, clause, context))
    return found
