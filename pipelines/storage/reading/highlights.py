"""Finds the words of a search in a text, and the passage with the most of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.similarity.name_spellings import spelt
from pipelines.similarity.search_words import UNSPACED, folded
from pipelines.storage.search_query import Phrase

PASSAGE = 240  # characters
# A letter of a script without spaces is a word.
_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
_MAX_NAME_WORDS = 6  # words of a name with another spelling


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a passage; ``found`` says whether it matched."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class _Word:
    word: str
    start: int
    end: int


def passage(text: str, phrases: Sequence[Phrase], length: int = PASSAGE) -> tuple[Piece, ...]:
    """Return about ``length`` characters of ``text`` with the matches of ``phrases`` marked.

    It begins where that many characters hold the most different phrases, or at the start of the
    text if none matches.
    """
    spans = list(_spans(text, phrases))
    start = _best_start(spans, length)
    start = text.rfind(" ", 0, max(start - length // 6, 0)) + 1 if start > length // 2 else 0
    end = start + length
    if end < len(text):
        end = max(text.rfind(" ", start, end + 1), start + 1)
    inside = [(max(a, start), min(b, end)) for a, b, _ in spans if a < end and b > start]
    return tuple(_pieces(text, start, end, inside))


def highlighted(text: str, phrases: Sequence[Phrase]) -> tuple[Piece, ...]:
    """Return all of ``text`` with the matches of ``phrases`` marked."""
    found = [(start, end) for start, end, _ in _spans(text, phrases)]
    return tuple(_pieces(text, 0, len(text), found))


def _pieces(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[Piece]:
    if start:
        yield Piece("… ", found=False)
    done = start
    for first, last in sorted(spans):
        if first < done:
            continue
        if first > done:
            yield Piece(text[done:first], found=False)
        yield Piece(text[first:last], found=True)
        done = last
    if done < end:
        yield Piece(text[done:end], found=False)
    if end < len(text):
        yield Piece(" …", found=False)


def _best_start(spans: list[tuple[int, int, int]], length: int) -> int:
    best, position = 0, 0
    for start, _, _ in spans:
        shown = {number for a, _, number in spans if start <= a < start + length}
        if len(shown) >= best:
            best, position = len(shown), start
    return position


def _spans(text: str, phrases: Sequence[Phrase]) -> Iterator[tuple[int, int, int]]:
    """Yield matches: start, end, index of the phrase."""
    words = _spelt_words(text)
    for position in range(len(words)):
        for number, phrase in enumerate(phrases):
            count = len(phrase.words)
            held = tuple(one.word for one in words[position : position + count])
            if _holds(held, phrase):
                yield words[position].start, words[position + count - 1].end, number
                break


def _holds(held: tuple[str, ...], phrase: Phrase) -> bool:
    if not phrase.is_prefix or len(held) != len(phrase.words):
        return held == phrase.words
    return held[:-1] == phrase.words[:-1] and held[-1].startswith(phrase.words[-1])


def _spelt_words(text: str) -> list[_Word]:
    """Return the words of a text as the index has them, each with its position in the text."""
    plain = [
        _Word(word, found.start(), found.end())
        for found in _WORD.finditer(text)
        for word in folded(found[0]).replace("_", " ").split()
    ]
    words: list[_Word] = []
    position = 0
    while position < len(plain):
        for count in range(min(_MAX_NAME_WORDS, len(plain) - position), 1, -1):
            name = [one.word for one in plain[position : position + count]]
            spelling = spelt(name)
            if spelling != name and len(spelling) == 1:
                words.append(
                    _Word(spelling[0], plain[position].start, plain[position + count - 1].end)
                )
                position += count
                break
        else:
            words.append(plain[position])
            position += 1
    return words
