"""Settings that a PostgreSQL session needs, whatever server, role and pooler have set."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, text
from sqlalchemy.pool import ConnectionPoolEntry

from pipelines.storage.database.errors import DatabaseProblem, UnfitDatabaseError

if TYPE_CHECKING:
    import psycopg

ENCODING = "UTF8"

SETTINGS = {
    "DateStyle": "ISO, YMD",  # the driver parses no other
    "IntervalStyle": "postgres",
    "TimeZone": "UTC",
    "client_encoding": ENCODING,
    "standard_conforming_strings": "on",
    # A process frozen within a transaction holds its locks for this long and no longer.
    "idle_in_transaction_session_timeout": "20s",
    # Who waits for a lock tries again, and says so, rather than hang; it outlasts a frozen one.
    "lock_timeout": "30s",
    # A server's default would abort a large batch on every attempt.
    "statement_timeout": "0",
}

# A pooler gives out a process number of its own. It may put each transaction into another session,
# which other programs use too: there settings are made for a transaction, none for the session.
_PREPARE = "SELECT pg_backend_pid(), " + ", ".join(
    f"CASE WHEN pg_backend_pid() = %s THEN set_config('{name}', '{value}', false) END"
    for name, value in SETTINGS.items()
)
_PREPARE_TRANSACTION = text(
    "SELECT "
    + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in SETTINGS.items())
)
_POOLED = "tinsach_pooled"
_TRIES = 20


def connect_arguments(seconds: int) -> dict[str, Any]:
    """Return libpq's parameters: give up connecting after ``seconds``, detect dead peers.

    A server that vanished is noticed after 60 to 90 seconds, by keepalives when idle and by missing
    acknowledgements when sending.
    """
    return {
        "connect_timeout": seconds,
        "application_name": "tinsach",
        "client_encoding": ENCODING,
        "keepalives": 1,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 90_000,
    }


def prepare_session(connection: psycopg.Connection[Any], record: ConnectionPoolEntry) -> None:
    """Set up a new session, or note that it is a pooler's: PgBouncer, in whichever mode.

    Raises:
        UnfitDatabaseError: the database does not keep its texts in UTF-8.
    """
    connection.autocommit = True  # one round trip, not three
    try:
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != ENCODING:
            raise UnfitDatabaseError(
                DatabaseProblem.WRONG_ENCODING, f"its encoding is {encoding}, not {ENCODING}"
            )
        own = connection.info.backend_pid
        row = _prepared(connection, own)
        record.info[_POOLED] = row is None or row[0] != own
        if record.info[_POOLED]:
            connection.prepare_threshold = None  # the next one may meet a session without it
    finally:
        connection.autocommit = False


def _prepared(connection: psycopg.Connection[Any], own: int) -> Any:
    """Set the session's settings; return the row, which begins with the process that answered.

    Until then the server's own limits hold. A ``statement_timeout`` of a millisecond ends even
    this statement where the machine is busy, so it is tried again.
    """
    from psycopg.errors import QueryCanceled  # not at the start: SQLite needs no driver

    given = [own] * len(SETTINGS)
    for _ in range(_TRIES):
        with suppress(QueryCanceled):
            return connection.execute(_PREPARE, given, prepare=False).fetchone()
    return connection.execute(_PREPARE, given, prepare=False).fetchone()


def is_pooled(connection: Connection) -> bool:
    """Return whether a pooler stands between this program and the server."""
    return bool(connection.info.get(_POOLED))


def begin_transaction(connection: Connection) -> None:
    """Set up a transaction where its session cannot be: a pooler's."""
    alone = connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT"
    if is_pooled(connection) and not alone:
        connection.execute(_PREPARE_TRANSACTION)


def read_at_leisure(connection: Connection) -> None:
    """Let a read-only transaction be idle for any time: it holds no locks."""
    connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
