"""A reader of ``seq > last`` misses nothing, whatever happens to the writers."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest
from sqlalchemy import URL, Engine, text

from pipelines.storage.database.engine import READING
from pipelines.storage.store import Store
from tests.support.databases import ROOT
from tests.support.invented import result

WRITERS, TIMES = 5, 40


class Reader:
    """Reads the changes from its last position, as another tool does."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(**{READING: True})
        self.read: list[int] = []

    def poll(self) -> None:
        query = text("SELECT seq FROM changes WHERE seq > :last ORDER BY seq")
        with self._engine.connect() as connection:
            last = self.read[-1] if self.read else 0
            self.read += connection.execute(query, {"last": last}).scalars()


def start(url: URL, article: int) -> subprocess.Popen[str]:
    shown = url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.support.change_writer", shown, str(article), str(TIMES)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def stored(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.execute(text("SELECT seq FROM change ORDER BY seq")).scalars())


@pytest.mark.slow
def test_a_reader_misses_nothing_while_writers_are_paused_and_killed(
    engine: Engine, db_url: URL
) -> None:
    Store(engine, "vna").save([result(number) for number in range(WRITERS)])
    reader, chance = Reader(engine), random.Random(3)
    writers = [start(db_url, number + 1) for number in range(WRITERS)]
    for writer in writers:
        assert writer.stdout is not None
    acts: list[Callable[[subprocess.Popen[str]], None]] = [
        lambda one: one.send_signal(signal.SIGSTOP),
        lambda one: one.send_signal(signal.SIGCONT),
        lambda one: one.send_signal(signal.SIGCONT),
    ]
    doomed = writers[:2]
    for turn in range(4_000):
        reader.poll()
        if turn % 25 == 0:
            chance.choice(acts)(chance.choice(writers))
        if turn == 500:
            doomed[0].kill()
        if turn == 1_000:
            doomed[1].kill()
        if all(one.poll() is not None for one in writers):
            break
    for writer in writers:
        writer.send_signal(signal.SIGCONT)
    for writer in writers:
        with writer:
            while writer.poll() is None:
                reader.poll()
    reader.poll()
    assert reader.read == stored(engine)
    assert len(reader.read) >= WRITERS + 3 * 2 * TIMES
    # The numbers of a transaction are consecutive, and none is missing.
    assert reader.read == list(range(1, len(reader.read) + 1))


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_transaction_that_began_first_and_commits_last_has_the_higher_number(
    engine: Engine,
) -> None:
    """And it blocks nobody: numbers are assigned at commit."""
    Store(engine, "vna").save([result(1), result(2)])
    statement = text("UPDATE article SET section = 'A' WHERE id = :id")
    reader = Reader(engine)
    with engine.connect() as early, engine.connect() as late:
        early.execute(statement, {"id": 1})
        late.execute(statement, {"id": 2})
        late.commit()
        reader.poll()
        assert reader.read == [1, 2, 3]
        early.commit()
        reader.poll()
    assert reader.read == [1, 2, 3, 4]
    with engine.connect() as connection:
        query = text("SELECT article_id FROM changes WHERE seq > 2 ORDER BY seq")
        assert connection.execute(query).scalars().all() == [2, 1]
