"""``scrapy parse URL --spider OUTLET``: prints the article that an outlet's spider extracts.

Nothing is stored. ``scrapy explain`` explains a stored page, with its stripped blocks.
"""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, cast

from scrapy import Spider
from scrapy.commands.parse import Command as ScrapyCommand
from scrapy.http import Response

from crawler.commands.looking import only_look, say_nothing_received
from crawler.project_command import refuse_unknown_options

if TYPE_CHECKING:
    from crawler.base_spider.spider import OutletSpider


class Command(ScrapyCommand):
    """Scrapy's command; without ``-c`` it extracts the article as the item pipeline would."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Parse the options, and disconnect the database."""
        refuse_unknown_options(args)
        super().process_options(args, opts)
        only_look(self.settings)

    def start_parsing(self, url: str, opts: argparse.Namespace) -> None:
        """Fetch and parse the page; exit code 1 without a response."""
        super().start_parsing(url, opts)
        if not self.first_response:
            say_nothing_received(url)
            self.exitcode = 1

    def set_spidercls(self, url: str, opts: argparse.Namespace) -> None:
        """Let the named spider, or the spider of the URL's outlet, extract the article."""
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
    """Mixin that extracts the article of a response."""

    async def parse(self, response: Response) -> AsyncIterator[object]:
        """Yield the article, or the reason why there is none."""
        from crawler.archive.clock import now
        from crawler.base_spider.page_results import page_or_result
        from pipelines.extraction import NotAnArticle, extract
        from pipelines.items import Due, Page

        spider = cast("OutletSpider", self)  # the class it is mixed into
        page = page_or_result(spider, response, Due(response.url), now(self.settings))
        if not isinstance(page, Page):
            yield page
            return
        try:
            yield extract(page)
        except NotAnArticle as error:
            yield {"url": page.url, "not_article": str(error)}
