"""The writer's thread: batches, order, and an unavailable database."""

from __future__ import annotations

import sqlite3
import threading
import time
from concurrent.futures import wait
from datetime import timedelta

import pytest
from sqlalchemy import URL, Engine, func, select, text
from sqlalchemy.orm import Session

from pipelines.errors import UserError
from pipelines.items import Outcome, Result, Saved
from pipelines.storage.database.article_tables import Article
from pipelines.storage.database.engine import masked, open_engine
from pipelines.storage.database.errors import DatabaseLost
from pipelines.storage.store import Store
from pipelines.storage.writer_thread import Writer
from tests.support.databases import Postgres
from tests.support.invented import NOW, result


class Recording(Store):
    """A store that records the size of its batches."""

    sizes: list[int]

    def save(self, results, *, again=False):  # type: ignore[no-untyped-def]
        self.sizes.append(len(results))
        return super().save(results, again=again)


def writer(engine: Engine, **values: object) -> Writer:
    defaults: dict[str, object] = {"name": masked(engine.url), "patience": timedelta(seconds=20)}
    return Writer(lambda: Store(engine, "vna"), **(defaults | values))  # type: ignore[arg-type]


def stored(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(Article)) or 0


def test_what_waits_becomes_one_transaction(engine: Engine) -> None:
    sizes: list[int] = []

    def open_store() -> Store:
        store = Recording(engine, "vna")
        store.sizes = sizes
        return store

    writer = Writer(open_store, batch=40)
    held = threading.Event()
    writer.call(lambda _store: held.wait())
    futures = [writer.submit(result(number)) for number in range(100)]
    held.set()
    assert [future.result(60).outcome for future in futures] == [Outcome.NEW] * 100
    assert sizes == [40, 40, 20]
    writer.close()


def test_calls_come_in_order_with_results(engine: Engine) -> None:
    thread = writer(engine)
    first = thread.call(lambda store: store.begin_crawl(NOW, {}, {}))
    thread.submit(result(1))
    thread.submit(result(2))
    counted = thread.call(lambda _store: stored(engine))
    thread.submit(result(3))
    assert first.result(60) == 1
    assert counted.result(60) == 2
    thread.close()
    assert stored(engine) == 3


def test_close_stores_what_waits(engine: Engine) -> None:
    thread = writer(engine)
    futures = [thread.submit(result(number)) for number in range(50)]
    thread.close()
    thread.close()
    assert all(future.done() for future in futures)
    assert stored(engine) == 50
    with pytest.raises(RuntimeError, match="closed"):
        thread.submit(result(1))


def test_the_queue_is_bounded(engine: Engine) -> None:
    thread = writer(engine, queue=5)
    held = threading.Event()
    thread.call(lambda _store: held.wait())
    submitted: list[int] = []

    def submit() -> None:
        for number in range(20):
            thread.submit(result(number))
            submitted.append(number)

    producer = threading.Thread(target=submit)
    producer.start()
    while len(submitted) < 5:
        time.sleep(0.01)
    time.sleep(0.3)  # an unbounded queue would take more meanwhile
    assert len(submitted) == 5
    held.set()
    producer.join(60)
    thread.close()
    assert stored(engine) == 20


def test_an_error_of_a_call_is_the_callers(engine: Engine) -> None:
    thread = writer(engine)

    def fail(_store: Store) -> None:
        raise ValueError("mine")

    with pytest.raises(ValueError, match="mine"):
        thread.call(fail).result(60)
    assert thread.submit(result(1)).result(60).outcome is Outcome.NEW
    thread.close()


def test_a_cancelled_future_does_no_harm(engine: Engine) -> None:
    thread = writer(engine)
    held = threading.Event()
    thread.call(lambda _store: held.wait())
    cancelled = thread.submit(result(1))
    cancelled.cancel()
    held.set()
    assert thread.submit(result(2)).result(60).outcome is Outcome.NEW
    thread.close()
    assert stored(engine) == 2


def sqlite_only(test):  # type: ignore[no-untyped-def]
    return pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)(test)


def impatient(url: URL) -> Engine:
    return open_engine(url, busy_seconds=0.2)


@sqlite_only
def test_a_temporarily_locked_file_costs_only_time(db_url: URL) -> None:
    engine = impatient(db_url)
    holder = sqlite3.connect(str(db_url.database), isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    thread = writer(engine)
    futures = [thread.submit(result(number)) for number in range(5)]
    time.sleep(1.5)
    assert not any(future.done() for future in futures)
    holder.execute("COMMIT")
    holder.close()
    assert [future.result(60).outcome for future in futures] == [Outcome.NEW] * 5
    thread.close()
    engine.dispose()


@sqlite_only
def test_a_file_locked_for_good_ends_the_crawl(db_url: URL) -> None:
    engine = impatient(db_url)
    holder = sqlite3.connect(str(db_url.database), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    thread = writer(engine, patience=timedelta(seconds=1))
    futures = [thread.submit(result(number)) for number in range(5)]
    with pytest.raises(DatabaseLost, match="is locked by another program"):
        futures[0].result(60)
    wait(futures, 5)
    with pytest.raises(UserError):
        thread.submit(result(9)).result(1)
    assert isinstance(thread.lost, DatabaseLost)
    thread.close()
    holder.close()
    engine.dispose()


@sqlite_only
def test_a_missing_table_is_not_the_items_fault(db_url: URL) -> None:
    engine = open_engine(db_url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE image"))
    thread = writer(engine)
    with pytest.raises(DatabaseLost, match="lacks a table or column: run 'make migrate'"):
        thread.submit(result(1)).result(60)
    thread.close()
    assert stored(engine) == 0
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_a_short_stop_of_postgres_loses_nothing(own_postgres: Postgres, mode: str) -> None:
    engine = open_engine(own_postgres.migrated())
    thread = Writer(lambda: Store(engine, "vna"), batch=5, patience=timedelta(seconds=60))
    number = thread.call(lambda store: store.begin_crawl(NOW, {}, {})).result(60)
    futures = [thread.submit(result(one)) for one in range(200)]
    wait(futures[:20], 60)
    before = [future.result() for future in futures if future.done()]
    own_postgres.stop(mode)
    time.sleep(2)
    own_postgres.start()
    saved = [future.result(60) for future in futures]
    thread.close()
    assert stored(engine) == 200
    assert {one.outcome for one in saved} == {Outcome.NEW}
    assert saved[: len(before)] == before
    with engine.connect() as connection:
        counts = connection.execute(
            text("SELECT pages, new FROM crawl WHERE id = :id"), {"id": number}
        )
        assert tuple(counts.one()) == (200, 200)
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.slow
def test_a_long_stop_of_postgres_ends_the_crawl(own_postgres: Postgres) -> None:
    engine = open_engine(own_postgres.migrated())
    results: list[Result] = [result(one) for one in range(100)]
    thread = Writer(
        lambda: Store(engine, "vna"), batch=5, patience=timedelta(seconds=3), name="the database"
    )
    held = threading.Event()
    futures = [thread.submit(one) for one in results[:10]]
    thread.call(lambda _store: held.wait())
    futures += [thread.submit(one) for one in results[10:]]
    wait(futures[:10], 60)
    own_postgres.stop("fast")
    held.set()
    with pytest.raises(DatabaseLost, match="the database cannot be reached"):
        futures[-1].result(60)
    thread.close()
    kept: list[Saved] = [future.result() for future in futures if not future.exception()]
    own_postgres.start()
    engine.dispose()
    assert stored(engine) == len(kept) == 10
    again = Store(engine, "vna").save(results)
    assert [one.outcome for one in again].count(Outcome.SAME) == len(kept)
    assert stored(engine) == 100
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_lost_connection_is_reopened(engine: Engine, postgres: Postgres) -> None:
    thread = writer(engine)
    assert thread.submit(result(1)).result(60).outcome is Outcome.NEW
    postgres.cut(str(engine.url.database))
    assert thread.submit(result(2)).result(60).outcome is Outcome.NEW
    thread.close()


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_user_without_rights_ends_the_crawl(engine: Engine, db_url: URL) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS reader"))
        connection.execute(text("CREATE ROLE reader LOGIN PASSWORD 'geheim'"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
    reading = open_engine(db_url.set(username="reader", password="geheim"))
    thread = writer(reading)
    with pytest.raises(DatabaseLost) as caught:
        thread.submit(result(1)).result(60)
    assert "refuses this user" in str(caught.value)
    assert "geheim" not in str(caught.value)
    thread.close()
    reading.dispose()
    with engine.begin() as connection:
        connection.execute(text("DROP OWNED BY reader"))
        connection.execute(text("DROP ROLE reader"))
