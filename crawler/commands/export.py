"""``scrapy export FILE``: articles as JSON lines, CSV, Parquet, JSON-LD or Markdown."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.commands import settings_of
from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import say

if TYPE_CHECKING:
    from pipelines.storage.reading.article_rows import ArticleFilters
    from pipelines.storage.reading.records import Connection

_EXPECTED = {
    "since": "a day, as in since=2026-11-01",
    "until": "a day, as in until=2026-11-30",
    "outlet": "names, as in outlet=vna,vns",
    "story": "the number of a story, as in story=7",
    "query": "a search, as in query='rice export'",
    "heads": "heads=1 for each story once, or heads=0",
}


class Command(ProjectCommand):
    """Writes the file; exit code 2 with one line if it cannot."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Export articles to a file: .jsonl, .csv, .parquet, .jsonld, .md"

    def syntax(self) -> str:
        """Return the usage after ``scrapy export``."""
        return "[options] <file>"

    def long_desc(self) -> str:
        """Return what ``scrapy export --help`` shows."""
        return (
            "Export the rows of the view articles, with their blocks and images. The file name "
            "gives the format: .jsonl, .csv, .jsonld, .md, each also .gz or .zst, and "
            ".parquet (needs the extra export). It appears once complete. Filter with -a since= "
            "until= outlet= story= query= heads=1."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``-a``, ``--after`` and ``--cursor``."""
        super().add_options(parser)
        parser.add_argument(
            "-a",
            dest="chosen",
            metavar="NAME=VALUE",
            action="append",
            default=[],
            help="a filter, as in outlet=vna,vns; with several, an article passes all of them",
        )
        parser.add_argument(
            "--after", type=int, metavar="SEQ", help="only articles with a change after this number"
        )
        parser.add_argument(
            "--cursor",
            type=Path,
            metavar="FILE",
            help="only what changed since the last export with this cursor file",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Export."""
        if len(args) != 1 or (opts.after is not None and opts.cursor):
            raise UsageError("name one file, and at most one of --after and --cursor")
        from pipelines.storage.bounds import MOST

        if opts.after is not None and not 0 <= opts.after <= MOST:
            raise UsageError(f"--after {opts.after}: expected the number of a change, 0 or more")
        try:
            self._export(Path(args[0]), opts)
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code

    def _export(self, path: Path, opts: argparse.Namespace) -> None:
        from pipelines.export import cursor, files
        from pipelines.storage.database.opened import opened
        from pipelines.storage.reading import article_rows

        files.check(path)
        if opts.cursor is not None and opts.cursor.resolve() == path.resolve():
            raise UserError(f"--cursor {opts.cursor}: the export itself; name another file")
        with nullcontext() if opts.cursor is None else cursor.held(opts.cursor):
            after = opts.after if opts.cursor is None else cursor.read_cursor(opts.cursor)
            chosen = selection(opts.chosen, after)
            with (
                opened(self.settings.get("DATABASE_URL") if self.settings else None) as engine,
                article_rows.snapshot(engine) as connection,
            ):
                self._check_outlets(chosen.outlets, connection)
                newest = article_rows.newest_change(connection)
                if opts.cursor is not None:
                    cursor.check_cursor(opts.cursor, after, newest)
                rows = article_rows.read(connection, chosen)
                count = files.write(path, rows, article_rows.COLUMNS)
            if opts.cursor is not None:
                cursor.write_cursor(opts.cursor, newest)
        say(f"{path}: {count:,} article{'' if count == 1 else 's'}, up to change {newest:,}")

    def _check_outlets(self, names: tuple[str, ...], connection: Connection) -> None:
        """Raise ``UserError`` for a name that no spider has and that was never crawled."""
        from pipelines.storage.reading.overview import outlet_names

        if not names:
            return
        known = {*get_spider_loader(settings_of(self)).list(), *outlet_names(connection)} - {"site"}
        for name in sorted(set(names) - known):
            raise UserError(
                f"-a outlet={name}: no such outlet; expected {', '.join(sorted(known))}"
            )


def selection(given: list[str], after: int | None) -> ArticleFilters:
    """Parse ``-a NAME=VALUE`` filters; raise ``UserError`` if one is wrong."""
    from pipelines.storage import bounds
    from pipelines.storage.reading.article_rows import ArticleFilters

    values: dict[str, Any] = {"after": after}
    read: dict[str, tuple[str, Callable[[str], Any]]] = {
        "since": ("since", bounds.day),
        "until": ("until", bounds.day),
        "outlet": ("outlets", _names),
        "story": ("story", _story),
        "query": ("query", str),
        "heads": ("heads", lambda value: {"1": True, "0": False}[value]),
    }
    for one in given:
        name, equals, value = one.partition("=")
        if name not in read or not equals:
            raise UserError(f"-a {one}: expected one of {', '.join(f'{key}=' for key in read)}")
        field, make = read[name]
        if field in values:
            raise UserError(f"-a {one}: {name}= is given twice; expected {_EXPECTED[name]}")
        try:
            values[field] = make(value)
        except (ValueError, KeyError):
            raise UserError(f"-a {one}: expected {_EXPECTED[name]}") from None
    chosen = ArticleFilters(**values)
    if chosen.since and chosen.until and chosen.since > chosen.until:
        raise UserError(
            f"-a since={chosen.since} -a until={chosen.until}: expected since not after until"
        )
    return chosen


def _story(value: str) -> int:
    from pipelines.storage.bounds import MOST

    number = int(value)
    if not 0 < number <= MOST:
        raise ValueError
    return number


def _names(value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if not names:
        raise ValueError
    return names
