"""A database with the wrong schema stops a crawl before it starts, with the command to run."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from pipelines.errors import UserError
from pipelines.storage.database import schema_version
from pipelines.storage.database.engine import database_url, masked, open_engine
from pipelines.storage.database.errors import with_patience
from tests.support.databases import migrated_file


def message(url: URL) -> str:
    engine = open_engine(url)
    try:
        with pytest.raises(UserError) as caught:
            schema_version.check(engine)
    finally:
        engine.dispose()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_migrated_database_is_right(engine: Engine) -> None:
    schema_version.check(engine)


def test_a_database_without_tables(empty_url: URL) -> None:
    said = message(empty_url)
    assert "make migrate" in said
    if empty_url.database and empty_url.get_backend_name() == "sqlite":
        assert not Path(empty_url.database).exists()


@pytest.mark.parametrize(
    ("revision", "expected"),
    [
        ("0000", f"older than {schema_version.REVISION} of this code: run 'make migrate'"),
        ("9999", "newer code"),
    ],
)
def test_another_revision(
    db_url: URL, engine: Engine, monkeypatch: pytest.MonkeyPatch, revision: str, expected: str
) -> None:
    monkeypatch.setattr(schema_version, "KNOWN", schema_version.KNOWN | {"0000"})
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": revision})
    said = message(db_url)
    assert expected in said
    assert f"at revision {revision}" in said


def test_a_file_with_two_names_is_refused(tmp_path: Path) -> None:
    """By either name, before anything is written; by one name it is as before."""
    names = tmp_path / "news.db", tmp_path / "other.db"
    shutil.copy(migrated_file(), names[0])
    names[1].hardlink_to(names[0])
    for path in names:
        assert "has 2 names (hard links)" in message(database_url(f"sqlite:///{path}"))
    assert set(tmp_path.iterdir()) == set(names)
    names[1].unlink()
    engine = open_engine(database_url(f"sqlite:///{names[0]}"))
    schema_version.check(engine)
    engine.dispose()


def test_a_file_without_tables(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert "has no tables: run 'make migrate'" in message(database_url(f"sqlite:///{path}"))


def test_a_file_that_is_not_a_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("a shopping list, and not a database at all\n" * 99)
    assert "is damaged or no database" in message(database_url(f"sqlite:///{path}"))


def test_no_such_folder(tmp_path: Path) -> None:
    said = message(database_url(f"sqlite:///{tmp_path / 'no' / 'tinsach.db'}"))
    assert f"no folder {tmp_path / 'no'}" in said


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_file_held_by_another_program(db_url: URL) -> None:
    holder = sqlite3.connect(str(db_url.database), isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("CREATE TABLE held (id)")
    assert "is locked by another program" in message(db_url)
    holder.close()


def test_nobody_listens() -> None:
    said = message(database_url("postgresql://me:geheim@127.0.0.1:1/news"))
    assert said.startswith(
        "Database postgresql+psycopg://me:***@127.0.0.1:1/news cannot be reached"
    )
    assert "geheim" not in said


def test_somebody_listens_and_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]  # the backlog takes the connection, nobody reads it
        said = message(database_url(f"postgresql://me@127.0.0.1:{port}/news"))
    assert "cannot be reached" in said


@pytest.mark.postgres
def test_no_such_database(postgres) -> None:  # type: ignore[no-untyped-def]
    assert "cannot be reached" in message(postgres.url("nowhere"))


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("first", "waits"),
    [
        ({"query": {"host": "127.0.0.1"}, "port": 1}, True),  # it restarts
        ({"query": {"host": "nowhere.invalid"}}, True),  # and its container with it
        ({"database": "nowhere"}, False),
        ({"username": "nobody", "password": "geheim"}, False),
    ],
)
def test_a_crawl_that_starts_waits_for_a_restart(
    db_url: URL, first: dict[str, Any], waits: bool
) -> None:
    engines = [open_engine(db_url.set(**first), 5), open_engine(db_url)]
    left = iter(engines)
    try:
        if waits:
            with_patience(lambda: next(left).connect(), 300).close()
        else:
            with pytest.raises(SQLAlchemyError):
                with_patience(lambda: next(left).connect(), 300)
        assert list(left) == ([] if waits else engines[1:])
    finally:
        for engine in engines:
            engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_no_such_user(db_url: URL) -> None:
    assert "refuses this user" in message(db_url.set(username="nobody", password="geheim"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("mysql://me:geheim@h/db", "mysql://me:***@h/db"),
        ("no url at all", "cannot be read"),
        ("postgresql+asyncpg://me:geheim@h/db", "expected sqlite:///"),
        ("sqlite://", "without a file"),
        ("sqlite:///:memory:", "without a file"),
        ("postgresql://me:geheim@h", "without a database"),
        ("postgresql://me:geheim@h:port/db", "cannot be read"),
    ],
)
def test_a_wrong_url_is_refused(value: str, expected: str) -> None:
    with pytest.raises(UserError) as caught:
        database_url(value)
    assert expected in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_the_default_is_a_file_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert database_url().database == str(tmp_path / "tinsach.db")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///other.db")
    assert database_url().database == str(tmp_path / "other.db")
    assert database_url("sqlite:////x/y.db").database == "/x/y.db"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:geheim@h/db",
        "postgresql://h/db?user=me&password=geheim",
        "postgresql://h/db?sslpassword=geheim",
    ],
)
def test_passwords_are_masked(url: str) -> None:
    assert "geheim" not in masked(url)
    assert "***" in masked(url)
