"""Names in the glossary: `某区N园:是指A、B、C` yields mentions without work type and stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from etl.extract.clause import MAX_CLAUSE, mentions_of_clause
from etl.extract.compose import Context
from etl.extract.lexicon import Lexicon
from etl.extract.model import Mention
from etl.extract.tokens import tokenise, within
from etl.report.model import Report, Section


def glossary_mentions(
    section: Section,
    report: Report,
    lexicon: Lexicon,
    places: Mapping[int, int],
    learnt: Mapping[int, int],
) -> list[Mention]:
    """Mentions in the definitions of `section`; see `etl.extract.grammar` for the spans."""
    found: list[Mention] = []
    for paragraph in section.paragraphs:
        for sentence in paragraph.sentences:
            context = Context(section, paragraph, sentence, lexicon)
            for clause in sentence.clauses:
                if len(clause.text) > MAX_CLAUSE:
                    continue
                if clause.index == 0 and report.text[clause.end : clause.end + 1] == "：":
                    continue  # the term itself
                tokens = tokenise(
                    clause.text,
                    clause.start,
                    lexicon,
                    within(places, clause.start, clause.end),
                    within(learnt, clause.start, clause.end),
                )
                found.extend(
                    replace(mention, work_type=None, stage=None, outcome="", rule="definition")
                    for mention in mentions_of_clause(tokens, clause, context)
                )
    return found
