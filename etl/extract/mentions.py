"""Mentions of things in a report: names, works, firms, events, with status and why.

Three steps: the grammar reads the report by rules alone; the sequence model, which sees what the
rules think, settles where names begin and end; the grammar reads again with those names fixed and
says what is done with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import ahocorasick

from etl.extract.grammar import grammar_mentions
from etl.extract.lexicon import load_lexicon
from etl.extract.model import Mention
from etl.extract.sequence.choose import Chosen, choose_names
from etl.report.model import Report


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


def rule_mentions(report: Report, names: Sequence[str] = ()) -> list[Mention]:
    """What the rules alone find: what the model is trained beside and measured against."""
    return grammar_mentions(report, _own_places(report, names), {})


def extract_mentions(report: Report, names: Sequence[str] = ()) -> list[Mention]:
    """All mentions of `report` in order of the text; `names` are the district's own place names."""
    places = _own_places(report, names)
    by_rules = grammar_mentions(report, places, {})
    chosen = choose_names(report, by_rules, places)
    learnt = {start: name.end for start, name in chosen.items()}
    found = grammar_mentions(report, places, learnt)
    return [_settled(mention, chosen) for mention in found]


def _own_places(report: Report, names: Sequence[str]) -> dict[int, int]:
    known = load_lexicon().classes
    # The district itself and general words (城区) are no evidence for a thing in it.
    own = [name for name in names if name != report.district_name and name not in known]
    return place_spans(report.text, own)


def _settled(mention: Mention, chosen: Mapping[int, Chosen]) -> Mention:
    """A chosen name is a name, as sure as model and rules are; anything else is none."""
    name = chosen.get(mention.ref.start)
    if name is None or name.end != mention.ref.end:
        return replace(mention, named=False) if mention.named else mention
    sure = max(name.probability, mention.confidence * 0.5) if name.by_rules else name.probability
    return replace(
        mention,
        named=True,
        confidence=round(min(0.99, max(0.05, sure)), 2),
        rule=mention.rule if name.by_rules else f"{mention.rule}+model",
        explain=(
            *mention.explain,
            f"model {name.probability:.2f}, rules {'agree' if name.by_rules else 'do not see it'}",
        ),
    )
