"""Compressed bodies that are small on the wire and huge decompressed, generated cheaply."""

from __future__ import annotations

import zlib

import brotli  # type: ignore[import-untyped]
import zstandard

_MIB = bytes(1 << 20)


def _repeated(wbits: int, mebibytes: int) -> bytes:
    """Repeat a block: a full flush ends it on a byte boundary and resets the window."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, wbits)
    first = compressor.compress(_MIB) + compressor.flush(zlib.Z_FULL_FLUSH)
    again = compressor.compress(_MIB) + compressor.flush(zlib.Z_FULL_FLUSH)
    return first + again * (mebibytes - 1)


def gzip_bomb(mebibytes: int) -> bytes:
    """Zeros, without the end of the stream, which no decoder with a limit reaches."""
    return _repeated(zlib.MAX_WBITS | 16, mebibytes)


def deflate_bomb(mebibytes: int) -> bytes:
    """Zeros with zlib's header."""
    return _repeated(zlib.MAX_WBITS, mebibytes)


def brotli_bomb(mebibytes: int) -> bytes:
    """Zeros."""
    compressor = brotli.Compressor(quality=1)
    blocks = [compressor.process(_MIB) + compressor.flush() for _ in range(3)]
    return blocks[0] + blocks[1] + blocks[2] * (mebibytes - 2)


def zstd_bomb(mebibytes: int) -> bytes:
    """Zeros, frame after frame."""
    return zstandard.ZstdCompressor(level=1).compress(_MIB * 16) * (mebibytes // 16)


def zstd_wide_window() -> bytes:
    """A frame that requests a window of 1 GiB (RFC 8878, section 3.1.1.1.2)."""
    parameters = zstandard.ZstdCompressionParameters(window_log=30, enable_ldm=False)
    compressor = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    return compressor.compress(b"<p>wide</p>" * 100) + compressor.flush()
