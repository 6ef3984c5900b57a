"""A backup put back, on this machine or an empty one. What was there is kept aside first."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from app.store.archive import (
    Manifest,
    check_archive,
    damaged,
    kept_files,
    open_archive,
    place_of,
    read_manifest,
)
from app.store.backup import make_backup, one_moment
from app.store.engine import StoreError, open_store
from app.store.migrate import migrate
from app.store.schema import Base
from etl.errors import HetuError
from etl.files import sha256_of, write_atomic

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and where what was there before is kept ("" where nothing was)."""

    manifest: Manifest
    kept: Path | None
    extra_files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Present:
    """What a restore would replace: rows in the database, files that differ."""

    rows: int
    files: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether the machine is empty."""
        return not self.rows and not self.files


def present(engine: Engine, geodata: Path, var: Path, path: Path) -> Present:
    """What stands where the archive would go. ArchiveError for a damaged or foreign archive."""
    manifest = check_archive(path)
    with one_moment(engine) as connection:
        rows = sum(_count(connection, table) for table in Base.metadata.sorted_tables)
    differing = []
    for name in manifest.placed:
        at = place_of(name, geodata, var)
        if at.is_file() and sha256_of(at.read_bytes()) != manifest.files[name][0]:
            differing.append(name)
    return Present(rows, tuple(differing))


def restore_backup(engine: Engine, geodata: Path, var: Path, path: Path) -> Restored:
    """Put the archive's rows and files back.

    The archive is checked and loaded into a scratch database before anything is touched; what is
    there is first kept as a backup of its own in `var`; then the rows change in one transaction,
    and each file whole. Killed in between, the same command finishes. Raises ArchiveError.
    """
    with open_archive(path) as archive, tempfile.TemporaryDirectory(prefix="hetu-") as folder:
        manifest = read_manifest(archive, path)
        scratch = create_engine(f"sqlite:///{Path(folder) / 'scratch.db'}")
        try:
            _load_checked(archive, manifest, scratch, path)
            kept = _keep_aside(engine, geodata, var)
            _replace_rows(scratch, engine)
        finally:
            scratch.dispose()
        for name in manifest.placed:
            write_atomic(place_of(name, geodata, var), archive.read(name))
    extra = kept_files(geodata, var).keys() - set(manifest.placed)
    return Restored(manifest, kept, tuple(sorted(extra)))


def open_for_restore(var: Path, environment: Mapping[str, str]) -> tuple[Engine, Path | None]:
    """The store, made anew where SQLite's file is broken: the broken one is moved aside.

    Returns the engine and where the broken file now lies (None: it was sound).
    """
    try:
        engine = open_store(var, environment)
        if _is_sound(engine):
            return engine, None
        engine.dispose()
    except StoreError:
        broken = var / "hetu.db"
        if environment.get("HETU_DATABASE_URL") or not broken.is_file():
            raise
    if environment.get("HETU_DATABASE_URL"):
        raise StoreError(
            "HETU_DATABASE_URL 所指的 SQLite 文件已损坏。请移走该文件后再恢复。",
            "the SQLite file of HETU_DATABASE_URL is damaged. Move it away, then restore.",
        )
    aside = var / f"hetu.db.damaged-{_stamp()}"
    # The log first: alone it is of no use, while a new database must not meet an old log.
    for ending in ("-wal", "-shm", ""):
        part = var / f"hetu.db{ending}"
        if part.exists():
            part.replace(f"{aside}{ending}")
    return open_store(var, environment), aside


def _is_sound(engine: Engine) -> bool:
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        return bool(connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok")


def _load_checked(
    archive: zipfile.ZipFile, manifest: Manifest, scratch: Engine, path: Path
) -> None:
    """The rows as the archive has them, in its own version's tables, then brought to ours."""
    try:
        migrate(scratch, manifest.version)
        with scratch.begin() as connection:
            for name, rows in manifest.tables.items():
                if _load_table(archive, connection, name) != rows:
                    raise damaged(path, f"{name}: its number of rows is wrong")
        migrate(scratch)
    except (SQLAlchemyError, AttributeError, IndexError, TypeError) as error:
        raise damaged(path, str(error).splitlines()[0]) from None
    except ValueError as error:
        if isinstance(error, HetuError):
            raise
        raise damaged(path, str(error)) from None


def _load_table(archive: zipfile.ZipFile, connection: Connection, name: str) -> int:
    # As the scratch database has it: the archive's version may lack columns of this one.
    table = Table(name, MetaData(), autoload_with=connection)
    rows = 0
    with archive.open(f"database/{name}.jsonl") as lines:
        found = (json.loads(line) for line in lines)
        while some := list(islice(found, _BATCH)):
            connection.execute(insert(table), some)
            rows += len(some)
    return rows


def _keep_aside(engine: Engine, geodata: Path, var: Path) -> Path | None:
    with one_moment(engine) as connection:
        rows = sum(_count(connection, table) for table in Base.metadata.sorted_tables)
    if not rows and not kept_files(geodata, var):
        return None
    return make_backup(engine, geodata, var, var / f"before-restore-{_stamp()}.zip").path


def _replace_rows(scratch: Engine, engine: Engine) -> None:
    tables = Base.metadata.sorted_tables
    with scratch.connect() as source, engine.connect() as target:
        if engine.dialect.name == "sqlite":
            target.exec_driver_sql("BEGIN IMMEDIATE")
        for table in reversed(tables):
            target.execute(table.delete())
        for table in tables:
            for some in _rows(source, table):
                target.execute(insert(table), some)
            if engine.dialect.name == "postgresql":
                _next_number(target, table)
        target.commit()


def _rows(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    query = select(table).order_by(*table.primary_key)
    for some in source.execute(query).mappings().partitions(_BATCH):
        yield [dict(row) for row in some]


def _next_number(target: Connection, table: Table) -> None:
    """Let PostgreSQL count on from the highest id: rows put in with theirs do not move it."""
    column = table.autoincrement_column
    if column is None:
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    highest = target.scalar(select(func.max(column)))
    if highest is not None:
        target.execute(select(func.setval(sequence, highest)))


def _count(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"
