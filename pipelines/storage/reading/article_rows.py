"""Reads articles for export, one by one, from a snapshot of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, Engine, Row, bindparam, column, select, text
from sqlalchemy import table as sql_table

from pipelines.export.rows import LISTS, TIMES, blocks
from pipelines.storage.database.base import Json, UtcDateTime
from pipelines.storage.database.engine import READING
from pipelines.storage.search import matches
from pipelines.storage.search_query import parse
from pipelines.storage.sql.field_terms import fields_of
from pipelines.storage.sql.in_list import in_list
from pipelines.storage.views.article_views import ARTICLES, IMAGES

COLUMNS = tuple((column.name, column.comment) for column in ARTICLES.columns)
_LOT = 500  # articles whose images are read at once
_SEEN = "coalesce(a.published_at, a.first_seen_at)"
_QUERY = (
    "SELECT a.*, k.kinds AS kinds FROM articles AS a "
    "JOIN revisions AS k ON k.article_id = a.id AND k.number = a.revision"
)

_image = sql_table(
    IMAGES.name,
    column("article_id", BigInteger),
    *(column(name) for name in ("ordinal", "url", "caption", "credit")),
).c
# Built once: building a statement costs more than executing it.
_IMAGES = (
    select(_image.article_id, _image.url, _image.caption, _image.credit)
    .where(in_list(_image.article_id, "numbers"))
    .order_by(_image.article_id, _image.ordinal)
)


@dataclass(frozen=True, slots=True)
class ArticleFilters:
    """The filters of an export; an article must pass all of them.

    Attributes:
        since, until: first and last day, UTC, of publication (else of the first fetch).
        outlets: names of outlets; empty for all.
        story: id of a story.
        query: a search, see ``search_query.parse``.
        heads: only the head of each story.
        after: only articles changed after the change with this number; then in order of change.
    """

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    story: int | None = None
    query: str = ""
    heads: bool = False
    after: int | None = None


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that reads a snapshot of the database, however long it reads."""
    options: dict[str, Any] = {READING: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection:
        yield connection


def newest_change(connection: Connection) -> int:
    """Return the number of the latest visible change; 0 if there is none."""
    return connection.scalar(text("SELECT max(seq) FROM changes")) or 0


def read(connection: Connection, selection: ArticleFilters) -> Iterator[dict[str, Any]]:
    """Yield the selected articles, see ``pipelines.export.rows.Row``.

    Raises:
        UserError: the query contains an invalid day.
    """
    statement, values = _statement(selection, connection.dialect.name)
    types = dict.fromkeys(TIMES, UtcDateTime()) | dict.fromkeys((*LISTS, "kinds"), Json)
    given = [
        bindparam(name, type_=UtcDateTime())
        for name, value in values.items()
        if isinstance(value, datetime)
    ]
    typed = text(statement).bindparams(*given).columns(**types)
    # Stream the rows from the server; only this statement is streamed.
    streamed = {"stream_results": True, "yield_per": _LOT}
    result = connection.execute(typed, values, execution_options=streamed)
    for lot in result.partitions(_LOT):
        yield from _with_images(connection, lot)


def _statement(selection: ArticleFilters, dialect: str) -> tuple[str, dict[str, Any]]:
    query = parse(selection.query)
    where, values = matches(query, dialect, tuple(fields_of(query)))
    conditions = [where.removeprefix("WHERE ")] if where else []
    if selection.since is not None:
        conditions.append(f"{_SEEN} >= :first_day")
        values["first_day"] = _midnight(selection.since)
    if selection.until is not None:
        conditions.append(f"{_SEEN} < :next_day")
        values["next_day"] = _midnight(selection.until + timedelta(days=1))
    if selection.outlets:
        names = {f"name{number}": name for number, name in enumerate(selection.outlets)}
        conditions.append(f"a.outlet IN ({', '.join(f':{name}' for name in names)})")
        values |= names
    if selection.story is not None:
        conditions.append("a.story_id = :story")
        values["story"] = selection.story
    if selection.heads:
        conditions.append("a.is_head")
    if selection.after is not None:
        conditions.append("a.seq > :after")
        values["after"] = selection.after
    order = "a.id" if selection.after is None else "a.seq"
    chosen = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"{_QUERY}{chosen} ORDER BY {order}", values


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _with_images(connection: Connection, lot: Any) -> Iterator[dict[str, Any]]:
    numbers = [row.id for row in lot]
    pictures: dict[int, list[dict[str, Any]]] = {}
    for number, url, caption, credit in connection.execute(_IMAGES, {"numbers": numbers}):
        pictures.setdefault(number, []).append({"url": url, "caption": caption, "credit": credit})
    for row in lot:
        yield _exported(row, pictures.get(row.id, []))


def _exported(row: Row[Any], pictures: list[dict[str, Any]]) -> dict[str, Any]:
    values = dict(row._mapping)
    kinds = values.pop("kinds")
    values["is_head"] = bool(values["is_head"])
    return values | {"blocks": blocks(values["body"], kinds), "images": pictures}
