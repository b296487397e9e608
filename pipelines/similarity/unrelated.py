"""Decides whether a text can be a later version of another, shares nothing with it, or is a cut."""

from __future__ import annotations

from pipelines.text import fold

MIN_SHARED = 0.25
"""Minimum share of the shorter text's words, without common and short ones, that a later version
keeps. Unrelated texts of one language share up to .15.
"""

CUT_SHARE = 0.7
"""Maximum length of a cut, as a share of the whole text's words."""
MIN_CUT_WORDS = 60
"""Minimum number of words that a cut lacks: editors delete a paragraph, seldom a third."""

MIN_SHARED_RUNS = 0.1
"""Minimum share of the shorter text's runs of words that a later version keeps. Unrelated texts
share formulas: "said the chairwoman of the provincial People's Committee on Monday".
"""

_KEPT_IN_CUT = 0.95  # of a cut's runs of words that stand in the whole; its last line ends anywhere
_RUN = 5  # words in a row
_SHORT_RUN = 3
_MAX_CHARS = 2_000_000  # of a text; longer than any article: millions of runs take gigabytes
_MIN_WORD_LETTERS = 5
_PAIR = 2  # characters that count as a word in scripts without spaces
_MAX_WORD_CHARS = 24


def are_unrelated(old: str, new: str) -> bool:
    """Return whether two texts, without their headlines, have almost nothing in common."""
    before, after = _words(old), _words(new)
    old_runs, new_runs = _runs(before), _runs(after)
    fewer_runs = min(len(old_runs), len(new_runs))
    if fewer_runs and len(old_runs & new_runs) >= MIN_SHARED_RUNS * fewer_runs:
        return False
    first, second = _telling(before), _telling(after)
    fewer = min(len(first), len(second))
    if not fewer:
        return before != after
    return len(first & second) < MIN_SHARED * fewer


def is_cut(old: str, new: str) -> bool:
    """Return whether the new text is a part of the old one, much shorter and with nothing new.

    A broken transfer or a paywall leaves such a part; an edit mostly writes something, too.
    """
    whole, part = _words(old), _words(new)
    if len(part) > CUT_SHARE * len(whole) or len(whole) - len(part) < MIN_CUT_WORDS:
        return False
    kept, stored = _line_runs(new), _line_runs(old)
    return len(kept & stored) >= _KEPT_IN_CUT * len(kept)


def kept_share(old: str, new: str) -> float:
    """Return the share of the runs of three words of the shorter text that the other has too.

    Two texts on one subject may have most of their words in common; a copy has them in a row.
    """
    before, after = (_runs(_words(text), _SHORT_RUN) for text in (old, new))
    fewer = min(len(before), len(after))
    return len(before & after) / fewer if fewer else float(fold(old) == fold(new))


def _words(text: str) -> list[str]:
    found: list[str] = []
    for word in fold(text[:_MAX_CHARS]).split():
        if len(word) > _MAX_WORD_CHARS and not word.isascii():
            found += (word[start : start + _PAIR] for start in range(len(word) - 1))
        else:
            found.append(word)
    return found


def _line_runs(text: str) -> set[tuple[str, ...]]:
    """Return the runs of three words within lines: the order of lines does not matter."""
    lines = text[:_MAX_CHARS].splitlines()
    return {run for line in lines for run in _runs(_words(line), _SHORT_RUN)}


def _telling(words: list[str]) -> set[str]:
    return {word for word in words if len(word) >= _MIN_WORD_LETTERS or not word.isascii()}


def _runs(words: list[str], size: int = _RUN) -> set[tuple[str, ...]]:
    return set(zip(*(words[n:] for n in range(size)), strict=False))
