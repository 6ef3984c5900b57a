"""A maximum-entropy classifier: a CRF over sequences of length one, from a file."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from etl.errors import TableError


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest label and its probability (0…1)."""

    label: str
    probability: float


class Classifier:
    """A trained model. CRFsuite keeps the last item inside: one object for each thread."""

    def __init__(self, path: Path) -> None:
        self._crf = pycrfsuite.Tagger()
        try:
            self._crf.open(str(path))
        except (OSError, ValueError) as error:
            raise TableError(
                f"分类模型缺失或损坏（{error}）；请恢复该文件，或重新训练。",
                f"the classifier is missing or broken ({error}); restore it or train it again.",
                file=path.name,
            ) from None

    def guess(self, features: Sequence[str]) -> Guess:
        """The likeliest label of an item with these features."""
        self._crf.set([list(features)])
        label = self._crf.tag()[0]
        return Guess(label, float(self._crf.marginal(label, 0)))


_own = threading.local()


def _shelf() -> dict[str, Classifier | None]:
    shelf: dict[str, Classifier | None] | None = getattr(_own, "shelf", None)
    if shelf is None:
        shelf = _own.shelf = {}
    return shelf


def classifier(path: Path) -> Classifier | None:
    """The model of this file, opened once in each thread; None while `instead` took it away."""
    shelf = _shelf()
    if path.name not in shelf:
        shelf[path.name] = Classifier(path)
    return shelf[path.name]


@contextmanager
def instead(path: Path, other: Path | None) -> Iterator[None]:
    """Use `other` (None: no model) for the model `path` in this thread for a while."""
    shelf = _shelf()
    before = shelf.get(path.name)
    had = path.name in shelf
    shelf[path.name] = Classifier(other) if other else None
    try:
        yield
    finally:
        if had:
            shelf[path.name] = before
        else:
            del shelf[path.name]


def train(items: Sequence[tuple[list[str], str]], path: Path, c1: float, c2: float) -> None:
    """Train on (features, label) and write the model; the same items give the same model.

    `c1` and `c2` are the weights of the L1 and L2 penalties.
    """
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, label in items:
        trainer.append([features], [label])
    trainer.set_params(
        {"c1": c1, "c2": c2, "max_iterations": 150, "feature.minfreq": 3}  # a name is no rule
    )
    trainer.train(str(path))
