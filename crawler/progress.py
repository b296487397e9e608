"""Progress of a crawl: a bar on a terminal, log lines elsewhere."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from time import monotonic
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from twisted.internet.task import LoopingCall

from crawler.base_spider.spider import OutletSpider

logger = logging.getLogger(__name__)

ON_TERMINAL = 0.5  # seconds between two updates
IN_LOG = 60.0
WIDTH = 24  # characters of the bar
_CLEAR = "\r\x1b[2K"


@dataclass(frozen=True, slots=True)
class State:
    """A snapshot of a crawl's progress.

    Attributes:
        done: pages that ended in an outcome.
        found: pages found so far.
        sources: sources still to be requested; while there are some, more pages may be found.
        seconds: since the start.
    """

    done: int
    found: int
    sources: int
    seconds: float

    @property
    def rate(self) -> float:
        """Pages per minute."""
        return self.done / self.seconds * 60 if self.seconds > 0 else 0.0

    def __str__(self) -> str:
        parts = [f"{self.done} of {self.found} pages", f"{self.rate:.0f} a minute"]
        if self.sources:
            parts.append(f"{self.sources} more sources")
        elif self.done and self.found > self.done:
            parts.append(f"{duration((self.found - self.done) / self.rate * 60)} left")
        return ", ".join(parts)

    def bar(self) -> str:
        """Return the state with a progress bar."""
        full = round(WIDTH * self.done / self.found) if self.found else 0
        return f"[{'#' * full}{'.' * (WIDTH - full)}] {self}"


def duration(seconds: float) -> str:
    """Format a duration: ``40 s``, ``12 min``, ``3 h 05 min``."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"


class Progress:
    """Scrapy extension that shows progress; replaces Scrapy's LogStats, which knows no total."""

    def __init__(self, spider: OutletSpider, *, terminal: bool) -> None:
        self._spider = spider
        self._terminal = terminal
        self._start = 0.0
        self._loop: AsyncioLoopingCall | LoopingCall | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Show a bar if stderr is a terminal."""
        if not isinstance(crawler.spider, OutletSpider):
            raise NotConfigured
        extension = cls(crawler.spider, terminal=sys.stderr.isatty())
        crawler.signals.connect(extension.opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.closed, signal=signals.spider_closed)
        return extension

    def opened(self, spider: Spider) -> None:
        """Start the updates."""
        del spider
        self._start = monotonic()
        self._loop = create_looping_call(self._show)
        self._loop.start(ON_TERMINAL if self._terminal else IN_LOG, now=False)

    def closed(self, spider: Spider) -> None:
        """Stop, and clear the terminal line."""
        del spider
        if self._loop is not None and self._loop.running:
            self._loop.stop()
        if self._terminal:
            sys.stderr.write(_CLEAR)

    def state(self) -> State:
        """Return the current state."""
        frontier = self._spider.frontier
        waiting = len(frontier.sources) + len(frontier.next_pages) + frontier.open_sources
        found = frontier.queued_total
        if frontier.limit is not None:
            found = min(found, frontier.limit + self._spider.tally.pages - frontier.issued)
        seconds = monotonic() - self._start
        return State(self._spider.tally.pages, found, waiting, seconds)

    def _show(self) -> None:
        if self._terminal:
            sys.stderr.write(f"{_CLEAR}{self._spider.name}: {self.state().bar()}")
            sys.stderr.flush()
        else:
            logger.info("%s: %s", self._spider.name, self.state())
