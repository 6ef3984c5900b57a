"""The database: SQLite with a write-ahead log at var/hetu.db, or HETU_DATABASE_URL."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event

from app.store.schema import Base


def open_store(var: Path, environment: Mapping[str, str] | None = None) -> Engine:
    """The engine with its tables made. SQLite syncs every commit: what is said is kept."""
    environment = os.environ if environment is None else environment
    url = environment.get("HETU_DATABASE_URL", "")
    if not url:
        var.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{var / 'hetu.db'}"
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _pragmas)
    Base.metadata.create_all(engine)
    return engine


def _pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()
