"""A real PostgreSQL of the tests' own: started once a process, one empty database a test.

It listens on a socket in a folder of its own only, writes without fsync, and is ended with the
session. As root it runs as another user, since PostgreSQL refuses root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

USUAL = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")


def find_binaries() -> Path | None:
    """The folder of the newest `initdb` and `postgres`: distributions keep them off PATH."""
    folders = [Path(path) for path in os.environ.get("PATH", "").split(os.pathsep) if path]
    for pattern in USUAL:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    # Debian's wrappers on PATH (pg_ctlcluster and kin) are no server: both must be there.
    return next(
        (at for at in folders if all((at / x).exists() for x in ("initdb", "postgres"))), None
    )


def _other_user() -> str | None:
    """Whom to be instead of root: `postgres`, else `nobody`; None where this is not root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The folder of the server's socket; skips where there is no PostgreSQL."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL here (make test installs it with apt where it may)")
    user = _other_user()
    # Not pytest's folder: another user may not enter it; and a socket's path must be short.
    home = Path(tempfile.mkdtemp(prefix="hetu-pg-", dir="/tmp"))
    try:
        if user:
            shutil.chown(home, user)
        plain = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(home)}
        data = home / "data"
        command = [binaries / "initdb", "-D", data, "-U", "hetu", "-A", "trust", "-E", "UTF8"]
        done = subprocess.run(
            [*command, "--no-sync"], env=plain, user=user, cwd=home, capture_output=True, text=True
        )
        if done.returncode:
            pytest.fail(f"initdb: {done.stdout}{done.stderr}")
        quick = ["-c", "fsync=off", "-c", "listen_addresses=", "-c", "shared_buffers=16MB"]
        with (home / "log.txt").open("w") as log:
            process = subprocess.Popen(
                [binaries / "postgres", "-D", data, "-k", home, *quick],
                env=plain, user=user, cwd=home, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            _wait(home, process)
            yield str(home)
        finally:
            process.send_signal(signal.SIGQUIT)  # "immediate": nothing here is to be kept
            process.wait(30)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _wait(home: Path, process: subprocess.Popen[bytes]) -> None:
    """Until the server answers: it writes its socket's lock file last but one."""
    engine = create_engine(address(str(home), "postgres"), poolclass=NullPool)
    for _ in range(600):
        try:
            with engine.connect():
                return
        except OperationalError:
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            break
    pytest.fail("PostgreSQL does not start:\n" + (home / "log.txt").read_text("utf-8"))


def address(socket_folder: str, database: str) -> str:
    """The address as HETU_DATABASE_URL names it."""
    return f"postgresql+psycopg://hetu@/{database}?host={quote(socket_folder)}"


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty database of this test's own."""
    name = f"t{uuid.uuid4().hex}"
    admin = create_engine(
        address(postgres_server, "postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool
    )
    with admin.connect() as connection:
        connection.execute(text(f"create database {name}"))
    yield address(postgres_server, name)
    with admin.connect() as connection:
        connection.execute(text(f"drop database {name} with (force)"))


@pytest.fixture(params=["sqlite", "postgresql"])
def store_env(request: pytest.FixtureRequest) -> dict[str, str]:
    """The environment of a store, once of each kind: {} is SQLite in the folder of the test."""
    if request.param == "sqlite":
        return {}
    return {"HETU_DATABASE_URL": request.getfixturevalue("postgres_url")}
