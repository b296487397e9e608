"""Checks every precondition of a crawl before it begins."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoaderProtocol

from crawler.archive import check as check_archive
from crawler.base_spider.spider import OutletSpider
from crawler.downloader.address_guard import AddressGuard
from crawler.nightly import alerts, metrics
from pipelines.errors import UserError
from pipelines.storage.database.engine import database_url, masked, open_engine
from pipelines.storage.database.migration import make_missing_file
from pipelines.storage.database.opened import UnusableDatabaseError
from pipelines.storage.database.schema_version import check as check_schema
from pipelines.storage.locks.lease import SECONDS as LEASE_SECONDS
from pipelines.storage.locks.outlet_lock import OutletLock
from pipelines.storage.status import refused_starts
from pipelines.storage.writer_thread import PATIENCE

logger = logging.getLogger(__name__)

_NUMBERS: Mapping[str, tuple[float, str]] = {
    "ARCHIVE_ROTATE_BYTES": (1, "bytes, 1 or more"),
    "CONCURRENT_REQUESTS": (1, "a number of requests, 1 or more"),
    "CONCURRENT_REQUESTS_PER_DOMAIN": (1, "a number of requests, 1 or more"),
    "DATABASE_PATIENCE": (0, "seconds, 0 or more"),
    "LEASE_SECONDS": (1, "seconds, 1 or more"),
    "LOCK_CHECK_SECONDS": (0, "seconds, 0 or more"),
    "DOWNLOAD_DELAY": (0, "seconds, 0 or more"),
    "DOWNLOAD_TIMEOUT": (0, "seconds, 0 for no limit"),
}
"""Settings of operators: the minimum, and the expected form."""


def prepare(
    name: str, given: Mapping[str, str], settings: BaseSettings, loader: SpiderLoaderProtocol
) -> OutletLock:
    """Check a crawl of spider ``name`` with the arguments ``given``; return its acquired lock.

    Raises:
        OutletBusyError: another process crawls this outlet.
        UnusableDatabaseError, UserError: why the crawl cannot start, in one line.
    """
    outlet = _outlet(name, given, loader)
    check_archive(settings)
    alerts.check(settings)
    metrics.check(str(settings.get("METRICS_FILE") or ""))
    check_contact(settings)
    _check_numbers(settings)
    _check_workers(str(settings.get("EXTRACT_WORKERS") or "0"))
    url = database_url(settings.get("DATABASE_URL"))
    engine, patience = open_engine(url), _patience(settings)
    try:
        if make_missing_file(url):
            logger.info("Database %s made", masked(url))
        check_schema(engine, patience)
    except UserError as error:
        raise UnusableDatabaseError(str(error)) from None
    finally:
        engine.dispose()  # the crawl opens its own; the lock needs at most one connection
    lock = OutletLock(engine, outlet, patience, settings.getfloat("LEASE_SECONDS", LEASE_SECONDS))
    lock.acquire()
    refused_starts.take_in(engine)
    return lock


def _patience(settings: BaseSettings) -> float:
    return settings.getfloat("DATABASE_PATIENCE", PATIENCE.total_seconds())


def record_refusal(
    name: str,
    given: Mapping[str, str],
    settings: BaseSettings,
    loader: SpiderLoaderProtocol,
    error: UserError,
) -> str | None:
    """Store a run that did not start, so that it is seen in the morning.

    Returns:
        The outlet, or None if there is no such outlet or no database.
    """
    arguments = {key: value for key, value in given.items() if not key.startswith("_")}
    try:
        url = database_url(settings.get("DATABASE_URL"))
        spider = loader.load(name)
        outlet = spider.outlet_name(arguments) if issubclass(spider, OutletSpider) else name
    except (UserError, KeyError):  # there is no such outlet, or no database
        return None
    refused_starts.record(url, outlet, arguments, error.exit_code, str(error))
    return outlet


def _outlet(name: str, given: Mapping[str, str], loader: SpiderLoaderProtocol) -> str:
    """Return the name under which the crawl is stored."""
    names = sorted(loader.list())
    if name not in names:
        raise UserError(f"{name}: no such outlet; expected one of {', '.join(names)}")
    spider = loader.load(name)
    if not issubclass(spider, OutletSpider):
        return name
    arguments = {key: value for key, value in given.items() if not key.startswith("_")}
    spider.read_arguments(arguments)
    return spider.outlet_name(arguments)


def check_contact(settings: BaseSettings) -> None:
    """Require CONTACT for a crawl that leaves the machine."""
    guard = AddressGuard.from_settings(settings)
    if settings.get("REPLAY_WARC") or guard.open:
        return
    contact = str(settings.get("CONTACT") or "").strip()
    if contact and not ("@" in contact or contact.startswith(("http://", "https://"))):
        raise UserError(
            f"CONTACT={contact}: expected an email address, or the URL of a page about the crawl "
            "(https://...)"
        )
    if not contact:
        raise UserError(
            "CONTACT is empty: a live crawl names its operator; set CONTACT=you@example.org "
            "or the URL of a page about the crawl, in the environment or with -s"
        )


def _check_numbers(settings: BaseSettings) -> None:
    for name, (least, expected) in _NUMBERS.items():
        value = settings.get(name)
        if value is None:
            continue
        try:
            wrong = not float(value) >= least  # NaN is neither less nor greater
        except (TypeError, ValueError):
            wrong = True
        if wrong:
            raise UserError(f"{name}={value}: expected {expected}")


def _check_workers(value: str) -> None:
    if not value.isdecimal() or int(value) > 256:
        raise UserError(
            f"EXTRACT_WORKERS={value}: expected a number of processes, 0 for none of their own"
        )
