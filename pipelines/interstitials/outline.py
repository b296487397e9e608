"""Outlines for comparing responses: word shingles without numbers and identifiers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from pipelines.text import fold

_SKETCH = 8  # shingles with the lowest hashes; similar pages share most of them
ALIKE = 0.8
"""Share of shingles (Jaccard) above which two responses are one page. A request number, an IP
address or a time of day in a notice of forty words leaves .85.
"""
MAX_VARYING = 4
"""Maximum number of numbers in which one page may differ from fetch to fetch: a reference, an IP
address, a time. A daily series has different ones in every sentence.
"""
MIN_REST = 0.6
"""Minimum share of a text left without the words of its announcement."""
_SHINGLE = 3  # words
_MAX_WORD_CHARS = 24  # characters; a longer one in ASCII is an identifier
_MAX_WORDS = 5_000
_MAX_BYTES = 200_000  # of a page; characters of a text
_MARK = "#"
_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(rb"<[^<>]{0,4096}|[^<>\s]{1,256}")
_NAME = re.compile(rb"</?[a-zA-Z][a-zA-Z0-9]{0,15}")
_UNSEEN = frozenset({b"<script", b"<style", b"<template", b"<noscript"})


@dataclass(frozen=True)
class Outline:
    """The words of a text or a page, and its numbers separately.

    Attributes:
        shingles: hashes of its shingles, with a placeholder for numbers and identifiers. They are
            valid within one process.
        numbers: the values of the placeholders, adjacent ones joined.
    """

    shingles: frozenset[int]
    numbers: tuple[str, ...] = ()

    @cached_property
    def sketch(self) -> frozenset[int]:
        """A few of them, the same few in every outline that has them."""
        return frozenset(nsmallest(_SKETCH, self.shingles))


def words_of(text: str) -> list[str]:
    """Return the folded words of ``text`` without URLs and paths, which a notice may repeat.

    Scripts without spaces give a word for each pair of characters.
    """
    plain = " ".join(one for one in text[:_MAX_BYTES].split() if "/" not in one and "@" not in one)
    found: list[str] = []
    for word in fold(plain).split():
        if len(word) > _MAX_WORD_CHARS and not word.isascii():
            found += (word[start : start + 2] for start in range(len(word) - 1))
        else:
            found.append(word)
    return found[:_MAX_WORDS]


def outline_of_text(text: str, without: Set[str] = frozenset()) -> Outline:
    """Return the outline of an article's text without the words ``without``.

    If they are most of the text they stay: the rest would mean nothing.
    """
    words = words_of(text)
    rest = [word for word in words if word not in without]
    chosen = rest if len(rest) >= MIN_REST * len(words) else words
    return _shingles(chosen)


def outline_of_page(body: bytes) -> Outline:
    """Return the outline of a page's markup: its elements and words in order."""
    parts: list[str] = []
    hidden = b""
    for token in _TOKEN.findall(body[:_MAX_BYTES]):
        if token.startswith(b"<"):
            name = _NAME.match(token)
            tag = name[0].lower() if name else b""
            if hidden and tag != hidden.replace(b"<", b"</"):
                continue
            hidden = tag if tag in _UNSEEN else b""
            parts.append(tag.decode("ascii"))
        elif not hidden and b"/" not in token:
            parts.append(token.decode("utf-8", "replace").lower())
    return _shingles(parts[: 4 * _MAX_WORDS])


def alike(first: Outline, second: Outline) -> bool:
    """Return whether two responses are one page. Two without words are."""
    return of_one_mould(first, second) and _varying(first.numbers, second.numbers) <= MAX_VARYING


def of_one_mould(first: Outline, second: Outline) -> bool:
    """Return whether two responses differ in hardly more than numbers: one page, or a series."""
    if not first.shingles and not second.shingles:
        return True
    if first.sketch.isdisjoint(second.sketch):
        return False
    shared = len(first.shingles & second.shingles)
    return shared >= ALIKE * (len(first.shingles) + len(second.shingles) - shared)


def _varying(first: Sequence[str], second: Sequence[str]) -> int:
    """Return how many numbers are in only one of them."""
    if first == second:
        return 0
    one, other = Counter(first), Counter(second)
    return max((one - other).total(), (other - one).total())


def _is_masked(word: str) -> bool:
    return word.isascii() and (len(word) > _MAX_WORD_CHARS or bool(_DIGITS.search(word)))


def _shingles(words: Sequence[str]) -> Outline:
    masked: list[str] = []
    numbers: list[str] = []
    for word in words:
        if not _is_masked(word):
            masked.append(_DIGITS.sub(_MARK, word))
        elif masked and masked[-1] is _MARK:
            numbers[-1] += f" {word}"
        else:
            masked.append(_MARK)
            numbers.append(word)
    if 0 < len(masked) < _SHINGLE:
        return Outline(frozenset({hash(tuple(masked))}), tuple(numbers))
    rows = zip(*(masked[n:] for n in range(_SHINGLE)), strict=False)
    return Outline(frozenset(map(hash, rows)), tuple(numbers))
