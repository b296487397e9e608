"""``scrapy parse URL --spider OUTLET``: the article that an outlet's spider makes of a page.

Nothing is stored; ``scrapy explain`` tells of a stored page, with what was stripped.
"""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, cast

from scrapy import Spider
from scrapy.commands.parse import Command as ScrapyCommand
from scrapy.http import Response

from crawler.commands.looking import only_look

if TYPE_CHECKING:
    from crawler.base_spider.spider import OutletSpider


class Command(ScrapyCommand):
    """Scrapy's; without ``-c`` it extracts the article, as the spider's pipeline would."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options, and leave the database alone."""
        super().process_options(args, opts)
        only_look(self.settings)

    def set_spidercls(self, url: str, opts: argparse.Namespace) -> None:
        """Have the named spider, or that of the address's outlet, extract."""
        process = self.crawler_process
        if not opts.spider and process is not None:
            loader = process.spider_loader
            for name in loader.list():
                outlet = getattr(loader.load(name), "outlet", None)
                if outlet is not None and outlet.allows(url):
                    opts.spider = name
        super().set_spidercls(url, opts)
        if self.spidercls is not None:
            found = self.spidercls
            self.spidercls = type(found.__name__, (_Extracting, found), {"start": found.start})


class _Extracting(Spider):
    """Extracts the article of a response."""

    async def parse(self, response: Response) -> AsyncIterator[object]:
        """Yield the article, or why there is none."""
        from crawler.archive.clock import now
        from crawler.base_spider.page_results import answer
        from pipelines.extraction import NotAnArticle, extract
        from pipelines.items import Due, Page

        spider = cast("OutletSpider", self)  # what it is mixed into
        page = answer(spider, response, Due(response.url), now(self.settings))
        if not isinstance(page, Page):
            yield page
            return
        try:
            yield extract(page)
        except NotAnArticle as error:
            yield {"url": page.url, "not_article": str(error)}
