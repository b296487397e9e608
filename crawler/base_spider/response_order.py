"""Processes source responses in the order of their requests.

Responses arrive in the order the network dictates. If they were processed in that order, two crawls
of the same outlet would queue its articles differently, and an article that two sources list would
get the metadata of one source or of the other by chance.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from crawler.base_spider.frontier import SourceRequest

logger = logging.getLogger(__name__)

Reader = Callable[[SourceRequest, Response | str], Awaitable[None]]
"""Callback for a response, or for the reason why there is none."""


@dataclass(slots=True)
class SourceResponseQueue:
    """Holds responses back until those of earlier requests are processed.

    Attributes:
        read: processes one response; not called again before it is done.
        order: unprocessed requests, in order.
        here: responses that have arrived, by URL.
    """

    read: Reader
    order: deque[SourceRequest] = field(default_factory=deque)
    here: dict[str, Response | str] = field(default_factory=dict)
    reading: bool = False

    async def take(self, request: SourceRequest, response: Response | str) -> None:
        """Add a response, and process all that are next in order.

        An error in one response costs only that source; ``CloseSpider`` is propagated.
        """
        self.here[request.url] = response
        if self.reading:
            return  # the running call processes this one too
        self.reading = True
        try:
            while self.order and self.order[0].url in self.here:
                first = self.order.popleft()
                await self._read(first, self.here.pop(first.url))
        finally:
            self.reading = False

    async def _read(self, request: SourceRequest, response: Response | str) -> None:
        try:
            await self.read(request, response)
        except CloseSpider:
            raise
        except Exception:
            logger.exception("Source %s cannot be read", request.url)
