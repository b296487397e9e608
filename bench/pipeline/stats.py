"""Scrapy extension that writes a crawl's statistics and processor usage to a file."""

from __future__ import annotations

import asyncio
import json
import resource
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import psutil
from scrapy import Spider, signals
from scrapy.crawler import Crawler

_LOOK = 0.005  # seconds between two readings of the clock
_EVERY = 100  # articles
THREAD_PARTS = {"MainThread": "event loop", "store": "store", "archive_0": "archive"}
"""Thread name to the name of its figure; all others are ``other threads``."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The state of a crawl at one of its articles.

    Attributes:
        stored: articles so far.
        at: seconds of a monotonic clock.
        cpu: part of the crawl to seconds of processor time since its start.
        memory: megabytes of the crawl's own process.
        worker_memory: megabytes of the largest extraction process.
        taken: seconds that the machine's processors were busy, for any process, or taken by another
            machine.
    """

    stored: int
    at: float
    cpu: dict[str, float]
    memory: float
    worker_memory: float
    taken: float


class StatsFile:
    """Writes ``BENCH_STATS`` when the spider has closed.

    The file has the numeric Scrapy statistics; ``loop/p99_ms``, the event loop's latency at the
    99th percentile; and ``samples``, one for every hundredth article. Between two of them no
    process starts or ends.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._late: list[float] = []
        self._samples: list[Sample] = []
        self._stored = 0
        self._watching: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Wait for the spider."""
        made = cls(crawler)
        crawler.signals.connect(made.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(made.item_scraped, signal=signals.item_scraped)
        crawler.signals.connect(made.spider_closed, signal=signals.spider_closed)
        return made

    def spider_opened(self, spider: Spider) -> None:
        """Start measuring the event loop's latency."""
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(_LOOK)
            self._late.append(time.perf_counter() - started - _LOOK)

    def item_scraped(self) -> None:
        """Take a sample every so many articles."""
        self._stored += 1
        if self._stored % _EVERY == 0:
            own = psutil.Process()
            memory, *workers = (one.memory_info().rss / 1e6 for one in (own, *own.children()))
            largest = max(workers, default=0.0)
            now = time.perf_counter()
            used = _processor_time()
            self._samples.append(Sample(self._stored, now, used, memory, largest, taken()))

    def spider_closed(self, spider: Spider) -> None:
        """Write the file."""
        if self._watching is not None:
            self._watching.cancel()
        stats = self._crawler.stats.get_stats() if self._crawler.stats else {}
        stats: dict[str, object] = {
            key: value for key, value in stats.items() if isinstance(value, int | float)
        }
        if self._late:
            stats["loop/p99_ms"] = 1000 * sorted(self._late)[int(0.99 * len(self._late))]
        stats["samples"] = [asdict(sample) for sample in self._samples]
        Path(self._crawler.settings["BENCH_STATS"]).write_text(json.dumps(stats))


def _processor_time() -> dict[str, float]:
    """Return seconds by thread of this process, and of its extraction processes."""
    names = {thread.native_id: thread.name for thread in threading.enumerate()}
    found: dict[str, float] = {}
    this = psutil.Process()
    for thread in this.threads():
        part = THREAD_PARTS.get(names.get(thread.id, ""), "other threads")
        found[part] = found.get(part, 0.0) + thread.user_time + thread.system_time
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = [child.cpu_times() for child in this.children()]
    found["extraction"] = ended.ru_utime + ended.ru_stime + sum(t.user + t.system for t in running)
    return found


def taken() -> float:
    """Return the non-idle seconds of all processors since the machine's start."""
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0))
