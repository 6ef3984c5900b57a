"""A backup restores into an empty machine, and a bad one touches nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from app.cli import main
from app.store.backup import make_backup, one_moment
from app.store.engine import open_store
from app.store.itineraries import Itineraries
from app.store.placements import Placements
from app.store.reviews import Reviews
from app.store.stop_edits import StopEdits
from etl.files import sha256_of

HOSTILE = "“引号”,\n'--; 🦩𠮷\t\\ </script> {}"
TABLE = "geodata/999999/gazetteer/places.csv"


class Machine:
    """A machine: its folders and its database."""

    def __init__(self, root: Path, env: dict[str, str]) -> None:
        self.root, self.env = root, env
        self.var, self.geodata = root / "var", root / "geodata"
        self.geodata.mkdir(parents=True)

    def run(self, *args: str, ok: bool = True) -> str:
        env = {"HETU_VAR": str(self.var), "HETU_GEODATA": str(self.geodata), **self.env}
        env.setdefault("HETU_DATABASE_URL", "")
        result = CliRunner().invoke(main, [*args], env=env)
        assert (result.exit_code == 0) is ok, result.output
        return result.output

    def write(self, name: str, words: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, "utf-8")

    def fill(self) -> None:
        engine = open_store(self.var, self.env)
        Reviews(engine).put_in(
            adcode="999999",
            report_id="2026",
            title=HOSTILE,
            file_name="a.txt",
            text=HOSTILE * 50,
            facts={"值": 0.1 + 0.2},
            who="甲",
        )
        Itineraries(engine).create("999999", "一日", {"x": [1e-17, None, True]}, "甲")
        StopEdits(engine).add(
            "999999", "s1", "hours", expected=None, old=None, new=HOSTILE, source="电话", who="甲"
        )
        places, last = Placements(engine), None
        for number in range(3):
            last = places.add(
                "999999", "w1", expected=last, radius_m=0.1 + number, precision=2, method="hand",
                geometry={"type": "Point", "coordinates": [120.1, 30.2]}, source="x", who="甲",
            ).placement_id  # fmt: skip
        engine.dispose()
        self.write(TABLE, f"name\n{HOSTILE}\n")
        self.write("geodata/trust_ladder.csv", "rank\n1\n")
        self.write("var/reports/999999-2026.txt", HOSTILE)
        self.write("geodata/999999/layers/works.geojson", "made anew")

    def holds(self) -> dict[str, Any]:
        """Every row of every table, and every file."""
        engine = open_store(self.var, self.env)
        with engine.connect() as connection:
            rows: dict[str, Any] = {
                name: connection.execute(text(f"select * from {name} order by 1")).all()
                for name in ("draft", "decision", "placements", "itineraries", "stop_edits")
            }
        engine.dispose()
        tops = (self.geodata, self.var / "reports")
        files = [path for top in tops for path in top.rglob("*") if path.is_file()]
        return rows | {str(path.relative_to(self.root)): path.read_bytes() for path in files}


def test_an_empty_machine_gets_back_all_of_it(
    tmp_path: Path, store_env: dict[str, str], postgres_url: str
) -> None:
    old = Machine(tmp_path / "old", store_env)
    old.fill()
    archive = str(tmp_path / "鹤图.zip")
    old.run("backup", archive)
    # From either kind to the other: the archive is the same.
    other = {} if store_env else {"HETU_DATABASE_URL": postgres_url}
    new = Machine(tmp_path / "new", other)
    said = new.run("restore", archive)
    before = old.holds()
    assert len(before["placements"]) == 3
    assert before.pop("geodata/999999/layers/works.geojson") == b"made anew"
    assert new.holds() == before
    assert "hetu build" in said
    assert not list(new.var.glob("before-restore-*")), "an empty machine has nothing to keep"
    # Numbers go on after the highest: the next step is a new row.
    engine = open_store(new.var, other)
    last = Placements(engine).latest_ids("999999")["w1"]
    undone = Placements(engine).undo("999999", "w1", expected=last, who="乙")
    assert undone.placement_id > last
    engine.dispose()


def test_what_was_there_is_asked_about_kept_aside_and_comes_back(
    tmp_path: Path, store_env: dict[str, str]
) -> None:
    machine = Machine(tmp_path / "m", store_env)
    empty = Machine(tmp_path / "empty", {})
    machine.fill()
    machine.run("backup", str(tmp_path / "full.zip"))
    empty.write(TABLE, "name\nother\n")
    empty.run("backup", str(tmp_path / "other.zip"))
    full = machine.holds()

    said = machine.run("restore", str(tmp_path / "other.zip"), ok=False)  # nobody says yes
    assert "将替换" in said
    assert machine.holds() == full

    machine.run("restore", "--yes", str(tmp_path / "other.zip"))
    now = machine.holds()
    assert not now["placements"]
    assert now[TABLE] == b"name\nother\n"
    assert now["geodata/trust_ladder.csv"] == full["geodata/trust_ladder.csv"]
    kept = list(machine.var.glob("before-restore-*.zip"))
    assert len(kept) == 1
    machine.run("restore", "--yes", str(kept[0]))
    assert machine.holds() == full


def test_a_broken_database_is_moved_aside(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "m", {})
    machine.fill()
    machine.run("backup", str(tmp_path / "full.zip"))
    full = machine.holds()
    (machine.var / "hetu.db").write_bytes(b"nothing of a database" * 500)
    machine.run("restore", str(tmp_path / "none.zip"), ok=False)
    assert not list(machine.var.glob("*.damaged-*"))
    said = machine.run("restore", "--yes", str(tmp_path / "full.zip"))
    assert "已损坏" in said
    assert machine.holds() == full
    assert [p.read_bytes()[:7] for p in machine.var.glob("hetu.db.damaged-*")] == [b"nothing"]


def test_the_rows_are_those_of_one_moment(tmp_path: Path, store_env: dict[str, str]) -> None:
    engine = open_store(tmp_path, store_env)
    count = text("select count(*) from itineraries")
    with one_moment(engine) as connection:
        assert connection.scalar(count) == 0
        Itineraries(engine).create("999999", "一日", {}, "甲")
        assert connection.scalar(count) == 0
    made = make_backup(engine, tmp_path / "geodata", tmp_path, tmp_path / "b.zip")
    assert made.rows["itineraries"] == 1
    engine.dispose()


Parts = dict[str, bytes]


def renamed(parts: Parts, old: str, new: str) -> None:
    manifest = json.loads(parts["manifest.json"])
    manifest["files"][new] = manifest["files"].pop(old)
    parts["manifest.json"] = json.dumps(manifest).encode()
    parts[new] = parts.pop(old)


def rewritten(parts: Parts, name: str, body: bytes) -> None:
    """A member changed by somebody who also mends its hash."""
    manifest = json.loads(parts["manifest.json"])
    manifest["files"][name] = {"sha256": sha256_of(body), "bytes": len(body)}
    parts["manifest.json"] = json.dumps(manifest).encode()
    parts[name] = body


def newer(parts: Parts) -> None:
    manifest = json.loads(parts["manifest.json"])
    manifest["database"]["version"] = "9999"
    parts["manifest.json"] = json.dumps(manifest).encode()


BAD: dict[str, Callable[[Parts], object]] = {
    "a member changed": lambda p: p.update({TABLE: b"name\nforged\n"}),
    "a member missing": lambda p: p.pop(TABLE),
    "a member too many": lambda p: p.update({"geodata/999999/x.csv": b""}),
    "no manifest": lambda p: p.pop("manifest.json"),
    "another manifest": lambda p: p.update({"manifest.json": b'{"format": "other"}'}),
    "a manifest that is a list": lambda p: p.update({"manifest.json": b"[1]"}),
    "a newer release": newer,
    "a name that climbs": lambda p: renamed(p, TABLE, "geodata/999999/../../evil.csv"),
    "a name from the root": lambda p: renamed(p, TABLE, "/geodata/999999/evil.csv"),
    "a name of Windows": lambda p: renamed(p, TABLE, "geodata/999999/..\\evil.csv"),
    "a report below another folder": lambda p: renamed(p, TABLE, "reports/../evil.csv"),
    "a name among the code": lambda p: renamed(p, TABLE, "geodata/lexicon/words.csv"),
    "rows that are none": lambda p: rewritten(p, "database/placements.jsonl", b"[1]\n[2]\n[3]\n"),
    "rows that are no JSON": lambda p: rewritten(p, "database/placements.jsonl", b"{\n"),
    "rows of unknown columns": lambda p: rewritten(
        p, "database/placements.jsonl", b'{"x\\") values (1); --": 1}\n' * 3
    ),
    "fewer rows than it says": lambda p: rewritten(p, "database/placements.jsonl", b""),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    machine = Machine(folder / "m", {})
    machine.fill()
    machine.run("backup", str(folder / "whole.zip"))
    return folder / "whole.zip"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path / "m", {})
    made.write(TABLE, "name\nours\n")
    return made


@pytest.mark.parametrize("spoil", BAD.values(), ids=BAD.keys())
def test_a_spoilt_or_foreign_archive_touches_nothing(
    tmp_path: Path, whole: Path, machine: Machine, spoil: Callable[[Parts], object]
) -> None:
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoil(parts)
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    said = machine.run("restore", "--yes", str(tmp_path / "bad.zip"), ok=False)
    assert "错误" in said and "Error" in said and "Traceback" not in said
    assert (machine.root / TABLE).read_text("utf-8") == "name\nours\n"
    assert not any(path.name.startswith("evil") for path in tmp_path.rglob("*"))
    assert not machine.holds()["placements"]


@pytest.mark.parametrize("at", [0, 1, 30, 200, -2, -200, -1200])
def test_a_file_that_was_cut_or_hurt_is_refused(
    tmp_path: Path, whole: Path, machine: Machine, at: int
) -> None:
    body = bytearray(whole.read_bytes())
    (tmp_path / "cut.zip").write_bytes(body[:at])
    body[at] ^= 0xFF
    (tmp_path / "hurt.zip").write_bytes(body)
    assert "错误" in machine.run("restore", "--yes", str(tmp_path / "cut.zip"), ok=False)
    # A byte of the zip's own bookkeeping may not matter; what is taken is then whole.
    said = machine.run("restore", "--yes", str(tmp_path / "hurt.zip"), ok=False) if at > 0 else ""
    assert "Traceback" not in said


def test_an_archive_knows_every_table_whatever_else_is_imported() -> None:
    """In a process of its own: `hetu restore` checks the archive before it opens a store."""
    asked = "from app.store.archive import table_names; print(*sorted(table_names()))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert {"draft", "decision", "placements", "itineraries"} <= set(done.stdout.split())
