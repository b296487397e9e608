"""Tables that triggers write: every change that a reader can see, in commit order, and totals.

They are triggers of the schema (see their migrations), so no code, and nobody at a prompt, can
change an article unnoticed. On PostgreSQL they run at commit: the row of ``change_counter`` is
locked from then on, so a number is assigned only when all lower ones are visible, and a transaction
that is slow or frozen before its commit blocks nobody.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, text, true
from sqlalchemy.orm import Mapped, mapped_column

from pipelines.storage.database.base import Base, Json, Key

KINDS = (
    "new",
    "text",
    "metadata",
    "engine",
    "gone",
    "back",
    "story",
    "duplicate",
    "erased",
)
"""The kinds of change; see the view ``changes``."""


class Change(Base):
    """A change of an article that a reader can see."""

    # No foreign key: the changes of a deleted article remain.
    __tablename__ = "change"
    __table_args__ = (
        Index(None, "article_id"),
        Index(
            "uq_change_newest",
            "article_id",
            unique=True,
            sqlite_where=text("newest"),
            postgresql_where=text("newest"),
        ),
        Index(
            "ix_change_outlet_newest",
            "outlet",
            "seq",
            sqlite_where=text("newest"),
            postgresql_where=text("newest"),
        ),
        {"comment": "A visible change of an article; written by triggers."},
    )

    seq: Mapped[int] = mapped_column(
        Key,
        primary_key=True,
        autoincrement=False,
        comment="Number of the change, in the order of commit.",
    )
    article_id: Mapped[int] = mapped_column(Key, comment="The article; it may have been deleted.")
    kind: Mapped[str] = mapped_column(comment=f"What changed: {', '.join(KINDS)}.")
    changed_at: Mapped[datetime] = mapped_column(
        comment="Time when it was stored, UTC, by the clock of the database."
    )
    fields: Mapped[list[str]] = mapped_column(
        Json, comment="Changed columns of articles, or 'images': JSON array."
    )
    newest: Mapped[bool] = mapped_column(
        server_default=true(), comment="Whether it is the article's latest change."
    )
    outlet: Mapped[str | None] = mapped_column(
        comment="Name of the outlet; null where an older version stored the change "
        "and the article has been deleted."
    )


class ChangeCounter(Base):
    """The number of the latest change, in one row."""

    __tablename__ = "change_counter"
    __table_args__ = {  # noqa: RUF012
        "comment": "The number of the latest change: one row, locked while a change is numbered."
    }

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="Always 1.")
    last: Mapped[int] = mapped_column(BigInteger, comment="Number of the latest change.")


class ArticleTotal(Base):
    """The number of stored articles of an outlet."""

    __tablename__ = "article_total"
    __table_args__ = {  # noqa: RUF012
        "comment": "How many articles of an outlet are stored; written by triggers."
    }

    outlet: Mapped[str] = mapped_column(primary_key=True, comment="Name of the outlet.")
    articles: Mapped[int] = mapped_column(BigInteger, comment="Number of its articles.")
