"""Errors of the program itself: a crawl that hit one is never a good crawl.

Whatever leaves a traceback in the log counts, wherever it was raised: in a spider callback, an item
pipeline, a signal handler, an event loop task. Errors of outlets, networks and databases are
handled where they occur, and leave none.
"""

from __future__ import annotations

import logging
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

ERRORS = "program/errors"
"""Statistic: number of program errors."""
FIRST = "program/first_error"
"""Statistic: the first program error, in one line."""
REASON = "program_error"
"""Finish reason of a crawl with a program error."""

_MAX_MESSAGE_CHARS = 300  # characters


class ProgramErrors:
    """Scrapy extension that counts program errors."""

    def __init__(self, stats: StatsCollector) -> None:
        self._handler = _Counter(stats)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to the log until the engine stops."""
        if crawler.stats is None:
            raise RuntimeError("scrapy makes the statistics first")
        extension = cls(crawler.stats)
        logging.getLogger().addHandler(extension._handler)
        crawler.signals.connect(extension.engine_stopped, signal=signals.engine_stopped)
        return extension

    def engine_stopped(self, spider: Spider | None = None) -> None:
        """Stop listening."""
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
