"""``scrapy archive``: list, verify, index or prune the WARC files of the crawls."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from pipelines.errors import UserError
from pipelines.printable import say

ACTIONS = ("list", "verify", "index", "prune")


class Command(ScrapyCommand):
    """Looks after ``ARCHIVE_DIR``; exit code 1 where a file is damaged."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "List, verify, index or prune the archive"

    def syntax(self) -> str:
        """Return the usage after ``scrapy archive``."""
        return f"[options] [{' | '.join(ACTIONS)}]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--days`` and ``--write``."""
        super().add_options(parser)
        parser.add_argument("--days", type=int, help="prune: files not written to for so many days")
        parser.add_argument(
            "--write", action="store_true", help="prune: delete them, not only list"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what was asked for."""
        action = args[0] if args else "list"
        if len(args) > 1 or action not in ACTIONS:
            raise UsageError(f"expected one of {', '.join(ACTIONS)}")
        if self.settings is None:
            raise RuntimeError("scrapy gives a command its settings")
        from crawler.stored.pages import archive_folder

        try:
            folder = archive_folder(self.settings)
            if action == "prune":
                _prune(folder, opts.days, write=opts.write)
            elif action == "index":
                self._index(folder)
            else:
                self._list(folder, whole=action == "verify")
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code

    def _list(self, folder: Path, *, whole: bool) -> None:
        """Print a line a file; with ``whole`` each damaged place too, and set the exit code."""
        from crawler.archive.upkeep import look

        files = responses = size = damaged = 0
        for one in look(folder):
            files, responses, size = files + 1, responses + one.responses, size + one.size
            span = f"{one.first:%Y-%m-%d %H:%M} to {one.last:%Y-%m-%d %H:%M}" if one.first else "-"
            state = f"{len(one.damages)} damaged" if one.damages else "whole"
            say(f"{one.path.name:<50}{one.size:>14,}{one.responses:>9,}  {span:<36}{state}")
            damaged += bool(one.damages)
            for damage in one.damages if whole else ():
                say(f"    at byte {damage.offset}: {damage.reason}")
        say(f"{files} files, {size:,} bytes, {responses:,} responses, {damaged} files damaged")
        if whole and damaged:
            self.exitcode = 1

    def _index(self, folder: Path) -> None:
        from crawler.archive.cdxj import INDEX, Index

        index = Index(folder)
        for damage in index.damages:
            say(f"damaged: {damage}", error=True)
        say(f"{folder / INDEX}: {len(index):,} responses")


def _prune(folder: Path, days: int | None, *, write: bool) -> None:
    from crawler.archive.upkeep import older, remove

    if days is None or days < 1:
        raise UserError("prune: name the age with --days N, 1 or more; --write deletes")
    paths = older(folder, datetime.now(UTC) - timedelta(days=days))
    for path in paths:
        say(f"{path.name}  {path.stat().st_size:,} bytes")
    if write:
        say(f"{len(paths)} files deleted, {remove(paths):,} bytes free")
    else:
        say(f"{len(paths)} files would be deleted; --write deletes them")
