"""``scrapy search WORDS``: prints matching articles, with the matches highlighted."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.interrupts import end_in_one_line
from pipelines.errors import UserError
from pipelines.printable import one_line, say

if TYPE_CHECKING:
    from pipelines.storage.reading.found_articles import FoundArticle
    from pipelines.storage.reading.highlights import Piece

_BOLD = ("\x1b[1m", "\x1b[0m")  # on a terminal
_MARKS = ("«", "»")  # elsewhere


_MOST = 1_000_000  # articles


class Command(ScrapyCommand):
    """Prints what a search finds; exit code 1 if it finds nothing, 2 if the query is invalid."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Search the articles"

    def syntax(self) -> str:
        """Return the usage after ``scrapy search``."""
        return "[options] <words>"

    def long_desc(self) -> str:
        """Return what ``scrapy search --help`` shows."""
        return (
            "Search headlines and texts, ignoring case, diacritics and spelling of place names: "
            'words, "phrases", beginn*, -without, outlet:vna,vns section: author: agency: '
            "since:2026-11-01 until:2026-11-30. Most recently stored first."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--limit`` and ``--json``."""
        super().add_options(parser)
        parser.add_argument("--limit", type=int, default=20, help="maximum number of articles (20)")
        parser.add_argument("--json", action="store_true", help="one line of JSON per article")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the search."""
        end_in_one_line()
        if not args:
            raise UsageError('say what to search for, for example: scrapy search "To Lam" Laos')
        if not 1 <= opts.limit <= _MOST:
            raise UsageError(
                f"--limit {opts.limit}: expected a number of articles, 1 or more, {_MOST:,} at most"
            )
        # The shell removed the quotes of a phrase.
        query = args[0] if len(args) == 1 else " ".join(map(_quoted, args))
        try:
            found = self._find(query, opts.limit)
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code
            return
        marks = _BOLD if sys.stdout.isatty() else _MARKS
        for one in found:
            if opts.json:
                say(_json(one))
            else:  # these marks are our own
                say(*_lines(one, marks), is_printable=True)
        if not found:
            say(f"nothing found for {query}", error=True)
            self.exitcode = 1

    def _find(self, query: str, limit: int) -> list[FoundArticle]:
        from pipelines.storage.database.opened import opened
        from pipelines.storage.reading.found_articles import find

        with opened(self.settings.get("DATABASE_URL") if self.settings else None) as engine:
            return find(engine, query, limit)


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word and ":" not in word and '"' not in word else word


def _json(found: FoundArticle) -> str:
    at = found.hit.published_at
    fields = asdict(found.hit) | {
        "published_at": at.isoformat() if at else None,
        "passage": "".join(piece.text for piece in found.passage),
    }
    return json.dumps(fields, ensure_ascii=False)


def _lines(found: FoundArticle, marks: tuple[str, str]) -> Iterator[str]:
    at = found.hit.published_at
    yield f"{at:%Y-%m-%d %H:%M}  {found.hit.outlet}" if at else f"no date  {found.hit.outlet}"
    yield f"  {_marked(found.title, marks)}"
    yield from textwrap.wrap(
        _marked(found.passage, marks), 96, initial_indent="    ", subsequent_indent="    "
    )
    yield f"    {one_line(found.hit.url)}"
    yield ""


def _marked(pieces: Sequence[Piece], marks: tuple[str, str]) -> str:
    before, after = marks
    texts = ((one.found, one_line(one.text)) for one in pieces)
    return "".join(f"{before}{text}{after}" if found else text for found, text in texts)
