"""The trained model at work: spans of names in a sentence, each with its probability."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from etl.errors import TableError
from etl.extract.sequence.features import sentence_features
from etl.paths import LEXICON

MODEL = LEXICON / "names.crf"
BEGIN, INSIDE, OUTSIDE = "B", "I", "O"


@dataclass(frozen=True, slots=True)
class Span:
    """A name in a sentence. `probability` is that of the least sure of its characters."""

    start: int
    end: int
    probability: float


class Tagger:
    """Tags the characters of sentences; not shared between threads."""

    def __init__(self, path: Path) -> None:
        self._crf = pycrfsuite.Tagger()
        try:
            self._crf.open(str(path))
        except (OSError, ValueError) as error:
            raise TableError(
                f"名称模型缺失或损坏（{error}）；请恢复该文件，或运行 hetu train。",
                f"the name model is missing or broken ({error}); restore it or run hetu train.",
                file=path.name,
            ) from None
        self._labels = set(self._crf.labels())

    def read(self, text: str, rules: list[str]) -> list[Span]:
        """The most likely names of a sentence; keeps the sentence for `probability`."""
        if not text:
            return []
        self._crf.set(sentence_features(text, rules))
        tags = self._crf.tag()
        spans, at = [], 0
        while at < len(tags):
            if tags[at] == OUTSIDE:
                at += 1
                continue
            end = at + 1
            while end < len(tags) and tags[end] == INSIDE:
                end += 1
            spans.append(Span(at, end, self.probability(at, end, len(tags))))
            at = end
        return spans

    def probability(self, start: int, end: int, size: int) -> float:
        """How likely a span of the sentence last read is a name with just these edges."""
        sure = [self._marginal(BEGIN, start)]
        sure += [self._marginal(INSIDE, at) for at in range(start + 1, end)]
        if end < size:
            sure.append(1.0 - self._marginal(INSIDE, end))
        return min(sure)

    def _marginal(self, label: str, at: int) -> float:
        return float(self._crf.marginal(label, at)) if label in self._labels else 0.0


_own = threading.local()


def load_tagger() -> Tagger:
    """The model, opened once in each thread: CRFsuite keeps the sentence it last read."""
    tagger: Tagger | None = getattr(_own, "tagger", None)
    if tagger is None:
        tagger = _own.tagger = Tagger(MODEL)
    return tagger


@contextmanager
def use_model(path: Path) -> Iterator[None]:
    """Use another model in this thread for a while (to measure one that left texts out)."""
    before = getattr(_own, "tagger", None)
    _own.tagger = Tagger(path)
    try:
        yield
    finally:
        _own.tagger = before
