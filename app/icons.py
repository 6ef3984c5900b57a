"""Our drawings (20 px grid, 1.5 px stroke, one path each), read from `assets/icons/`."""

from __future__ import annotations

import re
from pathlib import Path

_PATH = re.compile(r'<path d="([^"]+)"/>')


def read_icons(folder: Path) -> dict[str, str]:
    """Name to the path's `d`; drawings of more than one path (the favicon) are left out."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.svg")):
        paths = _PATH.findall(path.read_text(encoding="utf-8"))
        if len(paths) == 1 and path.stem != "favicon":
            found[path.stem] = paths[0]
    return found
