"""A crawl of given URLs with only the archive middlewares, in its own process.

    python tests/support/probe.py '{"REPLAY_WARC": "x.warc.gz"}' URL...

prints a line of JSON per response and a last one with the finish reason and the statistics.
"""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from crawler.archive import ARCHIVED, FETCHED_AT

SETTINGS = {
    "DOWNLOADER_MIDDLEWARES": {
        "crawler.archive.replay.ReplayMiddleware": 950,
        "crawler.archive.recording.RecordingMiddleware": 1000,
    },
    "ROBOTSTXT_OBEY": False,
    "TELNETCONSOLE_ENABLED": False,
    "RETRY_ENABLED": False,
    "LOG_LEVEL": "WARNING",
    "DOWNLOAD_TIMEOUT": 60,
}


class Probe(scrapy.Spider):
    """Fetches ``urls`` one after the other and prints the responses."""

    name = "probe"
    urls: tuple[str, ...] = ()

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Yield requests in order; an entry ``URL header:value`` adds a header."""
        for line in self.urls:
            url, *headers = line.split(" ")
            yield scrapy.Request(
                url,
                headers=dict(header.split(":", 1) for header in headers),
                meta={"handle_httpstatus_list": [304, *range(400, 600)]},
                dont_filter=True,
                errback=self.failed,
            )

    def parse(self, response: Response) -> None:
        """Print the response."""
        ref = response.meta.get(ARCHIVED)
        at = response.meta.get(FETCHED_AT)
        show(
            url=response.url,
            status=response.status,
            body=response.body.decode("latin-1"),
            headers=[
                (k.decode(), v.decode("latin-1")) for k, vs in response.headers.items() for v in vs
            ],
            archived=[ref.warc, ref.offset] if ref else None,
            fetched_at=at.isoformat() if at else None,
        )

    def failed(self, failure: Any) -> None:
        """Print the error."""
        show(url=failure.request.url, error=repr(failure.value))


def show(**values: Any) -> None:
    print(json.dumps(values), flush=True)  # noqa: T201


def main(settings: str, *urls: str) -> None:
    process = AsyncCrawlerProcess({**SETTINGS, **json.loads(settings)})
    crawler = process.create_crawler(Probe)
    process.crawl(crawler, urls=urls)
    process.start()
    show(
        finish_reason=crawler.stats.get_value("finish_reason"),
        stats={k: v for k, v in crawler.stats.get_stats().items() if isinstance(v, int)},
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
