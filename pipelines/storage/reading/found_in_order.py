"""What a search finds, in an order that SQLite's index of words does not have.

The index gives its entries in the order in which they were stored. To sort a million of them so as
to show fifty takes seconds; so where words are common the articles are read in the wanted order, a
lot at a time, and of each lot the index is asked which hold the words, until there are enough.
Where words are rare it would have to read on for long, and all that the index gives are few.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, bindparam, text

from pipelines.storage.database.base import UtcDateTime
from pipelines.storage.search import fts5
from pipelines.storage.search_query import Query

RARE = 2_000  # entries that are sorted rather than looked for
# Before all that is found is sorted after all, so many articles are looked at, and more where many
# are wanted.
LOOKED_AT = 8_192
_EACH = 40
_FIRST_LOT = 256  # articles
# Entries between two that are wanted: to ask anew takes less time than to read so many.
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
    asked: Query,
    needed: int,
) -> list[int] | None:
    """Return the numbers of the first ``needed`` articles that hold the words of ``asked``.

    None where they are not so common that these are found soon.

    Args:
        connection: to SQLite.
        ordered: a SELECT of ``id`` and ``version`` (number of the entry), in the wanted order.
        values: parameters in it.
        asked: what is searched for; some words must be there.
        needed: how many.
    """
    words = fts5(asked)
    most = max(LOOKED_AT, _EACH * needed)
    # For a beginning the index puts together all words that have it, each time it is asked.
    begun = any(phrase.is_prefix for phrase in (*asked.phrases, *asked.without))
    if not begun:
        rare = max(RARE, 4 * needed)
        if connection.scalar(_HOW_MANY, {"query": words, "most": rare}) < rare:
            return None
    times = [
        bindparam(name, type_=UtcDateTime())
        for name, value in values.items()
        if isinstance(value, datetime)
    ]
    found: list[int] = []
    size, looked_at = most if begun else _FIRST_LOT, 0
    apart = sys.maxsize if begun else _APART
    with connection.execute(text(ordered).bindparams(*times), values) as articles:
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
    """Yield which of ``entries``, in order, hold ``words``, and others between them."""
    starts = [0, *(n for n, (a, b) in enumerate(pairwise(entries), 1) if b - a > apart)]
    for start, end in pairwise([*starts, len(entries)]):
        within = {"query": words, "first": entries[start], "last": entries[end - 1]}
        yield from connection.execute(_WITHIN, within).scalars()
