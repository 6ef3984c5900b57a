"""Figures of four marked reports against truth written before the extractor was run on them."""

from __future__ import annotations

import csv
from pathlib import Path

from etl.extract.indicators import extract_indicators
from etl.extract.score_indicators import score_indicators
from etl.extract.sequence.corpus import read_corpus
from etl.report.parse import parse_report

TRUTH = Path(__file__).resolve().parents[2] / "reports" / "figures"
SUFFIX = ".indicators.csv"


def test_the_reports_labelled_beforehand() -> None:
    texts = {marked.name.removesuffix(".txt"): marked.text for marked in read_corpus()}
    scores = []
    for path in sorted(TRUTH.glob(f"*{SUFFIX}")):
        text = texts[path.name.removesuffix(SUFFIX)]
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        for row in rows:
            assert text[int(row["char_start"]) : int(row["char_end"])] == row["quote"]
        scores.append(score_indicators(extract_indicators(parse_report(text)), rows))
    truth, hits = sum(s.truth for s in scores), sum(s.hits for s in scores)
    assert truth == 131
    assert 2 * hits / (truth + sum(s.found for s in scores)) >= 0.98
    assert sum(s.names_right for s in scores) / hits >= 0.94
    assert sum(s.comparators_right for s in scores) / hits >= 0.92
