"""Cost of storing an article relative to extracting the same article.

    python -m bench.storage.store_share [--pages 600] [--shared DIR] [--database sqlite postgresql]

Pages are extracted and their articles stored, both timed, batch by batch alternately, so that a
temporary slowness of the machine affects both, and on all databases in one run. First the generated
pages of ``bench.pipeline.site``; then real ones of the public benchmark (naeb and wcxb), if its
folder exists: other sites, languages and sizes.

Each database starts with ``STORED`` invented articles of the same outlets. Cost is processor time
of the storing thread, for PostgreSQL including its server process. The digest is printed
separately: worker processes compute it, unless there is only one.
"""

from __future__ import annotations

import argparse
import gc
import logging
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

import crawler.commands  # noqa: F401  # sets the garbage collector as in a crawl
from bench.extraction import pages
from bench.pipeline.site import article as pipeline_page
from bench.pipeline.site import path
from bench.storage.databases import KINDS, database
from bench.storage.store import BATCH, OUTLETS, Writer, save, server_time, take_up, vacuum
from pipelines.extraction import NotAnArticle, extract
from pipelines.items import Article, Outcome, Page, Result
from pipelines.similarity.digest import digest
from pipelines.storage.database.engine import open_engine
from pipelines.storage.store import Store

STORED = 300 * len(OUTLETS)
GOAL = 0.2
FETCHED = datetime(2026, 11, 1, tzinfo=UTC)
_MUCH = 1 << 16  # bytes
_WRITTEN = (Outcome.NEW, Outcome.DUPLICATE)
_OUTLETS = OUTLETS[:3]  # few, so that their lines are settled as often as in a long crawl


@dataclass(slots=True)
class Spent:
    """Seconds of processor time so far."""

    articles: int = 0
    bytes: int = 0
    engine: float = 0.0
    digest: float = 0.0
    client: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    server: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    new: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def show(self) -> None:
        """Print a line for each database, in milliseconds per article."""

        def each(seconds: float) -> float:
            return 1000 * seconds / self.articles

        for kind in self.client:
            stored = self.client[kind] + self.server[kind]
            print(
                f"  {kind:11}{self.articles:9,}{self.new[kind]:9,}"
                f"{self.bytes / self.articles / 1000:7.0f}{each(self.engine):8.2f}"
                f"{each(self.digest):8.2f}{each(self.client[kind]):8.2f}"
                f"{each(self.server[kind]):8.2f}{stored / self.engine:10.2f}"
                f"{(stored + self.digest) / self.engine:13.2f}"
            )


def generated(count: int) -> Iterator[Page]:
    """Return pages of the pipeline benchmark."""
    for number in range(count):
        outlet = _OUTLETS[number % len(_OUTLETS)]
        url = f"https://{outlet}.example{path(number)}"
        yield Page(url, pipeline_page(number, count), FETCHED, outlet=outlet)


def real(shared: Path) -> Iterator[Page]:
    """Return pages of the public benchmark, those of each host as one outlet's."""
    for name in ("naeb", "wcxb"):
        for row in pages.load(shared, name):
            host = pages.host(row)
            outlet = _OUTLETS[zlib.crc32(host.encode()) % len(_OUTLETS)]
            body = row["html"].encode("utf-8", "replace")
            yield Page(row.get("url") or "", body, FETCHED, outlet=outlet)


def batches(found: Iterator[Page]) -> Iterator[list[Page]]:
    """Group pages by outlet, as the outlets' crawls deliver them."""
    waiting: defaultdict[str, list[Page]] = defaultdict(list)
    for page in found:
        batch = waiting[page.outlet]
        batch.append(page)
        if len(batch) == BATCH:
            yield waiting.pop(page.outlet)
    yield from waiting.values()


def measure(engines: dict[str, Engine], found: Iterator[Page]) -> Spent:
    """Extract pages and store their articles; return the time of each step."""
    spent = Spent()
    for number, batch in enumerate(batches(found)):
        if number == 0:  # one-time initialisation is complete
            for page in batch[:5]:
                _extracted(page, Spent())
        results = [made for page in batch if (made := _extracted(page, spent))]
        for kind, engine in engines.items():
            store = Store(engine, batch[0].outlet)
            server, client = server_time(engine), time.thread_time()
            saved = store.save(results)
            spent.client[kind] += time.thread_time() - client
            spent.server[kind] += server_time(engine) - server
            spent.new[kind] += sum(one.outcome in _WRITTEN for one in saved)
    for kind, engine in engines.items():
        server = server_time(engine)
        take_up(engine)
        spent.server[kind] += server_time(engine) - server
    return spent


def _extracted(page: Page, spent: Spent) -> Result | None:
    """Return the article of a page, or None; add the time to ``spent``."""
    began = time.thread_time()
    try:
        article: Article = extract(page)
    except NotAnArticle:
        return None
    # The allocator frees the memory of the page's tree at the next large allocation: that of the
    # next page, if nothing is done in between.
    bytearray(_MUCH)
    made = time.thread_time()
    digested = digest(article, page)
    spent.engine += made - began
    spent.digest += time.thread_time() - made
    spent.articles += 1
    spent.bytes += len(page.body)
    return Result(page.url, page.outlet, page.fetched_at, page, article, digest=digested)


def run(kinds: Sequence[str], count: int, shared: Path) -> None:
    """Measure on both kinds of pages, in separate databases."""
    with ExitStack() as stack:
        engines = {}
        for kind in kinds:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="tinsach-"))
            url = stack.enter_context(database(kind, Path(folder)))
            engines[kind] = open_engine(url)
            stack.callback(engines[kind].dispose)
            save(engines[kind], Writer(), range(STORED))
            vacuum(engines[kind])
        gc.freeze()  # as at the start of a crawl
        print(f"milliseconds of processor time an article; goal: store / engine <= {GOAL:.2f}")
        print(
            f"  {'database':11}{'articles':>9}{'new':>9}{'kB':>7}{'engine':>8}{'digest':>8}"
            f"{'client':>8}{'server':>8}{'/ engine':>10}{'with digest':>13}"
        )
        print("generated pages of bench.pipeline.site")
        measure(engines, generated(count)).show()
        print("real pages, naeb and wcxb")
        try:
            pages.scorer(shared)
        except pages.Absent as why:
            print(f"skipped: {why}")
            return
        measure(engines, real(shared)).show()


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.storage.store_share", description=__doc__
    )
    parser.add_argument("--pages", type=int, default=600, help="generated ones")
    parser.add_argument("--shared", type=Path, default=pages.SHARED)
    parser.add_argument("--database", nargs="+", choices=KINDS, default=KINDS)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    run(given.database, given.pages, given.shared)


if __name__ == "__main__":
    main()
