"""``scrapy restore FILE``: restores a backup into the empty database of ``DATABASE_URL``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import ClassVar

from scrapy.exceptions import UsageError

from crawler.commands import settings_of
from crawler.commands.database.copy import tell
from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import say


class Command(ProjectCommand):
    """Restores a backup; exit code 2 if it cannot, 1 if files of the archive are missing."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Restore a backup into an empty database, and check it"

    def syntax(self) -> str:
        """Return the usage after ``scrapy restore``."""
        return "[options] <file>"

    def long_desc(self) -> str:
        """Return what ``scrapy restore --help`` shows."""
        return (
            "Restore a backup into the empty database of DATABASE_URL, of either kind. The file is "
            "checked first, the database afterwards. An older backup is migrated. Exit "
            "codes: 0 restored, 1 restored, but files of the archive are missing, 2 not restored."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--check``."""
        super().add_options(parser)
        parser.add_argument("--check", action="store_true", help="only verify the file")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Restore the backup, and list missing files of the archive."""
        from pipelines.storage.copying.backup import checked, restore
        from pipelines.storage.database.engine import database_url, masked

        settings = settings_of(self)
        if len(args) != 1:
            raise UsageError("name the file, for example: scrapy restore news.backup")
        file = Path(args[0])
        try:
            if opts.check:
                backup = checked(file)
                summary = (
                    f"{file} is whole: {backup.rows['article']:,} articles of {backup.made_at}"
                )
            else:
                url = database_url(settings.get("DATABASE_URL"))
                backup = restore(file, url, tell)
                summary = f"{masked(url)} is what was backed up at {backup.made_at}"
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code
            return
        say(summary)
        folder = Path(settings.get("ARCHIVE_DIR") or ".")
        missing = [name for name in backup.archive if not _is_there(folder, name)]
        if missing:
            say(
                f"tinsach: {len(missing)} of {len(backup.archive)} files of the archive are not in "
                f"{folder} (ARCHIVE_DIR), {missing[0]} for one: put them there",
                error=True,
            )
            self.exitcode = 1


def _is_there(folder: Path, name: str) -> bool:
    return Path(name).exists() or (folder / Path(name).name).exists()
