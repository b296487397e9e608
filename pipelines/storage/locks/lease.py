"""A lease on PostgreSQL: a lock that expires by itself, with fenced writes.

There is one row per outlet. The lease is taken for some seconds and renewed as long as its holder
lives, by the database's clock. Each acquisition increments ``fence``. Each transaction of the
holder checks that the row still has the holder's number, fails if it does not, and keeps the row
from being taken until it ends. So a new holder sees everything that the former one wrote, and the
former one writes no more, however long it was frozen. No session needs to last: a server restart,
an administrator or a pooler that ends a session loses no lease.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
import time
from contextlib import suppress

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from pipelines.storage.database.errors import (
    DatabaseProblem,
    UnfitDatabaseError,
    kind,
    with_patience,
)
from pipelines.storage.locks import life_sign

SECONDS = 60.0
"""Duration of a lease that is not renewed."""

_UNTIL = "clock_timestamp() + make_interval(secs => :seconds)"
_MAKE = text(
    "INSERT INTO outlet_lease (outlet, fence, holder, mark, taken_at, expires_at) "
    "VALUES (:outlet, 0, '', '', clock_timestamp(), clock_timestamp()) ON CONFLICT DO NOTHING"
)
# Not while its holder writes: then it lives, or its session is about to end.
_LOOK = text(
    "SELECT holder, mark, greatest(0, extract(epoch FROM expires_at - clock_timestamp())) AS left "
    "FROM outlet_lease WHERE outlet = :outlet FOR UPDATE NOWAIT"
)
_TAKE = text(
    "UPDATE outlet_lease SET fence = fence + 1, holder = :holder, mark = :mark, "  # noqa: S608
    f"taken_at = clock_timestamp(), expires_at = {_UNTIL} WHERE outlet = :outlet RETURNING fence"
)
_RENEW = text(
    f"UPDATE outlet_lease SET expires_at = {_UNTIL} "  # noqa: S608  (our own text)
    "WHERE outlet = :outlet AND fence = :fence RETURNING fence"
)
_END = text(
    "UPDATE outlet_lease SET expires_at = clock_timestamp() "
    "WHERE outlet = :outlet AND fence = :fence"
)
# A renewal changes no key, so it does not wait for it; an acquisition does.
_CHECK = text(
    "SELECT fence FROM outlet_lease WHERE outlet = :outlet AND fence = :fence FOR KEY SHARE"
)


class Lease:
    """The lease on ``outlet`` for this process; thread-safe.

    Args:
        engine: of a PostgreSQL.
        outlet: name of the outlet.
        seconds: its duration without renewal.
    """

    def __init__(self, engine: Engine, outlet: str, seconds: float = SECONDS) -> None:
        self._engine = engine
        self._outlet = outlet
        self._seconds = seconds
        self._mark = secrets.token_hex(16)
        self._alive: int | None = None
        self._fence: int | None = None
        self._asked_at = 0.0  # time of the last confirmed renewal request, by the local clock
        self._lock = threading.Lock()

    def acquire(self, patience: float) -> str | None:
        """Acquire the lease; if another process holds it, return who, and for how long at most.

        Args:
            patience: seconds to wait for a free connection.

        Raises:
            SQLAlchemyError: the database cannot be used.
        """
        asked_at = _now()
        parameters = {"holder": _holder(), "mark": self._mark, "seconds": self._seconds}
        try:
            with with_patience(self._engine.connect, patience) as connection, connection.begin():
                connection.execute(_MAKE, {"outlet": self._outlet})
                row = connection.execute(_LOOK, {"outlet": self._outlet}).one()
                if row.left > 0 and not life_sign.is_dead(row.mark):
                    return f"{row.holder}, for {row.left:.0f} s more if it is not renewed"
                self._fence = connection.scalar(_TAKE, {"outlet": self._outlet, **parameters})
        except SQLAlchemyError as error:
            if kind(error) is DatabaseProblem.LOCKED:
                return "it writes right now"
            raise
        self._asked_at = asked_at
        self._alive = life_sign.give(self._mark)
        return None

    def renew(self) -> bool:
        """Extend the lease by ``seconds``; return False if another process holds it.

        Raises:
            SQLAlchemyError: unknown, because the database cannot be used now.
        """
        with self._lock:
            if self._fence is None:
                return False
            asked_at = _now()
            given = {"outlet": self._outlet, "fence": self._fence, "seconds": self._seconds}
            with self._engine.connect() as connection:
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                if alone.scalar(_RENEW, given) is None:
                    self._fence = None
                    return False
            self._asked_at = asked_at
            return True

    def is_sure(self) -> bool:
        """Return, without a query, whether nobody can have taken it for some time to come."""
        return self._fence is not None and _now() - self._asked_at < self._seconds / 2

    def hold_until_commit(self, session: Session) -> None:
        """Keep others from taking the lease until the transaction ends.

        Raises:
            UnfitDatabaseError: another process holds it, ``TAKEN_OVER``.
        """
        given = {"outlet": self._outlet, "fence": self._fence}
        if self._fence is None or session.connection().scalar(_CHECK, given) is None:
            raise UnfitDatabaseError(DatabaseProblem.TAKEN_OVER, self._outlet)

    def release(self) -> None:
        """Release the lease; may be called twice."""
        with self._lock:
            fence, self._fence = self._fence, None
            if fence is not None:
                # The row stays if the database is away; the life sign shows that its holder ended.
                with suppress(SQLAlchemyError), self._engine.begin() as connection:
                    connection.execute(_END, {"outlet": self._outlet, "fence": fence})
                    fence = None
            life_sign.end(self._mark, self._alive, remove=fence is None)
            self._alive = None


def _holder() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"


def _now() -> float:
    """Return seconds of a clock that runs while the machine sleeps, if available."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
