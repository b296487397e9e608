"""Several crawls at once, and killed crawls: nothing lost, nothing duplicated."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time

import pytest
from sqlalchemy import URL, Engine, text
from sqlalchemy.exc import DBAPIError

from bench.storage import integrity
from pipelines.storage.database.engine import open_engine
from pipelines.storage.locks.outlet_lock import OutletBusyError, OutletLock
from pipelines.storage.store import Store
from tests.support import warm
from tests.support.databases import ROOT
from tests.support.invented import NOW, result

SCRIPT = ROOT / "tests" / "support" / "crawl_process.py"


class Running:
    """A process that stores articles, and its output."""

    def __init__(self, url: URL, *arguments: str | int) -> None:
        shown = url.render_as_string(hide_password=False)
        self.errors = tempfile.TemporaryFile("w+")  # noqa: SIM115  # closed by end()
        self.process = warm.start(
            [SCRIPT, shown, *arguments], stdout=subprocess.PIPE, stderr=self.errors
        )

    def first_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def end(self) -> tuple[int, str]:
        """Return its exit code and its errors, once it has ended."""
        assert self.process.stdout is not None
        with self.process.stdout as said, self.errors as errors:
            said.read()
            code = self.process.wait(250)
            errors.seek(0)
            return code, errors.read()


def numbers(engine: Engine) -> dict[str, int]:
    return integrity.counts(engine, "bees")


def check_integrity(engine: Engine) -> None:
    assert integrity.faults(engine) == []


def finish(*processes: Running) -> None:
    for process in processes:
        code, errors = process.end()
        assert code == 0, errors
        assert "locked" not in errors


@pytest.mark.slow
def test_two_crawls_of_one_outlet_give_one_row_each(engine: Engine, db_url: URL) -> None:
    finish(*(Running(db_url, "vna", 0, 150, "shared") for _ in range(2)))
    found = numbers(engine)
    assert found["articles"] == found["revisions"] == found["pages"] == found["shown"] == 150
    assert found["images"] == found["indexed"] == 150
    assert found["left"] == found["storyless"] == 0
    check_integrity(engine)


@pytest.mark.slow
def test_six_outlets_at_once(engine: Engine, db_url: URL) -> None:
    finish(*(Running(db_url, f"outlet{number}", 0, 60) for number in range(6)))
    found = numbers(engine)
    assert found["articles"] == found["addresses"] == found["pages"] == 360
    check_integrity(engine)


@pytest.mark.slow
def test_a_killed_crawl_resumes(engine: Engine, db_url: URL) -> None:
    total, kills, chance = 300, 0, random.Random(7)
    for _ in range(40):
        process = Running(db_url, "vna", 0, total)
        lines = [process.first_line() for _ in range(chance.randint(1, 5))]  # ten pages each
        if not lines[-1]:
            finish(process)
            break
        time.sleep(chance.uniform(0, 0.02))
        process.process.kill()
        process.end()
        kills += 1
        check_integrity(engine)
    finish(Running(db_url, "vna", 0, total))
    found = numbers(engine)
    assert kills >= 5
    assert found["articles"] == found["revisions"] == found["pages"] == total
    assert found["images"] == found["indexed"] == total
    assert found["left"] == 0
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT sum(new) FROM crawl")) == total
        assert connection.scalar(text("SELECT articles FROM line_total")) == total
    check_integrity(engine)


def test_one_process_crawls_an_outlet(engine: Engine, db_url: URL) -> None:
    first, second = OutletLock(engine, "vna"), OutletLock(open_engine(db_url), "vna")
    first.acquire()
    with pytest.raises(OutletBusyError, match=r"by another process.*: wait until it ends"):
        second.acquire()
    with OutletLock(engine, "vns"):
        pass
    first.release()
    first.release()
    second.acquire()
    second.release()


def test_a_killed_process_leaves_no_lock(engine: Engine, db_url: URL) -> None:
    code = (
        "import sys, time\n"
        "from pipelines.storage.database.engine import database_url, open_engine\n"
        "from pipelines.storage.locks.outlet_lock import OutletLock\n"
        "lock = OutletLock(open_engine(database_url(sys.argv[1])), 'vna')\n"
        "lock.acquire()\n"
        "print('locked', flush=True)\n"
        "time.sleep(60)\n"
    )
    url = db_url.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, "-c", code, url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        with pytest.raises(OutletBusyError):
            OutletLock(engine, "vna").acquire()
        process.kill()
    while True:  # the test's own timeout ends it
        try:
            OutletLock(engine, "vna").acquire()
        except OutletBusyError:
            time.sleep(0.1)  # PostgreSQL notices in its own time
        else:
            return


def test_a_half_done_transaction_leaves_nothing(engine: Engine) -> None:
    store = Store(engine, "vna")
    store.begin_crawl(NOW, {}, {})
    with engine.begin() as connection:
        connection.execute(text("DROP VIEW stripped"))
        connection.execute(text("DROP TABLE stripped_blocks"))
    with pytest.raises(DBAPIError):
        store.save([result(1)])
    with engine.connect() as connection:
        for table in ("article", "revision", "image", "page", "line_count", "story"):
            found = connection.scalar(text(f"SELECT count(*) FROM {table}"))
            assert found == 0, table
