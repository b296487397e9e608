"""A lease on PostgreSQL: a right that ends by itself, and writes that end with it.

One row for each outlet. It is taken for some seconds and renewed for as long as its holder lives;
the clock is the database's. Each taking counts ``fence`` up, and each transaction of the holder
keeps the row from being taken until it ends, if it has still the holder's number, and fails where
it has not. So whoever took the lease sees all that its former holder wrote, and that one writes no
more, however long it was frozen. No session needs to last: a restart of the server, an
administrator or a pooler that ends one takes no right from anybody.
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
"""How long a lease lasts that is not renewed."""

_UNTIL = "clock_timestamp() + make_interval(secs => :seconds)"
_MAKE = text(
    "INSERT INTO outlet_lease (outlet, fence, holder, mark, taken_at, expires_at) "
    "VALUES (:outlet, 0, '', '', clock_timestamp(), clock_timestamp()) ON CONFLICT DO NOTHING"
)
# Not while its holder writes: then it lives, or its session is about to be ended.
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
# Renewing, which changes no key, does not wait for it; taking does.
_CHECK = text(
    "SELECT fence FROM outlet_lease WHERE outlet = :outlet AND fence = :fence FOR KEY SHARE"
)


class Lease:
    """The lease on ``outlet`` for this process; any thread may call.

    Args:
        engine: of a PostgreSQL.
        outlet: name of the outlet.
        seconds: how long it lasts where it is not renewed.
    """

    def __init__(self, engine: Engine, outlet: str, seconds: float = SECONDS) -> None:
        self._engine = engine
        self._outlet = outlet
        self._seconds = seconds
        self._mark = secrets.token_hex(16)
        self._alive: int | None = None
        self._fence: int | None = None
        self._asked = 0.0  # when what was confirmed last was asked for, by this machine's clock
        self._lock = threading.Lock()

    def acquire(self, patience: float) -> str | None:
        """Take the lease; where another one has it, return who, and for how long at most.

        Args:
            patience: seconds to wait for a free connection.

        Raises:
            SQLAlchemyError: the database cannot be used.
        """
        asked = _now()
        mine = {"holder": _holder(), "mark": self._mark, "seconds": self._seconds}
        try:
            with with_patience(self._engine.connect, patience) as connection, connection.begin():
                connection.execute(_MAKE, {"outlet": self._outlet})
                row = connection.execute(_LOOK, {"outlet": self._outlet}).one()
                if row.left > 0 and not life_sign.is_dead(row.mark):
                    return f"{row.holder}, for {row.left:.0f} s more if it is not renewed"
                self._fence = connection.scalar(_TAKE, {"outlet": self._outlet, **mine})
        except SQLAlchemyError as error:
            if kind(error) is DatabaseProblem.LOCKED:
                return "it writes right now"
            raise
        self._asked = asked
        self._alive = life_sign.give(self._mark)
        return None

    def renew(self) -> bool:
        """Have the lease last for another ``seconds``; return False where another one has it.

        Raises:
            SQLAlchemyError: nobody can tell, for the database cannot be used now.
        """
        with self._lock:
            if self._fence is None:
                return False
            asked = _now()
            given = {"outlet": self._outlet, "fence": self._fence, "seconds": self._seconds}
            with self._engine.connect() as connection:
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                if alone.scalar(_RENEW, given) is None:
                    self._fence = None
                    return False
            self._asked = asked
            return True

    def is_sure(self) -> bool:
        """Return whether nobody can have taken it for some time to come, without asking."""
        return self._fence is not None and _now() - self._asked < self._seconds / 2

    def check(self, session: Session) -> None:
        """Keep others from taking the lease until the transaction ends.

        Raises:
            UnfitDatabaseError: another one has it, ``TAKEN_OVER``.
        """
        given = {"outlet": self._outlet, "fence": self._fence}
        if self._fence is None or session.connection().scalar(_CHECK, given) is None:
            raise UnfitDatabaseError(DatabaseProblem.TAKEN_OVER, self._outlet)

    def release(self) -> None:
        """Give the lease up; may be called twice."""
        with self._lock:
            fence, self._fence = self._fence, None
            if fence is not None:
                # Without a database the row stays; that its holder is dead is seen by the sign.
                with suppress(SQLAlchemyError), self._engine.begin() as connection:
                    connection.execute(_END, {"outlet": self._outlet, "fence": fence})
                    fence = None
            life_sign.end(self._mark, self._alive, remove=fence is None)
            self._alive = None


def _holder() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"


def _now() -> float:
    """Seconds by a clock that goes on while the machine sleeps, where there is one."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))
