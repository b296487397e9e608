"""A crawl in its own process whose spider yields what a test needs; prints its stats.

python stage_spider.py DATABASE_URL KIND [NAME=VALUE ...]
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from sqlalchemy import make_url

from pipelines.items import Outcome, Page, Result
from tests.support.invented import NOW, failure, result, text_of, url_of

BEFORE_LOCK = 100  # pages
TURNS = 50  # of the event loop, while the database is locked
PAGE = """<html lang="en"><head><title>Mill number {n} closes</title>
<meta property="og:type" content="article"></head><body><article><h1>Mill number {n} closes</h1>
<p>{text}</p><p>Mill number {n} stood at the river since 1931, and three generations of one family
ran it through floods, wars and the years in which nobody wanted to pay for flour. The stones will
go to the museum of the province, the owner said, and the house to his niece, who paints.</p>
<p>The council said it would look for another use of the weir, which still turns a wheel.</p>
</article></body></html>"""


def page(number: int) -> Page:
    html = PAGE.format(n=number, text=text_of(number))
    return Page(url_of(number), html.encode(), NOW, outlet="vna", requested_url=url_of(number))


class StageSpider(Spider):
    name = "vna"
    kind = ""

    async def start(self) -> AsyncIterator[Any]:
        self.lock_held, self.parsed = asyncio.Event(), 0
        if self.kind == "locked":
            self.holding = asyncio.ensure_future(self.hold())
        for number, item in enumerate(getattr(self, self.kind)()):
            if self.kind == "locked" and number == BEFORE_LOCK:
                await self.lock_held.wait()
            # Through the downloader, as pages come: Scrapy waits only for items of responses.
            yield Request(f"data:,{number}", cb_kwargs={"item": item})

    def parse(self, response: Response, item: Page | Result) -> Any:
        self.parsed += 1
        yield item

    async def hold(self) -> None:
        """Lock the database during a crawl that stores; unlock once the event loop has turned."""
        stats = self.crawler.stats
        while not stats.get_value("outcome/new"):
            await asyncio.sleep(0.005)
        file = make_url(self.crawler.settings["DATABASE_URL"]).database
        with closing(sqlite3.connect(file, isolation_level=None, timeout=60)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            self.lock_held.set()
            turns = 0
            while turns < TURNS:  # a blocked loop would never get here
                await asyncio.sleep(0.005)
                turns += self.parsed > BEFORE_LOCK
            stored = holder.execute("SELECT count(*) FROM article").fetchone()[0]
            holder.execute("ROLLBACK")
        stats.set_value("loop/stored_when_unlocked", stored)

    def mixed(self) -> list[Page | Result]:
        return [
            page(1),
            page(2),
            Page(url_of(3), b"\x00\xff not a page", NOW, outlet="vna"),
            failure(4),
            Result(url_of(7), "vna", NOW, outcome=Outcome.SAME),
            result(5),
            result(6, published_at=NOW.replace(tzinfo=None)),
        ]

    def again(self) -> list[Page | Result]:
        return [page(1), result(5, url=url_of("5-moved"))]

    def locked(self) -> list[Result]:
        return [result(number) for number in range(400)]

    def plenty(self) -> list[Result]:
        return [result(number) for number in range(2_000)]

    def some(self) -> list[Result]:
        return [result(number) for number in range(5)]


def main(url: str, kind: str, *settings: str) -> None:
    own = dict(setting.split("=", 1) for setting in settings)
    process = AsyncCrawlerProcess(
        {
            "DATABASE_URL": url,
            "ITEM_PIPELINES": {
                "pipelines.stages.ExtractionPipeline": 100,
                "pipelines.stages.StoragePipeline": 200,
            },
            "LOG_LEVEL": "WARNING",
            "TELNETCONSOLE_ENABLED": False,
            **own,
        }
    )
    crawler = process.create_crawler(StageSpider)
    process.crawl(crawler, kind=kind)
    process.start()
    stats = crawler.stats.get_stats() if crawler.stats else {}
    shown = {key: value for key, value in stats.items() if isinstance(value, int | str)}
    print(json.dumps(shown | {"bootstrap_failed": process.bootstrap_failed}))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
