"""``scrapy archive``: list, verify, index, pack or prune the WARC files of the crawls."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from scrapy.exceptions import UsageError

from crawler.commands import settings_of
from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import say

_MOST_DAYS = 36_500

ACTIONS = ("list", "verify", "index", "prune")
WITH_FILE = ("pack", "verify")


class Command(ProjectCommand):
    """Manages ``ARCHIVE_DIR``; exit code 1 if a file is damaged."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "List, verify, index, pack or prune the archive"

    def syntax(self) -> str:
        """Return the usage after ``scrapy archive``."""
        return f"[options] [{' | '.join(ACTIONS)} | pack FILE.wacz | verify FILE.wacz]"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of ``prune`` and ``pack``."""
        super().add_options(parser)
        parser.add_argument("--days", type=int, help="prune: files at least this many days old")
        parser.add_argument("--outlet", default="", help="pack: this outlet's files alone")
        parser.add_argument(
            "--write", action="store_true", help="prune: delete the files instead of listing them"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the action."""
        action, *files = args or ["list"]
        if not (action in ACTIONS and not files) and not (action in WITH_FILE and len(files) == 1):
            raise UsageError(f"expected one of {', '.join(ACTIONS)}, pack FILE, verify FILE")
        settings = settings_of(self)
        from crawler.stored.pages import archive_folder

        try:
            if files and action == "verify":
                self._verify(Path(files[0]))
                return
            folder = archive_folder(settings)
            if action == "pack":
                self._pack(folder, Path(files[0]), opts.outlet)
            elif action == "prune":
                _prune(folder, opts.days, write=opts.write)
            elif action == "index":
                self._index(folder)
            else:
                self._list(folder, whole=action == "verify")
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code

    def _list(self, folder: Path, *, whole: bool) -> None:
        """Print one line per file, with ``whole`` also each damage, and set the exit code."""
        from crawler.archive.cdxj import warc_files
        from crawler.archive.upkeep import look
        from pipelines.progress_bar import progress

        files = responses = size = damaged = 0
        looked = []
        with progress("reading", sum(one.stat().st_size for one in warc_files(folder))) as advance:
            for one in look(folder):
                looked.append(one)
                advance(one.size)
        if looked:
            say(f"{'file':<50}{'bytes':>14}{'responses':>11}  first and last, UTC")
        for one in looked:
            files, responses, size = files + 1, responses + one.responses, size + one.size
            span = f"{one.first:%Y-%m-%d %H:%M} to {one.last:%Y-%m-%d %H:%M}" if one.first else "-"
            state = f"{len(one.damages)} damaged" if one.damages else "whole"
            say(f"{one.path.name:<50}{one.size:>14,}{one.responses:>11,}  {span:<38}{state}")
            damaged += bool(one.damages)
            for damage in one.damages if whole else ():
                say(f"    at byte {damage.offset}: {damage.reason}")
        say(f"{files} files, {size:,} bytes, {responses:,} responses, {damaged} files damaged")
        if whole and damaged:
            self.exitcode = 1

    def _pack(self, folder: Path, target: Path, outlet: str) -> None:
        from crawler.archive.cdxj import warc_files
        from crawler.archive.wacz import pack
        from pipelines.progress_bar import progress

        start = f"{outlet}-" if outlet else ""
        files = [one for one in warc_files(folder) if one.name.startswith(start)]
        if not files:
            raise UserError(f"{folder}: no WARC files{f' of {outlet}' if outlet else ''} to pack")
        title = f"tinsach: {outlet or 'all outlets'}"
        try:
            with progress("packing", sum(one.stat().st_size for one in files)) as advance:
                packed = pack(files, target, title, advance)
        except OSError as error:
            raise UserError(f"{target}: cannot be packed ({error})") from error
        for damage in packed.damages:
            say(f"damaged, and not in the index: {damage}", error=True)
            self.exitcode = 1
        held = f"{packed.files} files, {packed.responses:,} responses, {packed.pages:,} pages"
        say(f"{target}: {held}, {target.stat().st_size:,} bytes")

    def _verify(self, path: Path) -> None:
        from crawler.archive.wacz_check import faults
        from pipelines.progress_bar import progress

        try:
            size = path.stat().st_size
        except OSError as error:
            raise UserError(f"{path}: {error.strerror}: expected a WACZ file") from error
        with progress("verifying", size) as advance:
            wrong = list(faults(path, advance))
        say(*wrong, f"{path}: {f'{len(wrong)} faults' if wrong else 'is whole'}")
        self.exitcode = int(bool(wrong))

    def _index(self, folder: Path) -> None:
        from crawler.archive.cdxj import INDEX, FolderIndex

        index = FolderIndex(folder)
        for damage in index.damages:
            say(f"damaged: {damage}", error=True)
        say(f"{folder / INDEX}: {len(index):,} responses")


def _prune(folder: Path, days: int | None, *, write: bool) -> None:
    from crawler.archive.upkeep import older, remove

    if days is None or not 1 <= days <= _MOST_DAYS:
        raise UserError(
            f"prune: name the age with --days N, 1 or more, {_MOST_DAYS:,} at most; --write deletes"
        )
    paths = older(folder, datetime.now(UTC) - timedelta(days=days))
    for path in paths:
        say(f"{path.name}  {path.stat().st_size:,} bytes")
    if write:
        say(f"{len(paths)} files deleted, {remove(paths):,} bytes free")
    else:
        say(f"{len(paths)} files would be deleted; --write deletes them")
