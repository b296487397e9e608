"""Inserts many rows of a table in one statement.

For each row of an ordinary INSERT, PostgreSQL needs a message, a plan start and a reply, which cost
more than the row. So it gets one list in JSON instead. SQLite takes tuples; SQLAlchemy's conversion
of a row is done here once for all rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import Connection, Table, Text, bindparam, column, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.sqlite.pysqlite import dialect as sqlite_dialect

from pipelines.storage.database.base import CleanJson, scrub_all, to_second
from pipelines.storage.sql.upsert import insert_for

Rows = Sequence[dict[str, Any]]
Makers = tuple[tuple[str, Callable[[Any], Any] | None], ...]
Finish = Callable[[Insert], Insert]
"""Conflict policy for existing rows; a module-level function, because it is a cache key."""


def plain(statement: Insert) -> Insert:
    """Fail on conflict."""
    return statement


def keep(statement: Insert) -> Insert:
    """Keep the existing row on conflict."""
    return statement.on_conflict_do_nothing()


def insert(connection: Connection, table: Table, rows: Rows, finish: Finish = plain) -> None:
    """Insert ``rows``, all with the same columns; raise ValueError for a time without a zone."""
    if not rows:
        return
    names = tuple(rows[0])
    if connection.dialect.name == "sqlite":
        statement, makers = _each(table, names, finish)
        values = [
            tuple([make(row[name]) if make else row[name] for name, make in makers]) for row in rows
        ]
        connection.exec_driver_sql(statement, values)
        return
    connection.execute(_all(table, names, finish), {"rows": as_json(rows)})


@cache
def _each(table: Table, names: tuple[str, ...], finish: Finish) -> tuple[str, Makers]:
    """Return a statement for SQLite, and a converter for each of its columns, in order."""
    dialect = sqlite_dialect()
    compiled = finish(insert_for("sqlite", table)).compile(dialect=dialect, column_keys=names)
    order = compiled.positiontup or ()
    return str(compiled), tuple(
        (name, _json_or_null if isinstance(kind, CleanJson) else kind.bind_processor(dialect))
        for name in order
        for kind in [table.c[name].type]
    )


@cache
def _all(table: Table, names: tuple[str, ...], finish: Finish) -> Insert:
    columns = [column(name, table.c[name].type) for name in names]
    given = func.json_to_recordset(bindparam("rows", type_=Text).cast(postgresql.JSON()))
    listed = given.table_valued(*columns, name="given").render_derived(with_types=True)
    statement = insert_for("postgresql", table).from_select(names, select(*listed.c))
    return finish(statement)


def as_json(rows: Any) -> str:
    """Return ``rows`` in JSON, without characters that PostgreSQL rejects."""
    try:
        text = _dumped(rows)
    except orjson.JSONEncodeError as error:
        if error.__cause__ is not None:  # the reason a value was rejected
            raise error.__cause__ from None
        # A lone surrogate.
        return _dumped(scrub_all(rows))
    return _dumped(scrub_all(rows)) if "\\u0000" in text else text


def _json_or_null(value: Any) -> str | None:
    """Return JSON, or NULL for None, as PostgreSQL does."""
    return None if value is None else as_json(value)


def _dumped(rows: Any) -> str:
    return orjson.dumps(rows, _written, orjson.OPT_PASSTHROUGH_DATETIME).decode()


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return to_second(value).isoformat()
    raise TypeError(f"{value!r} is no value of a column")
