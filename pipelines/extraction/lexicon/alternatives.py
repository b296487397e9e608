"""Writes long lists of words and phrases as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.text import fold


def one_of(words: Iterable[str]) -> str:
    """Return alternatives for these words, the longest first, grouped by their first letter.

    A pattern without case tries each alternative at each word: there are 300 names of months.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())


_GROUP = r"\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\)"  # with groups within it
_BRANCH = re.compile(rf"(?:{_GROUP}|\[[^\]]*\]|[^|(\[])+")
_PIECE = re.compile(rf"({_GROUP}|\[[^\]]*\]|.)(\?|\{{0,\d+\}})?")


def by_first_letter(forms: Iterable[str]) -> dict[str, str]:
    """Return for each letter the pattern of the forms that may begin with it, to their ends.

    Most lines begin like few forms, and a pattern tries each of its alternatives.

    Args:
        forms: patterns of letters, classes and groups that capture nothing, for ``match``.
    """
    found: dict[str, list[str]] = {}
    for branch in (branch for form in forms for branch in _BRANCH.findall(form)):
        for letter in sorted(_first_letters(branch)):
            found.setdefault(letter, []).append(branch)
    return {letter: f"(?:{'|'.join(some)})$" for letter, some in found.items()}


def _first_letters(form: str) -> set[str]:
    letters: set[str] = set()
    for branch in _BRANCH.findall(form):
        for piece, may_lack in _PIECE.findall(branch):
            if piece[0] == "(":
                letters |= _first_letters(piece.removeprefix("(?:")[:-1])
            else:
                letters.update(piece.strip("[]"))
            if not may_lack:
                break
    return letters


class Phrases:
    """A pattern of phrases for folded text, which looks for their words first: few texts have one.

    Attributes:
        pattern: matches any of them, the longest first.
    """

    def __init__(self, spaced: Iterable[str], others: Iterable[str], between: str) -> None:
        """Take folded phrases, and where those of scripts with spaces match, as a template.

        Args:
            spaced: phrases of scripts with spaces.
            others: those of scripts without, which match anywhere.
            between: a pattern around ``%s``.
        """
        words = one_of(spaced)
        anywhere = map(re.escape, sorted(others, key=len, reverse=True))
        self.pattern = re.compile("|".join([*([between % words] if words else []), *anywhere]))
        self._telling = frozenset(max(one.split(" "), key=len) for one in spaced if one.isascii())

    def _lacks(self, folded: str, words: Sequence[str] | None = None) -> bool:
        return folded.isascii() and self._telling.isdisjoint(words or folded.split(" "))

    def search(self, folded: str, words: Sequence[str] | None = None) -> re.Match[str] | None:
        """Return where the first phrase of a folded text, with these words, is, or None."""
        return None if self._lacks(folded, words) else self.pattern.search(folded)

    def fullmatch(self, folded: str) -> re.Match[str] | None:
        """Return the match if a whole folded text is one of the phrases, or None."""
        return None if self._lacks(folded) else self.pattern.fullmatch(folded)

    def findall(self, folded: str) -> list[str]:
        """Return all phrases in a folded text."""
        return [] if self._lacks(folded) else self.pattern.findall(folded)


def phrase_pattern(phrases: str) -> Phrases:
    """Return a pattern of phrases, separated by ``|``, for folded text.

    Phrases in other letters than Latin match anywhere, the others between words.
    """
    folded = {fold(phrase) for phrase in phrases.split("|")} - {""}
    spaced = {one for one in folded if one.isascii()}
    return Phrases(spaced, folded - spaced, r"\b(?:%s)\b")
