"""The database of a command: opened, checked, and closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scrapy.settings import BaseSettings

from crawler.preflight import UnusableDatabaseError
from pipelines.errors import UserError
from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.database.schema_version import check

if TYPE_CHECKING:
    from sqlalchemy import Engine


@contextmanager
def opened(settings: BaseSettings) -> Iterator[Engine]:
    """Give the database of ``DATABASE_URL``.

    Raises:
        UserError: that is no address of a database.
        UnusableDatabaseError: it cannot be reached, or has not the schema of this code.
    """
    engine = open_engine(database_url(settings.get("DATABASE_URL")))
    try:
        try:
            check(engine)
        except UserError as error:
            raise UnusableDatabaseError(str(error)) from None
        yield engine
    finally:
        engine.dispose()
