"""A database with a little of everything, its contents, and an empty one to copy it into."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, delete
from sqlalchemy.orm import Session

from pipelines.items import Candidate, Hint
from pipelines.storage.copying.rows import TABLES, rows, snapshot
from pipelines.storage.database.article_tables import Article
from pipelines.storage.database.engine import open_engine
from pipelines.storage.status import faults
from pipelines.storage.status.drift import Fault
from pipelines.storage.status.sources import SourceAnswer
from pipelines.storage.store import Store
from tests.support.databases import without_tables
from tests.support.invented import HOUR, NOW, failure, result

ARTICLES = 30


def fill(engine: Engine) -> None:
    """Two runs: new, changed, duplicate, failed and erased articles, sources and a fault."""
    store = Store(engine, "vna")
    crawl = store.begin_crawl(NOW, {"limit": "50"}, {"tinsach": "1"})
    late = Candidate("https://news.example/late.html", Hint("Late", published_at=NOW), "feed")
    store.discover([late], NOW)
    store.save([result(number, section="Đời sống") for number in range(ARTICLES)])
    copy = "https://news.example/copy.html"
    store.save([failure("x"), result(2, url=copy, at=NOW + HOUR)])
    answer = SourceAnswer("https://news.example/feed", "feed", True, NOW, 7)
    store.finish_crawl(crawl, NOW + HOUR, "finished", {"measure/pages": 3}, sources=[answer])
    store.begin_crawl(NOW + timedelta(days=1), {}, {})
    later = NOW + 25 * HOUR
    changed = result(1, text="Changed: nothing 'quoted' \\ and 東京.", at=later)
    store.save([changed, result(2, url=copy, at=later)])  # two visits confirm a copy
    faults.settle(engine, "vna", [Fault("ended", "ended as nothing_found")], NOW)
    with Session(engine) as session, session.begin():
        session.execute(delete(Article).where(Article.url.like("%/29.html")))


def contents(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    with snapshot(engine) as connection:
        return {table.name: list(rows(connection, table)) for table in TABLES}


def quiet(name: str, rows: int, written: int) -> None:
    del name, rows, written


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def into(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """A database without tables, on both."""
    with without_tables(request.param, request, tmp_path / "copy.db") as url:
        yield url


@pytest.fixture
def copied(into: URL) -> Iterator[Engine]:
    engine = open_engine(into)
    yield engine
    engine.dispose()
