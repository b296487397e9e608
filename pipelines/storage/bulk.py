"""Many new rows of a table in one statement.

PostgreSQL takes a message, a plan's start and an answer for each row of an ordinary INSERT, which
costs more than the row does. It reads a list in JSON instead, at the price of one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, Text, bindparam, column, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import Insert

from pipelines.storage.columns import scrub_all, to_second
from pipelines.storage.upsert import insert_for

Rows = Sequence[dict[str, Any]]
Finish = Callable[[Insert], Insert]
"""Says what happens where a row is there already; a function of a module, for it is a key."""


def plain(statement: Insert) -> Insert:
    """Have a row that is there already be an error."""
    return statement


def keep(statement: Insert) -> Insert:
    """Have a row that is there already stay as it is."""
    return statement.on_conflict_do_nothing()


def insert(connection: Connection, table: Table, rows: Rows, finish: Finish = plain) -> None:
    """Write ``rows``, all with the same columns."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(_each(table, finish), rows)
        return
    statement = _all(table, tuple(rows[0]), finish)
    connection.execute(statement, {"rows": as_json(rows)})


@cache
def _each(table: Table, finish: Finish) -> Insert:
    return finish(insert_for("sqlite", table))


@cache
def _all(table: Table, names: tuple[str, ...], finish: Finish) -> Insert:
    columns = [column(name, table.c[name].type) for name in names]
    given = func.json_to_recordset(bindparam("rows", type_=Text).cast(postgresql.JSON()))
    listed = given.table_valued(*columns, name="given").render_derived(with_types=True)
    statement = insert_for("postgresql", table).from_select(names, select(*listed.c))
    return finish(statement)


def as_json(rows: Any) -> str:
    """Return ``rows`` in JSON, without what PostgreSQL refuses."""
    text = _dumped(rows)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return _dumped(scrub_all(rows))
    return _dumped(scrub_all(rows)) if "\\u0000" in text else text


def _dumped(rows: Any) -> str:
    return json.dumps(rows, ensure_ascii=False, default=_written)


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return to_second(value).isoformat()
    raise TypeError(f"{value!r} is no value of a column")
