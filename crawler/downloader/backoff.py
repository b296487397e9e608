"""Retry middleware with back-off per host; honours Retry-After."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.retry import RetryMiddleware

from crawler.downloader.errors import HostDown, IncompleteBodyError, explain
from crawler.downloader.throttle import SLOWED_STATUSES, downloader_of, retry_after

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

logger = logging.getLogger(__name__)


WALL_STATUSES = frozenset({202, 401, 403, 407, 418, 421, 425, 451})
"""Statuses that blocking sites send; a single one may be a closed page."""
MIN_CONSECUTIVE_REFUSALS = 3  # of them in a row count as a failure of the host


@dataclass(slots=True)
class HostHealth:
    """The recent record of a host.

    Attributes:
        failures: consecutive failed responses, counted once per pause.
        refusals: consecutive responses with one of ``WALL_STATUSES``.
        strikes: ``failures`` without retries of one page: retries come last and in a row, so a few
            bad pages would look like a bad host. ``BACKOFF_FAILURES`` of them end the host.
        until: ``monotonic`` time until which it is left alone.
        down: whether this run has given up on it.
    """

    failures: int = 0
    refusals: int = 0
    strikes: int = 0
    until: float = 0.0
    down: bool = False


class BackOffMiddleware(RetryMiddleware):
    """Replaces Scrapy's ``RetryMiddleware``, which retries at once.

    After a failure (Scrapy's ``RETRY_HTTP_CODES``, 408 and 429 among them, and everything from 500,
    a lost connection, a timeout, a row of refusals) the whole host is left alone for
    ``BACKOFF_START`` seconds, twice as long after each further failure, up to ``BACKOFF_MAX``; a
    ``Retry-After`` for as long as it says, up to ``RETRY_AFTER_MAX``. One good response ends that.

    After ``BACKOFF_FAILURES`` strikes the host counts as down: the rest of the run requests nothing
    from it, its pages stay due, and the statistic ``degraded/hosts`` marks the run.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        super().__init__(settings)
        self.crawler = crawler
        self._stats = crawler.stats
        self._start = settings.getfloat("BACKOFF_START", 2.0)
        self._ceiling = settings.getfloat("BACKOFF_MAX", 60.0)
        self._most = settings.getint("BACKOFF_FAILURES", 12)
        self._obeyed = settings.getfloat("RETRY_AFTER_MAX", 300.0)
        self._hosts: dict[str, HostHealth] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BackOffMiddleware:
        """Create it from the settings named above."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise ``HostDown`` for a host that is down."""
        host = _host(request)
        health = self._hosts.get(host)
        if health is not None and health.down:
            raise HostDown(f"{host} failed {health.failures} times in a row; no more requests")

    def note(self, request: Request, outcome: Response | Exception) -> None:
        """Record how a download ended.

        The download handler calls it, because Scrapy sends the slot's next request before any
        middleware sees the response. As a result, replayed responses make no host wait.
        """
        if isinstance(outcome, Exception):
            if isinstance(outcome, self.exceptions_to_retry):
                self._failed(request, explain(outcome)[0], None)
        elif outcome.status in self.retry_http_codes:
            wanted = None
            if outcome.status in SLOWED_STATUSES:
                wanted = retry_after(outcome.headers.get("Retry-After"), datetime.now(UTC))
            self._failed(request, f"HTTP {outcome.status}", wanted)
        elif outcome.status >= 500 or self._refuses_repeatedly(request, outcome.status):
            self._failed(request, f"HTTP {outcome.status}", None)
        elif outcome.status not in WALL_STATUSES:
            self._recovered(request)

    def _refuses_repeatedly(self, request: Request, status: int) -> bool:
        """Return whether the host refuses page after page; a single refusal means little."""
        if status not in WALL_STATUSES:
            return False
        health = self._hosts.setdefault(_host(request), HostHealth())
        health.refusals += 1
        return health.refusals >= MIN_CONSECUTIVE_REFUSALS

    def retry_incomplete(self, request: Request, error: IncompleteBodyError) -> Request:
        """Return the retry request, or raise the error if there were enough retries."""
        retried = self._retry(request, error)
        if retried is None:
            raise error
        return retried

    def _retry(self, request: Request, reason: Any) -> Request | None:
        health = self._hosts.get(_host(request))
        if health is not None and health.down:
            return None
        return super()._retry(request, reason)

    def _failed(self, request: Request, reason: str, wanted: float | None) -> None:
        """Leave the host alone for a while; failures of requests already sent count once."""
        host = _host(request)
        health = self._hosts.setdefault(host, HostHealth())
        now = monotonic()
        if now >= health.until:
            health.failures += 1
            health.strikes += not request.meta.get("retry_times")
        pause = min(self._ceiling, self._start * 2.0 ** min(health.failures - 1, 30))
        if wanted is not None:
            pause = max(pause, min(wanted, self._obeyed))
        health.until = max(health.until, now + pause)
        self._pause(request, health.until)
        self._stats.inc_value("backoff/failures")
        self._stats.max_value("backoff/longest_pause", round(pause, 3))
        logger.info("%s: %s; left alone for %.1f s", host, reason, health.until - now)
        if health.strikes >= self._most and not health.down:
            health.down = True
            self._stats.inc_value("degraded/hosts")
            logger.error("%s failed %d times in a row and gets no more requests in this run",
                         host, health.strikes)  # fmt: skip

    def _pause(self, request: Request, until: float) -> None:
        """Shift the slot's last request time forward: the slot waits its delay from there."""
        key = str(request.meta.get("download_slot"))
        slot = downloader_of(self.crawler).slots.get(key)
        if slot is None:
            return
        slot.delay = min(max(2 * slot.delay, self._start / 4), max(self._ceiling, slot.delay))
        slot.lastseen = max(slot.lastseen, until)

    def _recovered(self, request: Request) -> None:
        """Reset the failures; the delay falls gradually with AutoThrottle, at once without it."""
        if self._hosts.pop(_host(request), None) is None:
            return
        downloader = downloader_of(self.crawler)
        key = str(request.meta.get("download_slot"))
        slot = downloader.slots.get(key)
        if slot is not None and not self.crawler.settings.getbool("AUTOTHROTTLE_ENABLED"):
            usual = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
            slot.delay = downloader.per_slot_settings.get(key, {}).get("delay", usual)


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""
