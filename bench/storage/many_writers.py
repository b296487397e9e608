"""One, four and sixteen crawls that store into one PostgreSQL, local and remote.

    python -m bench.storage.many_writers [--writers 1 4 16] [--milliseconds 0 20] [--batch 10]
                                         [--than FOLDER]

Each writer is a process with its own outlet. It stores batches of new articles as fast as it can,
one after another. Meanwhile the server is asked again and again whether somebody holds the lock on
stories: its share of the looks is its share of the time. With ``--than`` the same is done
alternately with the code in another folder, an older checkout, and the ratio of the two is printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread

import psycopg
from sqlalchemy import URL

from bench.storage.databases import ROOT, database
from bench.storage.distance import at_a_distance
from pipelines.storage.database.engine import database_url, libpq_address, open_engine
from pipelines.storage.stories.clustering import STORIES_LOCK

_IS_LOCKED = """SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted
AND (classid::bigint << 32) | objid::bigint = %s)"""
ARTICLES = 1_000_000  # ids between two writers' articles


@dataclass(frozen=True, slots=True)
class Rate:
    """Saves per second by all writers, the round trips of one, and the stories' lock.

    ``held`` is the lock's share of the time, 0 to 1.
    """

    saves: float
    trips: float
    held: float


@dataclass
class Looks:
    """How often the lock was looked at, and was held."""

    all: int = 0
    held: int = 0
    end: Event = field(default_factory=Event)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--milliseconds", type=float, nargs="+", default=[0, 20])
    parser.add_argument("--saves", type=int, default=12, help="of each writer")
    parser.add_argument("--batch", type=int, default=10, help="articles of a save")
    parser.add_argument("--than", type=Path, help="another checkout, to compare with")
    parser.add_argument("--write", nargs=2, metavar=("URL", "NUMBER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        write(database_url(given.write[0]), int(given.write[1]), given.saves, given.batch)
        return
    trees = [ROOT, *([given.than.resolve()] if given.than else [])]
    heads = "distance  writers  saves/s  trips a save  s a save  lock held, of the time, s a save"
    print(heads + "   than before" * len(trees[1:]))
    for milliseconds in given.milliseconds:
        for writers in given.writers:
            work = (writers, milliseconds / 1000, given.saves, given.batch)
            rates = [measured(tree, *work) for tree in trees]
            for rate, tree in zip(rates, trees, strict=True):
                ratio = f"{rate.saves / rates[-1].saves:11.2f} x" if tree == ROOT else " (before)"
                print(
                    f"{milliseconds:5.0f} ms {writers:8} {rate.saves:8.2f} {rate.trips:13.1f} "
                    f"{writers / rate.saves:9.3f} {rate.held:16.0%} "
                    f"{rate.held / rate.saves:17.4f}{ratio if len(trees) > 1 else ''}",
                    flush=True,
                )


def measured(tree: Path, writers: int, seconds: float, saves: int, batch: int) -> Rate:
    """Return the rates of the code in ``tree`` with a new database."""
    with (
        tempfile.TemporaryDirectory(prefix="tinsach-writers-") as name,
        database("postgresql", Path(name)) as url,
        at_a_distance(url, seconds) as (far, count),
    ):
        running = [_writer(tree, far, number, saves, batch) for number in range(writers)]
        _told(running, "ready")
        before, begun = count.trips, time.perf_counter()
        with _looking(url) as looks:
            _tell(running)
            _told(running, "done")
        took, trips = time.perf_counter() - begun, count.trips - before
        _tell(running)
        for one in running:
            one.communicate()
        return Rate(writers * saves / took, trips / writers / saves, looks.held / max(1, looks.all))


@contextmanager
def _looking(url: URL) -> Iterator[Looks]:
    """Look at the lock, from beside the server, as long as the block lasts."""
    looks = Looks()

    def look() -> None:
        key = [STORIES_LOCK]
        with psycopg.connect(libpq_address(url), autocommit=True) as connection:
            while not looks.end.wait(0.002):
                (is_held,) = connection.execute(_IS_LOCKED, key).fetchone() or (False,)
                looks.all, looks.held = looks.all + 1, looks.held + bool(is_held)

    thread = Thread(target=look)
    thread.start()
    try:
        yield looks
    finally:
        looks.end.set()
        thread.join()


def _writer(tree: Path, url: URL, number: int, saves: int, batch: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "bench.storage.many_writers"),
            *("--saves", str(saves), "--batch", str(batch)),
            *("--write", url.render_as_string(hide_password=False), str(number)),
        ],
        cwd=tree,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _tell(writers: list[subprocess.Popen[str]]) -> None:
    for one in writers:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()


def _told(writers: list[subprocess.Popen[str]], word: str) -> None:
    for one in writers:
        assert one.stdout is not None
        assert one.stdout.readline() == f"{word}\n"


def write(url: URL, number: int, saves: int, batch: int) -> None:
    """Store articles of an outlet, on command."""
    from bench.storage.store import Writer
    from pipelines.storage.store import Store

    news, engine, outlet = Writer(), open_engine(url), f"outlet{number}"
    first = number * ARTICLES
    made = [renamed(news.result(first + one), outlet) for one in range((saves + 1) * batch)]
    store = Store(engine, outlet)
    store.save(made[:batch])  # connected, and everything loaded
    print("ready", flush=True)
    sys.stdin.readline()
    for place in range(batch, len(made), batch):
        store.save(made[place : place + batch])
    print("done", flush=True)
    sys.stdin.readline()
    engine.dispose()


def renamed(result, outlet):  # type: ignore[no-untyped-def]
    """Return a page as another outlet's."""
    url = result.url.replace("https://", f"https://{outlet}.")
    article = replace(result.article, url=url, outlet=outlet)
    return replace(
        result, url=url, outlet=outlet, article=article,
        page=replace(result.page, url=url, outlet=outlet),
    )  # fmt: skip


if __name__ == "__main__":
    main()
