"""The lock on an outlet: one crawl of an outlet at a time, into one database."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from pipelines.errors import UserError
from pipelines.storage.database.engine import masked
from pipelines.storage.database.errors import DatabaseProblem, UnfitDatabaseError, describe
from pipelines.storage.locks.file_lock import FileLock
from pipelines.storage.locks.lease import SECONDS, Lease


class OutletBusyError(UserError):
    """Another process is crawling this outlet into this database."""

    exit_code = 5


class OutletLock:
    """The lock for crawling ``outlet`` into this database; a context manager.

    SQLite: a lock on a file beside the database. PostgreSQL: a lease of ``lease`` seconds, renewed
    by ``keep``; see ``locks.lease``. Every write calls ``check`` in its transaction.

    Args:
        engine: of the database.
        outlet: name of the outlet.
        patience: seconds to wait for a free connection.
        lease: seconds without renewal after which others may take it.
    """

    def __init__(
        self, engine: Engine, outlet: str, patience: float = 0.0, lease: float = SECONDS
    ) -> None:
        self._engine = engine
        self._patience = patience
        self.outlet = outlet
        self._mutex = threading.Lock()
        self._is_lost = False
        self._held: FileLock | Lease
        if engine.dialect.name == "sqlite":
            database = Path(str(engine.url.database))
            self._held = FileLock(database.with_name(f"{database.name}.{outlet}.lock"))
        else:
            self._held = Lease(engine, outlet, lease)

    def acquire(self) -> None:
        """Acquire the lock.

        Raises:
            OutletBusyError: another process holds it.
            UserError: the database cannot be reached, or its folder is not writable.
        """
        if isinstance(self._held, FileLock):
            if not self._held.acquire():
                raise self._busy("by another process")
            return
        try:
            other = self._held.acquire(self._patience)
        except SQLAlchemyError as error:
            raise UserError(f"Database {masked(self._engine.url)} {describe(error)}") from None
        if other is not None:
            raise self._busy(f"by another process ({other})")

    def release(self) -> None:
        """Release the lock, and the connection that renewed it; may be called twice."""
        self._held.release()
        self._engine.dispose()

    def keep(self) -> bool:
        """Renew the lock; return False if another process holds it now.

        While the database cannot be reached, this is unknown; that ends a crawl in its own way. If
        the lock file was deleted, the lock is reacquired if nobody holds it.
        """
        if isinstance(self._held, Lease):
            try:
                return self._held.renew()
            except SQLAlchemyError:
                return True
        with self._mutex:  # two threads would release each other's file
            if self._held.is_held():
                return True
            self._held.release()
            try:
                self._is_lost = self._is_lost or not self._held.acquire()
            except UserError:
                return True
            return not self._is_lost

    def is_sure(self) -> bool:
        """Return whether nobody else can hold the lock now, without a query.

        If False, call ``keep`` before anything that two processes must not do.
        """
        return self._held.is_sure() if isinstance(self._held, Lease) else self._held.is_held()

    def hold_until_commit(self, session: Session) -> None:
        """Hold the lock until the transaction of ``session`` ends.

        Raises:
            UnfitDatabaseError: another process holds it, ``TAKEN_OVER``.
        """
        if isinstance(self._held, Lease):
            self._held.hold_until_commit(session)
        elif not self.keep():
            raise UnfitDatabaseError(DatabaseProblem.TAKEN_OVER, self.outlet)

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

    def _busy(self, by: str) -> OutletBusyError:
        return OutletBusyError(
            f"Outlet {self.outlet} is being crawled into {masked(self._engine.url)} {by}: "
            "wait until it ends, or stop it"
        )
