"""The summary of `hetu build` says what a planner asks, whatever the names hold."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from etl.cli.build import print_summary
from etl.district import District
from etl.pipeline import build
from layers.counting import counts_as_work
from layers.registry import WORK_LAYERS


def test_the_summary_names_what_was_found_and_what_comes_next(
    repo_root: Path, tmp_path: Path
) -> None:
    shutil.copytree(repo_root / "geodata" / "999901", tmp_path / "999901")
    district = District.load("999901", tmp_path)
    result = build(district, layers=tmp_path / "layers", var=tmp_path)
    out = io.StringIO()
    odd = replace(district, name_zh="[/]云[red]县")
    print_summary(Console(file=out, width=200), odd, result, 1.0)
    text = out.getvalue()
    assert "[/]云[red]县" in text
    # As the map counts them: those of the year before that are not mentioned any more included.
    features = [f for layer in WORK_LAYERS for f in result.release.features[layer]]
    counted = sum(counts_as_work(f["properties"]) for f in features)
    assert counted > len(result.catalogue.works) and f"{counted} 项工作" in text
    assert f"{len(result.catalogue.indicators.records)} figures" in text
    assert "hetu serve" in text
