"""``scrapy backup FILE``: copies the database into one file, also during crawls."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from scrapy.exceptions import UsageError

from crawler.commands import settings_of
from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import say


class Command(ProjectCommand):
    """Writes the backup; exit code 2 or 3 with one line if it cannot."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Back up the database into one file, even during crawls"

    def syntax(self) -> str:
        """Return the usage after ``scrapy backup``."""
        return "<file>"

    def long_desc(self) -> str:
        """Return what ``scrapy backup --help`` shows."""
        return (
            "Write a snapshot of the database of DATABASE_URL into one SQLite file, whatever kind "
            "it is. The file appears, or replaces an older backup, once it is complete. It names "
            "the archive's files but does not copy them. 'scrapy restore FILE' restores it."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Back up the database, and print what the backup holds."""
        from pipelines.progress_bar import progress
        from pipelines.storage.copying.backup import backup
        from pipelines.storage.database.opened import opened

        settings = settings_of(self)
        if len(args) != 1:
            raise UsageError("name the file, for example: scrapy backup news.backup")
        file, url = Path(args[0]), settings.get("DATABASE_URL")
        try:
            with opened(url) as source, progress("tables", None) as advance:
                written = backup(source, file, datetime.now(UTC), lambda *_: advance(1))
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code
            return
        rows = sum(written.rows.values())
        say(f"{file}: {written.rows['article']:,} articles, {rows:,} rows, read back and compared")
        say(f"Of the archive it names {len(written.archive):,} files: copy ARCHIVE_DIR beside it")
