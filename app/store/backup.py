"""One archive with everything that was confirmed, made while the server runs."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from app.store.archive import kept_files, manifest_of
from app.store.schema import Base
from app.store.values import now
from etl.files import json_bytes

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Made:
    """What a backup holds."""

    path: Path
    rows: dict[str, int]
    files: int
    size_bytes: int


class _Writer:
    """Members written one by one, each with its hash."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.files: dict[str, dict[str, Any]] = {}

    def put(self, name: str, parts: Iterator[bytes]) -> None:
        sha, size = hashlib.sha256(), 0
        with self.archive.open(name, "w", force_zip64=True) as member:
            for part in parts:
                sha.update(part)
                size += len(part)
                member.write(part)
        self.files[name] = {"sha256": sha.hexdigest(), "bytes": size}


def make_backup(engine: Engine, geodata: Path, var: Path, target: Path) -> Made:
    """Write the archive to `target`, whole or not at all; an older file of that name is replaced.

    The rows are those of one moment, whatever is written meanwhile. Raises OSError where `target`
    cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    rows: dict[str, int] = {}
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                writer = _Writer(archive)
                with one_moment(engine) as connection:
                    for table in Base.metadata.sorted_tables:
                        name = f"database/{table.name}.jsonl"
                        writer.put(name, _lines(connection, table, rows))
                for name, path in kept_files(geodata, var).items():
                    writer.put(name, iter([path.read_bytes()]))
                files = dict(writer.files)
                manifest = manifest_of(now(), version("hetu"), rows, files)
                writer.put("manifest.json", iter([json_bytes(manifest, indent=1)]))
            file.flush()
            os.fsync(file.fileno())
        # It may hold the text of a report and the names of people: for its owner alone.
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    kept = sum(not name.startswith("database/") for name in files)
    return Made(target, rows, kept, target.stat().st_size)


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """A connection that reads the database as it is now, whatever is written meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # The driver begins no transaction for reading; in one, WAL keeps to its first read.
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        yield connection
        connection.rollback()


def _lines(connection: Connection, table: Table, rows: dict[str, int]) -> Iterator[bytes]:
    rows[table.name] = 0
    query = select(table).order_by(*table.primary_key)
    for row in connection.execution_options(yield_per=_BATCH).execute(query).mappings():
        rows[table.name] += 1
        yield json.dumps(dict(row), ensure_ascii=False).encode() + b"\n"
