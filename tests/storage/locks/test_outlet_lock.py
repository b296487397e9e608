"""One crawl of an outlet at a time, whatever happens to the lock's holder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, text

from pipelines.storage.database.engine import open_engine
from pipelines.storage.database.errors import DatabaseLost, DatabaseProblem, UnfitDatabaseError
from pipelines.storage.database.postgres_session import is_pooled
from pipelines.storage.locks import life_sign
from pipelines.storage.locks.outlet_lock import OutletBusyError, OutletLock
from pipelines.storage.store import Store
from pipelines.storage.writer_thread import Writer
from tests.support.databases import ROOT, Postgres
from tests.support.invented import NOW, result
from tests.support.pgbouncer import PROGRAM, pgbouncer

HOLDER = """
import sys
from pipelines.storage.database.engine import database_url, open_engine
from pipelines.storage.locks.outlet_lock import OutletLock
from pipelines.storage.store import Store
from tests.support.invented import result
engine = open_engine(database_url(sys.argv[1]))
lock = OutletLock(engine, "vna", lease=float(sys.argv[2]))
lock.acquire()
store = Store(engine, "vna", lock)
for line in sys.stdin:
    try:
        print(*[one.outcome.value for one in store.save([result(int(line))])], flush=True)
    except Exception as error:
        print(getattr(error, "trouble", error), flush=True)
"""

pytestmark = pytest.mark.postgres
on_postgres = pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)


@pytest.fixture
def rival(db_url: URL) -> Iterator[Engine]:
    engine = open_engine(db_url)
    yield engine
    engine.dispose()


def holder(url: URL, seconds: float, tmp: Path) -> subprocess.Popen[str]:
    shown = url.render_as_string(hide_password=False)
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, shown, str(seconds)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"TMPDIR": str(tmp)},  # another machine's: no sign of life is seen here
    )  # fmt: skip


def save(process: subprocess.Popen[str], number: int) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{number}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def expire(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE outlet_lease SET expires_at = now()"))


@on_postgres
def test_a_frozen_holder_loses_the_lease_and_writes_no_more_rows(
    db_url: URL, rival: Engine, tmp_path: Path
) -> None:
    with holder(db_url, 2, tmp_path) as process:
        assert save(process, 1) == "new"
        process.send_signal(signal.SIGSTOP)
        mine = OutletLock(rival, "vna")
        while True:
            try:
                mine.acquire()
            except OutletBusyError:
                continue
            break
        assert [one.outcome.value for one in Store(rival, "vna", mine).save([result(2)])] == ["new"]
        process.send_signal(signal.SIGCONT)
        assert save(process, 3) == "DatabaseProblem.TAKEN_OVER"
        process.kill()
    with rival.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM page")) == 2


@on_postgres
def test_the_lease_of_another_machines_process_is_waited_for(
    db_url: URL, rival: Engine, tmp_path: Path
) -> None:
    with holder(db_url, 3_600, tmp_path) as process:
        assert save(process, 1) == "new"
        process.kill()
    with pytest.raises(OutletBusyError, match=r"process \d+ on .*, for 3\d+ s more if"):
        OutletLock(rival, "vna").acquire()
    expire(rival)
    OutletLock(rival, "vna").acquire()


@on_postgres
def test_ended_sessions_do_not_lose_the_lock(
    engine: Engine, db_url: URL, rival: Engine, postgres: Postgres
) -> None:
    lock = OutletLock(engine, "vna")
    lock.acquire()
    postgres.cut(str(db_url.database))
    with pytest.raises(OutletBusyError):
        OutletLock(rival, "vna").acquire()
    assert lock.keep()
    writer = Writer(lambda: Store(engine, "vna", lock))
    postgres.cut(str(db_url.database))
    assert writer.submit(result(1)).result().outcome == "new"
    writer.close()


@on_postgres
def test_a_holder_that_could_not_renew_is_not_sure(engine: Engine, rival: Engine) -> None:
    lock = OutletLock(engine, "vna", lease=0)
    lock.acquire()
    assert not lock.is_sure()
    assert lock.keep()
    other = OutletLock(rival, "vna")
    other.acquire()
    assert other.is_sure()
    assert not lock.keep()
    assert not lock.keep()
    lock.release()  # another holder's lock is not released
    with pytest.raises(OutletBusyError):
        lock.acquire()


def test_a_process_that_lost_the_lock_may_still_store_how_its_run_ended(
    engine: Engine, db_url: URL, rival: Engine
) -> None:
    lock, mine = OutletLock(engine, "vna"), OutletLock(rival, "vna")
    lock.acquire()
    writer = Writer(lambda: Store(engine, "vna", lock), name="it")
    crawl = writer.call(lambda store: store.begin_crawl(NOW, {}, {})).result()
    if engine.dialect.name == "sqlite":
        Path(f"{db_url.database}.vna.lock").unlink()
    else:
        expire(engine)
    mine.acquire()
    assert not lock.is_sure() or engine.dialect.name == "postgresql"
    with pytest.raises(DatabaseLost, match="it takes no more from this crawl") as refused:
        writer.submit(result(1)).result()
    assert refused.value.problem is DatabaseProblem.TAKEN_OVER
    ended = writer.call(lambda store: store.finish_crawl(crawl, NOW, "lock_lost", {}))
    assert ended.result() is None
    writer.close()
    mine.release()
    with pytest.raises(UnfitDatabaseError):  # a lost lock stays lost, even once it is free again
        Store(engine, "vna", lock).save([result(1)])
    with rival.connect() as connection:
        assert connection.scalar(text("SELECT reason FROM crawl")) == "lock_lost"
        assert connection.scalar(text("SELECT count(*) FROM page")) == 0


@on_postgres
@pytest.mark.skipif(PROGRAM is None, reason="no pgbouncer here: apt install pgbouncer")
def test_behind_a_pooler_that_gives_each_transaction_another_session(
    db_url: URL, engine: Engine, postgres: Postgres
) -> None:
    with pgbouncer(postgres.server.system_user, db_url) as pooled:
        engines = [open_engine(pooled) for _ in range(4)]
        locks = [OutletLock(one, "vna") for one in engines]
        locks[0].acquire()
        for lock in locks[1:]:
            with pytest.raises(OutletBusyError):
                lock.acquire()
        for number in range(1, 12):  # the driver prepares a statement at its fifth execution
            outlet = f"outlet{number % 4}"
            Store(engines[number % 4], outlet).save([result(number, outlet=outlet)])
            assert locks[0].keep()
        with engines[1].connect() as connection:
            assert is_pooled(connection)
            assert connection.scalar(text("SHOW lock_timeout")) == "30s"
        for one in engines:
            one.dispose()
    with engine.connect() as connection:
        assert not is_pooled(connection)
        assert connection.scalar(text("SELECT count(*) FROM page")) == 11


def test_a_sign_of_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    file = life_sign.give("me")
    assert file is not None
    assert not life_sign.is_dead("me")
    assert not life_sign.is_dead("of another machine")
    os.close(file)
    assert life_sign.is_dead("me")
    assert not list(tmp_path.iterdir())
    assert life_sign.give("me/../../nowhere") is None
