"""Decodes HTTP content codings within limits on output bytes, members and layers.

Every loop advances by position and copies nothing that is still unread, so the time is linear in
input and output, however many members the stream is cut into. What one coding leaves for the next
may hardly be larger than it was, so the time is linear in the bytes received, however many codings
are nested: 277 bytes once became 16 MB of blocks without content.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping

import brotli  # type: ignore[import-untyped]
import zstandard

MAX_MEMBERS = 4_096
"""Maximum members, or frames, per stream: tools that split a file do so every 64 KiB or more."""
MAX_LAYERS = 3
"""Maximum nested codings; servers use one, two by mistake."""
MAX_NESTED_GROWTH = 4
"""Maximum growth of a stream that is compressed again: compressed data hardly shrinks."""
NESTED_BYTES = 1 << 16
"""Size up to which a stream within a stream is not a bomb, whatever its growth."""

_OUTPUT = 1 << 16  # bytes that a decoder may return at once
_INPUT = 1 << 14  # bytes passed to it at once
_PIECES_PER_STEP = 64
_ZSTD_INPUT = 64  # bytes; four may become a block of 128 KiB, and zstandard has no output limit
_ZSTD_WINDOW = 8 << 20  # RFC 9659: what a decoder must accept in HTTP, and no more
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_UNSUPPORTED = frozenset(  # registered with IANA, but not decodable here
    {"compress", "x-compress", "exi", "pack200-gzip", "aes128gcm", "dcb", "dcz"}
)
_DAMAGED = (zlib.error, brotli.error, zstandard.ZstdError)


class DamagedStream(ValueError):  # noqa: N818  # states what was found
    """The stream is truncated, or not a stream of this coding."""


class OverBudget(ValueError):  # noqa: N818
    """The output exceeds the limit, or the stream has too many members or layers."""


def codings_of(values: Iterable[str]) -> list[str]:
    """Return the codings in ``Content-Encoding`` lines, in the order they were applied.

    Values that name no coding (``none``, ``utf-8``, ``identity``) are ignored, as browsers do.

    Raises:
        DamagedStream: a coding cannot be decoded here.
    """
    named = [
        word.partition(";")[0].strip(" \t\"'").lower()
        for line in values
        for word in line.split(",")
    ]
    for name in named:
        if name in _UNSUPPORTED:
            raise DamagedStream(f"encoded as {name}, which was not asked for")
    return [name for name in named if name in _DECODERS]


def decompress(body: bytes, codings: Iterable[str], limit: int) -> bytes:
    """Decode a body, the last coding first; at most ``limit`` bytes of output per coding.

    Raises:
        DamagedStream: a stream is truncated or damaged.
        OverBudget: the output would exceed ``limit`` bytes, or that of an outer coding a multiple
            of its input.
    """
    return _run(decompressing(body, codings, limit))


def unwrap(body: bytes, limit: int) -> bytes:
    """Decode gzip or zstd that no header names, up to ``MAX_LAYERS`` deep.

    Raises:
        DamagedStream, OverBudget: as ``decompress``.
    """
    return _run(unwrapping(body, limit))


def decompressing(body: bytes, codings: Iterable[str], limit: int) -> Generator[None, None, bytes]:
    """Do as ``decompress`` in steps of a few milliseconds, yielding between them."""
    layers = list(codings)
    if len(layers) > MAX_LAYERS:
        raise OverBudget(f"more than {MAX_LAYERS} encodings one in another")
    for left, coding in enumerate(reversed(layers), 1 - len(layers)):
        nested = min(limit, _nested_limit(body))
        body = yield from _joined(_DECODERS[coding](body), nested if left else limit, coding)
        if len(body) > nested and wrapped_in(body):
            raise _too_large(nested, coding)
    return body


def unwrapping(body: bytes, limit: int) -> Generator[None, None, bytes]:
    """Do as ``unwrap`` in steps of a few milliseconds, yielding between them."""
    for _ in range(MAX_LAYERS):
        coding = wrapped_in(body)
        if coding is None:
            break
        body = yield from decompressing(body, [coding], limit)
    return body


def _nested_limit(body: bytes) -> int:
    return max(MAX_NESTED_GROWTH * len(body), NESTED_BYTES)


def _too_large(limit: int, coding: str) -> OverBudget:
    return OverBudget(f"larger than {limit} bytes when decompressed ({coding})")


def _run(decoding: Generator[None, None, bytes]) -> bytes:
    while True:
        try:
            next(decoding)
        except StopIteration as end:
            whole: bytes = end.value
            return whole


def wrapped_in(body: bytes) -> str | None:
    """Return the coding that a body's first bytes indicate, or None."""
    if body.startswith(_GZIP):
        return "gzip"
    return "zstd" if body.startswith(_ZSTD) else None


def readable_part(body: bytes, limit: int) -> bytes:
    """Return the readable part of a gzipped or plain, perhaps damaged file; at most ``limit``
    bytes.

    For sources, where even the beginning is useful.
    """
    for _ in range(MAX_LAYERS):
        if not body.startswith(_GZIP):
            break
        pieces, most = bytearray(), _nested_limit(body)
        try:
            for piece in _gzip(body):
                pieces += piece
                if len(pieces) >= limit:
                    break
        except (*_DAMAGED, DamagedStream, OverBudget):
            pass  # the output so far is the readable part
        body = bytes(pieces[:most]) if pieces.startswith(_GZIP) else bytes(pieces)
    return body[:limit]


def _joined(pieces: Iterator[bytes], limit: int, coding: str) -> Generator[None, None, bytes]:
    joined = bytearray()
    try:
        for count, piece in enumerate(pieces, 1):
            joined += piece
            if len(joined) > limit:
                raise _too_large(limit, coding)
            if count % _PIECES_PER_STEP == 0:
                yield
    except _DAMAGED as error:
        raise DamagedStream(f"damaged {coding} stream: {error}") from error
    return bytes(joined)


def _zlib(body: bytes, wbits: int, name: str) -> Iterator[bytes]:
    """Decode every member of a zlib or gzip stream; padding after the last one is allowed."""
    view, at = memoryview(body), 0
    for _ in range(MAX_MEMBERS):
        decoder = zlib.decompressobj(wbits)
        while at < len(view) and not decoder.eof:
            rest: bytes | memoryview = view[at : at + _INPUT]
            at += len(rest)
            while rest and not decoder.eof:
                yield decoder.decompress(rest, _OUTPUT)
                rest = decoder.unconsumed_tail
        if not decoder.eof:
            yield decoder.flush()
        if not decoder.eof:
            raise DamagedStream(f"{name} stream cut short")
        at -= len(decoder.unused_data)
        if name != "gzip" or view[at : at + 2] != _GZIP:
            return
    raise OverBudget(f"{name} stream of more than {MAX_MEMBERS} members")


def _deflate(body: bytes) -> Iterator[bytes]:
    """Decode deflate with zlib's header, as in the standard, or without, as some servers do."""
    wrapped = len(body) > 1 and body[0] & 15 == 8 and (body[0] * 256 + body[1]) % 31 == 0
    return _zlib(body, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, "deflate")


def _gzip(body: bytes) -> Iterator[bytes]:
    return _zlib(body, zlib.MAX_WBITS | 16, "gzip")


def _brotli(body: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    for at in range(0, len(body), _INPUT):
        piece = decoder.process(body[at : at + _INPUT], output_buffer_limit=_OUTPUT)
        yield piece
        while piece and not decoder.is_finished():  # the output may be full with more pending
            piece = decoder.process(b"", output_buffer_limit=_OUTPUT)
            yield piece
        if decoder.is_finished():
            return
    raise DamagedStream("br stream cut short")


def _zstd(body: bytes) -> Iterator[bytes]:
    """Decode every frame; the window, which a decoder holds in memory, is limited."""
    decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    view, at = memoryview(body), 0
    for _ in range(MAX_MEMBERS):
        decoder = decompressor.decompressobj(write_size=_OUTPUT, read_across_frames=False)
        while at < len(view) and not decoder.eof:
            piece = view[at : at + _ZSTD_INPUT]
            at += len(piece)
            yield decoder.decompress(piece)
        if not decoder.eof:
            raise DamagedStream("zstd stream cut short")
        at -= len(decoder.unused_data)
        if at >= len(view):
            return
    raise OverBudget(f"zstd stream of more than {MAX_MEMBERS} frames")


_DECODERS: Mapping[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
