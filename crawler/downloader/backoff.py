"""How fast a host is asked, and how long it is left alone after it failed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.extensions.throttle import AutoThrottle

from crawler.downloader.errors import HostDown, IncompleteBodyError, explain

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.core.downloader import Downloader
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

logger = logging.getLogger(__name__)

_SLOWED = frozenset({429, 503})


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Seconds that a ``Retry-After`` header asks for: a number, or a date (RFC 9110, 10.2.3).

    None where there is none or it is garbage; a date gone by is 0.
    """
    text = (value or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        at = parsedate_to_datetime(text)
        # "-0000" says UTC without a place; the standard knows GMT only
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
        return max(0.0, (at - now).total_seconds())
    except (ValueError, OverflowError):
        return None


def hold(crawler: Crawler, host: str, delay: float) -> bool:
    """Keep at least ``delay`` seconds between requests to ``host``, for the rest of the run.

    Returns whether that is slower than before. The setting ``DOWNLOAD_SLOTS`` of the downloader
    remembers it, because the slot itself is dropped after a minute without requests.
    """
    downloader = _downloader(crawler)
    known = downloader.per_slot_settings.get(host, {})
    usual = known.get("delay", crawler.settings.getfloat("DOWNLOAD_DELAY"))
    if delay <= usual:
        return False
    downloader.per_slot_settings[host] = {**known, "delay": delay, "jitter": 0.0}
    slot = downloader.slots.get(host)
    if slot is not None:
        slot.delay = max(slot.delay, delay)
        slot.jitter = 0.0
    return True


def _downloader(crawler: Crawler) -> Downloader:
    return crawler.engine.downloader


class Throttle(AutoThrottle):
    """Scrapy's AutoThrottle, which would go under a ``Crawl-delay`` as soon as answers are fast."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if slot is not None and key is not None:
            floor = _downloader(self.crawler).per_slot_settings.get(key, {}).get("delay", 0.0)
            slot.delay = max(slot.delay, floor)


@dataclass(slots=True)
class HostHealth:
    """How a host has been doing.

    Attributes:
        failures: answers in a row that failed, counted once per pause.
        strikes: those of them that were no second try of the same page: retries come last and
            in a row, so a few bad pages would look like a bad host.
        until: ``monotonic`` time up to which it is left alone.
        down: it is asked no more in this run.
    """

    failures: int = 0
    strikes: int = 0
    until: float = 0.0
    down: bool = False


class BackOffMiddleware(RetryMiddleware):
    """Takes the place of Scrapy's ``RetryMiddleware``, which tries again at once.

    A failure (``RETRY_HTTP_CODES``, a lost connection, a timeout) leaves the whole host alone for
    ``BACKOFF_START`` seconds, twice as long after each further one, up to ``BACKOFF_MAX``; a
    ``Retry-After`` for as long as it says, up to ``RETRY_AFTER_MAX``. One good answer ends that.
    After ``BACKOFF_FAILURES`` in a row the host counts as down: the rest of the run asks it for
    nothing, its pages stay due, and the statistic ``degraded/hosts`` marks the run.
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
        """Build it from the settings named above."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises ``HostDown`` for a host that is."""
        host = _host(request)
        health = self._hosts.get(host)
        if health is not None and health.down:
            raise HostDown(f"{host} failed {health.failures} times in a row; not asked any more")

    def note(self, request: Request, answer: Response | Exception) -> None:
        """Take notice of how a download ended.

        The download handler calls it, because Scrapy sends the slot's next request before any
        middleware sees the answer. So what is replayed from an archive makes no host wait.
        """
        if isinstance(answer, Exception):
            if isinstance(answer, self.exceptions_to_retry):
                self._failed(request, explain(answer)[0], None)
        elif answer.status in self.retry_http_codes:
            wanted = None
            if answer.status in _SLOWED:
                wanted = retry_after(answer.headers.get("Retry-After"), datetime.now(UTC))
            self._failed(request, f"HTTP {answer.status}", wanted)
        else:
            self._recovered(request)

    def again(self, request: Request, error: IncompleteBodyError) -> Request:
        """The request to be made again; raises the error where that was done often enough."""
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
            logger.error("%s failed %d times in a row and is not asked any more in this run",
                         host, health.failures)  # fmt: skip

    def _pause(self, request: Request, until: float) -> None:
        """Move the time of the slot's last request on: the slot waits its delay from there."""
        key = str(request.meta.get("download_slot"))
        slot = _downloader(self.crawler).slots.get(key)
        if slot is None:
            return
        slot.delay = min(max(2 * slot.delay, self._start / 4), max(self._ceiling, slot.delay))
        slot.lastseen = max(slot.lastseen, until)

    def _recovered(self, request: Request) -> None:
        """Forget the failures; the delay falls again with AutoThrottle, or at once without it."""
        if self._hosts.pop(_host(request), None) is None:
            return
        downloader = _downloader(self.crawler)
        key = str(request.meta.get("download_slot"))
        slot = downloader.slots.get(key)
        if slot is not None and not self.crawler.settings.getbool("AUTOTHROTTLE_ENABLED"):
            usual = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
            slot.delay = downloader.per_slot_settings.get(key, {}).get("delay", usual)


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""
