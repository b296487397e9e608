"""Opens, checks and closes the database of a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from pipelines.errors import UserError
from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.database.schema_version import check

Database = Engine
"""An open database, for callers that pass it on without using SQL."""


class UnusableDatabaseError(UserError):
    """The database cannot be reached, or does not have this code's schema."""

    exit_code = 3


@contextmanager
def opened(value: str | None) -> Iterator[Engine]:
    """Yield the database at the URL ``value``, by default ``DATABASE_URL``.

    Raises:
        UserError: that is not a database URL.
        UnusableDatabaseError: it cannot be reached, or does not have this code's schema.
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
