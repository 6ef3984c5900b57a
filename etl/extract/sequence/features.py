"""What the sequence model sees of each character: itself, its neighbours, what the lexicon says of
the words around it, its place in a list, and what the rules think.

All values are strings of CRFsuite. The lexicon and the rules carry most of what is general; the
characters themselves carry what a corpus of a few dozen texts can teach.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import ahocorasick

from etl.extract.lexicon import load_lexicon

_EDGE = frozenset("、,，。;；:：“”()（）等和与及以将把在对从为至到的")
_NUMERALS = frozenset("一二三四五六七八九十百千万亿两")
_REACH = 3
"""Characters seen to either side."""

Hit = tuple[int, str]
"""Length of a lexicon word and its kind."""


def _kind(char: str) -> str:
    if char.isdigit():
        return "d"
    if char.isascii() and char.isalpha():
        return "a"
    if "\u4e00" <= char <= "\u9fff":
        return "n" if char in _NUMERALS else "c"
    return "p" + char


def _automaton(words: dict[str, str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word, kind in words.items():
        automaton.add_word(word, (len(word), kind))
    automaton.make_automaton()
    return automaton


@lru_cache(maxsize=1)
def _tables() -> dict[str, ahocorasick.Automaton]:
    """One automaton for each word table: verbs, suffixes, list heads, other words."""
    lexicon = load_lexicon()
    special = {*lexicon.verbs, *lexicon.suffixes, *lexicon.heads}
    return {
        "v": _automaton({word: verb.role for word, verb in lexicon.verbs.items()}),
        "s": _automaton({word: item.kind for word, item in lexicon.suffixes.items()}),
        "h": _automaton({word: str(head.licence) for word, head in lexicon.heads.items()}),
        "w": _automaton(
            {
                word: "+".join(sorted(classes))
                for word, classes in lexicon.classes.items()
                if word not in special and classes
            }
        ),
    }


def _matches(
    text: str, automaton: ahocorasick.Automaton
) -> tuple[list[str], list[Hit | None], list[Hit | None]]:
    """Tags of the longest matches left to right; the longest word that ends, that starts here."""
    size = len(text)
    tags = ["O"] * size
    ends: list[Hit | None] = [None] * size
    starts: list[Hit | None] = [None] * size
    hits = sorted(
        ((last - length + 1, last + 1, kind) for last, (length, kind) in automaton.iter(text)),
        key=lambda hit: (hit[0], -hit[1]),
    )
    reach = 0
    for start, end, kind in hits:
        length = end - start
        ending, starting = ends[end - 1], starts[start]
        if ending is None or length > ending[0]:
            ends[end - 1] = (length, kind)
        if starting is None or length > starting[0]:
            starts[start] = (length, kind)
        if start < reach:
            continue
        reach = end
        if length == 1:
            tags[start] = "U" + kind
            continue
        for at in range(start, end):
            tags[at] = ("B" if at == start else "E" if at == end - 1 else "I") + kind
    return tags, ends, starts


def _edges(text: str) -> tuple[list[str], list[str]]:
    """The nearest delimiter before and behind each character."""
    before, behind, last = [], [""] * len(text), "^"
    for char in text:
        before.append(last)
        if char in _EDGE:
            last = char
    last = "$"
    for at in range(len(text) - 1, -1, -1):
        behind[at] = last
        if text[at] in _EDGE:
            last = text[at]
    return before, behind


def _quoted(text: str) -> list[str]:
    out, inside = [], False
    for char in text:
        if char == "”":
            inside = False
        out.append("q1" if inside else "q0")
        if char == "“":
            inside = True
    return out


def sentence_features(text: str, rules: Sequence[str]) -> list[list[str]]:
    """Features of every character of a sentence; `rules` is the rules' tag of each character."""
    tables = _tables()
    size = len(text)
    matched = {name: _matches(text, automaton) for name, automaton in tables.items()}
    kinds = [_kind(char) for char in text]
    before, behind = _edges(text)
    quoted = _quoted(text)
    padded = "#" * _REACH + text + "#" * (_REACH + 1)
    out = []
    for at in range(size):
        here = at + _REACH
        row = [
            "b",
            quoted[at],
            "pd" + before[at],
            "nd" + behind[at],
            f"pn{before[at]}{behind[at]}",
        ]
        row += [f"c{step}={padded[here + step]}" for step in range(-_REACH, _REACH + 1)]
        row += [f"cc{step}={padded[here + step : here + step + 2]}" for step in (-2, -1, 0, 1)]
        for step in (-2, -1, 0, 1, 2):
            other = at + step
            if not 0 <= other < size:
                continue
            row.append(f"t{step}={kinds[other]}")
            row.append(f"r{step}={rules[other]}")
            row += [f"{name}{step}={tags[other]}" for name, (tags, _, _) in matched.items()]
        for name, (_, ends, starts) in matched.items():
            hit = ends[at]
            if hit is not None:
                row += [f"{name}E={hit[1]}", f"{name}E={hit[0]}{hit[1]}"]
            hit = starts[at]
            if hit is not None:
                row.append(f"{name}S={hit[1]}")
            hit = starts[at + 1] if at + 1 < size else None
            if hit is not None:
                row.append(f"{name}N={hit[1]}")
            hit = ends[at - 1] if at else None
            if hit is not None:
                row.append(f"{name}P={hit[1]}")
        out.append(row)
    return out


def rule_tags(size: int, spans: Sequence[tuple[int, int, bool]]) -> list[str]:
    """The rules' tags over `size` characters from their spans (start, end, named)."""
    tags = ["O"] * size
    for start, end, named in spans:
        mark = "N" if named else "g"
        for at in range(max(start, 0), min(end, size)):
            tags[at] = ("B" if at == start else "E" if at == end - 1 else "I") + mark
    return tags
