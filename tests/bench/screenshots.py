"""Take the pictures of the README anew: `.venv/bin/python tests/bench/screenshots.py`.

The real dashboard over the published layers, in a real Chromium, 1440 by 900. The server gets a
folder of its own, empty: no sentence of a report comes into a picture.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import rig  # a neighbour, found by the path above
from playwright.sync_api import sync_playwright

FOLDER = rig.ROOT / "assets" / "screenshots"
#: File → language, address, and what must be in sight.
PICTURES = {
    "map.png": ("zh", "/?in=area-urban", ".details .row"),
    "map-en.png": ("en", "/?in=area-urban", ".details .row"),
    "indicators.png": ("zh", "/indicators", ".ind-page .card"),
    "indicators-en.png": ("en", "/indicators", ".ind-page .card"),
}


def main() -> None:
    """Write every picture of `PICTURES`."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        nothing = {"HETU_VAR": folder, "HETU_REPORTS": folder}
        with rig.serving(Path(folder) / "log.txt", **nothing) as url, sync_playwright() as tool:
            chromium = tool.chromium.launch(
                executable_path=rig.find_chromium(), args=list(rig.FLAGS)
            )
            for name, (lang, path, sight) in PICTURES.items():
                context = chromium.new_context(
                    **rig.DESKTOP, reduced_motion="reduce", color_scheme="light"
                )
                context.add_init_script(f"localStorage.setItem('hetu.lang', '{lang}')")
                tab = context.new_page()
                tab.goto(url + path)
                tab.locator(sight).first.wait_for()
                tab.wait_for_load_state("networkidle")
                tab.wait_for_timeout(500)  # labels settle
                tab.screenshot(path=FOLDER / name)
                context.close()
                print(f"{name}: {(FOLDER / name).stat().st_size // 1024} KB")
            chromium.close()


if __name__ == "__main__":
    main()
