"""Layers drawn anew after decisions: in the background, once for a burst, told through a file.

The state lies on disk, so that every worker of the server says the same and a killed one is
noticed.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.errors import HetuError
from etl.files import json_bytes, locked, write_atomic

QUIET_S = 1.0
"""How long nothing may be asked for before the work begins."""
LONGEST_S = 8.0
"""How long a steady burst may put it off."""
LOST_S = 120.0
"""After this long an unfinished state is that of a killed process, whatever its number says."""

Job = Callable[[], None]


def _is_alive(pid: int) -> bool:
    """Whether a process of that number runs on this machine."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return pid > 0


class Rebuilder:
    """Runs jobs by key, one at a time for each key."""

    def __init__(self, folder: Path, quiet_s: float = QUIET_S) -> None:
        self.folder = folder
        self.quiet_s = quiet_s
        self._lock = threading.Lock()
        self._timers: dict[str, threading.Timer] = {}
        self._since: dict[str, float] = {}
        self._running: set[threading.Thread] = set()

    def state(self, key: str) -> dict[str, Any]:
        """{"state": none|building|ready|failed, "at", "error"} of a key."""
        return {name: self._told(key)[name] for name in ("state", "at", "error")}

    def is_lost(self, key: str) -> bool:
        """Whether a job was asked for by a process that did not live to end it."""
        told = self._told(key)
        if told["state"] != "building":
            return False
        try:
            age = time.time() - (self.folder / f"{key}.json").stat().st_mtime
        except OSError:
            return False
        return age > LOST_S or not _is_alive(int(told.get("pid", 0)))

    def _told(self, key: str) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads((self.folder / f"{key}.json").read_bytes())
        except (OSError, ValueError):
            return {"state": "none", "at": "", "error": None}
        return found

    def ask(self, key: str, job: Job) -> None:
        """Run the job soon; asking again meanwhile puts it off a little."""
        self._tell(key, "building")
        with self._lock:
            now = time.monotonic()
            since = self._since.setdefault(key, now)
            waiting = self._timers.pop(key, None)
            if waiting is not None:
                waiting.cancel()
            delay = min(self.quiet_s, max(0.0, since + LONGEST_S - now))
            timer = threading.Timer(delay, self._run, (key, job))
            timer.daemon = True
            self._timers[key] = timer
            timer.start()

    def wait(self, seconds: float = 60) -> None:
        """Return once nothing is asked for and nothing runs; for tests and the end of a server."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with self._lock:
                busy = [*self._timers.values(), *self._running]
            if not busy:
                return
            busy[0].join(timeout=0.2)
        raise TimeoutError("the layers are still being drawn")

    def _run(self, key: str, job: Job) -> None:
        me = threading.current_thread()
        with self._lock:
            self._running.add(me)
            if self._timers.get(key) is me:
                del self._timers[key]
            self._since.pop(key, None)
        try:
            with locked(self.folder / f"{key}.lock"):
                job()
            self._tell(key, "ready")
        except HetuError as error:
            self._tell(key, "failed", error)
        except Exception:
            logging.getLogger(__name__).exception("the layers could not be drawn")
            self._tell(
                key,
                "failed",
                HetuError(
                    "图层没有更新成功；上一次的图层仍在使用。请运行 hetu build 查看原因。",
                    "The layers were not drawn anew; the last ones stay. Run hetu build to see.",
                ),
            )
        finally:
            with self._lock:
                self._running.discard(me)

    def _tell(self, key: str, state: str, error: HetuError | None = None) -> None:
        told = {
            "state": state,
            "pid": os.getpid(),
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "error": {"zh": error.where + error.zh, "en": error.where + error.en}
            if error
            else None,
        }
        write_atomic(self.folder / f"{key}.json", json_bytes(told))
