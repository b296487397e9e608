"""The rows of two databases side by side: what differs is what a copy has to write.

Both are read in the order of the key, so that a difference is found without holding more than two
rows, and a copy that was interrupted goes on by comparing again.
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
"""All tables that hold what was crawled; the search index is made from them."""
FETCHED_ROWS = 1_000  # that one trip to the database brings


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not alike in two databases.

    Attributes:
        key: its key.
        wanted: its values where they are right; None where it should not be there.
        found: its values where it is to be written; None where it is missing.
    """

    key: Values
    wanted: Values | None
    found: Values | None


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees the database as of its first statement, whoever writes on."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        yield connection


def columns(table: Table) -> list[Column[Any]]:
    """Return the columns of a table, those of its key first."""
    key = list(table.primary_key.columns)
    return [*key, *(one for one in table.columns if not one.primary_key)]


def rows(connection: Connection, table: Table) -> Generator[Values]:
    """Yield the rows of a table as values of ``columns``, in the order of the key."""
    order = [_ordered(one, connection.dialect.name) for one in table.primary_key.columns]
    query = select(*columns(table)).order_by(*order).execution_options(yield_per=FETCHED_ROWS)
    with connection.execute(query) as result:
        for row in result:
            yield tuple(row)


def differences(
    wanted: Iterator[Values], found: Iterator[Values], key_columns: int
) -> Iterator[Difference]:
    """Yield what differs between two ordered streams of rows; a key has ``key_columns`` values."""
    left, right = next(wanted, None), next(found, None)
    while left is not None or right is not None:
        mine = None if left is None else left[:key_columns]
        theirs = None if right is None else right[:key_columns]
        if theirs is None or (mine is not None and mine < theirs):
            yield Difference(mine or (), left, None)
            left = next(wanted, None)
        elif mine is None or theirs < mine:
            yield Difference(theirs, None, right)
            right = next(found, None)
        else:
            if left != right:
                yield Difference(mine, left, right)
            left, right = next(wanted, None), next(found, None)


def _ordered(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    """Order texts by their code points, as SQLite and Python do, whatever the server's language."""
    is_text = isinstance(column.type, CleanText)
    return collate(column, "C") if dialect == "postgresql" and is_text else column
