"""``scrapy fetch``: print a page as a crawl would be given it; nothing is stored."""

from __future__ import annotations

import argparse

from scrapy.commands.fetch import Command as ScrapyCommand

from crawler.commands.looking import only_look


class Command(ScrapyCommand):
    """Scrapy's, with the downloader of this project."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options, and leave the database alone."""
        super().process_options(args, opts)
        only_look(self.settings)
