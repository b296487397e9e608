"""Answers of sources, read in the order in which the sources were asked.

Answers arrive as the network has it. Read as they arrive, two crawls of the same outlet would take
its articles up in different orders, and an article that two sources announce would now carry the
words of the one, now of the other.
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
"""Is given an answer: a response, or the reason why there is none."""


@dataclass(slots=True)
class SourceResponseQueue:
    """Holds answers back until those to earlier questions have been read.

    Attributes:
        read: reads one; not called again before it is done.
        order: the questions without a read answer, in the order in which they were asked.
        here: answers that have arrived, by address.
    """

    read: Reader
    order: deque[SourceRequest] = field(default_factory=deque)
    here: dict[str, Response | str] = field(default_factory=dict)
    reading: bool = False

    async def take(self, ask: SourceRequest, answer: Response | str) -> None:
        """Take an answer in, and read what can be read now.

        An answer that cannot be read costs that source; ``CloseSpider`` goes on.
        """
        self.here[ask.url] = answer
        if self.reading:
            return  # whoever reads goes on with this one
        self.reading = True
        try:
            while self.order and self.order[0].url in self.here:
                first = self.order.popleft()
                await self._read(first, self.here.pop(first.url))
        finally:
            self.reading = False

    async def _read(self, ask: SourceRequest, answer: Response | str) -> None:
        try:
            await self.read(ask, answer)
        except CloseSpider:
            raise
        except Exception:
            logger.exception("Source %s cannot be read", ask.url)
