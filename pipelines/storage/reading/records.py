"""Rows of the views as plain values, the same on both databases, on a read-only connection."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, event, text

from pipelines.storage.database.base import UtcDateTime
from pipelines.storage.database.engine import READING

Record = dict[str, Any]

__all__ = ["Connection", "Engine", "Record", "only_read", "records"]

_JSON = frozenset(
    {"authors", "tags", "concerns", "fields", "members", "outlets", "details", "kinds", "counts"}
    | {"arguments", "versions"}
)
_BOOLEAN = frozenset({"is_head", "is_newest", "certain"})
_TIMES = frozenset({"since", "reported_at"})


def records(connection: Connection, statement: str, **values: Any) -> list[Record]:
    """Return the rows of a SELECT: times aware and in UTC, JSON as lists and dictionaries."""
    times = [
        bindparam(name, type_=UtcDateTime())
        for name, value in values.items()
        if isinstance(value, datetime)
    ]
    rows = connection.execute(text(statement).bindparams(*times), values).mappings()
    return [{name: _plain(name, value) for name, value in row.items()} for row in rows]


def _plain(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name.endswith("_at") or name in _TIMES:
        at = datetime.fromisoformat(value) if isinstance(value, str) else value
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    if name in _JSON and isinstance(value, str):
        return json.loads(value)
    return bool(value) if name in _BOOLEAN else value


def only_read(engine: Engine) -> Engine:
    """Make the database refuse every write of this engine; return the engine."""
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _refuse(connection: sqlite3.Connection, _record: object) -> None:
            connection.execute("PRAGMA query_only = ON")

        return engine.execution_options(**{READING: True})
    return engine.execution_options(postgresql_readonly=True)
