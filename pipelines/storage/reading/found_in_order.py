"""Search results in an order that SQLite's full-text index does not have.

The index returns its entries in the order they were stored. Sorting a million of them to show fifty
takes seconds; so for common words the articles are read in the wanted order, in batches, and the
index is asked which of each batch match, until there are enough. For rare words this would read on
for long, but their matches are few enough to sort.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, bindparam, text

from pipelines.storage.database.base import UtcDateTime
from pipelines.storage.reading.found_in_texts import MOST, found_in_texts
from pipelines.storage.search import fts5
from pipelines.storage.search_query import Query

RARE = 2_000  # entries that are sorted rather than searched for
# This many articles are read before all matches are sorted after all, and more if many are needed.
LOOKED_AT = 8_192
_EACH = 40
_FIRST_LOT = 256  # articles
# Entries between two wanted ones: a new query takes less time than reading this many.
_APART = 500

_HOW_MANY = text(
    "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH :query LIMIT :most)"
)
_WITHIN = text(
    "SELECT rowid FROM search WHERE search MATCH :query AND rowid BETWEEN :first AND :last"
)


def first_found(
    connection: Connection,
    ordered: str,
    values: Mapping[str, Any],
    query: Query,
    needed: int,
    are_few: bool = False,
) -> list[int] | None:
    """Return the ids of the first ``needed`` articles that match the words of ``query``.

    None if they are not common enough to be found soon.

    Args:
        connection: to SQLite.
        ordered: a SELECT of ``id`` and ``version`` (id of the index entry), in the wanted order.
        values: its parameters.
        query: the query; it must have words.
        needed: how many.
        are_few: whether ``ordered`` has so few rows that all may be read.
    """
    words = fts5(query)
    most = sys.maxsize if are_few else max(LOOKED_AT, _EACH * needed)
    # For a prefix, the index merges all words that have it, on every query.
    begun = any(phrase.is_prefix for phrase in (*query.phrases, *query.without))
    if not begun and not are_few:
        rare = max(RARE, 4 * needed)
        if connection.scalar(_HOW_MANY, {"query": words, "most": rare}) < rare:
            return None
    times = [
        bindparam(name, type_=UtcDateTime())
        for name, value in values.items()
        if isinstance(value, datetime)
    ]
    statement = text(ordered).bindparams(*times)
    if begun and needed < MOST:
        with connection.execute(statement, values) as articles:
            at_once = found_in_texts(connection, articles, query, needed)
        if at_once is not None:
            return at_once
    found: list[int] = []
    size, looked_at = max(LOOKED_AT, _EACH * needed) if begun else _FIRST_LOT, 0
    apart = sys.maxsize if begun else _APART
    with connection.execute(statement, values) as articles:
        while len(found) < needed:
            if looked_at >= most:
                return None
            lot = articles.fetchmany(size)
            if not lot:
                break
            holding = set(_holding(connection, words, sorted(row.version for row in lot), apart))
            found += [row.id for row in lot if row.version in holding]
            looked_at += len(lot)
            size *= 2
    return found[:needed]


def _holding(
    connection: Connection, words: str, entries: Sequence[int], apart: int
) -> Iterator[int]:
    """Yield which of ``entries``, in order, match ``words``, and others between them."""
    starts = [0, *(n for n, (a, b) in enumerate(pairwise(entries), 1) if b - a > apart)]
    for start, end in pairwise([*starts, len(entries)]):
        within = {"query": words, "first": entries[start], "last": entries[end - 1]}
        yield from connection.execute(_WITHIN, within).scalars()
