"""Workers that share a queue on PostgreSQL: fate of a crawl, and of a dead machine's crawls."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, text

from bench.fleet.machines import Machine
from bench.fleet.sites import Sites, at_once, served
from cluster.crawl_process import retry_after
from pipelines.storage.database.engine import libpq_address
from tests.support.databases import ROOT


@pytest.mark.parametrize(
    ("code", "attempts", "seconds"),
    [
        (1, 0, None),
        (2, 0, None),
        (3, 0, 30),
        (3, 3, 240),
        (3, 11, None),
        (4, 0, 900),
        (4, 2, None),
        (5, 0, 5),
        (5, 50, 60),
        (6, 1, 60),
        (130, 0, 5),
        (-9, 0, 5),
        (-9, 99, None),
        (77, 0, None),
    ],
)
def test_an_exit_code_says_what_comes_next(code: int, attempts: int, seconds: int | None) -> None:
    pause = retry_after(code, attempts)
    assert (None if pause is None else pause.total_seconds()) == seconds


FINAL = {"succeeded", "aborted"}  # aborted: retried as another job


@pytest.fixture
def sites() -> Iterator[Sites]:
    made = Sites(outlets=2, pages=12)
    with served(made):
        yield made


def status(url: URL) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "crawler.command_line", "status", "--json"],
        cwd=ROOT,
        env={"DATABASE_URL": libpq_address(url), "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
    )
    found: dict[str, object] = json.loads(done.stdout)["fleet"]
    return found


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_dead_machines_crawls_are_taken_over(
    db_url: URL, engine: Engine, sites: Sites, tmp_path: Path
) -> None:
    """Of two machines, one is killed with its crawls while it crawls; then the other one starts."""
    plan = tmp_path / "outlets.toml"
    plan.write_text("".join(f'[[outlet]]\nhome = "http://127.0.0.1:{p}/"\n' for p in sites.ports))
    environment = {
        "DATABASE_URL": libpq_address(db_url),
        "ALLOW_PRIVATE_ADDRESSES": "1",
        "ARCHIVE_DIR": str(tmp_path / "archive"),
    }
    first = Machine("first", tmp_path / "first", environment, plan, slots=3)
    second = Machine("second", tmp_path / "second", environment, None, slots=3)
    first.start()
    try:
        while min(len(log) for log in sites.log.values()) < 3:
            assert first.worker is not None
            assert first.worker.poll() is None, (first.folder / "work.log").read_text()
        first.kill(with_crawls=True)
        assert status(db_url)["workers"] in (0, 1)
        second.start()
        while counted(engine).get("succeeded") != 2 or not set(counted(engine)) <= FINAL:
            assert second.worker is not None
            assert second.worker.poll() is None, (second.folder / "work.log").read_text()
    finally:
        first.signal(signal.SIGKILL)
        code = second.stop()
    assert code == 0
    with engine.connect() as connection:
        stored = connection.execute(text("SELECT url FROM article")).scalars().all()
        assert connection.scalar(text("SELECT count(*) FROM revision")) == len(stored) == 24
    assert len(set(stored)) == 24
    assert not [pair for log in sites.log.values() for pair in at_once(log)]
    found = status(db_url)
    assert (found["running"], found["waiting"], found["stalled"], found["failed"]) == (0, 0, 0, 0)


@pytest.mark.postgres
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_a_crawl_that_cannot_start_is_given_up_and_told(
    db_url: URL, engine: Engine, tmp_path: Path
) -> None:
    plan = tmp_path / "outlets.toml"
    plan.write_text('[[outlet]]\nname = "vna"\narguments = { since = "the day before" }\n')
    done = subprocess.run(
        [sys.executable, "-m", "crawler.command_line", "work", "--once", "--outlets", str(plan)],
        cwd=tmp_path,
        env={
            "DATABASE_URL": libpq_address(db_url),
            "NOTIFY_URLS": f"file://{tmp_path}/alerts",
            "PATH": "/usr/bin",
            "PYTHONPATH": str(ROOT),
            "XDG_STATE_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert counted(engine) == {"failed": 1}
    assert "vna: not crawled, and not tried again until it is due: exit 2: " in done.stderr
    assert "vna was not crawled" in (tmp_path / "alerts").read_text()
    assert "since=the day before" in (tmp_path / "alerts").read_text()


def counted(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        query = text("SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY 1")
        return {row[0]: row[1] for row in connection.execute(query)}


def test_a_queue_needs_postgresql(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crawler.command_line", "work"],
        cwd=ROOT,
        env={"DATABASE_URL": f"sqlite:///{tmp_path}/news.db", "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("tinsach: DATABASE_URL is ")
    assert "a queue needs PostgreSQL" in done.stderr
