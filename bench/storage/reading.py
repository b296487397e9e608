"""Response times of the console, and of an export, on a large database.

    python -m bench.storage.reading [--articles 200000] [--database sqlite postgresql]
    python -m bench.storage.reading --articles 1000000 --paragraphs 3   # in less time and space

The database is made as in ``bench.storage.store``: generated articles by ``Store.save``, then
copies of them. The console runs as ``scrapy console``; one client requests page after page, with
another article, search or filter each time. An export is compared with reading the same rows with
the bare driver; both run in separate processes, whose peak of resident memory is measured.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

from sqlalchemy import URL, Engine, text

from bench.storage.databases import KINDS, ROOT, database
from bench.storage.store import OUTLETS, SECTIONS, Writer, save
from bench.storage.store_fill import grow
from pipelines.storage.database.engine import READING, open_engine
from pipelines.storage.store import Store

FIRST = 4_000  # articles stored one by one, before they are copied
ASKED = 20  # requests of each kind
CHANGES = (
    "INSERT INTO change (seq, article_id, kind, changed_at, fields, newest) "
    "SELECT (SELECT last FROM change_counter) + row_number() OVER (ORDER BY a.id), a.id, 'new', "
    "a.first_seen_at, '[]', {yes} FROM article AS a "
    "WHERE NOT EXISTS (SELECT 1 FROM change AS c WHERE c.article_id = a.id)"
)
REFUSED = (
    "UPDATE page SET outcome = CASE WHEN id % 2 = 0 THEN 'failed' ELSE 'not_article' END, "
    "reason = 'a list of articles', article_id = NULL WHERE id % 10 = 3"
)
TOTALS = "INSERT INTO article_total SELECT outlet, count(*) FROM article GROUP BY outlet"
# Reads all rows with the bare driver, in batches.
SELECTS = {
    "sqlite": "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]).cursor()\n",
    "postgresql": "import psycopg, sys; c = psycopg.connect(sys.argv[1]).cursor('bare')\n",
}
LOTS = "c.execute('SELECT * FROM articles ORDER BY id')\nwhile c.fetchmany(500): pass"


def fill(engine: Engine, news: Writer, articles: int) -> None:
    """Enlarge the database, with runs, rejected pages and changes."""
    save(engine, news, range(FIRST))
    grow(engine, articles, 1800)
    now = datetime.now(UTC).replace(microsecond=0)
    for outlet in OUTLETS:
        store = Store(engine, outlet)
        for days in range(60):
            at = now - timedelta(days=days)
            store.finish_crawl(store.begin_crawl(at, {}, {}), at, "finished", {"pages": 50})
    yes = "1" if engine.dialect.name == "sqlite" else "true"
    with engine.begin() as connection:
        connection.execute(text(CHANGES.format(yes=yes)))
        connection.execute(text("UPDATE change_counter SET last = (SELECT max(seq) FROM change)"))
        connection.execute(text(REFUSED))
        # PostgreSQL's triggers did not see the copies.
        connection.execute(text("DELETE FROM article_total"))
        connection.execute(text(TOTALS))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE" if yes == "true" else "ANALYZE"))


def is_filled(engine: Engine) -> bool:
    """Return whether there are articles already."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        return connection.scalar(text("SELECT max(id) FROM article")) is not None


@contextmanager
def console(url: URL) -> Iterator[str]:
    """Yield the URL of a console over the database."""
    environment = os.environ | {"DATABASE_URL": url.render_as_string(hide_password=False)}
    command = [sys.executable, "-m", "scrapy", "console", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            raise SystemExit("the console did not start; its message is above")
        try:
            yield line.split()[1].rstrip("/")
        finally:
            process.terminate()


def addresses(news: Writer, articles: int) -> dict[str, Callable[[random.Random], str]]:
    """Return kind of page to a generator of its URLs."""

    def number(chance: random.Random) -> int:
        return chance.randint(1, articles)

    def words(chance: random.Random, least: int, most: int) -> str:
        return quote(" ".join(chance.sample(news.words[least:most], 2)))

    def author(chance: random.Random, least: int, most: int) -> str:
        return f"author:{quote(chance.choice(news.words[least:most]))}"

    return {
        "overview": lambda _: "/overview",
        "articles": lambda chance: f"/articles?page={chance.randint(1, 200)}",
        "articles of an outlet": lambda chance: f"/articles?outlet={chance.choice(OUTLETS)}",
        "each story once": lambda chance: f"/articles?heads=1&page={chance.randint(1, 50)}",
        "search, common words": lambda chance: f"/articles?q={words(chance, 5, 60)}",
        "search, rare words": lambda chance: f"/articles?q={words(chance, 5_000, 50_000)}",
        "search by confidence": lambda chance: (
            f"/articles?sort=confidence&q={words(chance, 5, 60)}"
        ),
        "a short prefix": lambda chance: f"/articles?q={quote(chance.choice(news.words)[:2])}*",
        "an author": lambda chance: f"/articles?q={author(chance, 60, 2_000)}",
        "a common author": lambda chance: f"/articles?q={author(chance, 0, 10)}",
        "... by confidence": lambda chance: f"/articles?sort=confidence&q={author(chance, 0, 10)}",
        "... last changed": lambda chance: f"/articles?sort=changed&q={author(chance, 0, 10)}",
        "a rare author": lambda chance: f"/articles?q={author(chance, 5_000, 50_000)}",
        "... by confidence ": lambda chance: (
            f"/articles?sort=confidence&q={author(chance, 5_000, 50_000)}"
        ),
        "a section by confidence": lambda chance: (
            f"/articles?sort=confidence&section={chance.choice(SECTIONS)}"
        ),
        "by confidence": lambda chance: f"/articles?sort=confidence&page={chance.randint(85, 95)}",
        "last changed": lambda chance: f"/articles?sort=changed&page={chance.randint(1, 200)}",
        "a section that is not there": lambda chance: f"/articles?q=section:{number(chance)}",
        "an article": lambda chance: f"/article/{number(chance)}",
        "rejected pages": lambda chance: f"/pages?page={chance.randint(1, 50)}",
        "sources": lambda _: "/sources",
        "rules": lambda _: "/rules",
        "confidence": lambda _: "/confidence",
        "changes as JSON": lambda chance: f"/changes.json?after={number(chance)}",
        "articles as JSON": lambda chance: f"/articles.json?after={number(chance)}",
        "feed": lambda chance: f"/feed.xml?outlet={chance.choice(OUTLETS)}",
    }


def ask(address: str, path: str) -> float:
    """Return the milliseconds until the whole response has arrived."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=600)
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    passed = 1000 * (time.perf_counter() - began)
    if answer.status != 200:
        raise SystemExit(f"{path}: HTTP {answer.status}")
    connection.close()
    return passed


def pages(url: URL, news: Writer, articles: int) -> None:
    """Print the response time of each kind of page, and of all together."""
    every: list[float] = []
    print(f"  {'page':<24}{'median':>9}{'p95':>9}{'worst':>9}  ms of {ASKED}")
    with console(url) as address:
        for kind, make in addresses(news, articles).items():
            chance = random.Random(kind)
            each = sorted(ask(address, make(chance)) for _ in range(ASKED))
            every += each
            print(f"  {kind:<24}{statistics.median(each):9.0f}{p95(each):9.0f}{each[-1]:9.0f}")
    print(f"  {'all':<24}{statistics.median(every):9.0f}{p95(every):9.0f}{max(every):9.0f}")


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def exports(url: URL, folder: Path) -> None:
    """Print the time of an export relative to the bare SELECT, and its memory."""
    kind = url.get_backend_name()
    shown = url.render_as_string(hide_password=False)
    target = str(url.database) if kind == "sqlite" else shown.replace("+psycopg", "")
    bare = _timed([sys.executable, "-c", SELECTS[kind] + LOTS, target], shown)
    print(f"  {'bare SELECT':<24}{bare[0]:9.1f} s{bare[1]:9.0f} MB")
    for name in ("articles.jsonl", "articles.parquet"):
        command = [sys.executable, "-m", "crawler.command_line", "export", str(folder / name)]
        seconds, memory = _timed(command, shown)
        size = (folder / name).stat().st_size / 1e6
        print(
            f"  {name:<24}{seconds:9.1f} s{memory:9.0f} MB  {seconds / bare[0]:.1f} times the "
            f"SELECT, {size:,.0f} MB"
        )
        (folder / name).unlink()


# Through an intermediate process: a child's peak includes the memory of the process it was forked
# from.
_BETWEEN = """
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(time.perf_counter() - began, peak / 1000)
"""


def _timed(command: list[str], database_url: str) -> tuple[float, float]:
    """Return the elapsed seconds and the peak of resident memory in MB."""
    measured = subprocess.run(
        [sys.executable, "-c", _BETWEEN, *command],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database_url},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds, memory = map(float, measured.stdout.split())
    return seconds, memory


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.storage.reading", description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--paragraphs", type=int, default=11, help="of 32 words, an article")
    parser.add_argument("--database", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--keep", type=Path, help="a folder where the databases stay, and are used")
    parser.add_argument("--without-exports", action="store_true", help="the console's pages alone")
    given = parser.parse_args()
    for kind in given.database:
        made = tempfile.TemporaryDirectory(prefix="tinsach-")
        with nullcontext(str(given.keep)) if given.keep else made as name:
            folder = Path(name)
            with database(kind, folder) as url:
                print(f"\n{kind}", flush=True)
                engine, news = open_engine(url), Writer(given.paragraphs)
                if not is_filled(engine):
                    fill(engine, news, given.articles)
                engine.dispose()
                pages(url, news, given.articles)
                if not given.without_exports:
                    exports(url, folder)


if __name__ == "__main__":
    main()
