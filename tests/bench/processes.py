"""Wall time and memory of a command and everything it starts."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds to the end (or to readiness) and the peak of memory, in MiB.

    Memory is the proportional set size of the whole process group (pages shared by server workers
    count once), looked at every 20 ms.
    """

    seconds: float
    peak_mib: float


def _pss_mib(group: int) -> float:
    """Memory of a process group now."""
    total = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if os.getpgid(int(entry.name)) != group:
                continue
            rollup = (entry / "smaps_rollup").read_text()
        except (OSError, ProcessLookupError):
            continue
        total += sum(int(x.split()[1]) for x in rollup.splitlines() if x.startswith("Pss:"))
    return total / 1024


def measure(
    command: list[str],
    *,
    cwd: Path,
    ready: Callable[[subprocess.Popen[bytes]], None] | None = None,
    environment: dict[str, str] | None = None,
) -> Run:
    """Run a command to its end, or until `ready` returns and a second more; then stop it.

    Raises RuntimeError with its output where it fails.
    """
    log = cwd / "var" / "bench.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as output:
        start = time.monotonic()
        process = subprocess.Popen(
            command,
            cwd=cwd,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, **(environment or {})},
        )
        peak = [0.0]
        done = threading.Event()

        def sample() -> None:
            while not done.wait(0.02):
                peak[0] = max(peak[0], _pss_mib(process.pid))

        sampler = threading.Thread(target=sample)
        sampler.start()
        try:
            if ready is None:
                process.wait()
            else:
                ready(process)
            seconds = time.monotonic() - start
            if ready is not None:
                time.sleep(1)
        finally:
            done.set()
            sampler.join()
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(timeout=20)
    if ready is None and process.returncode:
        raise RuntimeError(log.read_text(encoding="utf-8", errors="replace"))
    return Run(seconds, peak[0])
