"""The database brought to this release's tables, at every start, in one transaction.

A database without a record of its version is new, or of the first release (tables `draft` and
`decision`). One of a newer release is refused: this code would not know what it writes over.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from etl.errors import HetuError

HEAD = "0002"
"""The version of the tables that this code writes."""
KNOWN = ("0001", "0002")
_FOLDER = Path(__file__).parent / "migrations"
_PG_LOCK = 0x68657475  # "hetu": any number, the same in every process


class VersionError(HetuError):
    """The database is of a newer release."""


def version_of(connection: Connection) -> str:
    """The version a database says it has; "" where it says none."""
    if "alembic_version" not in inspect(connection).get_table_names():
        return ""
    found = connection.execute(text("select version_num from alembic_version")).scalar()
    return str(found or "")


def check_version(version: str) -> None:
    """Raise VersionError for a version that this release does not know."""
    if version and version not in KNOWN:
        raise VersionError(
            f"数据库由更新的鹤图版本（{version}）写过，本版本只到 {HEAD}。"
            "请升级鹤图，或用本版本的备份恢复（hetu restore）。",
            f"the database was written by a newer release of Hetu ({version}; this one knows "
            f"up to {HEAD}). Upgrade Hetu, or restore a backup of this release (hetu restore).",
        )


def migrate(engine: Engine, target: str = HEAD) -> None:
    """Bring the tables to `target`. All steps or none; two processes do it one after the other.

    Raises VersionError for the database of a newer release.
    """
    with engine.connect() as connection:
        if version_of(connection) in (HEAD, target):
            return
        connection.rollback()
        # The driver would begin SQLite's transaction only at the first row written.
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _PG_LOCK})
        version = version_of(connection)  # another process may have been here meanwhile
        check_version(version)
        if version not in (HEAD, target):
            is_first = not version and "draft" in _tables(connection)
            _run(connection, target, is_first=is_first)
        connection.commit()


def _tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


def _run(connection: Connection, target: str, *, is_first: bool) -> None:
    from alembic import command  # half a second to import: only where there is something to do
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    if is_first:
        command.stamp(config, "0001")
    command.upgrade(config, target)
