"""A Scrapy extension that leaves a crawl's statistics and its use of the processor in a file."""

from __future__ import annotations

import json
import resource
import threading
from pathlib import Path
from typing import Self

import psutil
from scrapy import Spider, signals
from scrapy.crawler import Crawler

PARTS = {"MainThread": "event loop", "store": "store", "archive_0": "archive"}
"""Name of a thread -> what its seconds are told as; all others are ``other threads``."""


class StatsFile:
    """Writes ``BENCH_STATS`` when the spider has closed, and all workers have.

    The file has the numbers among Scrapy's statistics, and ``cpu/<part>``: seconds of processor
    time between the opening and the closing of the spider. The extraction processes count from
    their start.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._before: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Wait for the spider."""
        made = cls(crawler)
        crawler.signals.connect(made.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(made.spider_closed, signal=signals.spider_closed)
        return made

    def spider_opened(self, spider: Spider) -> None:
        """Note what the start has used."""
        self._before = _processor_time()

    def spider_closed(self, spider: Spider) -> None:
        """Write the file."""
        stats = self._crawler.stats.get_stats() if self._crawler.stats else {}
        numbers = {key: value for key, value in stats.items() if isinstance(value, int | float)}
        for part, seconds in _processor_time().items():
            numbers[f"cpu/{part}"] = seconds - self._before.get(part, 0.0)
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
