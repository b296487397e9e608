"""``scrapy report``: what the database holds, what the crawls rejected, what was stripped."""

from __future__ import annotations

import argparse
import sys
from typing import ClassVar

from scrapy.commands import ScrapyCommand

from pipelines.errors import UserError


class Command(ScrapyCommand):
    """Prints the report; exit code 1 with one line when the database cannot be read."""

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
        """Add ``--url``."""
        super().add_options(parser)
        parser.add_argument("--url", help="show the article at this address whole")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the report."""
        try:
            self._print(opts.url)
        except UserError as error:
            print(error, file=sys.stderr)
            self.exitcode = 1

    def _print(self, address: str | None) -> None:
        from crawler.report_text import render
        from pipelines.storage import report
        from pipelines.storage.database import schema_version
        from pipelines.storage.database.engine import database_url, masked, open_engine

        url = database_url(self.settings.get("DATABASE_URL") if self.settings else None)
        engine = open_engine(url)
        try:
            schema_version.check(engine)
            found = report.read(engine, address)
        finally:
            engine.dispose()
        if address is not None and found.article is None:
            raise UserError(
                f"--url {address}: no such article in {masked(url)}; expected the canonical "
                "address, as in the column url of the view articles"
            )
        print(render(found, masked(url)), end="")
