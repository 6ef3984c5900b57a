"""Train the models of category and of work type and stage, and show what they are worth.

Names are taken from the marks, so that the models learn from every name and not only from those
the grammar finds. The status model sees categories as they will come: guessed by a category model
that has never seen the text. `python -m etl.extract.sequence.status_train --folds 9` prints the
left-out scores of rules and models; without `--folds` it only trains.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from etl.extract.grammar import grammar_mentions
from etl.extract.maxent import instead, train
from etl.extract.model import Mention
from etl.extract.score import read_truth
from etl.extract.sequence.corpus import read_corpus
from etl.extract.sequence.train import placed_marks
from etl.extract.status_model import (
    KIND_MODEL,
    STATUS_MODEL,
    Notes,
    label_of,
    taking_notes,
)
from etl.report.load import load_report
from etl.report.model import Report
from etl.report.parse import parse_report

Items = list[tuple[list[str], str]]
_PENALTIES = (0.1, 0.3)


@dataclass(frozen=True, slots=True)
class Right:
    """The right category, work type and stage of a name (start, end) of a text."""

    start: int
    end: int
    category: str
    work_type: str
    stage: str


@dataclass(frozen=True, slots=True)
class Taught:
    """A text and what is right about its names."""

    name: str
    report: Report
    rights: tuple[Right, ...]


def corpus() -> list[Taught]:
    """The marked corpus."""
    out = []
    for marked in read_corpus():
        report = parse_report(marked.text)
        rights = [
            Right(start, end, mark.category, mark.work_type, mark.stage)
            for mark, start, end in placed_marks(report.text, marked)
            if mark.named
        ]
        out.append(Taught(marked.name, report, tuple(rights)))
    return out


def labelled(folder: Path) -> list[Taught]:
    """Reports `x.txt` with `x.mentions.csv` beside them."""
    out = []
    for path in sorted(folder.glob("*.txt")):
        report = load_report(path)
        with path.with_suffix(".mentions.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        rights = [
            Right(
                truth.start,
                truth.start + len(truth.text),
                row["category"],
                truth.work_type,
                truth.stage,
            )
            for row, truth in zip(rows, read_truth(rows, report.text), strict=True)
            if truth.start is not None and truth.tier in ("A", "D")
        ]
        out.append(Taught(path.stem, report, tuple(rights)))
    return out


def read(text: Taught, kind: Path | None, status: Path | None) -> tuple[Notes, list[Mention]]:
    """Mentions of a text whose names are given, and the features the models were asked with."""
    names = {right.start: right.end for right in text.rights}
    with ExitStack() as stack:
        notes = stack.enter_context(taking_notes())
        stack.enter_context(instead(KIND_MODEL, kind))
        stack.enter_context(instead(STATUS_MODEL, status))
        return notes, grammar_mentions(text.report, {}, names)


def kind_items(texts: Sequence[Taught]) -> Items:
    """(features, category) of the names of some texts."""
    items: Items = []
    for text in texts:
        notes, _ = read(text, None, None)
        for right in text.rights:
            features = notes.kinds.get((right.start, right.end))
            if features is not None:
                items.append((features, right.category))
    return items


def status_items(text: Taught, kind: Path) -> Items:
    """(features, work type and stage) of the names of a text, with guessed categories."""
    notes, _ = read(text, kind, None)
    items: Items = []
    for right in text.rights:
        features = notes.statuses.get((right.start, right.end))
        if features is not None and right.work_type:
            items.append((features, label_of(right.work_type, right.stage)))
    return items


def _parts(texts: Sequence[Taught], folds: int) -> Iterator[tuple[list[Taught], list[Taught]]]:
    for fold in range(folds):
        yield (
            [text for at, text in enumerate(texts) if at % folds != fold],
            [text for at, text in enumerate(texts) if at % folds == fold],
        )


def teach(texts: Sequence[Taught], kind: Path, status: Path, folds: int = 4) -> None:
    """Train both models on `texts` and write them to `kind` and `status`."""
    items: Items = []
    with tempfile.TemporaryDirectory() as folder:
        for at, (others, own) in enumerate(_parts(texts, min(folds, len(texts)))):
            path = Path(folder) / f"{at}.crf"
            train(kind_items(others), path, *_PENALTIES)
            for text in own:
                items += status_items(text, path)
    train(kind_items(texts), kind, *_PENALTIES)
    train(items, status, *_PENALTIES)


def tally(text: Taught, found: Sequence[Mention]) -> Counter[str]:
    """Names, right categories, right work types, stages, and both."""
    by_span = {(item.ref.start, item.ref.end): item for item in found}
    count: Counter[str] = Counter()
    for right in text.rights:
        item = by_span.get((right.start, right.end))
        if item is None:
            continue
        work_type = (item.work_type or "") == right.work_type
        stage = (item.stage or "") == right.stage
        count.update(
            names=1,
            category=item.category == right.category,
            work_type=work_type,
            stage=stage,
            status=work_type and stage,
        )
    return count


def cross_measure(texts: Sequence[Taught], folds: int, say: Callable[[str], None]) -> None:
    """Print what rules and models are worth on texts that the models have never seen."""
    sums = {"rules": Counter[str](), "models": Counter[str]()}
    with tempfile.TemporaryDirectory() as folder:
        for others, own in _parts(texts, folds):
            kind, status = Path(folder) / "kind.crf", Path(folder) / "status.crf"
            teach(others, kind, status)
            for text in own:
                for name, models in (("rules", (None, None)), ("models", (kind, status))):
                    count = tally(text, read(text, *models)[1])
                    sums[name] += count
                    say(row(f"{text.name} {name}", count))
    for name, count in sums.items():
        say(row(f"all {name}", count))


def row(name: str, count: Counter[str]) -> str:
    """One row of the table."""
    names = count["names"] or 1
    rates = (
        f"{key} {count[key] / names:.3f}" for key in ("category", "work_type", "stage", "status")
    )
    return f"{name[:44]:44} {count['names']:5} names   {'   '.join(rates)}"
