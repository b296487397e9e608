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


def blocks_without_content(size: int) -> bytes:
    """Deflate blocks, each with a Huffman table of its own and no content, in ``size`` bytes."""
    middle, last = (_empty_block(final) for final in (0, 1))
    octets = _packed(middle * 8)
    return octets * (size // len(octets) - 1) + _packed(last)


def _empty_block(final: int) -> list[int]:
    """Return the bits of a block with dynamic codes (RFC 1951, section 3.2.7) and only its end."""
    fields = [(final, 1), (2, 2), (0, 5), (0, 5), (14, 4)]
    order = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1)
    fields += [(int(symbol in (1, 18)), 3) for symbol in order]
    # 256 literals without a code (18: so many zeros), the end of the block and one distance with
    fields += [(1, 1), (138 - 11, 7), (1, 1), (118 - 11, 7), (0, 1), (0, 1), (0, 1)]
    return [value >> bit & 1 for value, width in fields for bit in range(width)]


def _packed(bits: list[int]) -> bytes:
    bits = bits + [0] * (-len(bits) % 8)
    return bytes(
        sum(bit << at for at, bit in enumerate(bits[start : start + 8]))
        for start in range(0, len(bits), 8)
    )
