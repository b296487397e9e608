"""One, four and sixteen crawls that store into one PostgreSQL, local and remote.

    python -m bench.storage.many_writers [--writers 1 4 16] [--milliseconds 0 20] [--than FOLDER]

Each writer is a process with its own outlet. It stores batches of new articles as fast as it can,
one after another. With ``--than`` the same is done alternately with the code in another folder, an
older checkout, and the ratio of the two is printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import URL

from bench.storage.databases import ROOT, database
from bench.storage.distance import at_a_distance
from pipelines.storage.database.engine import database_url, open_engine

BATCH = 10
ARTICLES = 1_000_000  # ids between two writers' articles


@dataclass(frozen=True, slots=True)
class Rate:
    """Saves of ``BATCH`` articles per second by all writers, and the round trips of one."""

    saves: float
    trips: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--writers", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--milliseconds", type=float, nargs="+", default=[0, 20])
    parser.add_argument("--saves", type=int, default=12, help="of each writer")
    parser.add_argument("--than", type=Path, help="another checkout, to compare with")
    parser.add_argument("--write", nargs=2, metavar=("URL", "NUMBER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        write(database_url(given.write[0]), int(given.write[1]), given.saves)
        return
    trees = [ROOT, *([given.than.resolve()] if given.than else [])]
    print("distance  writers  saves/s  trips a save  s a save" + "   than before" * len(trees[1:]))
    for milliseconds in given.milliseconds:
        for writers in given.writers:
            rates = [measured(tree, writers, milliseconds / 1000, given.saves) for tree in trees]
            for rate, tree in zip(rates, trees, strict=True):
                ratio = f"{rate.saves / rates[-1].saves:11.2f} x" if tree == ROOT else " (before)"
                print(
                    f"{milliseconds:5.0f} ms {writers:8} {rate.saves:8.2f} {rate.trips:13.1f} "
                    f"{writers / rate.saves:9.3f}{ratio if len(trees) > 1 else ''}",
                    flush=True,
                )


def measured(tree: Path, writers: int, seconds: float, saves: int) -> Rate:
    """Return the rates of the code in ``tree`` with a new database."""
    with (
        tempfile.TemporaryDirectory(prefix="tinsach-writers-") as name,
        database("postgresql", Path(name)) as url,
        at_a_distance(url, seconds) as (far, count),
    ):
        running = [_writer(tree, far, number, saves) for number in range(writers)]
        _told(running, "ready")
        before, begun = count.trips, time.perf_counter()
        _tell(running)
        _told(running, "done")
        took, trips = time.perf_counter() - begun, count.trips - before
        _tell(running)
        for one in running:
            one.communicate()
        return Rate(writers * saves / took, trips / writers / saves)


def _writer(tree: Path, url: URL, number: int, saves: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "bench.storage.many_writers", "--saves", str(saves)),
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


def write(url: URL, number: int, saves: int) -> None:
    """Store articles of an outlet, on command."""
    from bench.storage.store import Writer
    from pipelines.storage.store import Store

    news, engine, outlet = Writer(), open_engine(url), f"outlet{number}"
    first = number * ARTICLES
    made = [renamed(news.result(first + one), outlet) for one in range((saves + 1) * BATCH)]
    store = Store(engine, outlet)
    store.save(made[:BATCH])  # connected, and everything loaded
    print("ready", flush=True)
    sys.stdin.readline()
    for place in range(BATCH, len(made), BATCH):
        store.save(made[place : place + BATCH])
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
