"""Writes long lists of words and phrases as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.text import fold


def one_of(words: Iterable[str]) -> str:
    """Return alternatives for these words, the longest first, grouped by their first letter.

    A pattern without case tries each alternative at each word: there are 300 names of months.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())


def phrase_pattern(phrases: str) -> re.Pattern[str]:
    """Return a pattern of phrases, separated by ``|``, for folded text.

    Phrases in scripts without spaces match anywhere, the others between words.
    """
    folded = {fold(phrase) for phrase in phrases.split("|")} - {""}
    spaced = sorted((one for one in folded if one.isascii()), key=len, reverse=True)
    others = sorted((one for one in folded if not one.isascii()), key=len, reverse=True)
    between_words = [rf"\b(?:{'|'.join(map(re.escape, spaced))})\b"] if spaced else []
    return re.compile("|".join([*between_words, *map(re.escape, others)]))
