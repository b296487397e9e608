"""``scrapy page``: prints the bytes of a page as the outlet sent them, from the archive."""

from __future__ import annotations

import argparse
from typing import ClassVar

from scrapy.exceptions import UsageError

from crawler.commands import settings_of
from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import hand_over, say


class Command(ProjectCommand):
    """Writes the body to stdout, its origin to stderr."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Print a stored page from the archive"

    def syntax(self) -> str:
        """Return the usage after ``scrapy page``."""
        return "[options] <url or number of an article>"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--all``."""
        super().add_options(parser)
        parser.add_argument("--all", action="store_true", help="list all captures instead")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the page."""
        if len(args) != 1:
            raise UsageError("name one URL or article number")
        try:
            settings = settings_of(self)
            from crawler.stored.lookup import captures, lookup

            if opts.all:
                for capture in captures(settings, args[0]):
                    at, ref = f"{capture.at:%Y-%m-%d %H:%M:%S}", capture.ref
                    say(f"{at}  {capture.status}  {ref.warc}:{ref.offset}  {capture.url}")
                return
            found = lookup(settings, args[0]).response
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code
            return
        if isinstance(found, str):
            say(f"tinsach: {found}", error=True)
            self.exitcode = 1
            return
        header = f"{found.url}  HTTP {found.status}, {found.at:%Y-%m-%d %H:%M:%S} UTC"
        say(f"{header}, {found.ref.warc} at byte {found.ref.offset}", error=True)
        hand_over(found.body)
