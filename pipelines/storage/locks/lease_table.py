"""The table of leases on outlets."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from pipelines.storage.database.base import Base


class OutletLease(Base):
    """The lease on an outlet: its holder, and when it expires."""

    __tablename__ = "outlet_lease"
    __table_args__ = {  # noqa: RUF012
        "comment": "Which process may crawl an outlet, and until when; PostgreSQL "
        "only, as SQLite locks a file."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    fence: Mapped[int] = mapped_column(
        BigInteger,
        comment="Fencing number, incremented each time the lease is taken: a write "
        "needs the current one.",
    )
    holder: Mapped[str] = mapped_column(comment="Host and process of the holder.")
    mark: Mapped[str] = mapped_column(comment="Random name of the holder.")
    taken_at: Mapped[datetime] = mapped_column(comment="Time when it was taken, UTC.")
    expires_at: Mapped[datetime] = mapped_column(
        comment="Time from which any process may take it, UTC, by the clock of the database."
    )
