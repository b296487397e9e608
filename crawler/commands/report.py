"""``scrapy report``: what the database holds, what the crawls rejected, what was stripped."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from scrapy.spiderloader import get_spider_loader

from crawler.commands import settings_of
from crawler.project_command import ProjectCommand, refuse_arguments
from pipelines.errors import UserError
from pipelines.printable import say

if TYPE_CHECKING:
    from pipelines.storage.report import Report

ANY_SITE = "site"
"""The spider without an outlet of its own: it crawls the home page it is given."""


class Command(ProjectCommand):
    """Prints the report; exit code 3 with one line if the database cannot be read."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Report what was kept, rejected and stripped"

    def syntax(self) -> str:
        """Return the usage after ``scrapy report``."""
        return "[options]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--url`` and ``--html``."""
        super().add_options(parser)
        parser.add_argument("--url", help="show the article at this URL, or why the page gave none")
        parser.add_argument(
            "--html",
            metavar="FILE",
            type=Path,
            help="write the console's overview into one file, for email",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the report."""
        refuse_arguments(args)
        try:
            if opts.html is not None:
                self._write(opts.html)
            else:
                self._print(opts.url)
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code

    def _write(self, path: Path) -> None:
        try:
            from console import report_file
        except ModuleNotFoundError as error:
            raise UserError(
                f"--html needs {error.name}: install it with pip install 'tinsach[console]'"
            ) from None
        report_file.write(self.settings.get("DATABASE_URL") if self.settings else None, path)
        say(f"{path}: written")

    def _print(self, address: str | None) -> None:
        from crawler.report_text import render
        from pipelines.storage import report
        from pipelines.storage.database.engine import masked
        from pipelines.storage.database.opened import opened

        with opened(self.settings.get("DATABASE_URL") if self.settings else None) as engine:
            url, found = engine.url, report.read(engine, address)
        if address is not None and found.article is None and found.page is None:
            raise UserError(
                f"--url {address}: no such article or page in {masked(url)}; expected an address "
                "as in the column url of the views articles and pages"
            )
        say(*render(found, masked(url), self._never(found)).splitlines())

    def _never(self, found: Report) -> list[str]:
        """Return the outlets with a spider that the database has no runs of."""
        settings = settings_of(self)
        seen = {one.outlet for one in found.outlets}
        return sorted(set(get_spider_loader(settings).list()) - seen - {ANY_SITE})
