"""What the model is worth: every text scored by a model that has never seen it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from etl.extract.mentions import extract_mentions
from etl.extract.score import score_mentions
from etl.extract.sequence.tagger import use_model
from etl.extract.sequence.teach import Text
from etl.extract.sequence.train import train


@dataclass(frozen=True, slots=True)
class Measured:
    """F1 of one text, and the share of matched names with right work type and stage."""

    name: str
    rules_strict: float
    rules_relaxed: float
    strict: float
    relaxed: float
    status: float


def measure(text: Text) -> Measured:
    """Score a text with the model now in use."""
    rules = score_mentions(text.rules, text.truth)
    both = score_mentions(extract_mentions(text.report), text.truth)
    return Measured(
        text.name,
        rules.strict_f1,
        rules.relaxed_f1,
        both.strict_f1,
        both.relaxed_f1,
        both.status_rate,
    )


def cross_measure(
    texts: Sequence[Text], always: Sequence[Text], folds: int, say: Callable[[str], None]
) -> list[Measured]:
    """Leave each fold out in turn; `always` are texts that every model may learn from."""
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(folds):
            path = Path(folder) / f"{fold}.crf"
            taught = [text for at, text in enumerate(texts) if at % folds != fold]
            train([lesson for text in [*taught, *always] for lesson in text.lessons], path)
            with use_model(path):
                found = [measure(text) for at, text in enumerate(texts) if at % folds == fold]
            for item in found:
                say(line(item))
            out += found
    say(
        line(
            Measured(
                "mean",
                *(
                    mean(getattr(item, name) for item in out)
                    for name in ("rules_strict", "rules_relaxed", "strict", "relaxed", "status")
                ),
            )
        )
    )
    return out


def line(item: Measured) -> str:
    """One row of the table that the command prints."""
    return (
        f"{item.name[:36]:36} rules {item.rules_strict:.3f} {item.rules_relaxed:.3f}"
        f"   with model {item.strict:.3f} {item.relaxed:.3f}   status {item.status:.3f}"
    )
