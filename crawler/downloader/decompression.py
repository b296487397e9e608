"""Decompression that is bounded, and that does not take half a stream for a page."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Self

import brotli  # type: ignore[import-untyped]
import zstandard
from scrapy.http import TextResponse
from scrapy.responsetypes import responsetypes

from crawler.downloader.backoff import BackOffMiddleware
from crawler.downloader.errors import IncompleteBodyError, TooLarge

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

_STEP = 1 << 16  # bytes that a decoder may give at once
_ZSTD_WINDOW = 8 << 20  # RFC 9659: what a decoder must accept in HTTP, and no more
_MOST_LAYERS = 3  # of encodings one in another; servers use one
_DAMAGED = (zlib.error, brotli.error, zstandard.ZstdError)


class DecompressionMiddleware:
    """Takes the place of Scrapy's ``HttpCompressionMiddleware``.

    Scrapy's hands a truncated stream on as far as it could be read, and so half an article looks
    like a whole one. Here a stream must reach its own end.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._limit = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The limit is ``DOWNLOAD_MAXSIZE``, before and after decompression."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Say what can be decoded."""
        request.headers.setdefault("Accept-Encoding", b"gzip, deflate, br, zstd")

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response with its body decoded, or the request once more where it is damaged.

        Raises:
            TooLarge: the decoded body is over the limit.
            IncompleteBodyError: the stream is cut or damaged, time after time.
        """
        try:
            return self._decoded(request, response)
        except IncompleteBodyError as error:
            # Scrapy shows errors of process_response to no middleware, so not to this one either
            back_off = self._crawler.get_downloader_middleware(BackOffMiddleware)
            if back_off is None:
                raise
            return back_off.again(request, error)

    def _decoded(self, request: Request, response: Response) -> Response:
        encodings = [
            word.strip().lower().decode("latin-1")
            for line in response.headers.getlist("Content-Encoding")
            for word in line.split(b",")
        ]
        encodings = [word for word in encodings if word not in ("", "identity")]
        if not encodings or not response.body or request.method == "HEAD":
            return response
        limit = request.meta.get("download_maxsize", self._limit)
        body = decompress(response.body, encodings, limit)
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        headers.pop("Content-Length", None)
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        changed: dict[str, Any] = {"body": body, "headers": headers}
        if issubclass(kind, TextResponse):
            changed["encoding"] = None
        return response.replace(cls=kind, **changed)


def decompress(body: bytes, encodings: list[str], limit: int) -> bytes:
    """Undo the encodings of a body, the last one first; at most ``limit`` bytes come out.

    Memory stays within the limit and a step of the decoder, whatever the stream announces.
    """
    if len(encodings) > _MOST_LAYERS:
        raise TooLarge(f"more than {_MOST_LAYERS} encodings one in another")
    for encoding in reversed(encodings):
        decoder = _DECODERS.get(encoding)
        if decoder is None:
            raise IncompleteBodyError(f"encoded as {encoding[:40]!r}, which was not asked for")
        pieces = bytearray()
        try:
            for piece in decoder(body):
                pieces += piece
                if len(pieces) > limit:
                    raise TooLarge(f"larger than {limit} bytes when decompressed ({encoding})")
        except _DAMAGED as error:
            raise IncompleteBodyError(f"damaged {encoding} stream: {error}") from error
        body = bytes(pieces)
    return body


def _zlib(body: bytes, wbits: int, name: str) -> Iterator[bytes]:
    """Every member of a zlib or gzip stream; padding of zeros after the last one is allowed."""
    while True:
        decoder = zlib.decompressobj(wbits)
        rest = body
        while rest and not decoder.eof:
            yield decoder.decompress(rest, _STEP)
            rest = decoder.unconsumed_tail
        if not decoder.eof:
            yield decoder.flush(_STEP)
        if not decoder.eof:
            raise IncompleteBodyError(f"{name} stream cut short")
        body = decoder.unused_data
        if name != "gzip" or not body.startswith(b"\x1f\x8b"):
            return


def _deflate(body: bytes) -> Iterator[bytes]:
    """With zlib's header, as the standard says, or without, as some servers do."""
    wrapped = len(body) > 1 and body[0] & 15 == 8 and (body[0] * 256 + body[1]) % 31 == 0
    return _zlib(body, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, "deflate")


def _gzip(body: bytes) -> Iterator[bytes]:
    return _zlib(body, zlib.MAX_WBITS | 16, "gzip")


def _brotli(body: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    piece = decoder.process(body, output_buffer_limit=_STEP)
    yield piece
    while not decoder.is_finished():
        piece = decoder.process(b"", output_buffer_limit=_STEP)
        if not piece:
            raise IncompleteBodyError("br stream cut short")
        yield piece


def _zstd(body: bytes) -> Iterator[bytes]:
    """Every frame; the window, which is what a decoder holds in memory, is limited."""
    decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    rest = body
    while rest:
        decoder = decompressor.decompressobj(write_size=_STEP, read_across_frames=False)
        for start in range(0, len(rest), _ZSTD_INPUT):
            yield decoder.decompress(rest[start : start + _ZSTD_INPUT])
            if decoder.eof:
                break
        if not decoder.eof:
            raise IncompleteBodyError("zstd stream cut short")
        rest = decoder.unused_data + rest[start + _ZSTD_INPUT :]


_ZSTD_INPUT = 64
_DECODERS: Mapping[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
