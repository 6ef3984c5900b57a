"""Score one report file against its truth files: what `hetu score` prints."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from etl.errors import TableError
from etl.extract.indicators import extract_indicators
from etl.extract.mentions import extract_mentions
from etl.extract.score import read_truth, score_mentions
from etl.extract.score_indicators import score_indicators
from etl.report.load import load_report


def truth_files(truth: Path) -> tuple[Path, Path]:
    """Mentions and indicators file of a folder (`mentions.csv`) or a stem (`x.mentions.csv`)."""
    if truth.is_dir():
        return truth / "mentions.csv", truth / "indicators.csv"
    return (
        truth.with_name(f"{truth.name}.mentions.csv"),
        truth.with_name(f"{truth.name}.indicators.csv"),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise TableError(
            f"无法读取标注文件：{error.strerror}；请给出含 mentions.csv 与 indicators.csv 的目录",
            f"Cannot read the truth file: {error.strerror}; "
            "give the folder that holds mentions.csv and indicators.csv",
            file=path.name,
        ) from error


def score_file(report_path: Path, truth: Path, names: Sequence[str] = ()) -> dict[str, Any]:
    """Scores of `report_path` as `{"mentions": {...}, "indicators": {...}}` (plain values).

    `truth` is a folder with mentions.csv and indicators.csv, or a path stem `dir/report` for
    `dir/report.mentions.csv` and `dir/report.indicators.csv`; `names` the district's place names.
    """
    mentions_path, indicators_path = truth_files(truth)
    report = load_report(report_path)
    rows = _rows(mentions_path)
    mentions = score_mentions(extract_mentions(report, names), read_truth(rows, report.text))
    indicators = score_indicators(extract_indicators(report), _rows(indicators_path))
    return {
        "report": report_path.name,
        "mentions": asdict(mentions),
        "indicators": asdict(indicators),
    }
