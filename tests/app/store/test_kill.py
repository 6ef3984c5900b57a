"""kill -9 at any moment: what a writer said it wrote is there, and every file is whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app.store.engine import open_store
from app.store.itineraries import Itineraries
from app.store.placements import Placements
from app.store.stop_edits import StopEdits
from etl.tables import read_table

ROUNDS = 24
WORK = ("placement", "itinerary", "edit", "table")

# One interpreter forks its writers: importing for each would take longer than the writing.
DRIVER = """
import os, random, select, signal, sys, time, traceback
from pathlib import Path
from app.store.engine import open_store
from app.store.itineraries import Itineraries
from app.store.placements import Placements
from app.store.stop_edits import StopEdits
from etl.tables import read_table, write_table

var, rounds = Path(sys.argv[1]), int(sys.argv[2])
table = var / "t.csv"
point = {"type": "Point", "coordinates": [120.5, 30.5]}

def write(say, start):
    engine = open_store(var, {})
    places, routes, edits = Placements(engine), Itineraries(engine), StopEdits(engine)
    last = places.latest_ids("999999").get("w1")
    history = edits.history("999999", "s1", "hours")
    edit = history[-1].edit_id if history else None
    rows = [(row["number"], row["words"]) for row in read_table(table, ())]
    for number in range(start, start + 9_000):
        last = places.add("999999", "w1", expected=last, geometry=point, radius_m=1.0 + number,
            precision=2, method="hand", source="x", who="a").placement_id
        say("placement", number)
        routes.create("999999", str(number), {"n": number}, "a")
        say("itinerary", number)
        edit = edits.add("999999", "s1", "hours", expected=edit, old=0, new=number, source="x",
            who="a").edit_id
        say("edit", number)
        rows.append((str(number), "long enough to be cut " * 400))
        write_table(table, ("number", "words"), rows)
        say("table", number)

write_table(table, ("number", "words"), [])
open_store(var, {}).dispose()
chance = random.Random(7)
for turn in range(rounds):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(lambda *what: os.write(writing, " ".join(map(str, what)).encode() + b"\\n"),
                (turn + 1) * 10_000)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writing)
    wanted, said = chance.randrange(1, 14), b""
    while said.count(b"\\n") < wanted:
        part = os.read(reading, 4096)
        assert part, "a writer ended by itself"
        said += part
    time.sleep(chance.random() * 0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while part := os.read(reading, 4096):
        said += part
    os.close(reading)
    sys.stdout.write(said.decode())
    sys.stdout.flush()
"""


def test_every_write_that_was_confirmed_is_there_after_kills(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, str(tmp_path), str(ROUNDS)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    confirmed: dict[str, set[int]] = {kind: set() for kind in WORK}
    for line in done.stdout.splitlines():
        kind, number = line.split()
        confirmed[kind].add(int(number))
    # Kills at all stages, or the test would show little.
    assert all(len(numbers) >= ROUNDS // 3 for numbers in confirmed.values())

    engine = open_store(tmp_path, {})
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    steps = Placements(engine).history("999999", "w1")
    assert confirmed["placement"] <= {round((step.radius_m or 0) - 1) for step in steps}
    assert [step.rev for step in steps] == list(range(1, len(steps) + 1))
    assert confirmed["itinerary"] <= {
        item.body["n"] for item in Itineraries(engine).all_of("999999")
    }
    assert confirmed["edit"] <= {edit.new for edit in StopEdits(engine).history("999999")}
    engine.dispose()
    rows = read_table(tmp_path / "t.csv", ("number", "words"))
    assert confirmed["table"] <= {int(row["number"]) for row in rows}
    assert {row["words"] for row in rows} == {("long enough to be cut " * 400).strip()}
