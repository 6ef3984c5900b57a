"""Split a paragraph's line into sentences and clauses with spans."""

from __future__ import annotations

import re

from etl.report.model import Clause, Sentence

_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’）)》]*|[^。！？；]+$")
_CLAUSE = re.compile(r"(?:[^，：；。！？]|(?<=\d)：(?=\d))+")
_ITEM = re.compile(
    r"^(?:[①-⑳]|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|——|[一二三四五六七八九十]是(?:要)?|[一二三四五六七八九十]要|第[一二三四五六七八九十]，)"
)


def item_mark(text: str) -> str:
    """The list mark `text` begins with (①, 1., ——, 一是), or an empty string."""
    found = _ITEM.match(text)
    return found.group() if found else ""


def split_sentences(line: str, offset: int, first_index: int) -> tuple[Sentence, ...]:
    """Sentences of `line`, which starts at `offset` of the report; indices from `first_index`."""
    sentences: list[Sentence] = []
    item = ""
    for found in _SENTENCE.finditer(line):
        text = found.group()
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            continue
        start = offset + found.start() + lead
        item = item_mark(text) or item
        clauses = tuple(
            Clause(index, start + part.start(), start + part.end(), part.group())
            for index, part in enumerate(_CLAUSE.finditer(text))
        )
        sentences.append(
            Sentence(first_index + len(sentences), start, start + len(text), text, clauses, item)
        )
    return tuple(sentences)
