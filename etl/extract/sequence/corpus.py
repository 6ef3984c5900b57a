"""The marked corpus `geodata/lexicon/corpus/*.txt`: plain text with names marked in place.

`[[text|category|work_type|stage|tier|canonical name]]`; see the folder's README.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.errors import TableError
from etl.paths import LEXICON

CORPUS_DIR = LEXICON / "corpus"
_MARK = re.compile(r"\[\[([^\[\]]*)\]\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked mention; `start` and `end` index the plain text."""

    start: int
    end: int
    text: str
    category: str
    work_type: str
    stage: str
    tier: str
    canonical_name: str

    @property
    def named(self) -> bool:
        """Tiers A and D are names."""
        return self.tier in ("A", "D")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text without its marks, and the marks."""

    name: str
    text: str
    marks: tuple[Mark, ...]


def parse_marked(name: str, source: str) -> MarkedText:
    """Take the marks out of a text. TableError names the file and line of a broken mark."""
    plain: list[str] = []
    marks: list[Mark] = []
    size = at = 0
    for found in _MARK.finditer(source):
        before = source[at : found.start()]
        plain.append(before)
        size += len(before)
        cells = found.group(1).split("|")
        if len(cells) not in (5, 6) or not cells[0]:
            line = source.count("\n", 0, found.start()) + 1
            raise TableError(
                f"标注“{found.group()}”应有 5 或 6 格。",
                f"the mark '{found.group()}' should have 5 or 6 cells.",
                file=name,
                row=line,
            )
        text, category, work_type, stage, tier = cells[:5]
        full = cells[5] if len(cells) == 6 else text
        marks.append(Mark(size, size + len(text), text, category, work_type, stage, tier, full))
        plain.append(text)
        size += len(text)
        at = found.end()
    plain.append(source[at:])
    return MarkedText(name, "".join(plain), tuple(marks))


def read_corpus(folder: Path = CORPUS_DIR) -> Iterator[MarkedText]:
    """Every text of the corpus, by file name."""
    for path in sorted(folder.glob("*.txt")):
        yield parse_marked(path.name, path.read_text("utf-8"))
