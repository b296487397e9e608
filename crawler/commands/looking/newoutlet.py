"""``scrapy newoutlet URL``: inspects a site, and proposes an outlet's file."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from crawler.commands.looking import only_look
from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import say

if TYPE_CHECKING:
    from crawler.new_outlet.inspection import SiteInspection
    from crawler.new_outlet.proposal import Proposal

_NAME = re.compile(r"[a-z][a-z0-9]*")
_URL = re.compile(r"https?://[^/?#\s]+", re.I)


class Command(ProjectCommand):
    """Fetches (or replays, with ``REPLAY_WARC``) home, feeds, sitemaps and a few articles.

    Exit code 0: proposed; 1: proposed, but the engine errs on a page or there is none; 2: nothing
    could be proposed.
    """

    requires_project = True

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Inspect a site and propose an outlet's file"

    def syntax(self) -> str:
        """Return the usage after ``scrapy newoutlet``."""
        return "[options] <home page>"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add options that override what the site says."""
        super().add_options(parser)
        parser.add_argument("--name", default="", help="of file and spider; by default of the host")
        parser.add_argument("--title", default="", help="its usual name")
        parser.add_argument(
            "--article", action="append", default=[], metavar="URL", help="an article of it"
        )
        parser.add_argument("--pages", type=int, default=6, help="articles to fetch (6)")
        parser.add_argument(
            "--out", type=Path, default=Path("newoutlet"), help="folder (newoutlet)"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Parse the options, and disconnect the database."""
        super().process_options(args, opts)
        only_look(self.settings)
        if self.settings is not None and not (opts.loglevel or opts.logfile):
            self.settings.set("LOG_LEVEL", "ERROR", "cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Inspect, propose, write, and print the findings."""
        if len(args) != 1:
            raise UsageError("expected the address of one home page")
        try:
            self._run(args[0], opts)
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code

    def _run(self, home: str, opts: argparse.Namespace) -> None:
        from crawler.new_outlet.outlet_file import file_text
        from crawler.new_outlet.proposal import propose
        from crawler.new_outlet.proposal_table import table

        self._check(opts)
        inspection = self._look(home, opts)
        proposal = propose(inspection, opts.name, opts.title)
        folder: Path = opts.out / proposal.name
        if folder.exists():
            raise UserError(f"{folder}: is there already; take it away, or name another --out")
        say(*table(proposal))
        for url, trouble in inspection.page_troubles:
            say(f"  not fetched: {url}: {trouble}")
        _write(folder, proposal.name, file_text(proposal))
        _keep(folder / "pages", proposal)
        say("", f"written: {folder / proposal.name}.py, and pages with proposed gold to be read in")
        say(f"         {folder / 'pages'}: go on with docs/add-an-outlet.md")
        if proposal.errors or not proposal.pages:
            self.exitcode = 1

    def _check(self, opts: argparse.Namespace) -> None:
        from crawler.archive import check as check_archive
        from crawler.preflight import check_contact

        if self.settings is None or self.crawler_process is None:
            raise RuntimeError("scrapy gives a command its settings and its process")
        check_contact(self.settings)
        check_archive(self.settings)
        if opts.name and not _NAME.fullmatch(opts.name):
            raise UserError(f"--name {opts.name}: expected small letters and digits, as 'example'")
        names = self.crawler_process.spider_loader.list()
        if opts.name in names:
            raise UserError(f"--name {opts.name}: there is an outlet of this name")
        if not 1 <= opts.pages <= 50:
            raise UserError(f"--pages {opts.pages}: expected a number from 1 to 50")
        for url in opts.article:
            if not _URL.match(url):
                raise UserError(f"--article {url}: expected https://example.org/story-1.html")

    def _look(self, home: str, opts: argparse.Namespace) -> SiteInspection:
        from crawler.base_spider.arguments import read_home
        from crawler.new_outlet.look_spider import LookSpider

        process = self.crawler_process
        if process is None:
            raise RuntimeError("scrapy gives a command its process")
        try:
            address = read_home(home)
        except UserError:
            raise UserError(
                f"{home}: expected the site's front page, for example https://example.org/"
            ) from None
        looked: list[SiteInspection] = []
        process.crawl(
            LookSpider, home=address, articles=tuple(opts.article), pages=opts.pages, looked=looked
        )
        process.start()
        if not looked:
            raise UserError(f"{address}: the look was broken off")
        return looked[0]


def _write(folder: Path, name: str, text: str) -> None:
    try:
        folder.mkdir(parents=True)
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"--out {folder.parent}: cannot be written ({error.strerror}); name another folder"
        ) from error


def _keep(folder: Path, proposal: Proposal) -> None:
    from crawler.new_outlet.gold import keep

    for page, found in zip(proposal.pages, proposal.reading.found, strict=True):
        keep(folder, page, found.article)
