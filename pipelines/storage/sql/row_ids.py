"""Allocates row ids before the rows are written.

Needs, on SQLite, a transaction without concurrent writers; PostgreSQL has sequences.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import cache

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from pipelines.storage.database.base import Base
from pipelines.storage.sql.upsert import table


class RowIds:
    """The ids of new rows in one transaction.

    Args:
        session: in the transaction; its connection is obtained once, because that takes time.
        expected: probable number of rows per table; PostgreSQL is asked for that many at once.
        together: tables that will all get rows; PostgreSQL is asked once for all of them.
    """

    def __init__(
        self, session: Session, expected: int, together: Sequence[type[Base]] = ()
    ) -> None:
        self._connection = session.connection()
        self._expected = max(expected, 1)
        self._last: dict[type[Base], int] = {}
        self._reserved: dict[type[Base], deque[int]] = {}
        self._together = tuple(together)

    def next(self, model: type[Base]) -> int:
        """Return an id for a new row of ``model``, above all earlier ones."""
        if self._connection.dialect.name == "sqlite":
            if model not in self._last:
                self._last[model] = self._connection.scalar(_highest(model)) or 0
            self._last[model] += 1
            return self._last[model]
        reserved = self._reserved.get(model)
        if not reserved:
            is_first = reserved is None
            models = self._together if is_first and model in self._together else (model,)
            parameters = {"count": self._expected if is_first else 1}
            rows = self._connection.execute(_reserve(models), parameters)
            for one, ids in zip(models, zip(*rows, strict=True), strict=True):
                self._reserved[one] = deque(ids)
        return self._reserved[model].popleft()


@cache
def _highest(model: type[Base]) -> TextClause:
    name = table(model).name
    highest = f"SELECT max(id) FROM {name}"  # noqa: S608  (names of our tables)
    if table(model).dialect_options["sqlite"]["autoincrement"]:
        # SQLite's sequence includes the ids of deleted rows.
        counted = f"SELECT seq FROM sqlite_sequence WHERE name = '{name}'"  # noqa: S608
        highest = f"SELECT max(coalesce(({highest}), 0), coalesce(({counted}), 0))"
    return text(highest)


@cache
def _reserve(models: tuple[type[Base], ...]) -> TextClause:
    names = [table(model).name for model in models]
    columns = ", ".join(f"nextval(pg_get_serial_sequence('{name}', 'id'))" for name in names)
    return text(f"SELECT {columns} FROM generate_series(1, :count)")  # noqa: S608
