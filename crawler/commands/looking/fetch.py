"""``scrapy fetch``: prints a page as a crawl would receive it; nothing is stored."""

from __future__ import annotations

import argparse

from scrapy.commands.fetch import Command as ScrapyCommand

from crawler.commands.looking import only_look
from crawler.project_command import refuse_unknown_options


class Command(ScrapyCommand):
    """Scrapy's command with this project's downloader."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Parse the options, and disconnect the database."""
        refuse_unknown_options(args)
        super().process_options(args, opts)
        only_look(self.settings)
