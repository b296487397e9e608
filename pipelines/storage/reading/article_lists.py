"""Lists of articles, of changes, and of pages without an article, one page at a time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from pipelines.storage.reading.found_in_order import first_found
from pipelines.storage.reading.rare_words import are_rare
from pipelines.storage.reading.records import Record, records
from pipelines.storage.search import fields, matches, tsquery
from pipelines.storage.search_query import Query, parse
from pipelines.storage.sql.field_terms import rare_fields

PAGE = 50  # articles
MAX_PAGES = 200
DOUBTED = 5_000
_SHOWN = (
    "a.id, a.outlet, a.url, a.title, a.lead, a.published_at, a.changed_at, a.seq, a.section, "
    "a.agency, a.language, a.word_count, a.confidence, a.gone_at, a.is_head, a.duplicate_of, "
    "a.revision"
)


class Order(NamedTuple):
    """A sort order of a list: its condition, and the terms of ORDER BY."""

    condition: str
    by: str
    is_by_change: bool = False


ORDERS = {
    "published": Order("a.published_at IS NOT NULL", "a.published_at DESC, a.id DESC"),
    "changed": Order("a.seq IS NOT NULL", "a.seq DESC", is_by_change=True),
    "confidence": Order(
        "a.seq > :doubted",
        "a.confidence, a.id DESC",
        is_by_change=True,
    ),
}
"""Sort orders of a list; the last one covers the newest ``DOUBTED`` changes."""
# Not within "published": no index has both in this order, and PostgreSQL's puts NULL first.
_UNDATED = Order("a.published_at IS NULL", "a.id DESC")
_AFTER = Order("a.seq > :after", "a.seq", is_by_change=True)


def article_list(
    connection: Connection, query: str, order: str, page: int, heads: bool = False
) -> list[Record]:
    """Return one article more than a page holds, to show whether there are more.

    Sorted by publication, articles without a date come last.

    Raises:
        UserError: ``query`` is invalid, see ``search_query.parse``.
    """
    # A number, not a subquery, for which PostgreSQL would assume a third of all changes.
    newest = connection.scalar(text("SELECT max(seq) FROM changes")) or 0
    given = {"doubted": newest - DOUBTED} if order == "confidence" else {}
    parsed, by, limit, offset = parse(query), ORDERS[order], PAGE + 1, PAGE * (page - 1)
    found = _first(connection, _SHOWN, parsed, by, given, limit, offset, heads)
    if order != "published" or len(found) == limit:
        return found
    before = offset if found else _count(connection, parsed, by, offset, heads)
    left, offset = limit - len(found), offset - before
    return found + _first(connection, _SHOWN, parsed, _UNDATED, {}, left, offset, heads)


def _count(connection: Connection, query: Query, order: Order, most: int, heads: bool) -> int:
    """Return the number of matching articles, ``most`` if there are more."""
    return len(_first(connection, "a.id, a.is_head", query, order, {}, most, heads=heads))


def newest_articles(
    connection: Connection,
    query: str,
    limit: int,
    after: int | None = None,
    heads: bool = False,
) -> list[Record]:
    """Return whole articles: the last changed first, or those changed after a number, in order."""
    order = ORDERS["changed"] if after is None else _AFTER
    given = {} if after is None else {"after": after}
    return _first(connection, "a.*", parse(query), order, given, limit, heads=heads)


def _first(
    connection: Connection,
    shown: str,
    query: Query,
    order: Order,
    given: dict[str, Any],
    limit: int,
    offset: int = 0,
    heads: bool = False,
) -> list[Record]:
    """Return columns of the first matching articles, after ``offset`` of them."""
    rare = rare_fields(connection, query, limit + offset)
    if query.phrases and connection.dialect.name == "sqlite":
        numbers = _walked(connection, query, order, given, limit + offset, heads, rare)
        if numbers is not None:
            return _by_number(connection, shown, numbers[offset:])
    is_postgresql = connection.dialect.name == "postgresql"
    sorts = is_postgresql and bool(query.phrases) and are_rare(connection, tsquery(query))
    where, values = matches(query, connection.dialect.name, rare, words_first=sorts)
    # A search narrows the articles, not the changes.
    by_change = order.is_by_change and not query.phrases and not rare
    # Of those that are passed over or sorted, whole rows would be made, too.
    is_late = bool(offset or rare or sorts) or order is ORDERS["confidence"]
    columns = ("a.id, a.is_head" if heads else "a.id") if is_late else shown
    statement = f"SELECT {columns} {_ordered(query, where, order, by_change)}"
    if heads:
        # PostgreSQL assumes that heads are rare and would sort them all; this forces index order.
        apart = "OFFSET 0" if is_postgresql else "LIMIT -1 OFFSET 0"
        statement = f"SELECT * FROM ({statement} {apart}) AS a WHERE a.is_head"  # noqa: S608
    statement += " LIMIT :limit OFFSET :offset"
    rows = records(connection, statement, **values, **given, limit=limit, offset=offset)
    return _by_number(connection, shown, [row["id"] for row in rows]) if is_late else rows


def _ordered(query: Query, where: str, order: Order, by_change: bool) -> str:
    """Return a statement from its FROM on."""
    chosen = f"{where} AND" if where else "WHERE"
    if not by_change:
        return f"FROM articles AS a {chosen} {order.condition} ORDER BY {order.by}"
    # SQLite would sort all articles of an outlet to show the last changed of them: with a CROSS
    # JOIN it reads the changes first, in order.
    condition, by = (part.replace("a.seq", "c.seq") for part in (order.condition, order.by))
    outlet = "AND c.outlet = :outlet0" if len(query.outlets) == 1 else ""
    return (
        f"FROM changes AS c CROSS JOIN articles AS a {chosen} a.id = c.article_id "
        f"AND c.is_newest {outlet} AND {condition} ORDER BY {by}"
    )


def _walked(
    connection: Connection,
    query: Query,
    order: Order,
    given: dict[str, Any],
    needed: int,
    heads: bool,
    rare: Sequence[str],
) -> list[int] | None:
    """Return the first articles found, if SQLite should read in order until it has enough."""
    where, values = fields(query, "sqlite", rare)
    if heads:
        where = f"{where} AND a.is_head" if where else "WHERE a.is_head"
    version = (
        "(SELECT v.id FROM revisions AS v WHERE v.article_id = a.id AND v.number = a.revision)"
    )
    ordered = _ordered(query, where, order, order.is_by_change and not rare)
    statement = f"SELECT a.id, {version} AS version {ordered}"
    return first_found(connection, statement, values | given, query, needed, bool(rare))


def _by_number(connection: Connection, shown: str, numbers: list[int]) -> list[Record]:
    """Return these articles in this order."""
    is_lite = connection.dialect.name == "sqlite"
    among = "IN (SELECT value FROM json_each(:numbers))" if is_lite else "= ANY(:numbers)"
    found = records(
        connection,
        f"SELECT {shown} FROM articles AS a WHERE a.id {among}",  # noqa: S608
        numbers=json.dumps(numbers) if is_lite else list(numbers),
    )
    rows = {row["id"]: row for row in found}
    return [rows[number] for number in numbers]


def changes(connection: Connection, after: int, limit: int) -> list[Record]:
    """Return the changes with a number above ``after``, in order."""
    statement = "SELECT * FROM changes WHERE seq > :after ORDER BY seq LIMIT :limit"
    return records(connection, statement, after=after, limit=limit)


def rejected_pages(connection: Connection, outlet: str, outcome: str, page: int) -> list[Record]:
    """Return one more than a page of rejected and failed pages, newest first."""
    chosen = [outcome] if outcome else ["failed", "not_article"]
    given: dict[str, Any] = {f"outcome{n}": one for n, one in enumerate(chosen)}
    given |= {"upto": PAGE * page + 1, "most": PAGE + 1, "skipped": PAGE * (page - 1)}
    where = "AND outlet = :outlet" if outlet else ""
    if outlet:
        given["outlet"] = outlet
    # Each outcome is read in the order of its index, as far as needed; the constant condition lets
    # the planner use that index. Whole rows are read of the wanted page only.
    each = " UNION ALL ".join(
        "SELECT * FROM (SELECT id, outcome, fetched_at FROM pages "  # noqa: S608
        f"WHERE outcome IN ('not_article', 'failed') AND outcome = :outcome{n} {where} "
        f"ORDER BY fetched_at DESC, id DESC LIMIT :upto) AS part{n}"
        for n in range(len(chosen))
    )
    order = "fetched_at DESC, outcome, id DESC"
    return records(
        connection,
        f"SELECT * FROM pages WHERE id IN (SELECT id FROM ({each}) AS parts "  # noqa: S608
        f"ORDER BY {order} LIMIT :most OFFSET :skipped) ORDER BY {order}",
        **given,
    )
