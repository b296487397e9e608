"""Normal forms of text: what is stored, and what is compared.

``clean`` is the form everything is stored in. ``fold`` is the form two lines are compared in:
without case, diacritics and typography, so that "To Lam" equals "Tô Lâm".
"""

from __future__ import annotations

import re
import unicodedata

_JUNK = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls but tab, newline, NEL
    "\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # invisible
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional overrides
    "\ud800-\udfff]"  # lone surrogates
)
_ASCII_JUNK = bytes(code for code in range(128) if _JUNK.match(chr(code)))
_WORD = re.compile(r"\w+")
_TYPOGRAPHY = str.maketrans(
    {"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "’": "'", "‘": "'", "ʼ": "'"}
)


def clean(text: str) -> str:
    """Return ``text`` as it is stored: NFC, single spaces, no control or zero-width characters.

    Newlines are spaces too: a block of an article is one line. Zero-width joiners stay where
    scripts need them.
    """
    if text.isascii():  # most text is, and bytes are cleaned several times faster
        if not text.isprintable():
            text = text.encode().translate(None, _ASCII_JUNK).decode()
        return " ".join(text.split())
    return unicodedata.normalize("NFC", " ".join(_JUNK.sub("", text).split()))


class _Folding(dict[int, str]):
    """What each character folds to, worked out the first time it is met.

    Folding looks at no neighbour, so a text folds in one ``str.translate``.
    """

    def __missing__(self, code: int) -> str:
        text = unicodedata.normalize("NFKD", chr(code).translate(_TYPOGRAPHY))
        bare = "".join(char for char in text if not unicodedata.combining(char)).casefold()
        folded = "".join(char if _WORD.match(char) else " " for char in bare)
        self[code] = folded
        return folded


_FOLDING = _Folding()
# Each ASCII character folds to one, so that a table of bytes says it all.
_ASCII_FOLDING = "".join(map(chr, range(128))).translate(_FOLDING).encode().ljust(256)


def fold(text: str) -> str:
    """Return ``text`` for comparison: lower case, no diacritics, words apart by one space.

    Punctuation is dropped, so lines that differ by quotes, dashes or blanks fold to one.
    """
    if text.isascii():
        return " ".join(text.encode().translate(_ASCII_FOLDING).decode().split())
    return " ".join(text.translate(_FOLDING).split())


def words(text: str) -> list[str]:
    """Return the words of ``text`` as printed, without punctuation."""
    return _WORD.findall(text)
