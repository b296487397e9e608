"""``scrapy migrate``: migrates the database to this code's schema, or back to an older one."""

from __future__ import annotations

import argparse
from typing import ClassVar

from crawler.project_command import ProjectCommand, refuse_arguments
from pipelines.errors import UserError
from pipelines.printable import say


class Command(ProjectCommand):
    """Migrates the database of ``DATABASE_URL``; one line if it cannot."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Bring the database up to date, or back to an older revision"

    def syntax(self) -> str:
        """Return the usage after ``scrapy migrate``."""
        return "[options]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--to`` and ``--empty``."""
        super().add_options(parser)
        parser.add_argument(
            "--to", default="head", metavar="REVISION", help="0007, head (the newest), or base"
        )
        parser.add_argument(
            "--empty", action="store_true", help="allow a step that deletes all articles"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Migrate, and print the resulting revision."""
        refuse_arguments(args)
        from pipelines.storage.database.engine import database_url, masked
        from pipelines.storage.database.migration import migrate

        try:
            url = database_url(self.settings.get("DATABASE_URL") if self.settings else None)
            found = migrate(url, opts.to, may_empty=opts.empty)
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code
            return
        say(f"Database {masked(url)} is at revision {found or 'none'}")
