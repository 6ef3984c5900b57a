"""The bars: what extraction must reach on the real report and the development texts."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from etl.extract.indicators import extract_indicators
from etl.extract.mentions import extract_mentions
from etl.extract.score_file import score_file
from etl.extract.to_json import extraction_json
from etl.report.load import load_report

DEV = sorted((Path(__file__).resolve().parents[2] / "reports" / "dev").glob("*.txt"))


@pytest.mark.report_text
def test_the_real_report(report_text_path: Path) -> None:
    truth = report_text_path.parents[1] / "truth"
    if not truth.is_dir():
        pytest.skip("no hand-labelled truth beside the report")
    scores = score_file(report_text_path, truth)
    assert scores["mentions"]["strict_f1"] >= 0.96
    assert scores["mentions"]["status_rate"] >= 0.9
    assert scores["indicators"]["all_right"] >= 53


@pytest.mark.parametrize("path", DEV, ids=lambda path: path.stem)
def test_development_texts(path: Path) -> None:
    scores = score_file(path, path.with_suffix(""))["mentions"]
    assert scores["strict_f1"] >= 0.93
    assert scores["relaxed_f1"] >= 0.95
    assert scores["status_rate"] >= 0.9


def test_json_has_the_promised_keys_and_true_offsets() -> None:
    report = load_report(DEV[0])
    data = extraction_json(report, extract_mentions(report), extract_indicators(report))
    json.dumps(data, ensure_ascii=False)
    mention, indicator = data["mentions"][0], data["indicators"][0]
    assert {
        "mention", "canonical_name", "section", "paragraph_title", "sentence_index", "start", "end",
        "category", "work_type", "stage", "verb_phrase", "quantity", "unit", "named", "is_review",
        "confidence", "rule",
    } <= mention.keys()  # fmt: skip
    assert {
        "name", "comparator", "value", "unit", "start", "end", "section", "is_review",
    } <= indicator.keys()  # fmt: skip
    for item in data["mentions"]:
        assert report.text[item["start"] : item["end"]] == item["mention"]


def test_twenty_kilobytes_take_well_under_two_seconds() -> None:
    report = load_report(DEV[0])
    extract_mentions(report)
    tracer = sys.gettrace()  # coverage would make the work cost several times as much
    sys.settrace(None)
    try:
        start = time.process_time()
        for _ in range(3):
            extract_mentions(report)
        taken = time.process_time() - start
    finally:
        sys.settrace(tracer)
    assert taken < 2
