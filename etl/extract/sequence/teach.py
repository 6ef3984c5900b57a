"""Texts with known names as lessons: the marked corpus, and reports with truth tables."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from etl.extract.mentions import rule_mentions
from etl.extract.model import Mention
from etl.extract.score import Truth, read_truth
from etl.extract.sequence.corpus import read_corpus
from etl.extract.sequence.train import Lesson, lessons, placed_marks
from etl.report.load import load_report
from etl.report.model import Report
from etl.report.parse import parse_report


@dataclass(frozen=True, slots=True)
class Text:
    """One text to learn from or to be measured on."""

    name: str
    report: Report
    rules: list[Mention]
    truth: list[Truth]
    lessons: list[Lesson]


def _text(name: str, report: Report, truth: list[Truth]) -> Text:
    rules = rule_mentions(report)
    names = [
        (row.start, row.start + len(row.text))
        for row in truth
        if row.start is not None and row.tier in ("A", "D")
    ]
    return Text(name, report, rules, truth, lessons(report, rules, names))


def corpus_texts() -> list[Text]:
    """The marked corpus; status of a mark goes into its truth."""
    out = []
    for marked in read_corpus():
        report = parse_report(marked.text)
        truth = [
            Truth(mark.text, start, mark.tier, mark.work_type, mark.stage)
            for mark, start, _ in placed_marks(report.text, marked)
        ]
        out.append(_text(marked.name, report, truth))
    return out


def labelled_texts(folder: Path) -> list[Text]:
    """Reports `x.txt` with `x.mentions.csv` beside them."""
    out = []
    for path in sorted(folder.glob("*.txt")):
        report = load_report(path)
        with path.with_suffix(".mentions.csv").open(encoding="utf-8-sig", newline="") as file:
            out.append(
                _text(path.stem, report, read_truth(list(csv.DictReader(file)), report.text))
            )
    return out
