"""Chromium and the real `hetu serve`, for the browser tests and the benchmarks."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # most tests need no browser and do not wait for its library
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[1]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

#: Nothing of Chromium's own goes out, and no name but this machine's resolves. Without QUIC and
#: background networking a request seen in a test is one the page made.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)

DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}


class OpenPage(Protocol):
    """Opens a page of the dashboard in a fresh browser context."""

    def __call__(self, path: str = "/", *, phone: bool = False, **context: Any) -> Page: ...


def find_chromium() -> str | None:
    """The browser of this machine, HETU_CHROMIUM first; None where none answers."""
    for name in (os.environ.get("HETU_CHROMIUM"), *NAMES):
        path = shutil.which(name) if name else None
        if path and subprocess.run([path, "--version"], capture_output=True).returncode == 0:
            return path
    return None


def hetu(*args: str) -> list[str]:
    """The command line of `hetu`, installed or not."""
    command = Path(sys.executable).with_name("hetu")
    if command.is_file():
        return [str(command), *args]
    return [sys.executable, "-c", "from app.cli import main; main()", *args]


def free_port() -> int:
    """A port nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def build() -> None:
    """Build the layers if need be, one process at a time (test workers start together)."""
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run(
            [sys.executable, ROOT / ".ci" / "setup" / "build_if_needed.py"],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise RuntimeError(f"hetu build failed:\n{done.stdout}{done.stderr}")


def wait_until_ready(url: str, process: subprocess.Popen[Any], seconds: float = 60) -> None:
    """Return once the address answers; raise if the process ends or the time runs out."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        try:
            with direct.open(url, timeout=5):
                return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{url} answers {error.code}") from error
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{url} does not answer after {seconds:.0f} s")


@contextmanager
def serving(log: Path, **environment: str) -> Iterator[str]:
    """`hetu serve` on a free port, its output in `log`; yields the address without a slash."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            hetu("serve", "--host", "127.0.0.1", "--port", str(port)),
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
        )
        try:
            wait_until_ready(f"{url}/", process)
            yield url
        except RuntimeError as error:
            raise RuntimeError(f"{error}\n{log.read_text(encoding='utf-8')}") from error
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
