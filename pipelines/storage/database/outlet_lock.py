"""Lock that allows one crawl of an outlet at a time."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from sqlalchemy import ColumnElement, Connection, Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from pipelines.errors import UserError
from pipelines.storage.database.engine import masked
from pipelines.storage.database.errors import describe, with_patience

_HELD = text(
    "SELECT pg_backend_pid() = :session AND EXISTS (SELECT 1 FROM pg_locks WHERE pid = :session "
    "AND locktype = 'advisory' AND granted)"
)


class OutletBusyError(UserError):
    """Another process crawls this outlet into this database right now."""

    exit_code = 5


class OutletLock:
    """The right to crawl ``outlet`` into this database; a context manager.

    The database's server or the system lets go of it when the process dies, however it dies.
    SQLite: a lock on a file beside the database, which stays there, empty. PostgreSQL: an advisory
    lock, held by a connection of its own.
    """

    def __init__(self, engine: Engine, outlet: str, patience: float = 0.0) -> None:
        """Take note of whose right it is, and how many seconds to wait for a free connection."""
        self._engine = engine
        self._patience = patience
        self.outlet = outlet
        self._file: int | None = None
        self._connection: Connection | None = None
        self._session: int | None = None

    def acquire(self) -> None:
        """Take the right.

        Raises:
            OutletBusyError: another process has it.
            UserError: the database cannot be reached, or its folder not be written.
        """
        if self._engine.dialect.name == "sqlite":
            self._lock_file()
        else:
            self._lock_database()

    def release(self) -> None:
        """Let go of the right; may be called twice."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if self._connection is not None:
            # The server ends a closed session a moment later: who comes next need not wait for it.
            with suppress(SQLAlchemyError):  # a session that is gone holds no lock
                self._connection.scalar(select(func.pg_advisory_unlock(self._key())))
            # Not back to the pool: closing the session is what frees the lock for sure.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def keep(self) -> bool:
        """Return False where another process has the right now; get it back where nobody has.

        While the database cannot be reached nobody can tell: that ends a crawl in its own way.
        """
        if self.is_held():
            return True
        self.release()
        try:
            self.acquire()
        except OutletBusyError:
            return False
        except UserError:
            return True
        return True

    def is_held(self) -> bool:
        """Return whether the right is still this process's; asks the server, or the file system.

        It is lost when the session has ended (a restart of the server, an administrator, a pooler),
        or the lock's file was deleted: then another process may take it, and this one must end.
        """
        if self._file is not None:
            try:
                return os.path.samestat(os.fstat(self._file), self._path().stat())
            except OSError:
                return False
        if self._connection is None:
            return False
        try:
            held = self._connection.scalar(_HELD, {"session": self._session})
            self._connection.commit()
        except SQLAlchemyError:
            return False
        return bool(held)

    def __enter__(self) -> OutletLock:
        self.acquire()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.release()

    def _lock_file(self) -> None:
        path = self._path()
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise UserError(
                f"Database lock {path} cannot be written ({error.strerror}): "
                f"make its folder writable"
            ) from None
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            raise self._busy() from None
        self._file = file

    def _path(self) -> Path:
        database = Path(str(self._engine.url.database))
        return database.with_name(f"{database.name}.{self.outlet}.lock")

    def _lock_database(self) -> None:
        try:
            connection = with_patience(self._engine.connect, self._patience)
            got = connection.scalar(select(func.pg_try_advisory_lock(self._key())))
            self._session = connection.scalar(select(func.pg_backend_pid()))
            connection.commit()  # the lock is the session's; no transaction stays open
        except SQLAlchemyError as error:
            raise UserError(f"Database {masked(self._engine.url)} {describe(error)}") from None
        if not got:
            connection.close()
            raise self._busy()
        self._connection = connection

    def _key(self) -> ColumnElement[int]:
        return func.hashtext(f"tinsach crawl {self.outlet}")

    def _busy(self) -> OutletBusyError:
        return OutletBusyError(
            f"Outlet {self.outlet} is being crawled into {masked(self._engine.url)} by another "
            f"process: wait until it ends, or stop it"
        )
