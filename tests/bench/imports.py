"""Imports measured: `python tests/bench/imports.py [MB] [CODE]`.

Time and peak memory of looking at a synthetic OpenStreetMap extract of a province (default 100 MB),
and the works of a district by precision before and after an extract that names what they name.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]
sys.path.append(str(ROOT / "tests"))

LOOK = """
import json, resource, sys, time
from pathlib import Path
from etl.district import District
from etl.intake.plan import Wishes
from etl.intake.run import plan_file
start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun, spent = time.perf_counter(), time.process_time()
plan = plan_file(Path(sys.argv[1]), District.load(sys.argv[2]), Wishes())
status = Path("/proc/self/status").read_text()
own = max(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon"))
print(json.dumps({"seconds": time.perf_counter() - begun, "cpu": time.process_time() - spent,
    "features": len(plan.features),
    "scenery": len(plan.scenery), "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    "anonymous": own, "start": start}))
"""


def province(path: Path, megabytes: float, box: tuple[float, float, float, float]) -> int:
    """A synthetic extract around a district: every tenth node begins a way; the nodes' number.

    Most of it lies outside the district, as a province does.
    """
    import osmium
    from osmium.osm.mutable import Node, Way

    dice = random.Random(1)
    west, south, east, north = box
    tags = [
        {"highway": "residential", "name": "某街"}, {"highway": "service"}, {"building": "yes"},
        {"highway": "track"}, {"landuse": "farmland"}, {"waterway": "stream"}, {"building": "yes"},
        {"natural": "water"}, {"landuse": "residential", "name": "某屯"}, {"building": "yes"},
    ]  # fmt: skip
    path.unlink(missing_ok=True)
    count = int(megabytes * 260_000)  # some 4 bytes a node, ways and all
    with osmium.SimpleWriter(str(path)) as writer:
        spots = 0
        while spots < count:
            lon, lat = dice.uniform(west, east), dice.uniform(south, north)
            for step in range(10):
                spots += 1
                at = (lon + step * 0.0007, lat + dice.uniform(-1, 1) * 0.0005)
                writer.add_node(Node(id=spots, location=at))
        for way in range(count // 10):
            first = way * 10 + 1
            chosen = dict(tags[way % len(tags)])
            if "name" in chosen:
                chosen["name"] += str(way % 997)
            closed = "highway" not in chosen and "waterway" not in chosen
            refs = [*range(first, first + 10), *([first] if closed else [])]
            writer.add_way(Way(id=way + 1, nodes=refs, tags=chosen))
    return spots


def main() -> None:
    """Both measurements, as text."""
    from osm_of_works import extract_of_works

    from etl.district import District
    from etl.intake.changes import changes_of
    from etl.intake.plan import Wishes
    from etl.intake.run import ground_of, plan_file

    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 100.0
    code = sys.argv[2] if len(sys.argv) > 2 else "230204"
    district = District.load(code)
    west, south, east, north = ground_of(district).outline.bounds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "province.osm.pbf"
        begun = time.perf_counter()
        nodes = province(path, megabytes, (west - 3, south - 2, east + 3, north + 2))
        size = path.stat().st_size / 1e6
        took = time.perf_counter() - begun
        print(f"made {size:.0f} MB, {nodes} nodes, in {took:.0f} s", flush=True)
        command = [sys.executable, "-c", LOOK, str(path), code]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        print(
            f"looked at in {found['seconds']:.1f} s ({found['cpu']:.1f} s of processor), "
            f"{found['cpu'] / size * 100:.0f} s of processor per 100 MB"
        )
        print(
            f"peak {found['peak'] / 1024:.0f} MiB (of it {found['start'] / 1024:.0f} before "
            f"reading, own memory at the end {found['anonymous'] / 1024:.0f}); "
            f"{found['features']} features, base map {found['scenery'] / 1e6:.1f} MB"
        )
        works = extract_of_works(district, Path(folder) / "works.osm.pbf")
        changes = changes_of(district, plan_file(works, district, Wishes()))
        print(f"works of {code} by precision\nclass  before  after")
        for code_ in (1, 2, 3, 4, 5, 6, 7, 0):
            print(
                f"{code_:>5}  {changes.before.get(code_, 0):>6}  {changes.after.get(code_, 0):>5}"
            )


if __name__ == "__main__":
    main()
