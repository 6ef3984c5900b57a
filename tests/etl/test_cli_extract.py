"""`hetu extract`: compares with or without the text, and never writes over the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from etl.cli.extract import extract
from etl.district import District

DEMO = "999901"


@pytest.fixture
def demo(repo_root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HETU_GEODATA", str(repo_root / "geodata"))
    return repo_root / "geodata" / DEMO / "reports"


@pytest.mark.parametrize("at_hand", [True, False])
def test_compare_needs_no_text(
    district_copy: Path, monkeypatch: pytest.MonkeyPatch, at_hand: bool
) -> None:
    monkeypatch.setenv("HETU_GEODATA", str(district_copy.parent))
    if not at_hand:
        monkeypatch.setattr(District, "report_text", lambda _self: None)
    elif District.load(district_copy.name).report_text() is None:
        pytest.skip("the text of the report is not on this machine")
    done = CliRunner().invoke(extract, ["--district", district_copy.name, "--compare"])
    assert done.exit_code == 0, done.output
    assert ("没有原文" in done.output) is not at_hand
    assert "指标 indicators: 57 = " in done.output


def test_what_needs_the_text_says_that_it_is_missing(
    demo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(District, "report_text", lambda _self: None)
    out = tmp_path / "x.json"
    done = CliRunner().invoke(extract, ["--district", DEMO, "--compare", "--json", str(out)])
    assert done.exit_code == 2
    assert "HETU_REPORTS" in done.stderr
    assert not out.exists()


def test_the_report_is_not_written_over(demo: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    text = (demo / "yanchuan-2026.txt").read_bytes()
    report.write_bytes(text)
    for name in ("report.json", "report.txt"):
        done = CliRunner().invoke(
            extract, [str(report), "--district", DEMO, "--json", str(tmp_path / name)]
        )
        assert done.exit_code == 2
        assert "Choose another name" in done.stderr
    assert report.read_bytes() == text
    out = tmp_path / "facts.json"
    done = CliRunner().invoke(extract, [str(report), "--district", DEMO, "--json", str(out)])
    assert done.exit_code == 0, done.output
    assert out.exists()


def test_a_report_of_another_year_is_not_taken_over(demo: Path) -> None:
    older = demo / "yanchuan-2025.txt"
    done = CliRunner().invoke(extract, [str(older), "--district", DEMO, "--write"])
    assert done.exit_code == 2
    assert "yanchuan-2025.txt" in done.stderr
    assert "2026" in done.stderr


def test_an_article_that_is_no_report_writes_nothing(demo: Path, tmp_path: Path) -> None:
    article = tmp_path / "news.txt"
    article.write_text(
        "某县召开招商引资推进会\n\n本报讯 近日，某县召开推进会，有关负责同志出席并讲话。会议指出，"
        "要把招商引资作为一号工程，高质量发展取得成效。\n" * 5,
        "utf-8",
    )
    out = tmp_path / "out.json"
    done = CliRunner().invoke(extract, [str(article), "--district", DEMO, "--json", str(out)])
    assert done.exit_code != 0
    assert "news.txt" in done.output
    assert "什么也没有写出" in done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.txt"]
