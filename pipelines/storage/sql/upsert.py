"""INSERT ... ON CONFLICT on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pipelines.storage.database.base import Base


def table(model: type[Base]) -> Table:
    """Return the table of ``model``."""
    return cast("Table", model.__table__)


def insert(session: Session, model: type[Base]) -> postgresql.Insert:
    """Return an INSERT into the table of ``model`` that supports ``on_conflict_do_...``."""
    return insert_for(session.get_bind().dialect.name, table(model))


def insert_for(dialect: str, into: Table) -> postgresql.Insert:
    """Return the same for ``sqlite`` or ``postgresql``, typed for both."""
    if dialect == "sqlite":
        return cast("postgresql.Insert", sqlite.insert(into))
    return postgresql.insert(into)
