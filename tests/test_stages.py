"""The item pipelines, in real crawls in their own processes."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, text

from tests.support import warm

SUPPORT = Path(__file__).parent / "support"


def crawl(url: URL, kind: str, *settings: str) -> tuple[dict[str, Any], str]:
    """Run a crawl; return its stats and its log."""
    shown = url.render_as_string(hide_password=False)
    done = warm.run([SUPPORT / "stage_spider.py", shown, kind, *settings])
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("workers", [0, 2])
def test_every_page_has_one_outcome(
    engine: Engine, db_url: URL, tmp_path: Path, workers: int
) -> None:
    feed = tmp_path / "feed.jsonl"
    feeds = f'FEEDS={{"{feed}": {{"format": "jsonlines"}}}}'
    stats, log = crawl(db_url, "mixed", f"EXTRACT_WORKERS={workers}", feeds)
    outcomes = {key: value for key, value in stats.items() if key.startswith("outcome/")}
    assert outcomes == {
        "outcome/new": 3,
        "outcome/not_article": 1,
        "outcome/failed": 2,
        "outcome/same": 1,
    }, log
    with engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM crawl")).mappings().one()
        assert (row["pages"], row["new"], row["failed"]) == (7, 3, 2)
        assert (row["outlet"], row["reason"]) == ("vna", "finished")
        assert row["finished_at"] is not None
        assert "history/unusual" in str(row["counts"])
        failed = connection.scalars(
            text("SELECT reason FROM page WHERE outcome = 'failed' ORDER BY url")
        ).all()
        assert failed == ["HTTP 503", "could not be stored: ValueError"]
    titles = {json.loads(line)["title"] for line in feed.read_text().splitlines()}
    assert titles == {f"Mill number {number} closes" for number in (1, 2, 5)}
    assert "locked" not in log
    stats, log = crawl(db_url, "again", f"EXTRACT_WORKERS={workers}")
    assert (stats["outcome/same"], stats["outcome/duplicate"]) == (1, 1), log


@pytest.mark.slow
def test_a_crawl_into_an_unmigrated_database_does_not_begin(empty_url: URL) -> None:
    stats, log = crawl(empty_url, "some")
    assert stats["bootstrap_failed"]
    assert "run 'make migrate'" in log
    assert "outcome/new" not in stats


@pytest.mark.slow
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_database_lost_for_good_is_a_finish_reason(engine: Engine, db_url: URL) -> None:
    holder = sqlite3.connect(
        str(db_url.database), isolation_level=None, check_same_thread=False, timeout=0
    )
    stop = threading.Event()

    def hold() -> None:
        while not holder.execute("SELECT count(*) FROM article").fetchone()[0]:
            stop.wait(0.001)
        while not holder.in_transaction and not stop.is_set():
            # SQLite's own wait grows to 100 ms, in which the crawl may store everything.
            with suppress(sqlite3.OperationalError):
                holder.execute("BEGIN IMMEDIATE")
            stop.wait(0.0005)
        stop.wait(60)
        holder.rollback()

    thread = threading.Thread(target=hold)
    thread.start()
    stats, log = crawl(db_url, "plenty", "DATABASE_PATIENCE=2")
    stop.set()
    thread.join()
    holder.close()
    assert stats["finish_reason"] == "database", log
    assert "is locked by another program" in log
    assert 0 < stats["outcome/new"] < 2_000
    stats, log = crawl(db_url, "plenty")
    assert stats["finish_reason"] == "finished", log
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM articles")) == 2_000


@pytest.mark.slow
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_the_event_loop_does_not_wait_for_the_database(engine: Engine, db_url: URL) -> None:
    """The crawl's own loop locks the database, and unlocks it after fifty turns."""
    stats, log = crawl(db_url, "locked")
    assert stats["outcome/new"] == 400, log
    assert stats["loop/stored_when_unlocked"] <= 100  # the others waited, and the loop did not
