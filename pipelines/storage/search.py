"""Full-text search without diacritics: "Vietnam" finds "Việt Nam", "Da Nang" finds "Đà Nẵng".

Query and documents are folded and their names normalised (``pipelines.similarity.name_spellings``)
before they reach the index, so both databases give the same results. The index has one entry per
revision, which is never changed or removed; a hit counts if its revision is the article's latest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, text
from sqlalchemy.orm import Session

from pipelines.storage.database.base import UtcDateTime
from pipelines.storage.search_query import Phrase, Query, parse
from pipelines.storage.sql import bulk_insert
from pipelines.storage.sql.field_terms import among, rare_fields

TABLES = frozenset({"search", "search_config", "search_data", "search_idx", "search_name"})
"""Tables of the index: an FTS5 virtual table with its shadow tables, or a table with a GIN index
and one of name spellings.
"""

_INSERT_SQLITE = "INSERT INTO search (rowid, document) VALUES (?, ?)"
_INSERT_POSTGRESQL = text(
    "INSERT INTO search (revision_id, document) SELECT id, CAST(words AS tsvector) "
    "FROM json_to_recordset(CAST(:rows AS json)) AS given(id bigint, words text)"
)
_MAX_WORD_CHARS = 500  # characters; PostgreSQL takes 2,046 bytes
_PLACES = [f":{position} " for position in range(1, 16_384)]  # PostgreSQL counts no further
RECENT = 1_000
"""Entries that PostgreSQL scans before it uses its index, see ``_postgresql``."""

_HITS = """
SELECT a.id, a.outlet, a.url, r.title, r.lead, a.published_at
FROM ({matches}) AS s JOIN revision AS r ON r.id = s.id
JOIN article AS a ON a.id = r.article_id AND a.revision = r.number
{{where}}
ORDER BY s.id DESC LIMIT :limit OFFSET :offset
"""
_FTS5 = _HITS.format(
    matches="SELECT rowid AS id FROM search WHERE search MATCH :query ORDER BY rowid DESC"
)
# The order of a CROSS JOIN is that of execution: for each of few articles, the index is asked.
_FTS5_OF_FEW = """
SELECT a.id, a.outlet, a.url, r.title, r.lead, a.published_at
FROM article AS a CROSS JOIN revision AS r CROSS JOIN search AS s
{where} AND r.article_id = a.id AND r.number = a.revision AND s.rowid = r.id
AND s.search MATCH :query ORDER BY r.id DESC LIMIT :limit OFFSET :offset
"""
_NEWEST = _HITS.format(
    # The inner LIMIT keeps the planner from reading the whole table.
    matches="SELECT revision_id AS id FROM (SELECT revision_id, document FROM search "
    "ORDER BY revision_id DESC LIMIT :recent) AS newest "
    "WHERE document @@ CAST(:query AS tsquery)"
)
_GIN = (  # noqa: S608  (constants only)
    "WITH found AS MATERIALIZED (SELECT revision_id AS id FROM search "
    "WHERE document @@ CAST(:query AS tsquery)) {hits}"
).format(hits=_HITS.format(matches="SELECT id FROM found"))


_ALL = _HITS.format(matches="SELECT id FROM revision")
_FILTERS = {
    "section": "tinsach_fold(a.section) = :section",
    "agency": "tinsach_fold(a.agency) = :agency",
    "since": "coalesce(a.published_at, a.first_seen_at) >= :since",
    "until": "coalesce(a.published_at, a.first_seen_at) < :until",
}
_AUTHOR = (
    "EXISTS (SELECT 1 FROM {each} AS n WHERE ' ' || tinsach_fold(n.value) || ' ' LIKE :author)"
)
_EACH = {"sqlite": "json_each(a.authors)", "postgresql": "jsonb_array_elements_text(a.authors)"}
_HOLDS = {"sqlite": "words MATCH :{}", "postgresql": "words @@ CAST(:{} AS tsquery)"}
_ANY = {"sqlite": " OR ", "postgresql": " | "}


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
    """Index texts: id of the revision, text as folded by ``digest``."""
    if documents:
        write(session.connection(), documents)


def write(connection: Connection, documents: list[tuple[int, str]]) -> None:
    """Do the same in the transaction of ``connection``."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_INSERT_SQLITE, documents)
        return
    rows = [{"id": number, "words": tsvector(document)} for number, document in documents]
    connection.execute(_INSERT_POSTGRESQL, {"rows": bulk_insert.as_json(rows)})


def tsvector(document: str) -> str:
    """Return the words of a folded text with their positions, as a PostgreSQL ``tsvector``.

    PostgreSQL's own parser takes more time than all else of an entry, and splits numbers its own
    way ("12e4b").
    """
    words = _words(document.lower())  # Cherokee folds to capitals
    if max(map(len, words), default=0) > _MAX_WORD_CHARS:
        words = [word[:_MAX_WORD_CHARS] for word in words]
    most = len(_PLACES)
    pieces = [_PLACES[-1]] * (2 * len(words))
    pieces[::2] = words
    pieces[1 : 2 * most : 2] = _PLACES[: len(words)]
    return "".join(pieces)


def search(session: Session, query: str | Query, limit: int = 20, offset: int = 0) -> list[Hit]:
    """Return the articles that match every part of ``query``, most recently stored first.

    Case, diacritics and punctuation are ignored; see ``search_query.parse`` for phrases, prefixes
    and fields. An empty query finds nothing.

    Raises:
        UserError: ``query`` contains an invalid day.
    """
    if isinstance(query, str):
        query = parse(query)
    if not query:
        return []
    dialect = session.get_bind().dialect.name
    rare = rare_fields(session.connection(), query, limit + offset)
    where, values = fields(query, dialect, rare)
    values |= {"limit": limit, "offset": offset}
    if not query.phrases:
        return _ask(session, _ALL.format(where=where), values)
    if dialect == "sqlite":
        statement = _FTS5_OF_FEW if rare else _FTS5
        return _ask(session, statement.format(where=where), values | {"query": fts5(query)})
    return _postgresql(session, where, values | {"query": tsquery(query)})


def fields(query: Query, dialect: str, rare: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """Return the WHERE, if any, for the fields of a query among articles ``a``, and its values.

    ``rare`` are its fields by which articles are first found, see ``field_terms.rare_fields``.
    """
    values = {name: value for name in _FILTERS if (value := getattr(query, name)) is not None}
    conditions = [_FILTERS[name] for name in values]
    if rare:
        found, more = among(query, rare, dialect)
        conditions.insert(0, found)
        values |= more
    if query.is_void:
        conditions.append("1 = 0")
    if query.without and not query.phrases:
        holds = _HOLDS[dialect].format("without")
        conditions.append(f"a.id NOT IN (SELECT article_id FROM article_search WHERE {holds})")  # noqa: S608
        values["without"] = _ANY[dialect].join(map(_WORDS[dialect], query.without))
    if query.author is not None:
        conditions.append(_AUTHOR.format(each=_EACH[dialect]))
        values["author"] = f"% {query.author} %"
    if query.outlets:
        names = {f"outlet{number}": name for number, name in enumerate(query.outlets)}
        conditions.append(f"a.outlet IN ({', '.join(f':{name}' for name in names)})")
        values |= names
    return f"WHERE {' AND '.join(conditions)}" if conditions else "", values


def matches(
    query: Query, dialect: str, rare: Sequence[str], *, words_first: bool = False
) -> tuple[str, dict[str, Any]]:
    """Return the WHERE clause, if any, for ``query`` in articles ``a``, and its parameters.

    With ``words_first`` PostgreSQL looks all articles with the words up, before anything else.
    """
    where, values = fields(query, dialect, rare)
    if not query.phrases:
        return where, values
    lite = dialect == "sqlite"
    within = _HOLDS[dialect].format("query")
    values["query"] = fts5(query) if lite else tsquery(query)
    having = f"SELECT article_id FROM article_search WHERE {within}"  # noqa: S608
    found = f"a.id = ANY(ARRAY({having}))" if words_first else f"a.id IN ({having})"
    return (f"{where} AND {found}" if where else f"WHERE {found}"), values


def _postgresql(session: Session, where: str, values: dict[str, Any]) -> list[Hit]:
    """Query PostgreSQL for the newest hits.

    Its index has no order: for a word in every text it would collect a million hits to show twenty.
    Such a word fills the page from the newest entries; a word that does not is rare enough to
    collect. The planner guesses which is which, often wrongly. It also underestimates a scan of the
    whole table, which reads every text, and chooses it when many entries are pending for the index,
    unless told not to.
    """
    hits = _ask(session, _NEWEST.format(where=where), values | {"recent": RECENT})
    if len(hits) == values["limit"]:
        return hits
    session.execute(text("SET LOCAL enable_seqscan = off"))
    hits = _ask(session, _GIN.format(where=where), values)
    session.execute(text("SET LOCAL enable_seqscan TO DEFAULT"))
    return hits


def _ask(session: Session, statement: str, values: dict[str, Any]) -> list[Hit]:
    times = [bindparam(name, type_=UtcDateTime()) for name in ("since", "until") if name in values]
    columns = text(statement).bindparams(*times).columns(published_at=UtcDateTime())
    return [_hit(row) for row in session.execute(columns, values)]


def _hit(row: Row[tuple[object, ...]]) -> Hit:
    return Hit(row.id, row.outlet, row.url, row.title, row.lead, row.published_at)


def _words(folded: str) -> list[str]:
    """Return the words of a folded text as in the index; none holds an underscore."""
    return folded.replace("_", " ").split()


def fts5(query: Query) -> str:
    """Return the FTS5 query for ``query``, which must have words to find."""
    wanted = " AND ".join(map(_fts5_phrase, query.phrases))
    without = " OR ".join(map(_fts5_phrase, query.without))
    return f"({wanted}) NOT ({without})" if without else wanted


def _fts5_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"{" *" if phrase.is_prefix else ""}'


def tsquery(query: Query) -> str:
    """Return the same for PostgreSQL."""
    wanted = [_tsquery_phrase(phrase) for phrase in query.phrases]
    return " & ".join([*wanted, *(f"!{_tsquery_phrase(phrase)}" for phrase in query.without)])


def _tsquery_phrase(phrase: Phrase) -> str:
    # A folded word has no quotes; in quotes, no operator is read from it.
    lexemes = [f"'{word.lower()[:_MAX_WORD_CHARS]}'" for word in phrase.words]
    if phrase.is_prefix:
        lexemes[-1] += ":*"
    return f"({' <-> '.join(lexemes)})"


_WORDS = {"sqlite": _fts5_phrase, "postgresql": _tsquery_phrase}
