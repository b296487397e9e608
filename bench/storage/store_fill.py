"""Enlarges a database by copying its contents, block after block.

Storing a million articles one by one would take hours and show nothing more about the next one: its
cost depends on the number and layout of the rows. So the articles that ``Store.save`` wrote are
copied with all related rows: with other URLs, other hashes of their texts, and as many days later
as they span, so that every period of days has as much as before. Lines are not copied, because
their number is limited.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, create_engine, inspect, text

from pipelines.similarity.digest import MAX_INDEXED_CHARS
from pipelines.similarity.fingerprints import PERIOD_DAYS
from pipelines.text import fold

_LATER = {
    "sqlite": "datetime({}, '+' || :days || ' days')",
    "postgresql": "{} + :days * interval '1 day'",
}
_TIMES = ("published_at", "first_seen_at", "first_published_at", "seen_at", "fetched_at")
_URL, _HASH = "url || '?copy=' || :block", "substr(text_hash, 1, 26) || :block"
# Table to the rows of the first block, and the columns that differ in a copy.
_TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "article": (
        "id <= :size",
        {
            "id": "id + :articles",
            "url": _URL,
            "story_id": "story_id + :stories",
            "duplicate_of": "duplicate_of + :articles",
            "text_hash": _HASH,
        },
    ),
    "revision": (
        "id <= :size",
        {"id": "id + :articles", "article_id": "article_id + :articles", "text_hash": _HASH},
    ),
    "story": (
        "id <= :story_size",
        {"id": "id + :stories", "head_id": "head_id + :articles"},
    ),
    "field_term": ("article_id <= :size", {"article_id": "article_id + :articles"}),
    "image": ("article_id <= :size", {"article_id": "article_id + :articles"}),
    "stripped_blocks": ("article_id <= :size", {"article_id": "article_id + :articles"}),
    "page": (
        "id <= :seen",
        {"id": "id + :pages", "url": _URL, "article_id": "article_id + :articles"},
    ),
    "fingerprint": (
        "period <= :period ORDER BY period, hash, article_id",
        {"period": "period + :periods", "article_id": "article_id + :articles"},
    ),
}
_SEARCH = {
    "sqlite": "INSERT INTO search (rowid, document) SELECT id + :articles, words FROM document",
    "postgresql": "INSERT INTO search (revision_id, document) "
    "SELECT revision_id + :articles, document FROM search WHERE revision_id <= :size",
}


@dataclass(frozen=True, slots=True)
class Block:
    """What ``Store.save`` wrote: the highest ids, and the periods of its fingerprints."""

    size: int
    stories: int
    seen: int
    period: int
    periods: int

    @property
    def days(self) -> int:
        """Number of days by which the next block is later."""
        return self.periods * PERIOD_DAYS

    @classmethod
    def of(cls, connection: Connection) -> Block:
        """Measure it. Every article must have one revision, with the same id."""
        most = [
            _scalar(connection, f"max(id) FROM {name}") for name in ("article", "story", "page")
        ]
        last = _scalar(connection, "max(period) FROM fingerprint")
        return cls(*most, last, last - _scalar(connection, "min(period) FROM fingerprint") + 1)


def grow(engine: Engine, wanted: int, seconds: float) -> tuple[int, int]:
    """Copy until ``wanted`` articles are stored or ``seconds`` are over.

    Returns how many are stored, and by how many days the latest block is later than the first.
    """
    dialect = engine.dialect.name
    began = time.monotonic()
    own = create_engine(engine.url, isolation_level="AUTOCOMMIT")  # settings for this alone
    with own.connect() as connection:
        block = Block.of(connection)
        _prepare(connection, dialect)
        copies = 0
        while block.size * (copies + 1) < wanted and time.monotonic() < began + seconds:
            copies += 1
            _copy(connection, dialect, block, copies)
            print(f"{block.size * (copies + 1):,}", end=" ", flush=True)
        _finish(connection, dialect)
        print(f"articles after {time.monotonic() - began:,.0f} s", flush=True)
    own.dispose()
    return block.size * (copies + 1), block.days * copies


def _scalar(connection: Connection, what: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT {what}").scalar() or 0)


def _prepare(connection: Connection, dialect: str) -> None:
    if dialect == "sqlite":
        for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -1000000"):
            connection.exec_driver_sql(f"PRAGMA {pragma}")
        connection.exec_driver_sql("CREATE TEMP TABLE document (id INTEGER PRIMARY KEY, words)")
        found = connection.exec_driver_sql("SELECT id, title, lead, body FROM revision").all()
        texts = [
            (row.id, fold(f"{row.title} {row.lead}\n{row.body}")[:MAX_INDEXED_CHARS])
            for row in found
        ]  # not kept by SQLite's index
        connection.exec_driver_sql("INSERT INTO document VALUES (?, ?)", texts)
        return
    for setting in ("max_wal_size = '8GB'", "checkpoint_timeout = '30min'", "autovacuum = off"):
        connection.exec_driver_sql(f"ALTER SYSTEM SET {setting}")
    connection.exec_driver_sql("SELECT pg_reload_conf()")
    connection.exec_driver_sql("SET session_replication_role = replica")  # keys are not checked
    connection.exec_driver_sql("SET synchronous_commit = off")
    connection.exec_driver_sql("SET maintenance_work_mem = '1GB'")
    connection.exec_driver_sql("DROP INDEX ix_search_document")


def _copy(connection: Connection, dialect: str, first: Block, number: int) -> None:
    values = {
        "size": first.size,
        "story_size": first.stories,
        "seen": first.seen,
        "period": first.period,
        "articles": first.size * number,
        "stories": first.stories * number,
        "pages": first.seen * number,
        "periods": first.periods * number,
        "days": first.days * number,
        "block": f"{number:06}",
    }
    statements = [_statement(connection, dialect, table) for table in _TABLES]
    connection.exec_driver_sql("BEGIN")
    for statement in [*statements, _SEARCH[dialect]]:
        used = {name: value for name, value in values.items() if f":{name}" in statement}
        connection.execute(text(statement), used)
    connection.exec_driver_sql("COMMIT")


def _statement(connection: Connection, dialect: str, table: str) -> str:
    rows, other = _TABLES[table]
    names = [column["name"] for column in inspect(connection).get_columns(table)]
    later = {name: _LATER[dialect].format(name) for name in _TIMES}
    picked = ", ".join((later | other).get(name, name) for name in names)
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {picked} FROM {table} WHERE {rows}"


def _finish(connection: Connection, dialect: str) -> None:
    if dialect == "sqlite":
        return
    connection.exec_driver_sql(
        "CREATE INDEX ix_search_document ON search USING gin (document) "
        "WITH (gin_pending_list_limit = 16384)"
    )
    for table in ("article", "revision", "story", "page"):
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
        )
    connection.exec_driver_sql("ALTER SYSTEM RESET ALL")
    connection.exec_driver_sql("SELECT pg_reload_conf()")
    connection.exec_driver_sql("VACUUM ANALYZE")
