"""Base of all tables: constraint names, UTC times, JSON, keys."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, Text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from pipelines.text import scrub

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, because batch migrations on SQLite can only drop named ones."""


def to_second(value: datetime) -> datetime:
    """Return an aware time in UTC, to the second; raise ValueError for a naive one."""
    if value.tzinfo is None:
        raise ValueError(f"{value.isoformat()} has no zone: expected an aware time")
    return value.astimezone(UTC).replace(microsecond=0)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC, to the second, on databases with and without time zones.

    SQLite stores ``YYYY-MM-DD HH:MM:SS``, so that its date functions and string comparison work. A
    naive value is rejected, because its instant is unknown.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Return the column type of ``dialect``."""
        if dialect.name == "sqlite":
            seconds = sqlite.DATETIME(truncate_microseconds=True)  # type: ignore[no-untyped-call]
            return dialect.type_descriptor(seconds)
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert an aware time to UTC; raise ValueError for a naive one."""
        if value is None:
            return None
        value = to_second(value)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def scrub_all(value: Any) -> Any:
    """Apply ``scrub`` to all texts in the lists and dictionaries of ``value``."""
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {scrub(str(key)): scrub_all(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [scrub_all(item) for item in value]
    return value


class CleanText(TypeDecorator[str]):
    """Text that both databases accept; see ``scrub``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Remove what cannot be stored."""
        return None if value is None else scrub(value)


class CleanJson(TypeDecorator[Any]):
    """JSON whose strings both databases accept: text on SQLite, JSONB on PostgreSQL.

    With ``as_written``, PostgreSQL stores text too: faster to write, slower to query.
    """

    impl = JSON
    cache_ok = True

    def __init__(self, *, as_written: bool = False) -> None:
        super().__init__()
        self.as_written = as_written

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Return the column type of ``dialect``."""
        binary = dialect.name == "postgresql" and not self.as_written
        json = postgresql.JSONB() if binary else JSON()
        return dialect.type_descriptor(json)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Remove what cannot be stored."""
        return scrub_all(value)


Json = CleanJson()
JsonAsWritten = CleanJson(as_written=True)
Key = BigInteger().with_variant(Integer(), "sqlite")
"""Row id: SQLite auto-numbers only a column of type INTEGER."""


class Base(DeclarativeBase):
    """Base of all models."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime(), str: CleanText()}  # noqa: RUF012
