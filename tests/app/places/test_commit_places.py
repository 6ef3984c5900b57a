"""What people confirmed goes into the district's table: whole, once, and by whoever runs it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from places_rig import Placer, placer

from app.places.confirmed import commit_placements, names_of
from etl.pipeline import build
from etl.places.overrides_table import COLUMNS
from etl.tables import read_table, table_bytes

TYPED = ("打字录入的项目", "118.1", "30.1", "WGS84", "80", "", "false", "丙", "2026-01-02", "目视")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Placer]:
    with placer(tmp_path) as found:
        yield found


def commit(desk: Placer) -> tuple[int, int, int]:
    done = commit_placements(desk.desk.placements, desk.district, names_of(desk.district)).written
    return done.added, done.removed, done.kept


def test_a_confirmed_place_is_published_with_who_and_when(desk: Placer) -> None:
    work = desk.first()
    desk.place(work, who="甲", note="现场看过", radius_m=120)
    assert commit(desk) == (1, 0, 0)
    before = desk.table.read_bytes()
    assert commit(desk) == (0, 0, 1)
    assert desk.table.read_bytes() == before
    release = build(desk.district, var=desk.geodata.parent / "var").release
    found = next(
        item for layer in release.features.values() for item in layer if item["id"] == work
    )
    said = found["properties"]
    assert found["geometry"] == desk.near()
    assert (said["precision"], said["uncertainty_m"], said["location_method"]) == (2, 120.0, "hand")
    assert said["verified_by"] == "甲" and len(said["verified_on"]) == 10
    assert "现场看过" in said["location_note_zh"]


def test_an_undone_place_leaves_the_table_and_a_typed_row_stays(desk: Placer) -> None:
    typed = dict(zip(COLUMNS, TYPED, strict=True))
    lon, lat = desk.middle()
    typed |= {"lon": str(lon), "lat": str(lat)}
    desk.table.write_bytes(table_bytes(COLUMNS, [[typed[name] for name in COLUMNS]]))
    work = desk.first()
    placed = desk.place(work).json
    assert commit(desk) == (1, 0, 1)
    desk.post(f"/{work}/undo", {"who": "甲", "expected": placed["latest"]})
    assert commit(desk) == (0, 1, 1)
    assert [row["name"] for row in read_table(desk.table, COLUMNS)] == ["打字录入的项目"]


def test_a_place_given_anew_replaces_its_row(desk: Placer) -> None:
    work = desk.first()
    first = desk.place(work).json
    commit(desk)
    desk.place(work, who="乙", east=0.01, expected=first["latest"])
    assert commit(desk) == (1, 1, 0)
    assert [row["who"] for row in read_table(desk.table, COLUMNS)] == ["乙"]


def test_rows_of_another_machine_and_edits_by_hand_stay(desk: Placer) -> None:
    desk.place(desk.first())
    commit(desk)
    text = desk.table.read_text(encoding="utf-8")
    desk.table.write_text(text.replace(",100,", ",90,"), encoding="utf-8")
    other = text.splitlines()[1].rsplit(",", 1)[0] + ",w-other.1.0123456789"
    with desk.table.open("a", encoding="utf-8") as file:
        file.write(other + "\n")
    assert commit(desk) == (0, 0, 2)
    rows = read_table(desk.table, COLUMNS)
    assert rows[0]["uncertainty_m"] == "90"


def test_runs_at_once_write_every_row_once(desk: Placer) -> None:
    ids = [item["id"] for item in desk.get().json["items"][:6]]
    names = names_of(desk.district)
    district, placements = desk.district, desk.desk.placements

    def one(work: str) -> None:
        desk.place(work)
        commit_placements(placements, district, names)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(one, ids))
    refs = [row["ref"] for row in read_table(desk.table, (*COLUMNS, "ref"))]
    assert len(refs) == len(set(refs)) == 6


def test_a_late_run_does_not_take_back_what_an_earlier_one_wrote(desk: Placer) -> None:
    """The store is read when nobody else writes: an old reading would put an old row last."""
    work = desk.first()
    first = desk.place(work).json
    commit(desk)
    desk.place(work, who="乙", east=0.02, expected=first["latest"])
    commit(desk)
    commit(desk)
    assert [row["who"] for row in read_table(desk.table, COLUMNS)] == ["乙"]
