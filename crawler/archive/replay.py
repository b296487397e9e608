"""Downloader middleware that serves every response from WARC files."""

from __future__ import annotations

import logging
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy.exceptions import DownloadCancelledError, NotConfigured
from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes

from crawler.archive.clock import replay_at
from crawler.archive.index import RecordedResponse, ReplayIndex, expand

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

logger = logging.getLogger(__name__)

ARCHIVED = "archived"
"""Key in ``response.meta``: the ``ArchiveRef`` of the response."""
FETCHED_AT = "fetched_at"
"""Key in ``response.meta``: aware time in UTC at which the outlet sent the bytes."""

NOT_ARCHIVED = "not archived"
"""Response flag: the files do not hold the URL, and the outlet was not asked."""

_KEPT_BY_304 = (b"etag", b"last-modified", b"date", b"expires", b"cache-control", b"vary")


def open_index(pattern: str) -> ReplayIndex:
    """Call ``ReplayIndex.open`` once per process, as long as the files are unchanged.

    Both the check before a crawl and the crawl itself need the index.
    """
    stats = [(path, path.stat()) for path in expand(pattern)]
    return _opened(pattern, tuple((path, one.st_size, one.st_mtime_ns) for path, one in stats))


@lru_cache(maxsize=1)
def _opened(pattern: str, files: tuple[tuple[Path, int, int], ...]) -> ReplayIndex:
    return ReplayIndex.open(pattern)


class ReplayMiddleware:
    """Downloader middleware closest to the downloader; active if ``REPLAY_WARC`` is set.

    It returns responses from ``process_request``, so nothing behind it (slots, delays, handlers,
    the resolver) is reached and nothing leaves the machine. The middlewares before it (cookies,
    redirects, decompression, robots.txt) work as in a live crawl.
    """

    def __init__(
        self,
        index: ReplayIndex,
        at: datetime | None,
        *,
        max_size: int = 0,
        stats: StatsCollector | None = None,
    ) -> None:
        self.index = index
        self._at = at
        self._max_size = max_size
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the index; raises ``UserError`` if the files or ``REPLAY_AT`` are wrong."""
        pattern = crawler.settings.get("REPLAY_WARC")
        if not pattern:
            raise NotConfigured
        at = replay_at(crawler.settings)
        index = open_index(str(pattern))
        logger.info("replaying %d URLs from %s", len(index), pattern)
        for damage in index.damages:
            logger.warning("archive damaged: %s; what can be read of it is used", damage)
        max_size = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        return cls(index, at, max_size=max_size, stats=crawler.stats)

    def process_request(self, request: Request) -> Response:
        """Return the stored response, a 304 if the request's validators match, or a flagged 404."""
        request.meta.pop(ARCHIVED, None)  # left by the response before a redirect
        request.meta.pop(FETCHED_AT, None)
        capture = None
        if request.method in ("GET", "HEAD"):
            capture = self.index.find(request.url, self._at)
        if capture is None:
            self._count("archive/missing")
            flags = ["replayed", NOT_ARCHIVED]
            return Response(request.url, status=404, request=request, flags=flags)
        limit = request.meta.get("download_maxsize", self._max_size)
        if limit and capture.size > limit:
            raise DownloadCancelledError(
                f"{request.url}: {capture.size} bytes in {capture.path}, limit {limit}"
            )
        recorded = self.index.read(request.url, capture)
        self._count("archive/replayed")
        request.meta[ARCHIVED] = recorded.ref
        request.meta[FETCHED_AT] = recorded.at
        if recorded.status == 200 and _is_unchanged(request, recorded):
            return _response(request, recorded, status=304, body=b"")
        body = b"" if request.method == "HEAD" else recorded.body
        return _response(request, recorded, status=recorded.status, body=body)

    def _count(self, name: str) -> None:
        if self._stats is not None:
            self._stats.inc_value(name)


def _response(
    request: Request, recorded: RecordedResponse, *, status: int, body: bytes
) -> Response:
    given = recorded.headers
    if status == 304:
        given = [(name, value) for name, value in given if name.lower() in _KEPT_BY_304]
    headers = Headers()
    for name, value in given:
        headers.appendlist(name, value)
    # The headers decide the response class, as in Scrapy's HTTP cache; decompression decides again.
    kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
    return kind(
        url=request.url,
        status=status,
        headers=headers,
        body=body,
        request=request,
        flags=["replayed"],
        protocol="HTTP/1.1",
    )


def _is_unchanged(request: Request, recorded: RecordedResponse) -> bool:
    """Return whether the validators of a conditional request match (RFC 9110, section 13.2.2)."""
    stored = {name.lower(): value for name, value in recorded.headers}
    wanted = request.headers.get(b"If-None-Match")
    if wanted is not None:
        etag = _weak(stored.get(b"etag", b""))
        tags = [_weak(tag) for tag in wanted.split(b",")]
        return wanted.strip() == b"*" or (bool(etag) and etag in tags)
    since = _http_date(request.headers.get(b"If-Modified-Since"))
    modified = _http_date(stored.get(b"last-modified"))
    return since is not None and modified is not None and modified <= since


def _weak(tag: bytes) -> bytes:
    """Drop the ``W/`` for weak comparison."""
    return tag.strip().removeprefix(b"W/")


def _http_date(value: bytes | None) -> datetime | None:
    if not value:
        return None
    try:
        parsed = parsedate_to_datetime(value.decode("latin-1"))
    except ValueError:
        return None
    return parsed if parsed.tzinfo else None
