"""Bounded decompression that rejects truncated streams."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self

from scrapy.http import TextResponse
from scrapy.responsetypes import responsetypes

from crawler.downloader.backoff import BackOffMiddleware
from crawler.downloader.errors import IncompleteBodyError, TooLarge
from pipelines.content_coding import (
    DamagedStream,
    OverBudget,
    codings_of,
    decompressing,
    unwrapping,
    wrapped_in,
)

if TYPE_CHECKING:
    from collections.abc import Generator

    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response


class DecompressionMiddleware:
    """Replaces Scrapy's ``HttpCompressionMiddleware``.

    Scrapy's passes on the readable part of a truncated stream, so half an article looks like a
    whole one. Here a stream must be complete.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Create it; the limit is ``DOWNLOAD_MAXSIZE``, before and after decompression."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Send ``Accept-Encoding``."""
        request.headers.setdefault("Accept-Encoding", b"gzip, deflate, br, zstd")

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the response with its body decoded, or a retry if it is damaged.

        Other responses, and signals, have their turn while a large one is decoded.

        Raises:
            TooLarge: the decoded body is over the limit.
            IncompleteBodyError: the stream is truncated or damaged on every try.
        """
        try:
            return await self._decoded(request, response)
        except IncompleteBodyError as error:
            # Scrapy passes errors of process_response to no middleware, so not to this one either
            back_off = self._crawler.get_downloader_middleware(BackOffMiddleware)
            if back_off is None:
                raise
            return back_off.retry_incomplete(request, error)

    async def _decoded(self, request: Request, response: Response) -> Response:
        """Decode what the header names, and gzip or zstd that it does not name."""
        if not response.body or request.method == "HEAD":
            return response
        lines = [line.decode("latin-1") for line in response.headers.getlist("Content-Encoding")]
        limit = request.meta.get("download_maxsize", self._limit)
        try:
            body = await _in_steps(decompressing(response.body, codings_of(lines), limit))
            body = await _unnamed_undone(body, limit)
        except OverBudget as error:
            raise TooLarge(str(error)) from error
        except DamagedStream as error:
            raise IncompleteBodyError(str(error)) from error
        if not lines and body is response.body:
            return response
        headers = response.headers.copy()
        headers.pop("Content-Encoding", None)
        headers.pop("Content-Length", None)
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        changed: dict[str, Any] = {"body": body, "headers": headers}
        if issubclass(kind, TextResponse):
            changed["encoding"] = None
        return response.replace(cls=kind, **changed)


async def _unnamed_undone(body: bytes, limit: int) -> bytes:
    """Decode a body that is compressed without a header, or return it as it is if truncated.

    The beginning of a truncated source can still be parsed; a page is checked again later.
    """
    if wrapped_in(body) is None:
        return body
    try:
        return await _in_steps(unwrapping(body, limit))
    except DamagedStream:
        return body


async def _in_steps(decoding: Generator[None, None, bytes]) -> bytes:
    while True:
        try:
            next(decoding)
        except StopIteration as end:
            whole: bytes = end.value
            return whole
        await asyncio.sleep(0)
