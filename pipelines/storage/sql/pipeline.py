"""Sends several statements to PostgreSQL without waiting for each result.

A remote server costs a round trip per statement, and most of a save is statements whose results are
not needed. SQLite runs in this process and costs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


@contextmanager
def pipelined(connection: Connection) -> Iterator[None]:
    """Send the statements executed within in one go; an error is raised at the end.

    Only for statements that return no rows and whose row count is not used.
    """
    if connection.dialect.name != "postgresql":
        yield
        return
    import psycopg  # it takes a twentieth of the start of commands, and SQLite needs none

    driver: Any = connection.connection.driver_connection
    try:
        with driver.pipeline():
            yield
    except psycopg.Error as error:
        is_lost = connection.dialect.is_disconnect(error, connection.connection, None)  # type: ignore[arg-type]
        if is_lost:
            connection.invalidate(error)
        raise DBAPIError.instance(
            None, None, error, psycopg.Error, hide_parameters=True, connection_invalidated=is_lost,
            dialect=connection.dialect,
        ) from error  # fmt: skip
