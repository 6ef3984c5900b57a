"""Indicators: every figure of a report that is a target or a result.

A range keeps both ends; growth beside an amount is an indicator of its own under the same name; a
shared predicate makes one indicator per subject; the glossary, the preamble and the closing words
hold none. Numbers in a name (220千伏变电站), dates, ordinals, turns of speech (三大任务) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl.extract.figures_code import comparator_code, full_wording
from etl.extract.figures_context import Context, complete
from etl.extract.figures_grammar import read_segment
from etl.extract.figures_lexicon import words
from etl.extract.figures_phrase import (
    after_enumeration,
    clean_subject,
    is_bare_head,
    split_names,
    topic_of,
)
from etl.extract.figures_reading import Reading
from etl.extract.figures_segment import Segment, find_rank, segments
from etl.extract.figures_setting import period_of, place_of
from etl.extract.figures_text import Compact, compact
from etl.extract.model import ClauseRef, Indicator
from etl.extract.quantity_numerals import parse_numeral
from etl.report.model import Clause, Paragraph, Report, Section, SectionKind, Sentence

_KINDS = (SectionKind.REVIEW, SectionKind.OVERALL, SectionKind.TASK)
_MAX_NAME = 40


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the clause being read stands."""

    report: Report
    section: Section
    paragraph: Paragraph
    sentence: Sentence
    clause: Clause
    shown: Compact


def extract_indicators(report: Report) -> list[Indicator]:
    """Every figure of the review, the overall targets and the tasks, in text order.

    A report in which no such section could be told apart is read as a whole.
    """
    parted = any(section.kind in _KINDS for section in report.sections)
    kinds = (*_KINDS, SectionKind.PREAMBLE) if parted else (SectionKind.PREAMBLE,)
    found: list[Indicator] = []
    for section in report.sections:
        if section.kind in kinds:
            opening = parted and section.kind is SectionKind.PREAMBLE
            for paragraph in section.paragraphs:
                if not opening or _recalls(paragraph):
                    found.extend(_paragraph(report, section, paragraph))
    return found


def _recalls(paragraph: Paragraph) -> bool:
    """Whether a paragraph before the first heading already looks back on the year."""
    return bool(paragraph.sentences and _RECALLS.match(paragraph.sentences[0].text))


_RECALLS = re.compile(r"(?:刚刚)?过去的?[一五]年|[一五]年来|20\d\d年[,，]")


def _paragraph(report: Report, section: Section, paragraph: Paragraph) -> Iterator[Indicator]:
    context = Context(paragraph_title=paragraph.title or section.title)
    for sentence in paragraph.sentences:
        context.start_sentence(compact(sentence.text).text)
        for number, clause in enumerate(sentence.clauses):
            following = sentence.clauses[number + 1 : number + 2]
            context.next_clause = compact(following[0].text).text if following else ""
            shown = compact(clause.text)
            yield from _clause(_Place(report, section, paragraph, sentence, clause, shown), context)


def _clause(place: _Place, context: Context) -> Iterator[Indicator]:
    text = place.shown.text
    figures = segments(text)
    if not figures:
        rank = _rank(place, 0, context)
        if rank:
            yield rank
        context.plain(text)
        if rank:
            context.names, context.fresh = [rank.name], True
        return
    ordinal, spoken = 0, dict[str, None]()
    for number, segment in enumerate(figures):
        bare = _bare_values(figures, number)
        reading = _one_each(read_segment(segment), bare)
        carried = not reading.name and number == 0 and _share_values(figures, context)
        ordinal = ordinal + 1 if segment.joined and not segment.pre else 0
        readings = complete(reading, segment, context, ordinal)
        if len(readings) > 1 and ("分别" in text or bare + 1 == len(readings)):
            context.names = [item.name for item in readings]
            context.comparator, context.klass = reading.comparator, reading.klass
            context.verb, context.fresh = reading.verb, True
            readings = readings[:1]
        elif carried:
            context.comparator, context.klass, context.verb = reading.comparator, reading.klass, ""
        elif ordinal == 0 or not context.names:
            context.names = [item.name for item in readings if item.name]
            context.comparator, context.klass = readings[0].comparator, readings[0].klass
            context.verb = readings[0].verb
            context.fresh = bool(context.names)
            context.kind, context.unit = segment.quantity.kind, segment.quantity.unit
        for item in map(_shortened, readings):
            if item.name and len(item.name) <= _MAX_NAME:
                if item.name not in context.recent:
                    context.recent.append(item.name)
                spoken[item.name] = None
                yield _indicator(place, segment, item)
    if rank := _rank(place, figures[-1].quantity.bound_end, context):
        yield rank
    same_unit = len({segment.quantity.unit for segment in figures}) == 1
    alike = same_unit and context.klass == "verb" and all(segment.pre for segment in figures)
    context.together = list(spoken) if alike else []


def _shortened(reading: Reading) -> Reading:
    """A list too long to be a name goes by its last member, which carries the head."""
    if len(reading.name) <= _MAX_NAME:
        return reading
    return replace(reading, name=reading.name.rpartition("、")[2])


def _bare_values(figures: list[Segment], number: int) -> int:
    """How many figures right behind this one have no words of their own."""
    count = 0
    while number + count + 1 < len(figures) and not figures[number + count + 1].pre:
        count += 1
    return count


def _one_each(reading: Reading, bare: int) -> Reading:
    """城镇、农村居民收入达到3万元和2万元: as many bare values as names share the predicate."""
    if bare and not reading.shared and reading.klass not in ("verb", "none"):
        return replace(reading, shared=len(split_names(reading.name, shared=True)) == bare + 1)
    return reading


def _share_values(figures: list[Segment], context: Context) -> bool:
    """(分别)增长8%和3%: give the values to as many of the names just heard. True if so."""
    count = 1
    while count < len(figures) and not figures[count].pre:
        count += 1
    if count < 2 or not context.fresh or len(context.recent) < count:
        return False
    context.names = context.recent[-count:]
    return True


def _indicator(place: _Place, segment: Segment, reading: Reading) -> Indicator:
    quantity = segment.quantity
    is_review = _is_review(place)
    return Indicator(
        ref=_ref(place, segment.start, segment.end),
        name=reading.name,
        comparator=full_wording(reading, quantity),
        comparator_code=comparator_code(reading, quantity),
        value=quantity.value,
        unit=quantity.unit,
        value_si=quantity.value_si,
        unit_si=quantity.unit_si,
        is_review=is_review,
        confidence=reading.confidence,
        rule=reading.rule,
        value_max=quantity.value_max,
        period=period_of(place.sentence.text, place.report.year, is_review=is_review),
        place=place_of(place.shown.text),
        explain=_explain(segment, reading),
    )


def _is_review(place: _Place) -> bool:
    """Of the year before: in the review, or told before the first heading."""
    kind = place.section.kind
    before = kind is SectionKind.PREAMBLE and any(s.kind in _KINDS for s in place.report.sections)
    return kind is SectionKind.REVIEW or place.sentence.is_review or before


def _explain(segment: Segment, reading: Reading) -> tuple[str, ...]:
    notes = [f"rule:{reading.rule}", f"quantity:{segment.quantity.text}"]
    if reading.verb:
        notes.append(f"verb:{reading.verb}")
    if reading.shared:
        notes.append("shared predicate")
    if segment.quantity.approx:
        notes.append(f"approximate:{segment.quantity.approx}")
    return tuple(notes)


def _ref(place: _Place, start: int, end: int) -> ClauseRef:
    start, end = place.shown.span(start, end)
    return ClauseRef(
        section=place.section.label,
        focus_area=place.section.focus_area,
        paragraph_title=place.paragraph.title,
        paragraph_index=place.paragraph.index,
        sentence_index=place.sentence.index,
        clause_index=place.clause.index,
        start=place.clause.start + start,
        end=place.clause.start + end,
    )


def _rank(place: _Place, start: int, context: Context) -> Indicator | None:
    """The ranking in the clause's text from `start`; without a subject it is of the last name."""
    text = place.shown.text[start:]
    rank = find_rank(text)
    if rank is None:
        return None
    digits = rank.number_text
    value = float(digits) if digits.isdigit() else parse_numeral(digits)
    name = after_enumeration(clean_subject(text[: rank.start].lstrip("、，")))
    if not name and context.names:
        name = context.names[-1]
    elif name and is_bare_head(name) and context.fresh:
        # 生产总值增长6%,增速居全市第2位
        last = context.names[-1]
        name = (last if name in words("relation") else topic_of(last)) + name
    if value is None or not name:
        return None
    reading = Reading(name, rank.wording, "rank", "", False, "rank", 0.7)
    is_review = _is_review(place)
    return Indicator(
        ref=_ref(place, start, start + rank.end),
        name=name,
        comparator=rank.wording,
        comparator_code=comparator_code(reading, None),
        value=value,
        unit="位",
        value_si=value,
        unit_si="count",
        is_review=is_review,
        confidence=reading.confidence,
        rule="rank",
        period=period_of(place.sentence.text, place.report.year, is_review=is_review),
        place=place_of(text),
        explain=("rule:rank",),
    )
