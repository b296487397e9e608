"""Copies a database into an empty one, SQLite or PostgreSQL, row by row and exactly.

The copy is a snapshot of the source, whoever writes to it meanwhile. A killed copy resumes:
existing rows are compared, and only differences are written.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, and_, bindparam, delete
from sqlalchemy.exc import SQLAlchemyError

from pipelines.errors import UserError
from pipelines.storage.copying import target as put
from pipelines.storage.copying.copy_lock import copy_lock
from pipelines.storage.copying.rows import (
    TABLES,
    RowDifference,
    Values,
    columns,
    differences,
    rows,
    snapshot,
)
from pipelines.storage.database.engine import URL, masked
from pipelines.storage.database.errors import describe
from pipelines.storage.database.migration import migrate
from pipelines.storage.database.opened import UnusableDatabaseError
from pipelines.storage.database.schema_version import UNFINISHED, check, revision
from pipelines.storage.sql import bulk_insert

WRITTEN_ROWS = 1_000
"""Rows per commit."""
Told = Callable[[str, int, int], None]
"""Called for each table with its name, its rows, and how many of them were written."""


def copy(source: Engine, url: URL, tell: Told) -> None:
    """Make the database at ``url`` a copy of ``source``, and verify it.

    Raises:
        UserError: it is ``source``, is not empty, is being copied into, or cannot be used; or it
            does not hold what was written into it.
    """
    if url == source.url:
        raise UserError(f"{masked(url)} is the database itself: name another one to copy it into")
    target = put.open_target(url)
    try:
        with _prepared(target), snapshot(source) as wanted:
            for table in TABLES:
                tell(table.name, *_copy_table(wanted, target, table))
            _check_copied(wanted, target)
            with target.begin() as connection:
                put.put_back(connection, wanted)
        check(target)
    except SQLAlchemyError as error:
        shown = f"{masked(source.url)} or {masked(url)}"
        raise UnusableDatabaseError(f"Database {shown} {describe(error)}") from error
    finally:
        target.dispose()


@contextmanager
def _prepared(target: Engine) -> Iterator[None]:
    """Lock ``target`` for writing, migrate it and mark it as unfinished."""
    if not _is_unfinished(target):
        migrate(target.url)
    with copy_lock(target):
        if not _is_unfinished(target):
            with target.begin() as connection:
                put.put_aside(connection)
        yield


def _is_unfinished(target: Engine) -> bool:
    if target.dialect.name == "sqlite" and not Path(str(target.url.database)).exists():
        return False
    with target.connect() as connection:
        return revision(connection) == UNFINISHED


def _copy_table(wanted: Connection, target: Engine, table: Table) -> tuple[int, int]:
    """Write the differences; return how many rows the table has, and how many were written."""
    seen = written = 0

    def counted() -> Iterator[Values]:
        nonlocal seen
        for row in there:
            seen += 1
            yield row

    # Close in this order, come what may: a cursor that outlives its connection raises warnings.
    with (
        closing(rows(wanted, table)) as there,
        closing(_compared(counted(), target, table)) as found,
    ):
        while lot := list(islice(found, WRITTEN_ROWS)):
            with target.begin() as connection:
                _write(connection, table, lot)
            written += len(lot)
    return seen, written


def _compared(wanted: Iterator[Values], target: Engine, table: Table) -> Generator[RowDifference]:
    with snapshot(target) as connection, closing(rows(connection, table)) as found:
        yield from differences(wanted, found, len(table.primary_key.columns))


def _write(connection: Connection, table: Table, lot: list[RowDifference]) -> None:
    key = list(table.primary_key.columns)
    old = [one.key for one in lot if one.found is not None]
    if old:
        names = [f"key_{number}" for number in range(len(key))]
        same = [column == bindparam(name) for column, name in zip(key, names, strict=True)]
        connection.execute(
            delete(table).where(and_(*same)), [dict(zip(names, one, strict=True)) for one in old]
        )
    names = [one.name for one in columns(table)]
    new = [dict(zip(names, one.wanted, strict=True)) for one in lot if one.wanted is not None]
    bulk_insert.insert(connection, table, new)


def _check_copied(wanted: Connection, target: Engine) -> None:
    for table in TABLES:
        with (
            closing(rows(wanted, table)) as there,
            closing(_compared(there, target, table)) as found,
        ):
            wrong = next(found, None)
        if wrong is not None:
            raise UserError(
                f"{masked(target.url)} does not hold what was written into it: table {table.name}, "
                f"row {wrong.key}. Does another program write there? Start the copy again"
            )
