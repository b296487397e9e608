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
        "comment": "Who may crawl an outlet, and until when; PostgreSQL only, SQLite locks a file."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    fence: Mapped[int] = mapped_column(
        BigInteger,
        comment="Counted up each time that the lease is taken: who writes must have this one.",
    )
    holder: Mapped[str] = mapped_column(comment="Host and process of who has it.")
    mark: Mapped[str] = mapped_column(comment="Random name of who has it.")
    taken_at: Mapped[datetime] = mapped_column(comment="When it was taken, UTC.")
    expires_at: Mapped[datetime] = mapped_column(
        comment="From when anybody may take it, UTC, by the clock of the database."
    )
