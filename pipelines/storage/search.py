"""Full-text search without diacritics: "Viet Nam" finds "Việt Nam", "Da Nang" finds "Đà Nẵng".

Both sides are folded (``pipelines.text.fold``) before they reach the index, so that the two
databases answer alike. The index has one entry per revision, never changed or taken away; a hit
counts when its revision is the article's newest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from pipelines.storage.database.base import UtcDateTime
from pipelines.storage.sql import bulk_insert
from pipelines.text import fold

TABLES = frozenset({"search", "search_config", "search_data", "search_idx"})
"""The index: a virtual table of FTS5 with its own tables, or a table with a GIN index."""

_QUOTED = re.compile(r'"([^"]*)"?')

_INSERT_SQLITE = "INSERT INTO search (rowid, document) VALUES (?, ?)"
_INSERT_POSTGRESQL = text(
    "INSERT INTO search (revision_id, document) SELECT id, CAST(words AS tsvector) "
    "FROM json_to_recordset(CAST(:rows AS json)) AS given(id bigint, words text)"
)
_LONGEST_WORD = 500  # characters; PostgreSQL takes 2,046 bytes
_PLACES = [f":{place} " for place in range(1, 16_384)]  # PostgreSQL counts no further
RECENT = 1_000
"""Entries that PostgreSQL looks through before it asks its index, see ``_postgresql``."""

_HITS = """
SELECT a.id, a.outlet, a.url, r.title, r.lead, a.published_at
FROM ({matches}) AS s JOIN revision AS r ON r.id = s.id
JOIN article AS a ON a.id = r.article_id AND a.revision = r.number
ORDER BY s.id DESC LIMIT :limit OFFSET :offset
"""
_FTS5 = _HITS.format(
    matches="SELECT rowid AS id FROM search WHERE search MATCH :query ORDER BY rowid DESC"
)
_NEWEST = _HITS.format(
    # The LIMIT inside keeps the planner from reading the whole table.
    matches="SELECT revision_id AS id FROM (SELECT revision_id, document FROM search "
    "ORDER BY revision_id DESC LIMIT :recent) AS newest "
    "WHERE document @@ CAST(:query AS tsquery)"
)
_GIN = (  # noqa: S608  (constants only)
    "WITH found AS MATERIALIZED (SELECT revision_id AS id FROM search "
    "WHERE document @@ CAST(:query AS tsquery)) {hits}"
).format(hits=_HITS.format(matches="SELECT id FROM found"))


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found."""

    article_id: int
    outlet: str
    url: str
    title: str
    lead: str | None
    published_at: datetime | None


def add(session: Session, documents: list[tuple[int, str]]) -> None:
    """Put texts into the index: number of the revision, text as ``digest`` folds it."""
    if not documents:
        return
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_INSERT_SQLITE, documents)
        return
    rows = [{"id": number, "words": tsvector(document)} for number, document in documents]
    connection.execute(_INSERT_POSTGRESQL, {"rows": bulk_insert.as_json(rows)})


def tsvector(document: str) -> str:
    """Return the words of a folded text with their places, as PostgreSQL reads a ``tsvector``.

    Its own parser takes more time over a text than all else of an entry does, and cuts numbers its
    own way ("12e4b").
    """
    words = _words(document.lower())  # Cherokee folds to capitals
    if max(map(len, words), default=0) > _LONGEST_WORD:
        words = [word[:_LONGEST_WORD] for word in words]
    most = len(_PLACES)
    pieces = [_PLACES[-1]] * (2 * len(words))
    pieces[::2] = words
    pieces[1 : 2 * most : 2] = _PLACES[: len(words)]
    return "".join(pieces)


def search(session: Session, query: str, limit: int = 20, offset: int = 0) -> list[Hit]:
    """Return the articles that hold every word of ``query``, the last stored first.

    Case, diacritics and punctuation do not count. Words between double quotes stand in this order
    with nothing between them. No character has another meaning; a query without words finds
    nothing.
    """
    phrases = _phrases(query)
    if not phrases:
        return []
    values = {"limit": limit, "offset": offset}
    if session.get_bind().dialect.name == "sqlite":
        return _ask(session, _FTS5, values | {"query": _fts5(phrases)})
    return _postgresql(session, values | {"query": _tsquery(phrases)})


def _postgresql(session: Session, values: dict[str, Any]) -> list[Hit]:
    """Ask PostgreSQL for the newest hits.

    Its index has no order: for a word that is in every text it would collect a million hits to
    show twenty. Such a word fills the page from the newest entries; one that does not is rare
    enough to collect. The planner guesses which is which, and guesses wrong. Nor does it know that
    to read the whole table is to read each text in it: it does that when many entries wait to be
    taken up by the index, unless it is told not to.
    """
    hits = _ask(session, _NEWEST, values | {"recent": RECENT})
    if len(hits) == values["limit"]:
        return hits
    session.execute(text("SET LOCAL enable_seqscan = off"))
    hits = _ask(session, _GIN, values)
    session.execute(text("SET LOCAL enable_seqscan TO DEFAULT"))
    return hits


def _ask(session: Session, statement: str, values: dict[str, Any]) -> list[Hit]:
    columns = text(statement).columns(published_at=UtcDateTime())
    return [_hit(row) for row in session.execute(columns, values)]


def _hit(row: Row[tuple[object, ...]]) -> Hit:
    return Hit(row.id, row.outlet, row.url, row.title, row.lead, row.published_at)


def _phrases(query: str) -> list[list[str]]:
    """Return what must be found: single words, and the words of what stands in quotes."""
    quoted = [_words(fold(match)) for match in _QUOTED.findall(query)]
    single = [_words(word) for word in fold(_QUOTED.sub(" ", query)).split()]
    return [phrase for phrase in (*quoted, *single) if phrase]


def _words(folded: str) -> list[str]:
    """Return the words of a folded text as the index sees them: none holds an underscore."""
    return folded.replace("_", " ").split()


def _fts5(phrases: list[list[str]]) -> str:
    return " AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases)


def _tsquery(phrases: list[list[str]]) -> str:
    return " & ".join(f"({' <-> '.join(_lexeme(word) for word in phrase)})" for phrase in phrases)


def _lexeme(word: str) -> str:
    # A folded word has no quotes; in quotes, no operator is read from it.
    return f"'{word.lower()[:_LONGEST_WORD]}'"
