"""Search results of a prefix that nearly every text has, from the texts themselves.

The index merges all words that begin with a prefix, over all articles, whatever part of the result
is wanted. For one or two letters at a million articles this takes most of a second, while the first
texts to look into have them all. A prefix that the first texts lack is that of fewer words, and the
index is fast.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, text

from pipelines.similarity.digest import search_document
from pipelines.storage.search_query import Phrase, Query

LOT = 64  # articles whose texts are read at once
MOST = 320  # articles whose texts are read, a millisecond each at most

_TEXTS = text(
    "SELECT id, title, coalesce(lead || ' ', '') || body AS text FROM revisions "
    "WHERE id IN (SELECT value FROM json_each(:versions))"
)


def found_in_texts(
    connection: Connection, articles: CursorResult[Any], query: Query, needed: int
) -> list[int] | None:
    """Return the ids of the first ``needed`` articles whose texts match the words of ``query``.

    None if they cannot be expected among the first ``MOST``. Articles that were read are gone.

    Args:
        connection: to SQLite.
        articles: rows of ``id`` and ``version`` (id of the revision), in the wanted order.
        query: the query; it must have words.
        needed: how many.
    """
    found: list[int] = []
    read = 0
    while len(found) < needed:
        if read + LOT > MOST or (read and len(found) * MOST < needed * read):
            return None
        lot = articles.fetchmany(LOT)
        if not lot:
            break
        matching = _matching(connection, query, [row.version for row in lot])
        found += [row.id for row in lot if row.version in matching]
        read += len(lot)
    return found[:needed]


def _matching(connection: Connection, query: Query, versions: Sequence[int]) -> set[int]:
    rows = connection.execute(_TEXTS, {"versions": json.dumps(versions)})
    return {row.id for row in rows if _matches(query, search_document(row.title, row.text))}


def _matches(query: Query, document: str) -> bool:
    words = f" {' '.join(document.replace('_', ' ').split())} "
    return all(_in(phrase, words) for phrase in query.phrases) and not any(
        _in(phrase, words) for phrase in query.without
    )


def _in(phrase: Phrase, words: str) -> bool:
    return f" {' '.join(phrase.words)}{'' if phrase.is_prefix else ' '}" in words
