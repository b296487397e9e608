"""Logs one line at the end of a crawl that tells a good crawl from a bad one.

``StoragePipeline`` stores the run and counts outcomes page by page. Here they are compared with the
number of pages that the spider handed over.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.base_spider.finish_reason import REASONS
from crawler.base_spider.spider import OutletSpider
from pipelines.items import Outcome

logger = logging.getLogger(__name__)

CUT_SHORT = frozenset({"database", "archive", "shutdown", "workers", "lock_lost"})
"""Finish reasons of crawls whose last pages may lack an outcome; the next run fetches them."""


class CrawlSummary:
    """Scrapy extension: logs the last line of a crawl, an ERROR if the crawl brought nothing."""

    def __init__(self, crawler: Crawler, spider: OutletSpider) -> None:
        self._crawler = crawler
        self._spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the end of the spider."""
        if not isinstance(crawler.spider, OutletSpider):
            raise NotConfigured
        extension = cls(crawler, crawler.spider)
        crawler.signals.connect(extension.spider_closed, signal=signals.spider_closed)
        return extension

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Log how the crawl ended."""
        stats = self._crawler.stats.get_stats() if self._crawler.stats else {}
        tally = self._spider.tally
        if self._crawler.stats is not None:
            self._crawler.stats.set_value("sources/answered", tally.answered)
            self._crawler.stats.set_value("sources/silent", tally.silent)
            self._crawler.stats.set_value("sources/announced", tally.announced)
        line = f"{spider.name}: {reason}: {summary(stats)}; {tally.announced} announced"
        if tally.not_archived:
            line += f"; {tally.not_archived} not in the archive, left as they were"
        if reason in REASONS:
            where = f" ({tally.new_home})" if reason == "outlet_moved" else ""
            logger.error("%s; %s%s", line, REASONS[reason], where)
        else:
            logger.info("%s", line)
        outcomes = sum(stats.get(f"outcome/{one}", 0) for one in Outcome)
        if outcomes != tally.pages and reason not in CUT_SHORT:
            logger.error(
                "%s: %d pages, but %d outcomes: a page was lost on the way; see the errors above",
                spider.name,
                tally.pages,
                outcomes,
            )


def summary(stats: Mapping[str, Any]) -> str:
    """Return the outcomes as text: ``12 pages: 10 new, 2 same``."""
    counts = {one.value: stats.get(f"outcome/{one}", 0) for one in Outcome}
    parts = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    total = sum(counts.values())
    return f"{total} {'page' if total == 1 else 'pages'}" + (f": {parts}" if parts else "")
