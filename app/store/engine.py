"""The database: SQLite with a write-ahead log at var/hetu.db, or HETU_DATABASE_URL."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from app.store.migrate import VersionError, migrate
from etl.errors import HetuError
from etl.files import locked


class StoreError(HetuError):
    """The database cannot be opened."""


def open_store(var: Path, environment: Mapping[str, str] | None = None) -> Engine:
    """The engine, its tables brought to this release. SQLite syncs every commit: what is said is
    kept.

    Raises StoreError where the folder cannot be written, or HETU_DATABASE_URL leads nowhere;
    VersionError where a newer release wrote the database.
    """
    environment = os.environ if environment is None else environment
    url = environment.get("HETU_DATABASE_URL", "")
    engine: Engine | None = None
    try:
        if not url:
            var.mkdir(parents=True, exist_ok=True)
        # A server that was restarted is met by a new connection, not by an error.
        engine = create_engine(address_of(var, environment), pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _pragmas)
        with locked(_lock_file(var)):  # two workers at once would both find no tables
            migrate(engine)
    except VersionError:
        _let_go(engine)
        raise
    except (SQLAlchemyError, ImportError, OSError) as error:
        _let_go(engine)
        raise _no_store(error, var, is_named=bool(url)) from error
    return engine


def address_of(var: Path, environment: Mapping[str, str]) -> URL:
    """The database's address. `postgresql://` and `postgres://` mean the driver Hetu brings.

    Raises SQLAlchemy's ArgumentError for what is no address.
    """
    url = make_url(environment.get("HETU_DATABASE_URL") or f"sqlite:///{var / 'hetu.db'}")
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _let_go(engine: Engine | None) -> None:
    if engine is not None:
        engine.dispose()


def _lock_file(var: Path) -> Path:
    return var / "store.lock"


def _no_store(error: Exception, var: Path, *, is_named: bool) -> StoreError:
    # The address may hold a password: only what the driver says of it is told.
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    why = said[0] if said else type(error).__name__
    if not is_named:
        return StoreError(
            f"打不开数据库（{why}）。请检查文件夹 {var} 的写权限和磁盘空间。",
            f"the database cannot be opened ({why}). Check permissions and space of {var}.",
            file="hetu.db",
        )
    return StoreError(
        f"环境变量 HETU_DATABASE_URL 所指的数据库打不开（{why}）。请核对地址、驱动和口令，"
        "例如 postgresql+psycopg://用户:口令@主机/库；删去该变量则用 var/hetu.db。",
        f"the database of HETU_DATABASE_URL cannot be opened ({why}). Check address, driver and "
        "password, e.g. postgresql+psycopg://user:password@host/name; unset it to use var/hetu.db.",
    )


def _pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()
