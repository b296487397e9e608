"""Outlets stored at the same time have the same result as one after another."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import URL, Engine, text

from pipelines.items import BodyBlock, Result
from pipelines.storage.database.engine import open_engine
from pipelines.storage.locks.outlet_lock import OutletLock
from pipelines.storage.store import Store
from pipelines.storage.writer_thread import Writer
from tests.support.databases import Postgres
from tests.support.invented import NOW, result

OUTLETS = ("vna", "vns", "sggp", "customs")
STORIES = 12


def version(outlet: str, story: int) -> Result:
    """A story as an outlet tells it: word for word, or with a paragraph of its own."""
    chance = random.Random(story)
    prose = [
        " ".join(f"{chance.choice('abcdefgh')}{chance.randrange(400)}" for _ in range(60))
        for _ in range(5)
    ]
    if story % 3 == OUTLETS.index(outlet) % 3:
        prose.append(f"{outlet} adds words of its own to the story with the number {story}")
    body = tuple(BodyBlock(one) for one in prose)
    return result(
        story, outlet=outlet, url=f"https://{outlet}.example/{story}.html",
        title=f"Story number {story} of the day", lead=None, body=body, published_at=NOW,
    )  # fmt: skip


def crawl(engine: Engine, outlet: str, begin: Barrier) -> None:
    """Store the stories as a crawl does, in a random order and random batches."""
    chance = random.Random(outlet)
    numbers = list(range(STORIES))
    chance.shuffle(numbers)
    with OutletLock(engine, outlet) as lock:
        writer = Writer(lambda: Store(engine, outlet, lock), batch=3)
        run = writer.call(lambda store: store.begin_crawl(NOW, {}, {})).result()
        begin.wait()
        futures = [writer.submit(version(outlet, number)) for number in numbers]
        for future in futures:
            future.result()
        writer.call(lambda store: store.finish_crawl(run, NOW, "finished", {})).result()
        writer.close()


def stored(engine: Engine) -> Iterator[object]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT story_id, url, id, duplicate_of FROM article")).all()
        url_of = {row.id: row.url for row in rows}
        groups: dict[int, set[tuple[str, str]]] = {}
        for row in rows:
            groups.setdefault(row.story_id, set()).add((row.url, url_of.get(row.duplicate_of, "")))
        yield sorted(map(sorted, groups.values()))
        heads = "SELECT s.articles, a.url FROM story s JOIN article a ON a.id = s.head_id"
        yield sorted(map(tuple, connection.execute(text(heads))))
        versions = "SELECT url, number FROM revision r JOIN article a ON a.id = r.article_id"
        yield sorted(map(tuple, connection.execute(text(versions))))
        pages = (
            "SELECT p.outcome, a.duplicate_of IS NOT NULL AS copy FROM page p "
            "JOIN article a ON a.id = p.article_id WHERE p.outcome <> 'same'"
        )
        for row in connection.execute(text(pages)):
            assert (row.outcome == "duplicate") == row.copy
        sums = "SELECT sum(new), sum(duplicate), sum(same), sum(pages) FROM crawl"
        yield tuple(connection.execute(text(sums)).one())
        changes = "SELECT count(*) FROM change WHERE kind = 'new'"
        assert connection.scalar(text(changes)) == len(rows) == len(OUTLETS) * STORIES


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_outlets_that_are_stored_at_once(engine: Engine, db_url: URL, postgres: Postgres) -> None:
    url = postgres.migrated()
    one_by_one = open_engine(url)
    for outlet in OUTLETS:
        crawl(one_by_one, outlet, Barrier(1))
    engines, begin = [open_engine(db_url) for _ in OUTLETS], Barrier(len(OUTLETS))
    with ThreadPoolExecutor(len(OUTLETS)) as pool:
        list(pool.map(lambda pair: crawl(*pair, begin), zip(engines, OUTLETS, strict=True)))
    assert list(stored(engine)) == list(stored(one_by_one))
    again = Store(engine, "vna").save([version("vna", number) for number in range(STORIES)])
    assert {one.outcome for one in again} == {"same"}
    for opened in (one_by_one, *engines):
        opened.dispose()
    postgres.drop(url)
