"""Sends several statements to PostgreSQL without waiting for the result of each.

A server at a distance costs a round trip for each statement, and most of a save is statements whose
result nobody needs. SQLite is in this process and costs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


@contextmanager
def pipelined(connection: Connection) -> Iterator[None]:
    """Send what is executed within in one go; an error is raised at the end.

    Only for statements that return no rows, and whose row count nobody asks.
    """
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        yield
        return
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
