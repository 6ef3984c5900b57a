"""`make bench`: the numbers of the closing note, each measured on this machine in this run."""

from __future__ import annotations

import platform
import sys
import tempfile
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1])]

import conversion  # noqa: E402
import pages  # noqa: E402  # neighbours, found by the path above
import plain  # noqa: E402
import processes  # noqa: E402
import rig  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from where import FOLIUM, HETU  # noqa: E402

TIMES = 5
SLOW = 4


def layers_folder() -> Path:
    """The published layers of the first district."""
    return sorted((rig.ROOT / "geodata").glob("*/layers/manifest.json"))[0].parent


def commands() -> None:
    """`hetu build` from nothing cached, and a second `make run` until the page answers."""
    builds = [processes.measure(rig.hetu("build"), cwd=rig.ROOT) for _ in range(3)]
    rig.build()
    port = rig.free_port()
    starts = [
        processes.measure(
            ["make", "--no-print-directory", "run"],
            cwd=rig.ROOT,
            ready=lambda process: rig.wait_until_ready(f"http://127.0.0.1:{port}/", process),
            environment={"HETU_PORT": str(port)},
        )
        for _ in range(3)
    ]
    print("\n| command | wall, s (median of 3) | peak memory, MiB |\n|---|---:|---:|")
    for name, runs in (("hetu build", builds), ("make run, warm, to first answer", starts)):
        seconds = median(run.seconds for run in runs)
        print(f"| {name} | {seconds:.2f} | {max(run.peak_mib for run in runs):.0f} |", flush=True)


def browser() -> None:
    """The dashboard beside a plain folium page of the same layers, in one Chromium."""
    chromium = rig.find_chromium()
    if chromium is None:
        print("\n没有 Chromium，跳过浏览器测量 · no Chromium: the browser is not measured")
        return
    rows = []
    with (
        tempfile.TemporaryDirectory() as temporary,
        sync_playwright() as playwright,
    ):
        folder = Path(temporary)
        plain.write_page(layers_folder(), rig.ROOT / "assets" / "vendor" / "leaflet", folder / "p")
        launched = playwright.chromium.launch(executable_path=chromium, args=list(rig.FLAGS))
        with plain.served(folder / "p") as other, rig.serving(folder / "serve.log") as ours:
            for cpu in (1, SLOW):
                for name, url, where in (("hetu", f"{ours}/", HETU), ("folium", other, FOLIUM)):
                    seen = pages.visits(launched, url, where, times=TIMES, cpu=cpu)
                    rows.append((name, cpu, seen))
        version = launched.version
        launched.close()
    print(f"\nChromium {version}, 1440 × 900, empty cache, median of {TIMES}\n")
    print(
        "| page | CPU | KiB on the wire | requests | first map, ms | whole map, ms | filter, ms |"
    )
    print("|---|---|---:|---:|---:|---:|---:|")
    for name, cpu, seen in rows:
        print(
            f"| {name} | 1/{cpu} | {seen.kib:.0f} | {seen.requests} | {seen.first_map_ms:.0f} "
            f"| {seen.whole_map_ms:.0f} | {seen.filter_ms:.0f} |"
        )


if __name__ == "__main__":
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    conversion.print_conversions()
    rig.build()
    commands()
    browser()
