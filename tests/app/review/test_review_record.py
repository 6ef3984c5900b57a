"""The table of record: what others wrote in it, crashes, and what goes out as tables."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from review_rig import (
    ADCODE,
    OTHER,
    Reviewer,
    copy_district,
    corrections,
    mention,
    published,
    reviewer,
    rows,
)

from etl.catalogue.corrections import COLUMNS, read_corrections
from etl.catalogue.store import read_mentions
from etl.tables import table_bytes


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_district(tmp_path_factory.mktemp("built"))


@pytest.fixture
def geodata(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "geodata")


@pytest.fixture
def desk(geodata: Path, tmp_path: Path) -> Iterator[Reviewer]:
    with reviewer(geodata, tmp_path / "var") as made:
        yield made


def test_rows_by_other_hands_stay_as_they_are(geodata: Path, tmp_path: Path) -> None:
    with reviewer(geodata, tmp_path / "var") as desk:
        body = desk.current()
        a, b = mention(body, 0), mention(body, 1)
    by_hand = ("mention", a["record_id"], "set", "unit", "座", "丁", "2026-01-20", "见规划图")
    elsewhere = ("mention", "2019/3/旧桥", "drop", "", "", "戊", "2019-02-01", "审核 reviewed")
    corrections(geodata).write_bytes(table_bytes(COLUMNS, [by_hand, elsewhere]))
    with reviewer(geodata, tmp_path / "var") as desk:
        body = desk.current()
        seen = next(i for i in body["mentions"] if i["record_id"] == a["record_id"])
        assert seen["unit"] == "座"
        desk.decide(body["draft"]["id"], b, "reject")
        assert desk.rows()[:2] == [by_hand, elsewhere]
        assert desk.rows()[2][:3] == ("mention", b["record_id"], "drop")
        desk.post(f"/{body['draft']['id']}/undo", {"who": "甲"})
        assert desk.rows() == [by_hand, elsewhere]


def test_a_new_store_knows_what_the_table_says(geodata: Path, tmp_path: Path) -> None:
    with reviewer(geodata, tmp_path / "one") as desk:
        body = desk.current()
        draft = body["draft"]["id"]
        a, b, c, d = (mention(body, n) for n in range(4))
        desk.decide(draft, a, "reject", who="甲", why="重复")
        desk.decide(draft, b, "edit", who="乙", fields={"named": False, "quantity": 3})
        desk.decide(draft, c, "merge", who="乙", fields={"into": "丙水厂"})
        parts = [{"mention": "甲泵站"}, {"mention": "乙泵站"}]
        desk.decide(draft, d, "split", who="甲", fields={"parts": parts})
        said = desk.rows()
        stood = desk.one(draft)["standings"]
    with reviewer(geodata, tmp_path / "two") as desk:
        again = desk.current()["standings"]
        for key, standing in stood.items():
            for name in ("status", "fields"):
                assert again[key][name] == standing[name], key
            assert again[key]["made"][-1]["who"] == standing["made"][-1]["who"]
        desk.decide(draft, mention(body, 5), "accept")
        assert [row for row in desk.rows() if row[2] != "accept"] == said


def test_a_row_that_a_crash_kept_back_is_written_on_the_next_start(
    geodata: Path, tmp_path: Path
) -> None:
    with reviewer(geodata, tmp_path / "var") as desk:
        body = desk.current()
        desk.decide(body["draft"]["id"], mention(body), "reject")
        said = desk.rows()
    corrections(geodata).write_bytes(table_bytes(COLUMNS, []))
    with reviewer(geodata, tmp_path / "var") as desk:
        desk.current()
        assert desk.rows() == said


def test_a_broken_table_keeps_the_decision_and_says_so(desk: Reviewer) -> None:
    body = desk.current()
    draft, record = body["draft"]["id"], mention(body)
    whole = corrections(desk.geodata).read_bytes()
    corrections(desk.geodata).write_bytes(whole + b"mention,broken\n")
    answer = desk.decide(draft, record, "reject")
    assert answer.status_code == 200
    assert "corrections.csv" in answer.json["problem"]["zh"]
    assert corrections(desk.geodata).read_bytes() == whole + b"mention,broken\n"
    corrections(desk.geodata).write_bytes(whole)
    assert desk.one(draft)["standings"][record["record_id"]]["status"] == "rejected"
    desk.decide(draft, mention(body, 1), "accept")
    assert {row[2] for row in desk.rows()} == {"drop", "accept"}


def test_a_reviewed_draft_goes_out_as_tables(desk: Reviewer, tmp_path: Path) -> None:
    body = desk.one(desk.put_in(OTHER)["id"])
    draft = body["draft"]["id"]
    record = next(i for i in body["mentions"] if i["mention"] == "北岭水泥厂")
    desk.decide(draft, record, "edit", fields={"canonical_name": "北岭新型水泥厂"})
    answer = desk.get(f"/{draft}/export.zip")
    assert answer.data == desk.get(f"/{draft}/export.zip").data
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        archive.extractall(tmp_path)
    read = read_mentions(tmp_path / "mentions.csv")
    assert len(read) == len(body["mentions"])
    assert "北岭新型水泥厂" in {item.fact.canonical_name for item in read}
    assert [row.value for row in read_corrections(tmp_path / "corrections.csv")] == [
        "北岭新型水泥厂"
    ]


def test_layers_of_another_geodata_folder_are_never_written(geodata: Path, tmp_path: Path) -> None:
    other = shutil.copytree(geodata, tmp_path / "other")
    before = {path: path.read_bytes() for path in geodata.rglob("*") if path.is_file()}
    with reviewer(geodata, tmp_path / "var") as desk:
        desk.desk.geodata = other
        body = desk.current()
        desk.decide(body["draft"]["id"], mention(body), "reject")
        desk.desk.rebuilder.wait()
    assert len(rows(other)) == 1
    assert {path: path.read_bytes() for path in geodata.rglob("*") if path.is_file()} == before
    assert mention(body)["canonical_name"] not in published(other / ADCODE / "layers")
