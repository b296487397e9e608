"""Opens the database: SQLite by file, PostgreSQL by URL."""

from __future__ import annotations

import json
import os
import sqlite3
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from pipelines.errors import UserError
from pipelines.storage.database.errors import DatabaseProblem, UnfitDatabaseError
from pipelines.storage.database.postgres_session import (
    begin_transaction,
    connect_arguments,
    prepare_session,
    read_at_leisure,
)
from pipelines.text import fold

__all__ = ["URL", "Connection", "Engine", "database_url", "masked", "open_engine"]
DEFAULT = "sqlite:///tinsach.db"
BUSY_SECONDS = 30  # how long a writer waits for another before SQLite reports "locked"

CONNECT_SECONDS = 4  # so that "unreachable" is reported within five seconds
READING = "tinsach_reading"
"""Execution option of a read-only connection: on SQLite it takes no write lock."""

_FILE = "tinsach_file"  # attribute of an SQLite connection: path and identity of its file
_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
_EXPECTED = (
    "expected sqlite:///relative.db, sqlite:////absolute.db or "
    "postgresql+psycopg://user:password@host/database"
)


def database_url(value: str | None = None) -> URL:
    """Return the database's URL: ``value``, else ``DATABASE_URL``, else ``tinsach.db`` here.

    A relative SQLite path becomes absolute, so that it means the same file whatever the working
    directory is later; symbolic links are resolved, so that a file has one name and one lock.

    Raises:
        UserError: it is not a URL of SQLite or PostgreSQL.
    """
    text = value or os.environ.get("DATABASE_URL") or DEFAULT
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # The value is not shown, because a URL that cannot be parsed cannot be masked.
        raise UserError(f"DATABASE_URL cannot be read: {_EXPECTED}") from None
    if "@" in (url.host or ""):
        raise UserError(
            "DATABASE_URL cannot be read: its user or password has a character that must be "
            "written otherwise, @ as %40, : as %3A, / as %2F"
        )
    name = url.get_backend_name()
    if name not in _DRIVERS or url.drivername not in (name, _DRIVERS[name], "sqlite+pysqlite"):
        raise UserError(f"DATABASE_URL is {masked(url)!r}: {_EXPECTED}")
    url = url.set(drivername=_DRIVERS[name])
    if name != "sqlite":
        if not url.database:
            raise UserError(f"DATABASE_URL is {masked(url)!r}, without a database: {_EXPECTED}")
        return url
    if not url.database or url.database == ":memory:":
        raise UserError(f"DATABASE_URL is {masked(url)!r}, without a file: {_EXPECTED}")
    return url.set(database=str(Path(url.database).resolve()))


def libpq_address(url: URL) -> str:
    """Return the URL of a PostgreSQL database for libpq, with its password.

    Raises:
        UserError: it is an SQLite file.
    """
    if url.get_backend_name() != "postgresql":
        raise UserError(
            f"DATABASE_URL is {masked(url)!r}: a queue needs PostgreSQL; "
            "on one machine, crawl by cron or scrapyd"
        )
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def masked(url: URL | str) -> str:
    """Return the URL for logs, with passwords, also in parameters, replaced by ``***``."""
    url = make_url(url)
    if url.host is not None:  # after an unescaped @ in a password, the rest counts as the host
        url = url.set(host=url.host.rpartition("@")[2])
    hidden = {key: "***" for key in url.query if "password" in key.lower()}
    shown = url.update_query_dict(hidden).render_as_string(hide_password=True)
    return shown.replace("%2A%2A%2A", "***")


def secrets(value: str | None) -> list[str]:
    """Return the parts of a database URL that must not be shown: its password, if any."""
    try:
        url = database_url(value)
    except UserError:
        return []
    hidden = [url.password, *(url.query.get(key) for key in url.query if "password" in key.lower())]
    return [str(one) for one in hidden if one]


def open_engine(url: URL, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine that connects at its first use.

    SQLite: WAL, foreign keys, a busy timeout of ``busy_seconds``, ``BEGIN IMMEDIATE`` unless the
    connection has the option ``READING``. With WAL and ``synchronous=NORMAL`` a killed process
    loses nothing; a power cut may lose the last commits as a whole, page and article together, and
    the next run fetches those pages again. A file that is deleted or replaced under a connection is
    noticed at the next transaction. PostgreSQL: see ``postgres_session``.
    """
    options: dict[str, Any] = {
        "json_serializer": partial(json.dumps, ensure_ascii=False),
        "hide_parameters": True,
    }
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": busy_seconds}, **options)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(
        url,
        connect_args=connect_arguments(CONNECT_SECONDS),
        pool_pre_ping=True,
        # Whatever the server's default: a writer must see what others wrote while it waited.
        isolation_level="READ COMMITTED",
        **options,
    )
    # Before SQLAlchemy asks for the server's version: in another encoding the reply is bytes.
    event.listen(engine, "connect", prepare_session, insert=True)
    event.listen(engine, "begin", _begin_postgres)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    # SQLAlchemy begins transactions itself; sqlite3 begins none for SELECT and DDL.
    connection.isolation_level = None
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    # PostgreSQL has it in the schema: for search fields without an index.
    connection.create_function("tinsach_fold", 1, _fold, deterministic=True)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")
    # A checkpoint copies the log into the file, and syncs both, once per 32 MB: most index pages
    # are changed by many transactions in a row, and copied once.
    connection.execute("PRAGMA wal_autocheckpoint = 8000")
    (_, _, path), *_ = connection.execute("PRAGMA database_list").fetchall()
    record.info[_FILE] = path, _identity(path)


@lru_cache(maxsize=8192)  # a search compares the same sections and names with every article
def _fold(value: str | None) -> str | None:
    return None if value is None else fold(value)


def _begin_sqlite(connection: Connection) -> None:
    path, opened = connection.info[_FILE]
    if _identity(path) != opened:
        # The connection would go on reading and writing a file that has no name any more.
        raise UnfitDatabaseError(DatabaseProblem.VANISHED, path)
    reading = connection.get_execution_options().get(READING)
    # A deferred writer that begins by reading could fail at its first write, at once, whatever the
    # timeout.
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _begin_postgres(connection: Connection) -> None:
    begin_transaction(connection)
    if connection.get_execution_options().get(READING):
        read_at_leisure(connection)


def _identity(path: str) -> tuple[int, int] | None:
    """Return the identity of a file, apart from its name; None if there is none."""
    try:
        found = Path(path).stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
