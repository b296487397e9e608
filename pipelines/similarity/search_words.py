"""Splits a text into words for search. Pure.

Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without spaces between words: each of
their letters is a word here, and a query in them is a phrase, so that any part of a run of letters
is found.
"""

from __future__ import annotations

import re
import unicodedata

from pipelines.text import fold

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Blocks of the scripts without spaces, as in a character class."""
RUN = re.compile(f"[{UNSPACED}]+")
_LETTER = re.compile(f"[{UNSPACED}]")
# Printed instead of the letter with a stroke, whose capital looks the same.
_ETH = str.maketrans("ðÐ", "đĐ")
_WORD = re.compile(r"\w+")


class _Latin(dict[int, str]):
    """A character mapping: Latin letters without marks, all else as it is; filled on first use."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFD", chr(code))
        self[code] = bare = apart[0] if apart[0].isascii() else chr(code)
        return bare


_LATIN = _Latin()


def folded(text: str) -> str:
    """Return ``text`` without case, diacritics and punctuation, words separated by one space."""
    if "Ð" in text or "ð" in text:
        text = text.translate(_ETH)
    return apart(fold(text))


def apart(words: str) -> str:
    """Return folded words with each letter of the scripts without spaces as a word."""
    if words.isascii() or not _LETTER.search(words):
        return words
    return " ".join(_LETTER.sub(r" \g<0> ", words).split())


def kept_by_sqlite(text: str) -> set[str]:
    """Return the words with a letter that SQLite reads otherwise than ``fold``: đ, й, 한.

    Its tokenizer (``unicode61 remove_diacritics 2``) removes the marks of Latin letters only.
    """
    words = {word.lower() for word in _WORD.findall(text) if not word.isascii()}
    return {word for word in words if word.translate(_LATIN) != folded(word)}
