"""``scrapy backup FILE``: the database in one file, taken while crawls run."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from pipelines.errors import UserError
from pipelines.printable import say


class Command(ScrapyCommand):
    """Writes the file; exit code 2 or 3 with one line where it cannot."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Back up the database into one file, while crawls run"

    def syntax(self) -> str:
        """Return the usage after ``scrapy backup``."""
        return "<file>"

    def long_desc(self) -> str:
        """Return what ``scrapy backup --help`` shows."""
        return (
            "Write the database of DATABASE_URL, as it is now, into one file of SQLite, whichever "
            "it is. The file appears, or replaces an older backup, when it is whole. The files of "
            "the archive are named in it, not copied. 'scrapy restore FILE' reads it."
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Back up, and say what the file holds."""
        from pipelines.progress_bar import progress
        from pipelines.storage.copying.backup import backup
        from pipelines.storage.database.opened import opened

        if self.settings is None:
            raise RuntimeError("scrapy gives a command its settings")
        if len(args) != 1:
            raise UsageError("name the file, for example: scrapy backup news.backup")
        file, url = Path(args[0]), self.settings.get("DATABASE_URL")
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
