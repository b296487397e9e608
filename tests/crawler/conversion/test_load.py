"""Converted archives in the database: stored as by a crawl, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from sqlalchemy import URL, Engine, text

from crawler.conversion import load as loading
from crawler.conversion.archive_pages import read_pages
from crawler.conversion.choice import Choice
from crawler.conversion.convert import Pool, convert, make_pool
from crawler.conversion.load import article_of, load
from crawler.conversion.outlets_by_host import outlet_of
from crawler.stored.pages import as_page
from pipelines.extraction import NotAnArticle, extract
from pipelines.items import Article, Result
from pipelines.layout import NO_TEMPLATE
from pipelines.storage.store import Store
from tests.cluster.test_local import convert as command
from tests.support.invented import NOW, result
from tests.support.made_archives import HOST, archive, stories, story
from tests.support.sample_crawl import SAMPLES
from tests.support.story_page import PARAGRAPHS

PAGE = f"{HOST}/a/night-ferry-returns-here.html"
MORE = "<p>A second ship has joined the route since then, said the harbour master.</p>"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with make_pool(1) as made:
        yield made


def rows(engine: Engine, statement: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def one_page(path: Path, date: str, body: str = PARAGRAPHS, pool: Pool | None = None) -> str:
    """Return the file of an archive that contains one page as it was on a day."""
    with archive(path) as into:
        into.add(PAGE, story(1, body=body), date=f"{date}T03:00:00Z")
    return convert(str(path), str(path.parent), pool=pool).file


@pytest.mark.parametrize("outlet", ["vna", "ppp"])
def test_a_row_is_the_whole_article(outlet: str, tmp_path: Path, pool: Pool) -> None:
    path = SAMPLES / f"{outlet}.warc.gz"
    wanted: list[Article] = []
    for found in read_pages(path, Choice()):
        if hasattr(found, "body"):
            try:
                wanted.append(extract(as_page(found, *outlet_of(found.url))))
            except NotAnArticle:
                continue
    file = convert(str(path), str(tmp_path), pool=pool).file
    made = [article_of(row) for row in pq.read_table(file).to_pylist() if row["title"]]
    assert len(made) == len(wanted) > 0
    for article, original in zip(made, wanted, strict=True):
        bare = {"template": NO_TEMPLATE, "lines": (), "url": ""}
        assert replace(article, **bare) == replace(original, **bare)  # type: ignore[arg-type]
        assert set(article.lines) & set(original.lines)


def test_loading_twice_changes_nothing(engine: Engine, tmp_path: Path, pool: Pool) -> None:
    files = [
        convert(str(stories(tmp_path / f"{n}.warc", 4, first=4 * n)), str(tmp_path), pool=pool).file
        for n in range(2)
    ]
    first = load(engine, files)
    assert first.total() == first["new"] + first["duplicate"] == 8
    before = rows(engine, "SELECT * FROM changes ORDER BY seq")
    again = load(engine, files)
    assert again == {loading.KNOWN: 8}
    assert rows(engine, "SELECT * FROM changes ORDER BY seq") == before
    assert rows(engine, "SELECT count(*), count(DISTINCT url) FROM articles") == [(8, 8)]


def test_versions_come_in_order_of_time(engine: Engine, tmp_path: Path, pool: Pool) -> None:
    new = one_page(tmp_path / "a.warc", "2026-11-20", PARAGRAPHS + MORE, pool)
    old = one_page(tmp_path / "b.warc", "2024-01-02", pool=pool)
    outcomes = load(engine, [new, old])
    assert (outcomes["new"], outcomes["changed"]) == (1, 1)
    found = rows(engine, "SELECT number, body LIKE '%second ship%' FROM revisions ORDER BY number")
    assert [(number, bool(has)) for number, has in found] == [(1, False), (2, True)]


def test_an_older_version_does_not_affect_the_present(
    engine: Engine, tmp_path: Path, pool: Pool
) -> None:
    load(engine, [one_page(tmp_path / "a.warc", "2026-11-20", PARAGRAPHS + MORE, pool)])
    page = "SELECT fetched_at, warc, due_at, outcome FROM page"
    before = rows(engine, page)
    shown = rows(engine, "SELECT body FROM articles")
    load(engine, [one_page(tmp_path / "b.warc", "2024-01-02", pool=pool)])
    assert rows(engine, page) == before
    assert rows(engine, "SELECT body FROM articles") == shown
    assert rows(engine, "SELECT count(*) FROM revisions") == [(2,)]


def test_what_a_crawl_has_stored_stays_its_own(engine: Engine, tmp_path: Path, pool: Pool) -> None:
    store = Store(engine, "news.example")
    store.begin_crawl(NOW, {}, {})
    file = one_page(tmp_path / "a.warc", "2026-11-20", pool=pool)
    row = next(row for row in pq.read_table(file).to_pylist() if row["title"])
    crawled = result(1, url=PAGE, outlet="news.example", at=row["fetched_at"])
    store.save([Result(PAGE, "news.example", NOW, crawled.page, article_of(row))])
    before = rows(engine, "SELECT * FROM page"), rows(engine, "SELECT * FROM changes")
    assert load(engine, [file]) == {loading.KNOWN: 1}
    assert (rows(engine, "SELECT * FROM page"), rows(engine, "SELECT * FROM changes")) == before


def test_a_killed_load_resumes(
    engine: Engine, tmp_path: Path, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_CHUNK", 1)  # a chunk per file
    files = [
        convert(str(stories(tmp_path / f"{n}.warc", 3, first=3 * n)), str(tmp_path), pool=pool).file
        for n in range(3)
    ]

    chunks = iter([None, KeyboardInterrupt()])

    def end(articles: int) -> None:
        if articles and (error := next(chunks)) is not None:
            raise error

    with pytest.raises(KeyboardInterrupt):
        load(engine, files, end)
    assert rows(engine, "SELECT count(*) FROM articles") == [(6,)]
    again = load(engine, files)
    assert (again.total(), again[loading.KNOWN]) == (9, 6)
    assert rows(engine, "SELECT count(*), count(DISTINCT url) FROM articles") == [(9, 9)]


def test_an_unusable_database_is_reported_before_anything_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories(tmp_path / "a.warc", 1)
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://nobody:secret@127.0.0.1:9/none")
    done = command(str(tmp_path), "--out", str(tmp_path / "out"), "--into-database")
    assert done.code == 3
    assert "127.0.0.1:9" in done.errors
    assert "secret" not in done.errors
    assert not (tmp_path / "out").exists()


def test_the_command_loads_what_it_converted(
    db_url: URL, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories(tmp_path / "a.warc", 2)
    monkeypatch.setenv("DATABASE_URL", db_url.render_as_string(hide_password=False))
    arguments = (str(tmp_path), "--out", str(tmp_path / "out"), "--into-database")
    done = command(*arguments)
    assert done.code == 0, done.errors
    assert "database: 2 articles are stored, 0 were known" in done.output
    assert "database: 0 articles are stored, 2 were known" in command(*arguments).output
    assert rows(engine, "SELECT count(*) FROM articles") == [(2,)]
