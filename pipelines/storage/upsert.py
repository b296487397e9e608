"""INSERT ... ON CONFLICT, in the form of either database."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pipelines.storage.columns import Base


def table(model: type[Base]) -> Table:
    """Return the table of ``model``."""
    return cast("Table", model.__table__)


def insert(session: Session, model: type[Base]) -> postgresql.Insert:
    """Return an INSERT into the table of ``model`` that takes ``on_conflict_do_...``.

    SQLite's has the same methods as PostgreSQL's, which names the type.
    """
    if session.get_bind().dialect.name == "sqlite":
        return cast("postgresql.Insert", sqlite.insert(table(model)))
    return postgresql.insert(table(model))
