"""``scrapy explain``: shows a stored page as the crawl saw it and as today's engine sees it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import ClassVar

from scrapy.exceptions import UsageError

from crawler.commands import settings_of
from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import hand_over, say


class Command(ProjectCommand):
    """Prints outcome, article, and each block with its rule and reason."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Explain a stored page: what was kept, what was stripped, and why"

    def syntax(self) -> str:
        """Return the usage after ``scrapy explain``."""
        return "[options] <url or number of an article>"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--html``, ``--blocks``, ``--page``."""
        super().add_options(parser)
        parser.add_argument(
            "--html",
            type=Path,
            metavar="FILE",
            help="write the page, kept blocks green, stripped red",
        )
        parser.add_argument(
            "--blocks", action="store_true", help="list every block as today's engine sees it"
        )
        parser.add_argument("--page", action="store_true", help="print the page's bytes instead")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the explanation; exit code 2 if the page is unknown."""
        if len(args) != 1:
            raise UsageError("name one URL or article number")
        settings = settings_of(self)
        from crawler.stored import explain_text
        from crawler.stored.lookup import lookup
        from pipelines.extraction import explain
        from pipelines.extraction.engine import run

        try:
            looked = lookup(settings, args[0])
            if opts.page:
                if isinstance(looked.response, str):
                    raise UserError(looked.response)
                hand_over(looked.response.body)
                return
            today = run(looked.page) if looked.page is not None else None
            if opts.html and today is not None:
                _write(opts.html, explain.page_html(today, args[0]))
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code
            return
        say(*explain_text.lines(looked, today))
        if opts.blocks and today is not None:
            say("", *explain.block_table(today).split("\n"))


def _write(path: Path, html: str) -> None:
    try:
        path.write_text(html, encoding="utf-8")
    except OSError as error:
        raise UserError(f"--html {path}: cannot be written ({error.strerror})") from error
    say(f"written: {path}", error=True)
