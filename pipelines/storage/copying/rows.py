"""Compares the rows of two databases: the differences are what a copy has to write.

Both are read in key order, so differences are found while holding only two rows, and an interrupted
copy resumes by comparing again.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Engine, Table, collate, select

from pipelines.storage.all_tables import METADATA
from pipelines.storage.database.base import CleanText
from pipelines.storage.database.engine import READING

Values = tuple[Any, ...]

_NOW = "outlet_lease"  # who may crawl now is nothing to keep
TABLES = tuple(
    sorted(
        (table for table in METADATA.tables.values() if table.name != _NOW),
        key=lambda table: table.name,
    )
)
"""All tables of crawled data; the search index is rebuilt from them."""
FETCHED_ROWS = 1_000  # rows per round trip


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A row that differs between two databases.

    Attributes:
        key: its key.
        wanted: its values in the source; None if it should not exist.
        found: its values in the target; None if it is missing.
    """

    key: Values
    wanted: Values | None
    found: Values | None


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees the database as of its first statement."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        yield connection


def columns(table: Table) -> list[Column[Any]]:
    """Return the columns of a table, its key first."""
    key = list(table.primary_key.columns)
    return [*key, *(one for one in table.columns if not one.primary_key)]


def rows(connection: Connection, table: Table) -> Generator[Values]:
    """Yield the rows of a table as values of ``columns``, in key order."""
    order = [_ordered(one, connection.dialect.name) for one in table.primary_key.columns]
    query = select(*columns(table)).order_by(*order).execution_options(yield_per=FETCHED_ROWS)
    with connection.execute(query) as result:
        for row in result:
            yield tuple(row)


def differences(
    wanted: Iterator[Values], found: Iterator[Values], key_columns: int
) -> Iterator[RowDifference]:
    """Yield the differences of two ordered row streams; a key has ``key_columns`` values."""
    left, right = next(wanted, None), next(found, None)
    while left is not None or right is not None:
        left_key = None if left is None else left[:key_columns]
        right_key = None if right is None else right[:key_columns]
        if right_key is None or (left_key is not None and left_key < right_key):
            yield RowDifference(left_key or (), left, None)
            left = next(wanted, None)
        elif left_key is None or right_key < left_key:
            yield RowDifference(right_key, None, right)
            right = next(found, None)
        else:
            if left != right:
                yield RowDifference(left_key, left, right)
            left, right = next(wanted, None), next(found, None)


def _ordered(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    """Order texts by code points, as SQLite and Python do, whatever the server's locale."""
    is_text = isinstance(column.type, CleanText)
    return collate(column, "C") if dialect == "postgresql" and is_text else column
