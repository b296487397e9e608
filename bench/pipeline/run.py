"""Speed of the whole pipeline: fetch, extract, deduplicate, commit.

    python -m bench.pipeline.run [--pages 1000] [--workers 1] [--pages-of outlet]

Measures in one run, on the same generated pages from a loopback server in another process:

(a) bare Scrapy, which only fetches them, with the same concurrency limits; (b) the engine alone in
one process, times the workers; (c) the crawl: spider, engine in worker processes, SQLite.

The target for (c) is the slower of (a) and (b). The rates exclude the start of processes: (c) is
measured from its hundredth article to its last hundred. (b) is measured before and after (c), so
that a machine that becomes slower or faster meanwhile does not matter. Server and crawl share the
processors, so the processor time of all parts together is another bound; the share that other
processes used is printed, because it affects each rate differently.

``--pages-of`` selects the pages: ``outlet``, like an outlet's own, ``light``, with little to
extract, so that the cost of the pipeline apart from the engine shows most, or ``small``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import scrapy
from scrapy.crawler import AsyncCrawlerProcess

from bench.pipeline.site import KINDS, article, path
from bench.pipeline.stats import Sample, taken
from pipelines.extraction import NotAnArticle, extract
from pipelines.items import Page

ROOT = Path(__file__).parents[2]
GOAL = 0.85
LATE = 50  # milliseconds
LEAST = 300  # pages
LIMITS = {
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "LOG_LEVEL": "WARNING",
    "TELNETCONSOLE_ENABLED": False,
}
_ENGINE_SECONDS = 4.0  # seconds per measurement


@dataclass(frozen=True, slots=True)
class Rates:
    """The measured rates: pages per second, unless stated otherwise."""

    pages: int
    kind: str
    workers: int
    bare: float
    engine: float
    engine_cpu: float
    """Milliseconds of processor time per page of the engine alone."""
    pipeline: float
    started: float
    """The pipeline's rate, including the start and the end of its processes."""
    cpu: dict[str, float]
    """Part of the crawl, or the server, to milliseconds of processor time per page."""
    late: float
    """Latency of the event loop at the 99th percentile, milliseconds."""
    memory: dict[int, float]
    """Articles stored to megabytes of the crawl's process."""
    others: tuple[float, float]
    """Share of all processors used by other processes during (b) and during (c)."""

    @property
    def bound(self) -> float:
        """Upper bound of the pipeline's rate."""
        return min(self.bare, self.engine * self.workers)

    @property
    def share(self) -> float:
        """The pipeline's rate as a share of the bound."""
        return self.pipeline / self.bound

    @property
    def busy(self) -> dict[str, float]:
        """Part to share of the elapsed time in which it had a processor."""
        return {part: used * self.pipeline / 1000 for part, used in self.cpu.items()}

    @property
    def processors(self) -> float:
        """Pages per second if no processor were ever idle."""
        return 1000 * (os.cpu_count() or 1) / sum(self.cpu.values())


class Bare(scrapy.Spider):
    """Fetches all pages and does nothing with them."""

    name = "bare"
    home = ""
    pages = 0
    kind = "outlet"

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Request every page."""
        for number in range(self.pages):
            yield scrapy.Request(self.home + path(number, self.kind), dont_filter=True)

    def parse(self, response: scrapy.http.Response) -> None:
        """Discard a response."""


@contextmanager
def site(pages: int, kind: str = "outlet") -> Iterator[tuple[str, psutil.Process]]:
    """Yield the site's URL and its server while it is served; ``kind`` is a key of ``KINDS``."""
    command = [sys.executable, "-m", "bench.pipeline.site", str(pages), kind]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as server:
        if server.stdin is None or server.stdout is None:
            raise RuntimeError("the server has no pipes")
        try:
            home = f"http://127.0.0.1:{int(server.stdout.readline())}"
            yield home, psutil.Process(server.pid)
        finally:
            server.stdin.close()


def bare(home: str, pages: int, kind: str) -> float:
    """Measure (a), in a process of its own: a reactor can run only once."""
    options = ["--bare", home, "--pages", str(pages), "--pages-of", kind]
    command = [sys.executable, "-m", "bench.pipeline.run", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stdout)


def run_bare(home: str, pages: int, kind: str) -> float:
    """Run the bare crawl in this process."""
    process = AsyncCrawlerProcess({**LIMITS, "ROBOTSTXT_OBEY": False})
    crawler = process.create_crawler(Bare)
    process.crawl(crawler, home=home, pages=pages, kind=kind)
    process.start()
    stats = crawler.stats.get_stats()
    if stats["response_received_count"] != pages:
        raise RuntimeError(f"bare crawl: {stats}")
    return pages / stats["elapsed_time_seconds"]


@dataclass(frozen=True, slots=True)
class Alone:
    """The engine alone: pages per second, milliseconds of processor time per page, and the share of
    all processors used by other processes meanwhile.
    """

    rate: float
    cpu: float
    others: float


def engine(home: str, pages: int, kind: str) -> Alone:
    """Measure (b), for one process."""
    made = [
        Page(home + path(n, kind), article(n, pages, kind, home), datetime.now(UTC))
        for n in range(min(pages, 200))
    ]
    for page in made[:5]:
        extract(page)
    done = 0
    start, used, before = time.perf_counter(), time.process_time(), taken()
    while time.perf_counter() - start < _ENGINE_SECONDS:
        try:
            extract(made[done % len(made)])
        except NotAnArticle as rejection:
            raise RuntimeError(f"a generated page is no article: {rejection.reason}") from rejection
        done += 1
    used, passed = time.process_time() - used, time.perf_counter() - start
    return Alone(done / passed, 1000 * used / done, _others(taken() - before - used, passed))


def _others(seconds: float, passed: float) -> float:
    return max(0.0, seconds) / passed / (os.cpu_count() or 1)


def crawl(home: str, pages: int, workers: int, folder: Path) -> dict[str, Any]:
    """Measure (c); return the statistics of ``bench.pipeline.stats``."""
    database = f"sqlite:///{folder / 'crawl.db'}"
    environment = os.environ | {
        "DATABASE_URL": database,
        "SCRAPY_SETTINGS_MODULE": "bench.pipeline.settings",
    }
    upgrade = [sys.executable, "-m", "alembic", "upgrade", "head"]
    subprocess.run(upgrade, check=True, cwd=ROOT, env=environment, capture_output=True)
    stats = folder / "stats.json"
    settings = {
        **LIMITS,
        "EXTRACT_WORKERS": workers,
        "ALLOW_PRIVATE_ADDRESSES": 1,
        "ARCHIVE_DIR": "",
        "BENCH_STATS": stats,
    }
    options = [part for key, value in settings.items() for part in ("-s", f"{key}={value}")]
    command = [sys.executable, "-m", "scrapy", "crawl", "site", "-a", f"home={home}/", *options]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"crawl ended with {done.returncode}: {done.stderr[-2000:]}")
    counted: dict[str, Any] = json.loads(stats.read_text())
    if counted.get("outcome/new") != pages:
        raise RuntimeError(f"crawl stored {counted.get('outcome/new')} of {pages}: {counted}")
    return counted


def measure(pages: int, workers: int, kind: str) -> Rates:
    """Measure all three rates."""
    with tempfile.TemporaryDirectory() as folder, site(pages, kind) as (home, server):
        fetched = bare(home, pages, kind)
        earlier = engine(home, pages, kind)
        before = server.cpu_times()
        stats = crawl(home, pages, workers, Path(folder))
        after = server.cpu_times()
        later = engine(home, pages, kind)
    samples = [Sample(**sample) for sample in stats["samples"]]
    first, last = samples[0], samples[-1]
    count, passed = last.stored - first.stored, last.at - first.at
    cpu = {part: 1000 * (used - first.cpu[part]) / count for part, used in last.cpu.items()}
    served = after.user + after.system - before.user - before.system
    cpu["site's server"] = 1000 * served / pages
    own = sum(cpu.values()) * count / 1000
    return Rates(
        pages,
        kind,
        workers,
        fetched,
        engine=(earlier.rate + later.rate) / 2,
        engine_cpu=(earlier.cpu + later.cpu) / 2,
        pipeline=count / passed,
        started=pages / stats["elapsed_time_seconds"],
        cpu=cpu,
        late=stats["loop/p99_ms"],
        memory={sample.stored: sample.memory for sample in samples},
        others=(
            (earlier.others + later.others) / 2,
            _others(last.taken - first.taken - own, passed),
        ),
    )


def main() -> int:
    """Print the rates; return 1 if the pipeline misses the goal."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=max(1, (os.cpu_count() or 2) - 1))
    parser.add_argument("--pages-of", choices=KINDS, default="outlet")
    parser.add_argument("--bare", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.pages < LEAST:
        parser.error(f"--pages: at least {LEAST}, so that the start can be left out")
    if given.bare:
        print(run_bare(given.bare, given.pages, given.pages_of))
        return 0
    rates = measure(given.pages, given.workers, given.pages_of)
    of = f"pages {rates.pages} ({rates.kind}), workers {rates.workers}"
    print(f"{of}, processors {os.cpu_count()}")
    print(f"(a) bare Scrapy       {rates.bare:8.1f} pages/s")
    print(f"(b) engine x workers  {rates.engine * rates.workers:8.1f} pages/s")
    print(f"(c) whole pipeline    {rates.pipeline:8.1f} pages/s")
    print(f"(c) / lesser of both  {rates.share:8.0%}  (goal {GOAL:.0%})")
    print(f"(c) with its start    {rates.started:8.1f} pages/s")
    print(f"processor time of (b): {rates.engine_cpu:.2f} ms per page")
    print("processor time of (c), ms per page, and share of the time that passed:")
    for part, milliseconds in sorted(rates.cpu.items(), key=lambda item: -item[1]):
        print(f"  {part:<16} {milliseconds:6.2f} {rates.busy[part]:6.0%}")
    idle = 1 - rates.pipeline / rates.processors
    print(f"  not used by these {idle:.0%}: without that, {rates.processors:.1f} pages/s")
    alone, along = rates.others
    print(f"other processes had {alone:.0%} of all processors during (b), {along:.0%} during (c)")
    print(f"event loop late, 99th percentile: {rates.late:.0f} ms (goal < {LATE})")
    begun, done = sorted(rates.memory)[len(rates.memory) // 10], max(rates.memory)
    print(
        f"memory: {rates.memory[begun]:.0f} MB after {begun:,} articles, "
        f"{rates.memory[done]:.0f} MB after {done:,}"
    )
    return 0 if rates.share >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
