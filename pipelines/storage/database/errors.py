"""Classifies database errors: wait, give up, or blame the one item."""

from __future__ import annotations

import logging
import math
import sqlite3
import time
from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pipelines.errors import UserError

logger = logging.getLogger(__name__)

T = TypeVar("T")

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0  # seconds between two attempts to connect
# A server that restarts refuses for seconds, and in a container has no name meanwhile; a wrong URL
# looks the same, and should not hold up its operator for minutes.
_RESTART_SECONDS = 10.0

MIGRATE = (
    "run 'make migrate' in a checkout of this version, or 'tinsach migrate', with this DATABASE_URL"
)


class DatabaseProblem(Enum):
    """Kinds of database errors; the value is the operator's message."""

    UNREACHABLE = "cannot be reached: check that the server runs and that DATABASE_URL is right"
    LOCKED = "is locked by another program: stop that program, or wait until it is done"
    FULL = "has no space left on its disk: free some, then start again; nothing is lost"
    READ_ONLY = "cannot be written: check the rights of the file and its folder"
    NO_WRITES = (
        "takes no writes: DATABASE_URL names a user that only reads, or a standby server; "
        "name one that may write"
    )
    DENIED = "refuses this user: check name, password and rights of the user in DATABASE_URL"
    NO_SCHEMA = f"lacks a table or column: {MIGRATE}"
    DAMAGED = "is damaged or no database: restore it from a backup"
    VANISHED = (
        "was deleted or replaced while it was in use: what was stored since then is lost; put the "
        "file back, from a backup if need be, and start again"
    )
    FULL_HOUSE = (
        "has no free connection: end programs that use it, or raise max_connections or the limit "
        "of the user in DATABASE_URL"
    )
    WRONG_ENCODING = (
        "does not keep its texts in UTF-8, so it cannot hold every name: make one with "
        "CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0, and name it in DATABASE_URL"
    )
    TAKEN_OVER = "takes no more from this crawl: another process crawls its outlet now"
    OTHER = "does not work"


class DatabaseLost(UserError):  # noqa: N818 (a state, named by the contract of the crawl)
    """The database did not come back in time, or takes nothing more; the crawl must end."""

    def __init__(self, message: str, problem: DatabaseProblem | None = None) -> None:
        super().__init__(message)
        self.problem = problem


class UnfitDatabaseError(SQLAlchemyError):
    """The database is unsuitable, though the driver reports no error."""

    def __init__(self, trouble: DatabaseProblem, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble


_WORTH_WAITING = frozenset(
    {DatabaseProblem.UNREACHABLE, DatabaseProblem.LOCKED, DatabaseProblem.FULL_HOUSE}
)

# SQLite's primary result codes (sqlite.org/rescode.html).
_SQLITE = {
    sqlite3.SQLITE_BUSY: DatabaseProblem.LOCKED,
    sqlite3.SQLITE_LOCKED: DatabaseProblem.LOCKED,
    sqlite3.SQLITE_FULL: DatabaseProblem.FULL,
    sqlite3.SQLITE_IOERR: DatabaseProblem.FULL,  # reported by a full tmpfs when the WAL index grows
    sqlite3.SQLITE_READONLY: DatabaseProblem.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: DatabaseProblem.READ_ONLY,
    sqlite3.SQLITE_PERM: DatabaseProblem.READ_ONLY,
    sqlite3.SQLITE_NOTADB: DatabaseProblem.DAMAGED,
    sqlite3.SQLITE_CORRUPT: DatabaseProblem.DAMAGED,
}
_RESTARTS = ("starting up", "shutting down", "not yet accepting", "recovery mode")
# PostgreSQL's SQLSTATE prefixes, longest first (appendix "PostgreSQL Error Codes").
_POSTGRES = (
    ("25006", DatabaseProblem.NO_WRITES),
    ("42501", DatabaseProblem.DENIED),
    ("42P01", DatabaseProblem.NO_SCHEMA),
    ("42703", DatabaseProblem.NO_SCHEMA),
    ("3D000", DatabaseProblem.UNREACHABLE),  # no such database
    ("53100", DatabaseProblem.FULL),
    ("53300", DatabaseProblem.FULL_HOUSE),
    ("55P03", DatabaseProblem.LOCKED),  # lock_timeout
    (
        "25P03",
        DatabaseProblem.UNREACHABLE,
    ),  # idle_in_transaction_session_timeout: this process was frozen
    ("08", DatabaseProblem.UNREACHABLE),
    ("28", DatabaseProblem.DENIED),
    ("40", DatabaseProblem.LOCKED),  # deadlock, serialization failure: retry
    ("53", DatabaseProblem.UNREACHABLE),  # too many connections, out of memory
    ("57P", DatabaseProblem.UNREACHABLE),  # shutdown, crash, starting up
    ("XX001", DatabaseProblem.DAMAGED),
)


def kind(error: BaseException) -> DatabaseProblem | None:
    """Classify ``error``; None means that a single item is to blame."""
    if isinstance(error, UnfitDatabaseError):
        return error.trouble
    if isinstance(error, PoolTimeout):
        return DatabaseProblem.UNREACHABLE
    if not isinstance(error, DBAPIError):
        return None
    if error.connection_invalidated:
        return DatabaseProblem.UNREACHABLE
    origin = error.orig
    if isinstance(origin, sqlite3.Error):
        found = _SQLITE.get(getattr(origin, "sqlite_errorcode", 0) & 0xFF)
        if found is None and "no such table" in str(origin):
            return DatabaseProblem.NO_SCHEMA
        return found or _fallback(error)
    state = getattr(origin, "sqlstate", None) or ""
    for beginning, trouble in _POSTGRES:
        if state.startswith(beginning):
            return trouble
    if not state and isinstance(error, OperationalError):
        return _refused(str(origin))
    return _fallback(error)


def _fallback(error: DBAPIError) -> DatabaseProblem | None:
    broad = isinstance(error, OperationalError | InterfaceError | InternalError)
    return DatabaseProblem.OTHER if broad else None


def _refused(message: str) -> DatabaseProblem:
    # libpq gives no SQLSTATE for errors before a session exists.
    said = message.lower()
    if "too many" in said or "connection slots" in said:  # clients; connections for role, database
        return DatabaseProblem.FULL_HOUSE
    if "authentication failed" in said or "no password supplied" in said or "role" in said:
        return DatabaseProblem.DENIED
    return DatabaseProblem.UNREACHABLE


def is_transient(trouble: DatabaseProblem) -> bool:
    """Return whether the error may pass by itself within minutes."""
    return trouble in _WORTH_WAITING


def with_patience(action: Callable[[], T], seconds: float) -> T:
    """Call ``action`` and return its result; retry while the server cannot take a connection.

    Args:
        action: connects.
        seconds: to wait at most; if nothing says that the server restarts, 10 of them.
    """
    pause, begun = _FIRST_PAUSE, time.monotonic()
    while True:
        try:
            return action()
        except SQLAlchemyError as error:
            longest = _longest_wait(error)
            if time.monotonic() + pause > begun + min(seconds, longest):
                raise
            # Of a short wait only its end is worth a line.
            level = logging.WARNING if longest > _RESTART_SECONDS else logging.DEBUG
            logger.log(level, "The database %s; trying again in %.1f s", describe(error), pause)
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def _longest_wait(error: SQLAlchemyError) -> float:
    trouble, said = kind(error), str(getattr(error, "orig", None) or error).lower()
    if trouble is DatabaseProblem.FULL_HOUSE:
        return math.inf
    if trouble is not DatabaseProblem.UNREACHABLE or "does not exist" in said:
        return 0.0
    # libpq gives no SQLSTATE before a session exists; 57P03 is known by its message.
    return math.inf if any(words in said for words in _RESTARTS) else _RESTART_SECONDS


def describe(error: SQLAlchemyError) -> str:
    """Return the operator's message, on one line, to follow the name of the database."""
    trouble = kind(error) or DatabaseProblem.OTHER
    origin = getattr(error, "orig", None) or error
    said = " ".join(str(origin).split())
    return f"{trouble.value} ({said[:300]})"
