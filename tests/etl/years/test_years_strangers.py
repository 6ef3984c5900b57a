"""Works of different districts are no matches: names of texts that were written by another hand."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest
from years_rig import ROOT, work

from etl.codes import Category
from etl.years.match import DOUBTFUL, SURE, score_pair
from etl.years.names import core_of

FOLDER = ROOT / "tests" / "reports"


def named_works(path: Path) -> dict[str, Category]:
    with path.open(encoding="utf-8", newline="") as handle:
        return {
            row["canonical_name"]: Category(row["category"])  # type: ignore[call-arg]
            for row in csv.DictReader(handle)
            if row["tier"] in ("A", "D")
        }


def test_strangers_stay_strangers() -> None:
    tables = sorted(FOLDER.glob("dev/*.mentions.csv"))
    if len(tables) < 2:
        pytest.skip("no invented reports of other districts")
    sets = [
        [work(name, category=category) for name, category in named_works(path).items()]
        for path in tables
    ]
    tried, sure, doubtful = 0, [], 0
    for left, right in itertools.combinations(sets, 2):
        for one, other in itertools.product(left, right):
            tried += 1
            score, _ = score_pair(one, other)
            if score >= SURE and core_of(one.name) != core_of(other.name):
                sure.append((one.name, other.name, score))
            doubtful += DOUBTFUL <= score < SURE
    assert tried > 10_000
    # 县人民医院门诊综合楼 and 区人民医院综合楼 are as like as one hospital's names in two years.
    assert len(sure) <= 1, sure
    assert doubtful / tried < 0.001
