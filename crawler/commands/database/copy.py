"""``scrapy copy URL``: copies the database into an empty one, such as SQLite to PostgreSQL."""

from __future__ import annotations

import argparse
import os
from typing import ClassVar

from scrapy.exceptions import UsageError

from crawler.commands import settings_of
from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import say

VARIABLE = "COPY_TO"


class Command(ProjectCommand):
    """Copies the database; exit code 2 or 3 with one line if it cannot."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Copy the database into an empty one, SQLite or PostgreSQL"

    def syntax(self) -> str:
        """Return the usage after ``scrapy copy``."""
        return "[database URL]"

    def long_desc(self) -> str:
        """Return what ``scrapy copy --help`` shows."""
        return (
            "Copy a snapshot of the database of DATABASE_URL into an empty one, row by row, then "
            "compare. After a kill, the same command continues. Without an argument, it uses "
            f"{VARIABLE} of the environment, where nobody else sees the password. Exit "
            "codes: 0 copied, 2 the other database is not empty, 3 this one cannot be used."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Copy the database, and print the number of rows of each table."""
        from pipelines.storage.copying.copy import copy
        from pipelines.storage.database.engine import database_url, masked
        from pipelines.storage.database.opened import opened

        settings = settings_of(self)
        target = args[0] if args else os.environ.get(VARIABLE, "")
        if len(args) > 1 or not target:
            raise UsageError(f"name the database to copy into, or set {VARIABLE}")
        try:
            url = database_url(target)
            with opened(settings.get("DATABASE_URL")) as source:
                copy(source, url, tell)
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code
            return
        say(f"{masked(url)} is a copy: every row was compared")


def tell(table: str, rows: int, written: int) -> None:
    """Print a line about a table."""
    there = f", {rows - written:,} were there" if 0 < written < rows else ""
    say(f"{table:<16}{rows:>10,} rows{there}")
