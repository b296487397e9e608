"""The words of a folded text as NumPy arrays: hash, length, line.

A text has a thousand words, and a Python loop over them would cost more than the rest of a
fingerprint. So NumPy processes the bytes of all words at once.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]

_MAX_WORD_BYTES = 64  # bytes of a word; longer words are hashed one by one
_BLANK, _NEWLINE = ord(" "), ord("\n")
SHORT = 3
"""Letters of a word that is not long."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, eq=False)
class Words:
    """The properties of each word, in text order.

    Attributes:
        hashes: CRC-32 of the word in UTF-8.
        numbers: whether it contains a digit.
        long: whether it has more than three letters.
        line: index of its line, from 0.
    """

    hashes: Hashes
    numbers: Flags
    long: Flags
    line: Numbers


def hash_of(word: str) -> int:
    """Return the hash of one word, as ``words_of`` computes it."""
    return zlib.crc32(word.encode())


class Lexicon:
    """A few words, to be found among many hashes with one look-up each."""

    def __init__(self, words: Iterable[str]) -> None:
        hashes = set(map(hash_of, words))
        size = 1 << 10
        while len({number % size for number in hashes}) < len(hashes):
            size *= 2
        self._last = np.uint64(size - 1)
        self._slots = np.zeros(size, np.uint64)
        for number in hashes:
            self._slots[number % size] = number

    def holds(self, hashes: Hashes) -> Flags:
        """Return for each word whether it is one of these."""
        found: Flags = self._slots[hashes & self._last] == hashes
        return found


def words_of(folded: str) -> Words:
    """Return the words of a text from ``fold_lines``: separated by spaces and newlines."""
    data = folded.encode()
    text = np.frombuffer(data, np.uint8)
    # A word's first byte and the byte after its last are where "is it a space" changes.
    blank = np.ones(len(text) + 2, np.bool_)
    np.less_equal(text, _BLANK, out=blank[1:-1])
    edges = np.flatnonzero(blank[1:] != blank[:-1])
    starts, stops = edges[::2], edges[1::2]
    if folded.isascii():
        lengths = stops - starts
        numbers = np.zeros(len(starts), np.bool_)
        digits = np.flatnonzero(text - np.uint8(ord("0")) < 10)  # smaller values wrap around
        numbers[np.searchsorted(starts, digits, "right") - 1] = True
    else:
        words = folded.split()
        lengths = np.array([len(word) for word in words], np.int64)
        numbers = np.array([_DIGIT.search(word) is not None for word in words], np.bool_)
    ends = np.searchsorted(starts, np.flatnonzero(text == _NEWLINE))
    return Words(
        hashes=_crc32(data, text, starts, stops),
        numbers=numbers,
        long=lengths > SHORT,
        line=np.repeat(np.arange(len(ends) + 1), np.diff(ends, prepend=0, append=len(starts))),
    )


def _crc32(data: bytes, text: NDArray[np.uint8], starts: Numbers, stops: Numbers) -> Hashes:
    """Return ``zlib.crc32`` of each word.

    A CRC is linear: a word's CRC is the XOR of a contribution of each byte, which depends on the
    byte's distance from the end, and of an initial value for the word's length.
    """
    if not len(starts):
        return np.zeros(0, np.uint64)
    first = starts[0]
    left = np.repeat(stops.astype(np.int32), np.diff(starts, append=len(text)))
    left -= np.arange(first, len(text), dtype=np.int32)
    np.clip(left, 0, _MAX_WORD_BYTES, out=left)  # 0 in the blanks after a word: they add nothing
    left <<= 8
    left += text[first:]
    so_far = np.zeros(len(left) + 1, np.uint32)
    np.bitwise_xor.accumulate(_ADDED.take(left), out=so_far[1:])
    lengths = stops - starts
    found = so_far[stops - first] ^ so_far[starts - first]
    found ^= _BEGINS[np.minimum(lengths, _MAX_WORD_BYTES)]
    for number in np.flatnonzero(lengths > _MAX_WORD_BYTES):
        found[number] = zlib.crc32(data[starts[number] : stops[number]])
    hashes: Hashes = found.astype(np.uint64)
    return hashes


def _added() -> NDArray[np.uint32]:
    """Return the contribution of each of the 256 bytes, one row per distance to the end."""
    one = np.array([zlib.crc32(bytes([byte])) for byte in range(256)], np.uint32)
    one ^= one[0]
    rows = [np.zeros_like(one), one]
    while len(rows) <= _MAX_WORD_BYTES:
        before = rows[-1]
        rows.append(one[before & 0xFF] ^ (before >> 8))
    return np.concatenate(rows)


_ADDED = _added()
_BEGINS = np.array([zlib.crc32(bytes(length)) for length in range(_MAX_WORD_BYTES + 1)], np.uint32)
