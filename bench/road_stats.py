"""A Scrapy extension that leaves the crawl's statistics in a file, for the benchmark."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler


class StatsFile:
    """Writes numbers among the statistics to ``BENCH_STATS`` when the spider has closed."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Wait for the end."""
        made = cls(crawler)
        crawler.signals.connect(made.spider_closed, signal=signals.spider_closed)
        return made

    def spider_closed(self, spider: Spider) -> None:
        """Write the file."""
        stats = self._crawler.stats.get_stats() if self._crawler.stats else {}
        numbers = {key: value for key, value in stats.items() if isinstance(value, int | float)}
        Path(self._crawler.settings["BENCH_STATS"]).write_text(json.dumps(numbers))
