"""Errors of the program itself: a crawl that met one is no good crawl, whatever else it did.

Whatever leaves a traceback in the log is one, wherever it was raised: in a callback of the spider,
an item pipeline, a signal handler, a task of the event loop. What outlets, networks and databases
do wrong is worded by those who meet it, and has none.
"""

from __future__ import annotations

import logging
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

ERRORS = "program/errors"
"""Statistic: how many there were."""
FIRST = "program/first_error"
"""Statistic: the first of them, in a line."""
REASON = "program_error"
"""Finish reason of a crawl that met one."""

_MAX_MESSAGE_CHARS = 300  # characters


class ProgramErrors:
    """Scrapy extension that counts them."""

    def __init__(self, stats: StatsCollector) -> None:
        self._handler = _Counter(stats)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to the log from now to the end of the engine."""
        if crawler.stats is None:
            raise RuntimeError("scrapy makes the statistics first")
        extension = cls(crawler.stats)
        logging.getLogger().addHandler(extension._handler)
        crawler.signals.connect(extension.engine_stopped, signal=signals.engine_stopped)
        return extension

    def engine_stopped(self, spider: Spider | None = None) -> None:
        """Stop to listen."""
        del spider
        logging.getLogger().removeHandler(self._handler)


class _Counter(logging.Handler):
    """Counts log records with a traceback."""

    def __init__(self, stats: StatsCollector) -> None:
        super().__init__(logging.ERROR)
        self._stats = stats

    def emit(self, record: logging.LogRecord) -> None:
        """Count a record."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return
        self._stats.inc_value(ERRORS)
        if self._stats.get_value(FIRST) is None:
            line = " ".join(f"{record.getMessage()}: {type(error).__name__}: {error}".split())
            self._stats.set_value(FIRST, line[:_MAX_MESSAGE_CHARS])
