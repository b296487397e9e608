"""A Scrapy extension that leaves a crawl's statistics and its use of the processor in a file."""

from __future__ import annotations

import asyncio
import json
import resource
import threading
import time
from pathlib import Path
from typing import Self

import psutil
from scrapy import Spider, signals
from scrapy.crawler import Crawler

_LOOK = 0.005  # seconds between two looks at the clock
_EVERY = 100  # articles
PARTS = {"MainThread": "event loop", "store": "store", "archive_0": "archive"}
"""Name of a thread -> what its seconds are told as; all others are ``other threads``."""


class StatsFile:
    """Writes ``BENCH_STATS`` when the spider has closed, and all workers have.

    The file has the numbers among Scrapy's statistics, and ``cpu/<part>``: seconds of processor
    time between the opening and the closing of the spider. The extraction processes count from
    their start. ``loop/p99_ms`` is how late the event loop was at the 99th percentile;
    ``memory/<n>`` the megabytes of the crawl's process when ``n`` articles were stored, and
    ``worker_memory/<n>`` those of the largest process that extracts.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._before: dict[str, float] = {}
        self._late: list[float] = []
        self._memory: dict[str, float] = {}
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
        """Note what the start has used."""
        self._before = _processor_time()
        self._watching = asyncio.get_running_loop().create_task(self._watch())

    async def _watch(self) -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(_LOOK)
            self._late.append(time.perf_counter() - started - _LOOK)

    def item_scraped(self) -> None:
        """Note the memory at every so many articles."""
        self._stored += 1
        if self._stored % _EVERY == 0:
            own = psutil.Process()
            self._memory[f"memory/{self._stored}"] = own.memory_info().rss / 1e6
            workers = [child.memory_info().rss / 1e6 for child in own.children()]
            self._memory[f"worker_memory/{self._stored}"] = max(workers, default=0.0)

    def spider_closed(self, spider: Spider) -> None:
        """Write the file."""
        if self._watching is not None:
            self._watching.cancel()
        stats = self._crawler.stats.get_stats() if self._crawler.stats else {}
        numbers = {key: value for key, value in stats.items() if isinstance(value, int | float)}
        for part, seconds in _processor_time().items():
            numbers[f"cpu/{part}"] = seconds - self._before.get(part, 0.0)
        if self._late:
            numbers["loop/p99_ms"] = 1000 * sorted(self._late)[int(0.99 * len(self._late))]
        numbers |= self._memory
        Path(self._crawler.settings["BENCH_STATS"]).write_text(json.dumps(numbers))


def _processor_time() -> dict[str, float]:
    """Seconds by thread of this process, and of processes that have ended."""
    names = {thread.native_id: thread.name for thread in threading.enumerate()}
    found: dict[str, float] = {}
    for thread in psutil.Process().threads():
        part = PARTS.get(names.get(thread.id, ""), "other threads")
        found[part] = found.get(part, 0.0) + thread.user_time + thread.system_time
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    found["extraction"] = ended.ru_utime + ended.ru_stime
    return found
