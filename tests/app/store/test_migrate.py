"""Databases of every release come up to date whole or not at all; those of a newer are refused."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from app.store import migrate as subject
from app.store import tables
from app.store.engine import open_store
from app.store.migrate import HEAD, KNOWN, VersionError
from app.store.reviews import Reviews
from app.store.schema import Base
from etl.errors import HetuError

FOLDER = Path(subject.__file__).parent / "migrations"
FIRST_RELEASE = [Base.metadata.tables[name] for name in ("draft", "decision")]


def plain(tmp_path: Path, env: dict[str, str]) -> str:
    return env.get("HETU_DATABASE_URL") or f"sqlite:///{tmp_path / 'hetu.db'}"


def first_release(url: str) -> None:
    """A database as the first release left it: two tables, a draft, no word of its version."""
    engine = create_engine(url)
    Base.metadata.create_all(engine, tables=FIRST_RELEASE)
    Reviews(engine).put_in(
        adcode="999999",
        report_id="2026",
        title="云溪县",
        file_name="a.txt",
        text="云溪县",
        facts={},
        who="甲",
    )
    engine.dispose()


def test_the_steps_make_the_tables_that_the_code_declares(
    tmp_path: Path, store_env: dict[str, str]
) -> None:
    engine = open_store(tmp_path, store_env)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert subject.version_of(connection) == HEAD
    engine.dispose()
    assert tables.PlacementRow.__tablename__ in Base.metadata.tables


def test_the_steps_are_those_the_code_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    assert [step.revision for step in reversed(list(script.walk_revisions()))] == list(KNOWN)
    assert script.get_heads() == [HEAD]


def test_a_database_of_the_first_release_keeps_what_it_holds(
    tmp_path: Path, store_env: dict[str, str]
) -> None:
    first_release(plain(tmp_path, store_env))
    engine = open_store(tmp_path, store_env)
    assert [draft.title for draft in Reviews(engine).drafts()] == ["云溪县"]
    assert "placements" in inspect(engine).get_table_names()
    engine.dispose()


def test_a_database_of_a_newer_release_is_refused_and_left_alone(
    tmp_path: Path, store_env: dict[str, str]
) -> None:
    engine = open_store(tmp_path, store_env)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(VersionError, match="9999") as caught:
        open_store(tmp_path, store_env)
    assert "升级" in caught.value.zh
    with engine.connect() as connection:
        assert subject.version_of(connection) == "9999"
    engine.dispose()


def test_a_step_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, store_env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = plain(tmp_path, store_env)
    first_release(url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("create table itineraries (in_the_way text)"))
    before = set(inspect(engine).get_table_names())
    with pytest.raises(HetuError):
        open_store(tmp_path, store_env)
    assert set(inspect(engine).get_table_names()) == before
    engine.dispose()


def test_no_step_goes_back(tmp_path: Path) -> None:
    engine = open_store(tmp_path, {})
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        with pytest.raises(HetuError, match="hetu restore"):
            command.downgrade(config, "0001")
    assert "placements" in inspect(engine).get_table_names()
    engine.dispose()


def test_two_that_start_at_once_both_find_the_tables(
    tmp_path: Path, store_env: dict[str, str]
) -> None:
    faults: list[Exception] = []
    start = threading.Barrier(4)

    def begin(number: int) -> None:
        # Other machines do not share the lock file: the database itself must hold them apart.
        var = tmp_path / str(number)
        own = store_env or {"HETU_DATABASE_URL": f"sqlite:///{tmp_path / 'shared.db'}"}
        start.wait()
        try:
            open_store(var, own).dispose()
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=begin, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
