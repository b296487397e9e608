"""The queries of docs/reading.md give the printed results, on both databases, using only views."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest
from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from pipelines.storage import report
from pipelines.storage.database.engine import open_engine
from pipelines.storage.schema_docs import document
from pipelines.storage.search import search
from pipelines.storage.views.all_views import VIEWS
from tests.support import small_newsroom, warm
from tests.support.console_process import console
from tests.support.databases import Postgres
from tests.support.worked_queries import DOCUMENT, answer, worked_queries

READER = "tinsach_reader"
QUERIES = list(worked_queries())


@pytest.fixture
def newsroom(engine: Engine) -> Engine:
    small_newsroom.fill(engine)
    return engine


def test_twenty_queries_each_with_a_result() -> None:
    assert [one.number for one in QUERIES] == list(range(1, 21))
    for one in QUERIES:
        assert set(one.statements) == {"sqlite", "postgresql"}, one.title
        assert len(one.answer) > 1, f"{one.title}: an answer without a row shows nothing"


def test_a_result_is_found_below_its_query() -> None:
    page = "## 1. A\n\n```sql\n-- SQLite\nSELECT 1 AS n;\n```\n\n| n |\n| --- |\n| 2 |\n\n## Else\n"
    [one] = worked_queries(page)
    assert (one.statements, one.answer) == (
        {"sqlite": "-- SQLite\nSELECT 1 AS n;\n"},
        (("n",), ("2",)),
    )


def compare(connection: Connection, dialect: str) -> None:
    if dialect == "postgresql":
        connection.exec_driver_sql("SET TIME ZONE 'UTC'")
    for one in QUERIES:
        found = answer(connection, one.statements[dialect])
        assert found == one.answer, f"{DOCUMENT.name}: {one.number}. {one.title}"


def test_each_query_gives_its_result(newsroom: Engine, dialect: str) -> None:
    with newsroom.connect() as connection:
        compare(connection, dialect)


def role_statements() -> list[str]:
    """Return the two blocks that create the role: for the views, and for everything."""
    section = document().partition("## A read-only role")[2]
    return re.findall(r"```sql\n(.*?)```", section, re.S)


@pytest.fixture
def reader(newsroom: Engine, db_url: URL, postgres: Postgres) -> Iterator[Engine]:
    """Return an engine logged in as the role of docs/database.md."""
    views, _ = role_statements()
    with psycopg.connect(postgres.uri(str(db_url.database)), autocommit=True) as own:
        for statement in views.replace("DATABASE news", f"DATABASE {db_url.database}").split(";"):
            own.execute(statement.encode())
        engine = open_engine(db_url.set(username=READER))
        yield engine
        engine.dispose()
        own.execute(f"DROP OWNED BY {READER}".encode())
        own.execute(f"DROP ROLE {READER}".encode())


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_the_views_are_all_that_console_feeds_and_exports_need(
    reader: Engine, tmp_path: Path
) -> None:
    pytest.importorskip("starlette", reason="the extra console is not installed")
    with console(reader.url) as address:
        for path in (
            *("overview", "articles", "articles?q=ferry+outlet:vna&sort=changed", "article/1"),
            *("articles?q=rice&heads=1&sort=confidence", "article/3?old=1&new=2", "pages"),
            *(
                "sources",
                "rules",
                "confidence",
                "changes",
                "feed.xml?outlet=vna",
                "feed.json?q=rice",
            ),
            *("articles.json?after=0&q=section:none", "articles?q=author:hong"),
        ):
            with urlopen(f"{address}/{path}", timeout=60) as answer:
                assert answer.status == 200, path
    shown = reader.url.render_as_string(hide_password=False)
    done = warm.run(
        ["-m", "scrapy", "export", tmp_path / "a.jsonl", "-a", "query=ferry"],
        env={**os.environ, "DATABASE_URL": shown},
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert (tmp_path / "a.jsonl").read_text("utf-8").count("\n") > 0


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_the_views_are_all_that_a_reader_needs(
    reader: Engine, db_url: URL, postgres: Postgres
) -> None:
    with reader.connect() as connection:
        assert connection.scalar(text("SELECT current_user")) == READER
        assert connection.scalar(text("SHOW timezone")) == "UTC"
        compare(connection, "postgresql")
        for view in VIEWS:
            connection.execute(text(f"SELECT * FROM {view.name} LIMIT 1"))
    for refused in (
        "SELECT * FROM article",
        "SELECT * FROM search_name",
        "UPDATE images SET caption = ''",
        "SET TRANSACTION READ WRITE; UPDATE images SET caption = ''",
        "CREATE TABLE own (id integer)",
    ):
        with reader.connect() as connection, pytest.raises(DBAPIError, match=r"denied|read-only"):
            connection.execute(text(refused))
    # What the project's commands read besides.
    _, everything = role_statements()
    with psycopg.connect(postgres.uri(str(db_url.database)), autocommit=True) as own:
        own.execute(everything.encode())
    with Session(reader) as session:
        assert [hit.article_id for hit in search(session, "ferry outlet:vna")] == [1]
    assert [one.outlet for one in report.read(reader).outlets] == ["customs", "vna", "vns"]
