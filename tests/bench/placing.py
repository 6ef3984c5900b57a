"""How fast works can be placed: a real browser places 75 of them, half by mouse, half by keys.

    python tests/bench/placing.py [COUNT] [WIDTH]

The script does not think, so what it measures is what the page itself costs: the time from a
work's appearing to the next one's. Half an hour for 75 leaves 24 seconds each.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1])]

import rig  # noqa: E402  # neighbours, found by the path above
from playwright.sync_api import Page, sync_playwright  # noqa: E402

COUNT = 75
BUDGET_S = 24.0
FREE = """([x, y]) => {
  for (let i = 0; i < 400; i++) {
    const at = [x + 9 * Math.sqrt(i) * Math.cos(2.4 * i), y + 9 * Math.sqrt(i) * Math.sin(2.4 * i)];
    const node = document.elementFromPoint(...at);
    if (node && node.closest(".pl-map") && !node.closest("button, .leaflet-control")) return at;
  }
  return [x, y];
}"""


def place(tab: Page, number: int) -> None:
    """Give the work in hand a position: a candidate, a click, coordinates or a phrase; confirm."""
    box = tab.locator(".pl-map").bounding_box()
    assert box
    # As a person would: not on what is placed already, which a click would open.
    middle = tab.evaluate(FREE, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
    if number % 3 == 1:
        where = tab.evaluate(
            """async () => { const all = await hetu.data.ready;
              const home = hetu.map.basemap.district(all);
              return hetu.geometry.calmSpot(home.geometry, []); }"""
        )
        tab.keyboard.press("c")
        tab.keyboard.type(f"{where[1]:.5f}, {where[0]:.5f}")
        tab.keyboard.press("Enter")
    elif number % 3 == 2 and tab.locator(".pl-candidate").count():
        tab.keyboard.press("1")
    else:
        tab.mouse.click(*middle)
    tab.wait_for_selector(".pl-draft")
    if tab.locator(".pl-draft-pin").count() and number % 5 == 0:
        tab.mouse.move(*middle)
        tab.mouse.down()
        tab.mouse.move(middle[0] + 25, middle[1] + 15, steps=3)
        tab.mouse.up()
    # What lies outside the district is asked after; here it is said to be meant.
    tab.locator("#pl-outside").check()
    tab.locator("[data-do=accept]").click()


def run(tab: Page, count: int) -> list[float]:
    """Seconds for each of `count` works, from one in hand to the next."""
    seconds = []
    for number in range(count):
        work = tab.locator(".pl-row[aria-selected=true]").get_attribute("data-id")
        begun = time.perf_counter()
        place(tab, number)
        tab.wait_for_function(
            """(work) => !document.querySelector(`.pl-row[aria-selected=true][data-id="${work}"]`)
                 && document.querySelector(`.pl-row[data-id="${work}"].is-done`)""",
            arg=work,
        )
        seconds.append(time.perf_counter() - begun)
    return seconds


def main() -> None:
    """Serve a copy of the first district, place, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    width = int(sys.argv[2]) if len(sys.argv) > 2 else 1440
    first = sorted((rig.ROOT / "geodata").glob("*/layers/manifest.json"))[0].parents[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(first, folder / "geodata" / first.name)
        for table in first.parent.glob("*.csv"):
            shutil.copy(table, folder / "geodata")
        settings = {
            "HETU_GEODATA": str(folder / "geodata"),
            "HETU_DISTRICT": first.name,
            "HETU_VAR": str(folder / "var"),
        }
        chromium = rig.find_chromium()
        with rig.serving(folder / "log.txt", **settings) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(rig.FLAGS))
            size = {"width": width, "height": 900 if width > 760 else 844}
            tab = browser.new_context(viewport=size, reduced_motion="reduce").new_page()
            tab.goto(f"{url}/places")
            tab.evaluate("() => localStorage.setItem('hetu.reviewer', '测试')")
            tab.wait_for_selector("[data-hetu-page][data-ready]")
            seconds = run(tab, count)
            browser.close()
    total = sum(seconds)
    worst = sorted(seconds)[int(0.95 * (len(seconds) - 1))]
    print(
        f"{len(seconds)} works placed in {total:.0f} s at {width} px: "
        f"median {median(seconds):.2f} s, 95 % {worst:.2f} s each; "
        f"{3600 * len(seconds) / total:.0f} an hour. Of the {BUDGET_S:.0f} s that half an hour for "
        f"{COUNT} allows, a person keeps {BUDGET_S - total / len(seconds):.1f} s to think."
    )


if __name__ == "__main__":
    main()
