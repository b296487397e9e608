"""Delay between requests to a host: Crawl-delay, Retry-After, latency."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scrapy.extensions.throttle import AutoThrottle

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.core.downloader import Downloader
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

SLOWED_STATUSES = frozenset({429, 503})


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Parse a ``Retry-After`` header into seconds: a number, or a date (RFC 9110, 10.2.3).

    None if it is missing or malformed; 0 for a past date.
    """
    text = (value or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        at = parsedate_to_datetime(text)
        # "-0000" means UTC without a location; the standard allows only GMT
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
        return max(0.0, (at - now).total_seconds())
    except (ValueError, OverflowError):
        return None


def hold(crawler: Crawler, host: str, delay: float) -> bool:
    """Keep at least ``delay`` seconds between requests to ``host``, for the rest of the run.

    Return whether that is slower than before. The downloader's setting ``DOWNLOAD_SLOTS`` keeps it,
    because the slot itself is dropped after a minute without requests.
    """
    downloader = downloader_of(crawler)
    slot_settings = downloader.per_slot_settings.get(host, {})
    usual = slot_settings.get("delay", crawler.settings.getfloat("DOWNLOAD_DELAY"))
    if delay <= usual:
        return False
    downloader.per_slot_settings[host] = {**slot_settings, "delay": delay, "jitter": 0.0}
    slot = downloader.slots.get(host)
    if slot is not None:
        slot.delay = max(slot.delay, delay)
        slot.jitter = 0.0
    return True


def downloader_of(crawler: Crawler) -> Downloader:
    """Return the running crawl's downloader."""
    return crawler.engine.downloader


class Throttle(AutoThrottle):
    """Scrapy's AutoThrottle, which keeps to a ``Crawl-delay`` even if responses are fast."""

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if slot is not None and key is not None:
            floor = downloader_of(self.crawler).per_slot_settings.get(key, {}).get("delay", 0.0)
            slot.delay = max(slot.delay, floor)
