"""Split a paragraph's line into sentences and clauses with spans."""

from __future__ import annotations

import re

from etl.report.model import Clause, Sentence

_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’）)》]*|[^。！？；]+$")
_CLAUSE = re.compile(r"(?:[^，：；。！？]|(?<=\d)：(?=\d))+")
_ITEM = re.compile(
    r"^(?:[①-⑳]|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|——|[一二三四五六七八九十]是(?:要)?|[一二三四五六七八九十]要|第[一二三四五六七八九十]，)"
)


MAX_SENTENCE = 1_500
"""Characters: sentences of reports stay below 500. A longer stretch is cut at its commas, so that
no text, however odd, costs more than its length."""


def _cut(text: str, at: int) -> list[tuple[int, str]]:
    """A stretch as (start, text), in pieces of at most `MAX_SENTENCE`."""
    out = []
    while len(text) > MAX_SENTENCE:
        comma = max(text.rfind("，", 1, MAX_SENTENCE), text.rfind("、", 1, MAX_SENTENCE)) + 1
        size = comma or MAX_SENTENCE
        out.append((at, text[:size]))
        text, at = text[size:], at + size
    return [*out, (at, text)]


def item_mark(text: str) -> str:
    """The list mark `text` begins with (①, 1., ——, 一是), or an empty string."""
    found = _ITEM.match(text)
    return found.group() if found else ""


def split_sentences(line: str, offset: int, first_index: int) -> tuple[Sentence, ...]:
    """Sentences of `line`, which starts at `offset` of the report; indices from `first_index`."""
    sentences: list[Sentence] = []
    item = ""
    stretches = (
        part for found in _SENTENCE.finditer(line) for part in _cut(found.group(), found.start())
    )
    for begin, text in stretches:
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            continue
        start = offset + begin + lead
        item = item_mark(text) or item
        clauses = tuple(
            Clause(index, start + part.start(), start + part.end(), part.group())
            for index, part in enumerate(_CLAUSE.finditer(text))
        )
        sentences.append(
            Sentence(first_index + len(sentences), start, start + len(text), text, clauses, item)
        )
    return tuple(sentences)
