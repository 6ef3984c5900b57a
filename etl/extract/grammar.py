"""The grammar over a whole report: clause by clause, with names fixed beforehand or not."""

from __future__ import annotations

from collections.abc import Mapping

from etl.extract.clause import MAX_CLAUSE, mentions_of_clause
from etl.extract.compose import Context
from etl.extract.glossary import glossary_mentions
from etl.extract.lexicon import load_lexicon
from etl.extract.model import Mention
from etl.extract.tokens import tokenise, within
from etl.report.model import Report, SectionKind

SKIPPED = (SectionKind.PREAMBLE, SectionKind.CLOSING)
"""Sections that promise nothing."""

Spans = Mapping[int, int]
"""Start → end of names in the report's text."""


def grammar_mentions(report: Report, places: Spans, learnt: Spans) -> list[Mention]:
    """All mentions of a report in order of the text.

    `places` are gazetteer names, `learnt` names of the sequence model: both are words of their own
    to the grammar, and what is learnt is always a mention.
    """
    lexicon = load_lexicon()
    found: list[Mention] = []
    for section in report.sections:
        if section.kind in SKIPPED:
            continue
        if section.kind is SectionKind.GLOSSARY:
            found.extend(glossary_mentions(section, report, lexicon, places, learnt))
            continue
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                context = Context(section, paragraph, sentence, lexicon)
                for clause in sentence.clauses:
                    if len(clause.text) > MAX_CLAUSE:
                        continue
                    tokens = tokenise(
                        clause.text,
                        clause.start,
                        lexicon,
                        within(places, clause.start, clause.end),
                        within(learnt, clause.start, clause.end),
                    )
                    found.extend(mentions_of_clause(tokens, clause, context))
    return found
