"""Scripts, styles and drawings that go into the stand-alone map: all from `assets/`."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

from app.icons import read_icons
from etl.paths import ROOT

ASSETS = ROOT / "assets"
VENDOR = ASSETS / "vendor" / "leaflet"

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
POLICY_SLOT = "HETU-SCRIPT-HASHES"
"""Stands in the policy until the scripts are known."""


def script(path: Path) -> str:
    """A script file as an element; a closing tag inside it would end it early and is broken up."""
    text = path.read_text(encoding="utf-8").replace("</script", "<\\/script")
    return f"<script>{text}</script>"


def style(path: Path) -> str:
    """A style file as an element. Its images are dropped: nothing is fetched, ours are drawn."""
    text = re.sub(r"url\((?!#)[^)]*\)", "none", path.read_text(encoding="utf-8"))
    # Comments may hold addresses that a reader of the file could take for requests.
    return f"<style>{re.sub(r'/[*].*?[*]/', '', text, flags=re.DOTALL)}</style>"


def inert_json(identity: str, value: object) -> str:
    """Data as an element that cannot run and cannot end early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for mark, safe in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(mark, safe)
    return f'<script type="application/json" id="{identity}">{text}</script>'


def policy() -> str:
    """A policy that lets the file fetch nothing at all and run only the scripts it came with."""
    return (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'; img-src data:; script-src {POLICY_SLOT}\">"
    )


def sealed(page: str) -> str:
    """The page with the hashes of its own scripts in the policy (CSP level 2, section 4.2)."""
    hashes = dict.fromkeys(
        base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        for body in _SCRIPT.findall(page)
    )
    return page.replace(POLICY_SLOT, " ".join(f"'sha256-{digest}'" for digest in hashes))


def icons() -> dict[str, str]:
    """Name to path data of our drawings."""
    return read_icons(ASSETS / "icons")
