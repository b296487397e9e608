"""``scrapy crawl``: checks all preconditions, crawls, and reports how the crawl ended.

Exit codes:

====  ==========================================================================
0     finished, or ended as requested (limit, timeout)
1     an error in the program; see the log
2     could not start: no such outlet, or a wrong argument, setting or archive
3     the database cannot be used, or was lost
4     no result: the outlet is unreachable, has moved or listed nothing; no page was an
      article, or most pages failed; or the site served the same notice, or refusal, for
      page after page
5     another process crawls this outlet, or took it over during the crawl
6     the archive cannot be written or read
130   interrupted; everything fetched is stored, the next run continues
====  ==========================================================================
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from crawler.archive.recording import UNWRITTEN
from crawler.base_spider.finish_reason import REASONS
from crawler.commands import settings_of
from crawler.interrupts import INTERRUPTED, end_in_one_line
from crawler.lock_watch import REASON as LOCK_LOST
from crawler.lock_watch import LockWatch
from crawler.program_errors import ERRORS, FIRST
from crawler.program_errors import REASON as PROGRAM_ERROR
from crawler.project_command import refuse_unknown_options
from pipelines.errors import UserError
from pipelines.printable import say
from pipelines.storage.locks.outlet_lock import OutletLock
from pipelines.workers.collector import collect_rarely, keep_loaded

logger = logging.getLogger(__name__)

_AT_ONCE = 3  # crawls; each mostly waits for its own site
NO_RESULT = 4
EXIT_CODES = {
    "finished": 0,
    "closespider_itemcount": 0,
    "closespider_pagecount": 0,
    "closespider_timeout": 0,
    "database": 3,
    **dict.fromkeys(REASONS, NO_RESULT),
    LOCK_LOST: 5,
    "archive": 6,
    "shutdown": INTERRUPTED,
}


class Command(ScrapyCrawl):
    """``scrapy crawl OUTLET``."""

    # Created once the checks have passed: it begins by logging twenty lines about versions.
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return the usage after ``scrapy crawl``."""
        return "[options] <outlet>"

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Crawl an outlet: find its new articles and store them"

    def long_desc(self) -> str:
        """Return what ``scrapy crawl --help`` shows."""
        return (
            "Crawl an outlet. Arguments: -a url= since= until= limit= section= refresh=1, and for "
            "'site' home=. Exit codes: 0 good, 1 error, 2 could not start, 3 database, "
            "4 no result, 5 another crawl of it runs, 6 archive, 130 interrupted."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--all`` and ``--at-once``."""
        super().add_options(parser)
        parser.add_argument(
            "--all",
            action="store_true",
            help="every outlet (of EXPECTED_OUTLETS, if set); {outlet} in options is its name",
        )
        parser.add_argument(
            "--at-once",
            type=int,
            default=_AT_ONCE,
            metavar="N",
            help=f"with --all: so many crawls at once ({_AT_ONCE})",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check, crawl, and set the exit code."""
        refuse_unknown_options(args)
        end_in_one_line()
        if opts.all:
            self._crawl_all(args, opts)
            return
        if len(args) != 1:
            raise UsageError("name one outlet, for example: scrapy crawl vna")
        collect_rarely()
        from crawler.preflight import prepare, record_refusal  # loads SQLAlchemy

        settings = settings_of(self)
        try:
            _configure_logging(settings)  # so that warnings of the checks are logged
            lock = prepare(args[0], opts.spargs, settings, get_spider_loader(settings))
        except UserError as error:
            self._refuse(error)
            loader = get_spider_loader(settings)
            outlet = record_refusal(args[0], opts.spargs, settings, loader, error)
            if outlet is not None:
                _after_run(settings, outlet, str(error))
            return
        try:
            self._crawl(args[0], opts.spargs, settings, lock)
        finally:
            lock.release()
        _after_run(settings, lock.outlet, None)

    def _crawl_all(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl every outlet in a process of its own; one summary, one exit code."""
        from crawler.nightly import all_outlets

        if opts.at_once < 1:
            raise UsageError(f"--at-once {opts.at_once}: expected a number of crawls, 1 or more")
        settings = settings_of(self)
        known = get_spider_loader(settings).list()
        expected = [str(one).strip() for one in settings.getlist("EXPECTED_OUTLETS")]
        outlets = args or expected or sorted(name for name in known if name != "site")
        options = [f"--set={one}" for one in opts.set]
        options += [f"-a{name}={value}" for name, value in opts.spargs.items()]
        options += [f"--loglevel={opts.loglevel}"] if opts.loglevel else []
        log = opts.logfile or "log/{outlet}.log"
        try:
            Path(log).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._refuse(
                UserError(
                    f"{error.filename}: the folder of the logs cannot be made ({error.strerror}): "
                    "name another one, as in --logfile=/var/log/{outlet}.log"
                )
            )
            return
        ended = all_outlets.crawl_all(outlets, [*options, f"--logfile={log}"], opts.at_once)
        say(*all_outlets.summary(ended))
        self.exitcode = all_outlets.exit_code(ended)

    def _crawl(
        self, name: str, given: dict[str, str], settings: Settings, lock: OutletLock
    ) -> None:
        self.crawler_process = process = AsyncCrawlerProcess(settings)
        crawler = self._create_crawler(name)
        watch = LockWatch(crawler, lock)  # Scrapy's signals keep only weak references
        begun = process.crawl(crawler, **given)
        keep_loaded()
        process.start()
        if process.bootstrap_failed or crawler.stats is None:
            self.exitcode = 1
            failed = begun.exception() if begun.done() and not begun.cancelled() else None
            if isinstance(failed, UserError):  # a checked precondition has changed since
                self._refuse(failed)
            return
        del watch
        reason = str(crawler.stats.get_value("finish_reason"))
        self.exitcode = EXIT_CODES.get(reason, 1)
        reason_text = f"{reason}: {REASONS[reason]}" if reason in REASONS else reason
        if crawler.stats.get_value(ERRORS) and self.exitcode in (0, 1, NO_RESULT):
            self.exitcode, reason_text = 1, f"{PROGRAM_ERROR}: {crawler.stats.get_value(FIRST)}"
        if crawler.stats.get_value(UNWRITTEN) and self.exitcode in (0, NO_RESULT):
            self.exitcode, reason_text = (
                EXIT_CODES["archive"],
                "archive: it could not be written to its end",
            )
        if self.exitcode:
            say(f"tinsach: {name} ended: {reason_text}", error=True)

    def _refuse(self, error: UserError) -> None:
        say(f"tinsach: {error}", error=True)
        settings = settings_of(self)
        if settings.get("LOG_FILE"):
            logger.error("%s", error)  # scrapyd shows a job's log, not its stderr
        self.exitcode = error.exit_code


def _after_run(settings: Settings, outlet: str, refused: str | None) -> None:
    """Send alerts and write metrics, if configured."""
    if settings.get("NOTIFY_URLS") or settings.get("METRICS_FILE"):
        from crawler.nightly.after_run import after_run

        after_run(settings, outlet, refused)


def _configure_logging(settings: Settings) -> None:
    """Start logging; raise ``UserError`` if the log file or level is wrong."""
    from crawler.nightly import log_format

    try:
        log_format.read(settings)
        log_format.begin(settings)
    except OSError as error:
        settings.set("LOG_FILE", None, "cmdline")  # so that the error can be logged
        raise UserError(
            f"LOG_FILE={error.filename}: cannot be written ({error.strerror}): create its "
            "folder, or name a writable file"
        ) from error
    except ValueError as error:
        raise UserError(
            f"LOG_LEVEL={settings.get('LOG_LEVEL')}: expected DEBUG, INFO, WARNING, ERROR or "
            "CRITICAL"
        ) from error
