"""Files on the way in: kept apart until they are taken, told through a file on disk.

Every worker of the server sees the same; what nobody takes is cleared away.
"""

from __future__ import annotations

import json
import re
import shutil
import time
import uuid
from pathlib import Path
from typing import Any

from etl.errors import HetuError
from etl.files import json_bytes, write_atomic

KEPT_S = 24 * 3600.0
"""How long a file waits to be taken."""
LOST_S = 600.0
"""After this long without a word a look is that of a killed process."""
_TOKEN = re.compile(r"[0-9a-f]{32}")


class Staging:
    """One folder a file, named by a token that cannot be guessed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new(self) -> str:
        """A fresh folder; what lies here too long goes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.iterdir():
            if time.time() - old.stat().st_mtime > KEPT_S:
                shutil.rmtree(old, ignore_errors=True)
        token = uuid.uuid4().hex
        (self.folder / token / "in").mkdir(parents=True)
        return token

    def at(self, token: str) -> Path:
        """The folder of a token; HetuError where there is none."""
        path = self.folder / token
        if not _TOKEN.fullmatch(token) or not path.is_dir():
            raise HetuError(
                "这份文件已不在等候区（超过一天会清理）。请重新放入。",
                "this file is no longer waiting (it goes after a day). Put it in again.",
            )
        return path

    def file(self, token: str) -> Path:
        """The file that was put in: of a set, the one to open."""
        files = sorted(path for path in (self.at(token) / "in").iterdir() if path.is_file())
        first = [path for path in files if path.suffix.lower() == ".shp"]
        return (first or files)[0]

    def tell(self, token: str, **state: Any) -> None:
        """Write what stands."""
        write_atomic(self.at(token) / "state.json", json_bytes({**state, "at": time.time()}))

    def told(self, token: str) -> dict[str, Any]:
        """What stands: `state` is working, ready, failed or taken."""
        try:
            found: dict[str, Any] = json.loads((self.at(token) / "state.json").read_bytes())
        except (OSError, ValueError):
            return {"state": "working", "share": 0.0, "zh": "", "en": ""}
        if found["state"] == "working" and time.time() - found["at"] > LOST_S:
            return {
                "state": "failed",
                "error": {
                    "zh": "服务器在读取时中断了。请重新放入文件。",
                    "en": "the server stopped while reading. Put the file in again.",
                },
            }
        return found

    def drop(self, token: str) -> None:
        """Clear a file away."""
        shutil.rmtree(self.at(token), ignore_errors=True)
