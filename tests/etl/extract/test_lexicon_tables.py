"""The word tables: well formed, general, and refused with file and row when broken."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etl.errors import TableError
from etl.extract import lexicon as tables
from etl.extract.lexicon import load_lexicon
from etl.paths import LEXICON

TABLES = ("verbs.csv", "suffixes.csv", "heads.csv", "words.csv")


@pytest.mark.parametrize("name", TABLES)
def test_no_row_stands_twice(name: str) -> None:
    with (LEXICON / name).open(encoding="utf-8", newline="") as file:
        rows = [tuple(row[:2]) if name == "words.csv" else row[0] for row in csv.reader(file)]
    assert len(rows) == len(set(rows))


def test_a_verb_knows_its_status() -> None:
    verbs = load_lexicon().verbs
    assert (verbs["投产"].work_type, verbs["投产"].stage) == ("commissioning", "completion")
    assert verbs["新建"].strong and not verbs["建设"].strong


def test_no_name_of_a_district_stands_in_the_tables(repo_root: Path) -> None:
    """Places that the repository knows of its district are no general words."""
    words = set(load_lexicon().classes)
    for path in sorted((repo_root / "geodata").glob("[0-9]*/gazetteer/places.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            names = {row["name"] for row in csv.DictReader(file)}
        assert not {name for name in names & words if len(name) > 2}


def test_a_broken_row_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in TABLES:
        text = (LEXICON / name).read_text(encoding="utf-8").splitlines(keepends=True)
        if name == "heads.csv":
            text[1] = "项目,nonsense,2\n"
        (tmp_path / name).write_text("".join(text[:3]), encoding="utf-8")
    monkeypatch.setattr(tables, "LEXICON", tmp_path)
    load_lexicon.cache_clear()
    try:
        with pytest.raises(TableError) as caught:
            load_lexicon()
    finally:
        load_lexicon.cache_clear()
    assert (caught.value.file, caught.value.row) == ("geodata/lexicon/heads.csv", 2)


@pytest.mark.parametrize("row", ["甲\n", "甲,strong,task,,,,,,\n"])
@pytest.mark.parametrize("name", TABLES)
def test_a_row_of_another_width_is_named(
    name: str, row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in TABLES:
        text = (LEXICON / each).read_text(encoding="utf-8").splitlines(keepends=True)[:3]
        (tmp_path / each).write_text("".join(text), encoding="utf-8")
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(row)
    monkeypatch.setattr(tables, "LEXICON", tmp_path)
    load_lexicon.cache_clear()
    try:
        with pytest.raises(TableError, match="cells") as caught:
            load_lexicon()
    finally:
        load_lexicon.cache_clear()
    assert (caught.value.file, caught.value.row) == (f"geodata/lexicon/{name}", 4)
