"""Frequent queries of readers use an index, never a full table scan."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine, text

from pipelines.storage.database.engine import READING
from pipelines.storage.store import Store
from tests.support.databases import Filled
from tests.support.invented import result

QUERIES = {
    "seq": "SELECT id, title FROM articles WHERE seq > 7 ORDER BY seq LIMIT 10",
    "changes": "SELECT * FROM changes WHERE seq > 7 ORDER BY seq LIMIT 10",
    "changed last in an outlet": "SELECT seq, article_id FROM changes WHERE is_newest "
    "AND outlet = 'vns' ORDER BY seq DESC LIMIT 10",
    "changes of one": "SELECT * FROM changes WHERE article_id = 7",
    "first_seen_at": "SELECT id FROM articles WHERE first_seen_at > '2026-11-20 00:00:00'",
    "published_at": "SELECT id FROM articles ORDER BY published_at DESC LIMIT 10",
    "published since": "SELECT id FROM articles WHERE published_at > '2026-11-20 00:00:00'",
    "outlet": "SELECT id, text FROM articles WHERE outlet = 'vns'",
    "outlet and time": "SELECT id FROM articles WHERE outlet = 'vns' "
    "AND published_at > '2026-11-20 00:00:00'",
    "one article": "SELECT * FROM articles WHERE id = 7",
    "one address": "SELECT * FROM articles WHERE url = 'https://news.example/7'",
    "a story": "SELECT * FROM articles WHERE story_id = 7",
    "stripped": "SELECT * FROM stripped WHERE article_id = 7",
    "images": "SELECT * FROM images WHERE article_id = 7",
    "revisions": "SELECT * FROM revisions WHERE article_id = 7",
    "a refused page": "SELECT * FROM pages WHERE outcome = 'failed' AND outcome IN "
    "('not_article', 'failed') ORDER BY fetched_at DESC LIMIT 10",
    "a section": "SELECT article_id FROM article_fields WHERE field = 'section' "
    "AND term >= 'politics ' AND term < 'politics!'",
    "the runs of an outlet": "SELECT * FROM crawls WHERE outlet = 'vns' ORDER BY started_at",
}


def scans(connection: Connection, query: str) -> list[str]:
    """Return the lines of the plan that scan a table."""
    if connection.dialect.name == "sqlite":
        plan = [row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
        # A function over the blocks of one row is not a table; an index read in order is intended.
        whole = [line for line in plan if line.startswith("SCAN")]
        return [line for line in whole if " USING " not in line and "VIRTUAL" not in line]
    # Six rows are read faster without an index: the test is whether a suitable one exists.
    for way in ("seqscan", "hashjoin", "mergejoin"):
        connection.execute(text(f"SET LOCAL enable_{way} = off"))
    plan = connection.execute(text(f"EXPLAIN {query}")).scalars().all()
    connection.rollback()
    # A full index scan is fine if only its first entries are requested.
    walked = [
        line
        for line, below in zip(plan, [*plan[1:], ""], strict=True)
        if "Index" in line and "Scan using" in line and "Index Cond" not in below
    ]
    return [line for line in plan if "Seq Scan" in line] + walked["LIMIT" in query :]


def save_six(engine: Engine) -> None:
    Store(engine, "vna").save([result(number) for number in range(6)])


@pytest.mark.parametrize("name", QUERIES)
def test_no_table_is_scanned(dialect: str, filled_once: Filled, name: str) -> None:
    engine = filled_once(dialect, save_six)
    with engine.connect().execution_options(**{READING: True}) as connection:
        assert scans(connection, QUERIES[name]) == []


def test_a_scan_is_seen(engine: Engine) -> None:
    with engine.connect().execution_options(**{READING: True}) as connection:
        assert scans(connection, "SELECT * FROM articles WHERE agency = 'VNA'")
