"""``scrapy crawl``: checks everything a crawl needs before it begins, and tells how it ended.

Exit codes:

====  ==========================================================================
0     finished, or ended as asked (limit, range)
1     an error in the program; see the log
2     could not start: no such outlet, a wrong argument, setting or archive
3     the database cannot be used, or was lost on the way
4     the outlet does not answer, moved, or had nothing
5     another process crawls this outlet
6     the archive cannot be written any more
130   interrupted
====  ==========================================================================
"""

from __future__ import annotations

import argparse
import logging
import sys

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.archive import check as check_archive
from crawler.spider import OutletSpider
from pipelines.errors import UserError
from pipelines.storage.database import database_url, open_engine
from pipelines.storage.lock import OutletBusyError, Singleflight
from pipelines.storage.schema import check as check_schema

logger = logging.getLogger(__name__)

EXIT_CODES = {
    "finished": 0,
    "closespider_itemcount": 0,
    "closespider_timeout": 0,
    "database": 3,
    "outlet_unreachable": 4,
    "outlet_moved": 4,
    "nothing_found": 4,
    "archive": 6,
    "shutdown": 130,
}


class Command(ScrapyCrawl):
    """``scrapy crawl OUTLET``."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check, crawl, and set the exit code."""
        if len(args) != 1:
            raise UsageError("name one outlet, for example: scrapy crawl vna")
        try:
            lock = self._prepare(args[0], opts.spargs)
        except OutletBusyError as error:
            self._refuse(error, 5)
            return
        except UserError as error:
            self._refuse(error, 3 if str(error).startswith("Database") else 2)
            return
        try:
            self._crawl(args[0], opts.spargs)
        finally:
            lock.release()

    def _prepare(self, name: str, given: dict[str, str]) -> Singleflight:
        """Return the acquired lock; ``UserError`` says why the crawl cannot start."""
        if self.crawler_process is None or self.settings is None:
            raise RuntimeError("scrapy runs commands with settings and a process")
        loader = self.crawler_process.spider_loader
        if name not in loader.list():
            names = ", ".join(sorted(loader.list()))
            raise UserError(f"No outlet {name}: expected one of {names}")
        spider = loader.load(name)
        if issubclass(spider, OutletSpider):
            spider.read_arguments({k: v for k, v in given.items() if not k.startswith("_")})
        check_archive(self.settings)
        _check_contact(self.settings)
        engine = open_engine(database_url(self.settings.get("DATABASE_URL")))
        check_schema(engine)
        lock = Singleflight(engine, name)
        lock.acquire()
        return lock

    def _crawl(self, name: str, given: dict[str, str]) -> None:
        if self.crawler_process is None:
            raise RuntimeError("scrapy runs commands with a process")
        crawler = self._create_crawler(name)
        self.crawler_process.crawl(crawler, **given)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed or crawler.stats is None:
            self.exitcode = 1
            return
        reason = crawler.stats.get_value("finish_reason")
        self.exitcode = EXIT_CODES.get(str(reason), 1)
        if self.exitcode:
            print(f"tinsach: {name} ended: {reason}", file=sys.stderr)

    def _refuse(self, error: UserError, code: int) -> None:
        print(f"tinsach: {error}", file=sys.stderr)
        if self.settings is not None and self.settings.get("LOG_FILE"):
            logger.error("%s", error)  # scrapyd shows a job's log, not its stderr
        self.exitcode = code


def _check_contact(settings: BaseSettings) -> None:
    if settings.get("REPLAY_WARC") or settings.getbool("ALLOW_PRIVATE_ADDRESSES"):
        return
    if not str(settings.get("CONTACT") or "").strip():
        raise UserError(
            "CONTACT is empty: a live crawl tells outlets who it is; "
            "set CONTACT=you@example.org or the address of a page about the crawl"
        )
