"""Allows one copy into a database at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from pipelines.errors import UserError
from pipelines.storage.database.engine import masked
from pipelines.storage.database.postgres_session import is_pooled
from pipelines.storage.locks.file_lock import FileLock

_KEY = func.hashtext("tinsach copy")


@contextmanager
def copy_lock(target: Engine) -> Iterator[None]:
    """Hold the lock for copying into ``target``.

    SQLite: a lock on a file beside it. PostgreSQL: an advisory lock of a session that lasts as long
    as the copy, so no tables are needed.

    Raises:
        UserError: another process holds it, or the server is behind a pooler.
    """
    busy = UserError(f"Another copy into {masked(target.url)} runs: wait for its end")
    if target.dialect.name == "sqlite":
        database = Path(str(target.url.database))
        lock = FileLock(database.with_name(f"{database.name}.copy.lock"))
        if not lock.acquire():
            raise busy
        try:
            yield
        finally:
            lock.release()
        return
    with target.connect() as connection:
        if is_pooled(connection):
            raise UserError(
                f"Database {masked(target.url)} is reached through a pooler, which gives one "
                "session to several programs: name the server itself to copy into it"
            )
        if not connection.scalar(select(func.pg_try_advisory_lock(_KEY))):
            raise busy
        connection.commit()  # the lock belongs to the session; no transaction stays open
        try:
            yield
        finally:
            with suppress(SQLAlchemyError):  # a lost session holds no lock
                connection.scalar(select(func.pg_advisory_unlock(_KEY)))
            # Not back to the pool: only closing the session surely frees the lock.
            connection.invalidate()
