"""Renews the lock on an outlet during its crawl, and ends a crawl that lost it."""

from __future__ import annotations

import asyncio
import logging

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from pipelines.stages import LOCKS, TAKEN_OVER
from pipelines.storage.locks.outlet_lock import OutletLock

logger = logging.getLogger(__name__)

REASON = TAKEN_OVER
SECONDS = 5.0  # between two checks
_PAUSE = 0.5  # seconds until a database that is away is asked again, before a request


class LockWatch:
    """Watches the lock of one crawl while its spider is open."""

    def __init__(self, crawler: Crawler, lock: OutletLock) -> None:
        self._crawler = crawler
        self._lock = lock
        self._seconds = crawler.settings.getfloat("LOCK_CHECK_SECONDS", SECONDS)
        self._task: asyncio.Task[None] | None = None
        self._closing: asyncio.Future[None] | None = None
        LOCKS[crawler] = lock
        crawler.signals.connect(self.spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signal=signals.spider_closed)

    def spider_opened(self, spider: Spider) -> None:
        """Start watching."""
        self._task = asyncio.ensure_future(self._watch(spider.name))

    def spider_closed(self, spider: Spider) -> None:
        """Stop watching."""
        del spider
        if self._task is not None:
            self._task.cancel()

    async def _watch(self, outlet: str) -> None:
        while await asyncio.to_thread(self._lock.keep):
            await asyncio.sleep(self._seconds)
        logger.error("%s: another process crawls this outlet now: this crawl ends", outlet)
        if self._crawler.engine is not None:
            # In a task of its own, because closing the spider cancels this one.
            self._closing = asyncio.ensure_future(
                self._crawler.engine.close_spider_async(reason=REASON)
            )


async def has_right(crawler: Crawler) -> bool:
    """Return whether the crawl may ask its outlet for something: nobody else does, for sure.

    A process that was frozen, or cut off from the database, waits here until it is known.
    """
    lock = LOCKS.get(crawler)
    while lock is not None and not lock.is_sure():
        if not await asyncio.to_thread(lock.keep):
            return False
        if not lock.is_sure():
            await asyncio.sleep(_PAUSE)
    return True
