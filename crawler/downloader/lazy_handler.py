"""Loads the download handler with the first request that leaves the machine.

Scrapy imports the classes in ``DOWNLOAD_HANDLERS`` before a crawl begins. Loading TLS and HTTP
takes a quarter of a small crawl's start, and a replay needs neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.downloader.handler import GuardedDownloadHandler


class LazyDownloadHandler:
    """Stands for ``GuardedDownloadHandler`` in the settings."""

    lazy = True

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardedDownloadHandler:
        """Return the real handler."""
        from crawler.downloader.handler import GuardedDownloadHandler

        return GuardedDownloadHandler.from_crawler(crawler)
