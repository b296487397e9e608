"""Pauses the crawl until suspiciously similar responses have been classified."""

from __future__ import annotations

import asyncio
import logging
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from pipelines.interstitials import EarlySuspicion

logger = logging.getLogger(__name__)

LOOK = 0.05  # seconds between two checks


class SuspicionPause:
    """Scrapy extension that pauses the engine until all pending pages are classified.

    After that, either the crawl has ended, or it was a false alarm and the next pause needs a
    longer row.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._suspicion = EarlySuspicion()
        self._pause: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Listen to responses."""
        extension = cls(crawler)
        crawler.signals.connect(extension.response_received, signal=signals.response_received)
        return extension

    def response_received(self, response: Response, request: Request) -> None:
        """Inspect the response to an article request."""
        if "due" not in request.cb_kwargs or response.status == 304 or self._pause is not None:
            return
        if self._suspicion.take(response.body):
            self._pause = asyncio.ensure_future(self._wait())

    async def _wait(self) -> None:
        engine = self._crawler.engine
        logger.info("The last responses look alike: waiting for their classification")
        engine.pause()
        while engine.downloader.active or (
            engine.scraper.slot and not engine.scraper.slot.is_idle()
        ):
            await asyncio.sleep(LOOK)
        self._suspicion.relent()
        engine.unpause()
        self._pause = None
