"""``scrapy work``: crawls due outlets from a queue in PostgreSQL, on any number of machines."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import ClassVar

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from crawler.commands import settings_of
from crawler.project_command import ProjectCommand
from pipelines.errors import UserError
from pipelines.printable import say

logger = logging.getLogger(__name__)


class Command(ProjectCommand):
    """Works until SIGTERM or Ctrl-C; exit code 2 or 3 with one line if it cannot start."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, object]] = {}

    def short_desc(self) -> str:
        """Return the line that ``scrapy --help`` shows."""
        return "Crawl outlets from a queue on PostgreSQL, on any number of machines"

    def long_desc(self) -> str:
        """Return what ``scrapy work --help`` shows."""
        return (
            "Take crawls from the queue in DATABASE_URL (PostgreSQL), and run several at once. A "
            "machine with --outlets also queues the outlets of that file when they are due; crawls "
            "of a dead machine are taken over by the others. Needs the extra queue."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options for slots, outlets and logs."""
        super().add_options(parser)
        add = parser.add_argument
        add("--slots", type=int, default=4, metavar="N", help="crawls at once (4)")
        add("--outlets", metavar="FILE", help="outlets.toml: queue its outlets when due")
        add("--logs", metavar="FOLDER", default="log", help="folder for the crawls' logs (log/)")
        add("--once", action="store_true", help="exit when the queue is empty: for cron")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Run the worker."""
        from cluster.on_procrastinate import WorkerConfiguration, work
        from pipelines.storage.database.engine import database_url, libpq_address
        from pipelines.storage.database.opened import opened

        settings = settings_of(self)
        logging.basicConfig(level="INFO", format="%(asctime)s %(levelname)s: %(message)s")
        logging.getLogger("procrastinate").setLevel(logging.WARNING)
        for handler in logging.getLogger().handlers:  # an exit code is no traceback
            handler.addFilter(lambda record: getattr(record, "action", "") != "job_error")
        try:
            if args:
                raise UserError(f"{args[0]}: expected options alone; outlets stand in --outlets")
            if opts.slots < 1:
                raise UserError(f"--slots {opts.slots}: expected 1 or more")
            url = database_url(settings.get("DATABASE_URL"))
            address = libpq_address(url)
            with opened(settings.get("DATABASE_URL")):
                pass  # report errors before anything begins
            Path(opts.logs).mkdir(parents=True, exist_ok=True)
            fleet = WorkerConfiguration(
                address,
                opts.slots,
                _outlets(settings, opts.outlets),
                [f"--set={one}" for one in opts.set] + [f"--logfile={opts.logs}/{{outlet}}.log"],
                _alarm(settings),
                check_seconds=settings.getfloat("QUEUE_CHECK_SECONDS", 60.0),
                silent_seconds=settings.getfloat("WORKER_SILENT_SECONDS", 60.0),
                poll_seconds=settings.getfloat("QUEUE_POLL_SECONDS", 5.0),
                limit_seconds=settings.getfloat("CRAWL_SECONDS_MAX", 86_400.0),
            )
            work(fleet, until_empty=opts.once)
        except UserError as error:
            say(f"tinsach: {error}", error=True)
            self.exitcode = error.exit_code


def _outlets(settings: BaseSettings, file: str | None):  # type: ignore[no-untyped-def]
    from cluster import outlets_file
    from crawler.conversion.outlets_by_host import outlet_of
    from crawler.spiders.site import SiteSpider

    if file is None:
        return ()
    with_spider = set(get_spider_loader(settings).list()) - {"site"}

    def site_name(home: str) -> str:
        host = SiteSpider.outlet_name({"home": home})
        name, _ = outlet_of(home)
        if name in with_spider:
            raise UserError(f"home = {home!r}: that is {name}; expected name = {name!r}")
        return host

    return outlets_file.read(Path(file), with_spider, site_name)


def _alarm(settings: BaseSettings):  # type: ignore[no-untyped-def]
    from crawler.nightly import alerts

    alerts.check(settings)
    urls = alerts.addresses(settings)

    def alarm(outlet: str, reason: str) -> None:
        logger.error("%s: not crawled, and not tried again until it is due: %s", outlet, reason)
        alerts.send(urls, f"tinsach: {outlet} was not crawled", reason)

    return alarm
