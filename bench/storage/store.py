"""Cost of storing and searching, in a small database and in a large one.

    python -m bench.storage.store [--small 10000] [--large 1000000] [--database sqlite postgresql]

Generated articles are stored by ``Store.save``, as in a crawl: revisions, stories, lines, search
index, everything; digests come with them, as from worker processes. The cost of the next ``SAMPLE``
articles is measured when the database has ``small`` articles; then it is enlarged by copying to
``large`` (``store_fill``), and the next ``SAMPLE`` are measured. The ratio of the two must not
grow. Cost is processor time of the storing thread, for PostgreSQL including its server process;
elapsed time is printed too. A million articles take 10 GB of disk. ``bench.storage.store_share``
compares storing with extracting.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from bench.storage.databases import KINDS, database
from bench.storage.store_fill import grow
from pipelines.items import Article, BodyBlock, Image, Page, Result, Stripped
from pipelines.similarity.digest import digest
from pipelines.storage.database.engine import READING, open_engine
from pipelines.storage.search import search
from pipelines.storage.store import Store
from pipelines.text import fold

OUTLETS = ("one", "two", "three", "four", "five", "six")
PER_DAY = 300  # articles of all outlets together
SAMPLE = 1_000
BATCH = 50
QUERIES = ("rare word", "one common word", "two common words", "a phrase", "nothing")
START = datetime(2015, 1, 1, tzinfo=UTC)
SECTIONS = ("Politics", "Society", "Business", "World", "Sport", "Culture", "Travel", "Science")
MENU = tuple(f"section {number} of the outlet" for number in range(30))


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds per article: processor time, and elapsed."""

    processor: float
    passed: float


class Writer:
    """Writes invented news: words by Zipf's law, so that some are in every text."""

    def __init__(self, paragraphs: int = 11) -> None:
        self._paragraphs = paragraphs
        chance = random.Random(1)
        syllables = [a + b for a in "bcdghklmnprstv" for b in ("a", "e", "i", "o", "u", "ê", "ư")]
        words = {"".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(60_000)}
        self.words = sorted(sorted(words), key=lambda _: chance.random())
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def sentence(self, chance: random.Random, length: int) -> str:
        picked = chance.choices(self.words, cum_weights=self.weights, k=length)
        return " ".join(picked).capitalize() + "."

    def author(self, chance: random.Random) -> str:
        """Return a name; some write a lot, most hardly anything."""
        return " ".join(chance.choices(self.words, cum_weights=self.weights, k=2)).title()

    def result(self, number: int, days: int = 0) -> Result:
        """Return the page with this number: always the same, except for its day."""
        chance = random.Random(number)
        outlet = OUTLETS[number % len(OUTLETS)]
        at = START + timedelta(days=days + number / PER_DAY)
        url = f"https://{outlet}.example/news/{number}.html"
        blocks = tuple(
            BodyBlock(" ".join(self.sentence(chance, 16) for _ in range(2)))
            for _ in range(self._paragraphs)
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
            authors=(self.author(chance),),
            published_at=at,
            section=SECTIONS[min(number % 97, number % 31) % len(SECTIONS)],
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
        return Result(url, outlet, at, page, article, digest=digest(article, page))


def save(engine: Engine, news: Writer, numbers: range, days: int = 0) -> Cost:
    """Save articles as the outlets' crawls do; return the cost of one, without generating it."""
    stores = {outlet: Store(engine, outlet) for outlet in OUTLETS}
    processor = passed = 0.0
    for start in range(numbers.start, numbers.stop, BATCH * len(OUTLETS)):
        some = range(start, min(start + BATCH * len(OUTLETS), numbers.stop))
        results = [news.result(number, days) for number in some]
        for outlet, store in stores.items():
            own = [result for result in results if result.outlet == outlet]
            began, before = time.perf_counter(), time.thread_time() + server_time(engine)
            store.save(own)
            processor += time.thread_time() + server_time(engine) - before
            passed += time.perf_counter() - began
    return Cost(1000 * processor / len(numbers), 1000 * passed / len(numbers))


def server_time(engine: Engine) -> float:
    """Return the seconds of processor time of our PostgreSQL process so far."""
    if engine.dialect.name == "sqlite":
        return 0.0
    with engine.connect() as connection:  # the pool has one connection, which save also uses
        number = connection.scalar(text("SELECT pg_backend_pid()"))
    return int(Path(f"/proc/{number}/schedstat").read_text().split()[0]) / 1e9


def vacuum(engine: Engine) -> None:
    """Make PostgreSQL do now what it does when idle."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def take_up(engine: Engine) -> None:
    """Make PostgreSQL's search index process pending entries: part of their cost."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("SELECT gin_clean_pending_list('ix_search_document')"))


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
    """Return the bytes of the database."""
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database))
        with closing(sqlite3.connect(path)) as connection:  # must run outside a transaction
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.stat().st_size
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def measure(engine: Engine, news: Writer, small: int, large: int, patience: float) -> None:
    """Print the cost of the next articles and searches in the small and in the large database."""
    print(f"\n{engine.dialect.name}")
    print(f"{'stored':>10}{'ms of processor':>17}{'ms passed':>11}{'kB/article':>12}  search, ms")
    save(engine, news, range(small))
    vacuum(engine)
    stored, days, costs = small, 0, []
    for first in (small, small + SAMPLE):
        costs.append(save(engine, news, range(first, first + SAMPLE), days))
        stored += SAMPLE
        times = ", ".join(f"{kind} {ms:.1f}" for kind, ms in search_times(engine, news).items())
        print(
            f"{stored:10,}{costs[-1].processor:17.2f}{costs[-1].passed:11.2f}"
            f"{size(engine) / stored / 1000:12.1f}  {times}"
        )
        if first == small:
            stored, days = grow(engine, large, patience)
    before, after = costs
    print(
        f"cost of the large one / of the small one: {after.processor / before.processor:.2f} of "
        f"processor, {after.passed / before.passed:.2f} passed (goal <= 1.5)"
    )


def run(kind: str, small: int, large: int, patience: float, keep: Path | None) -> None:
    """Measure on one kind of database."""
    made = nullcontext(keep) if keep else tempfile.TemporaryDirectory(prefix="tinsach-")
    with made as folder, database(kind, Path(folder)) as url:
        engine = open_engine(url)
        measure(engine, Writer(), small, large, patience)
        engine.dispose()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.storage.store", description=__doc__)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--database", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument(
        "--patience", type=float, default=7200, help="seconds after which it is large enough"
    )
    parser.add_argument("--keep", type=Path, help="an empty folder where the databases stay")
    given = parser.parse_args()
    for kind in given.database:
        run(kind, given.small, given.large, given.patience, given.keep)


if __name__ == "__main__":
    main()
