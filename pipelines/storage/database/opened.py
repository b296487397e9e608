"""The database of a command: opened, checked, and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from pipelines.errors import UserError
from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.database.schema_version import check

Database = Engine
"""An open database, for those who hand it on and speak no SQL."""


class UnusableDatabaseError(UserError):
    """The database cannot be reached, or has not the schema of this code."""

    exit_code = 3


@contextmanager
def opened(value: str | None) -> Iterator[Engine]:
    """Give the database at the address ``value``, by default that of ``DATABASE_URL``.

    Raises:
        UserError: that is no address of a database.
        UnusableDatabaseError: it cannot be reached, or has not the schema of this code.
    """
    engine = open_engine(database_url(value))
    try:
        try:
            check(engine)
        except UserError as error:
            raise UnusableDatabaseError(str(error)) from None
        yield engine
    finally:
        engine.dispose()
