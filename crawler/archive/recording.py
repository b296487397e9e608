"""Downloader middleware that writes every response of a live crawl to WARC files."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from crawler.archive.replay import ARCHIVED, FETCHED_AT
from crawler.archive.warc_writer import Header, WarcWriter
from pipelines.errors import UserError
from pipelines.items import ArchiveRef
from pipelines.own_name import own_name

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

FINISH_REASON = "archive"
"""Finish reason of a crawl that stopped because its archive could not be written."""
UNWRITTEN = "archive/unwritten"
"""Statistic of a crawl whose archive could not be written, set even if the crawl ended for another
reason first.
"""

_ROTATE_AT = 1 << 30  # bytes: the size that the WARC standard recommends
_FREE_AT_START = 16 << 20  # bytes: with less, a crawl would stop within its first pages
_SECRET = (b"authorization", b"proxy-authorization", b"cookie")


class ArchiveError(UserError):
    """The archive cannot be written; the crawl ends with the finish reason ``archive``."""


def writable_archive_folder(settings: BaseSettings) -> Path | None:
    """Create and test the folder of ``ARCHIVE_DIR``; return None if archiving is off.

    Raises:
        UserError: it cannot be created or written, or its disk is full.
    """
    value = settings.get("ARCHIVE_DIR")
    if not value or settings.get("REPLAY_WARC"):
        return None
    folder = Path(str(value)).expanduser().absolute()
    trial = folder / f".tinsach-{own_name()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.write_bytes(b"x")
        trial.unlink()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise UserError(
            f"ARCHIVE_DIR={value}: {folder} cannot be written ({error.strerror}); expected a "
            "writable folder; correct it, or leave it empty to archive nothing"
        ) from error
    if free < _FREE_AT_START:
        raise UserError(
            f"ARCHIVE_DIR={value}: {free >> 20} MiB left on the disk of {folder}; expected at "
            f"least {_FREE_AT_START >> 20} MiB; make room, or leave it empty to archive nothing"
        )
    return folder


class WarcFiles:
    """WARC files ``<name>-<time>-<host>-<random>-<number>.warc.gz``, rotated at ``limit`` bytes.

    Not thread-safe: call it from one thread.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        *,
        limit: int = _ROTATE_AT,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._folder = folder
        self._name = name
        self._limit = limit
        self._clock = clock
        self._own = own_name()
        self._number = 0
        self._writer: WarcWriter | None = None

    def current(self) -> WarcWriter:
        """Return the file to write to; a full file is closed first."""
        if self._writer is not None and self._writer.size >= self._limit:
            self.close()
        if self._writer is None:
            stamp = f"{self._clock():%Y%m%d%H%M%S}"
            file = f"{self._name}-{stamp}-{self._own}-{self._number:05}.warc.gz"
            self._writer = WarcWriter(self._folder / file)
            self._number += 1
        return self._writer

    def close(self) -> None:
        """Flush the open file to disk and close it."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None


class RecordingMiddleware:
    """Downloader middleware closest to the downloader; active if ``ARCHIVE_DIR`` is set.

    It sees responses first, so it records the bytes as the server sent them: compressed, and before
    redirects are followed. A thread writes, so the event loop is not blocked. A response is passed
    on once its record is in the file, with its ``ArchiveRef`` in ``response.meta``: after ``kill
    -9`` the file holds every response that was passed on.
    """

    def __init__(self, crawler: Crawler, files: WarcFiles) -> None:
        self._crawler = crawler
        self._files = files
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        self._broken: ArchiveError | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Test the folder; raises ``UserError`` if it is not writable."""
        folder = writable_archive_folder(crawler.settings)
        if folder is None:
            raise NotConfigured
        limit = crawler.settings.getint("ARCHIVE_ROTATE_BYTES", _ROTATE_AT)
        recorder = cls(crawler, WarcFiles(folder, crawler.spidercls.name, limit=limit))
        crawler.signals.connect(recorder.spider_closed, signal=signals.spider_closed)
        return recorder

    def process_request(self, request: Request) -> None:
        """Remove from ``meta`` what the response before a redirect left there."""
        request.meta.pop(ARCHIVED, None)
        request.meta.pop(FETCHED_AT, None)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Archive a response and pass it on.

        Raises:
            ArchiveError: the archive cannot be written; the crawl is being stopped.
        """
        at = datetime.now(UTC)
        request.meta[FETCHED_AT] = at
        if "partial" in response.flags or "dataloss" in response.flags:
            return response
        if self._broken:
            raise self._broken
        try:
            request.meta[ARCHIVED] = await asyncio.wrap_future(
                self._thread.submit(self._write, request, response, at)
            )
        except OSError as error:
            raise self._stop(error) from error
        return response

    async def spider_closed(self) -> None:
        """Close the file once all submitted records are written."""
        try:
            await asyncio.wrap_future(self._thread.submit(self._files.close))
        except OSError as error:
            self._crawler.stats.inc_value(UNWRITTEN)
            logger.error("archive not closed cleanly: %s", error)
        finally:
            self._thread.shutdown()

    def _write(self, request: Request, response: Response, at: datetime) -> ArchiveRef:
        return self._files.current().write(
            request.url,
            response.status,
            _received(response),
            response.body,
            at,
            method=request.method,
            request_headers=_sent(request),
            request_body=request.body,
            protocol=response.protocol or "HTTP/1.1",
            ip_address=str(response.ip_address) if response.ip_address else None,
        )

    def _stop(self, error: OSError) -> ArchiveError:
        """Remember the error and ask the engine to end the crawl, once."""
        if self._broken is None:
            self._broken = ArchiveError(
                f"ARCHIVE_DIR={self._crawler.settings.get('ARCHIVE_DIR')}: cannot be written any "
                f"more ({error.strerror}); the crawl stops; make room and start it again"
            )
            logger.error("%s", self._broken)
            self._crawler.stats.inc_value(UNWRITTEN)
            self._closing = asyncio.ensure_future(
                self._crawler.engine.close_spider_async(reason=FINISH_REASON)
            )
        return self._broken


def _received(response: Response) -> list[Header]:
    """Return the response headers, with ``Content-Length`` corrected to the stored length."""
    headers: list[Header] = [
        (name, value)
        for name, values in response.headers.items()
        for value in values
        if name.lower() != b"transfer-encoding"
    ]
    framed = any(name == b"Content-Length" for name, _ in headers)
    if not framed and response.body:
        headers.append((b"Content-Length", str(len(response.body)).encode()))
    return headers


def _sent(request: Request) -> list[Header]:
    """Return the request headers without secrets, so that the archive can be shared."""
    return [
        (name, value)
        for name, values in request.headers.items()
        if name.lower() not in _SECRET
        for value in values
    ]
