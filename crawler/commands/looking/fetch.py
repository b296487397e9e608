"""``scrapy fetch``: prints a page as a crawl would receive it; nothing is stored."""

from __future__ import annotations

import argparse

from scrapy.commands.fetch import Command as ScrapyCommand
from scrapy.http import Response

from crawler.commands.looking import only_look, say_nothing_received
from crawler.project_command import refuse_unknown_options


class Command(ScrapyCommand):
    """Scrapy's command with this project's downloader; exit code 1 without a response."""

    _is_received = False

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Parse the options, and disconnect the database."""
        refuse_unknown_options(args)
        super().process_options(args, opts)
        only_look(self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the page."""
        super().run(args, opts)
        if not self._is_received:
            say_nothing_received(args[0])
            self.exitcode = 1

    def _print_response(self, response: Response, opts: argparse.Namespace) -> None:
        self._is_received = True
        super()._print_response(response, opts)
