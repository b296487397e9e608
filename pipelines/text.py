"""Text normalisation: clean (what is stored) and fold (what is compared).

``clean`` is the form everything is stored in. ``fold`` is the form two lines are compared in:
without case, diacritics and typography, so that "To Lam" equals "Tô Lâm".
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable

_JUNK_RANGES = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls but tab, newline, NEL
    "\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # invisible
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional overrides
    "\ud800-\udfff"  # lone surrogates
)
_JUNK = re.compile(f"[{_JUNK_RANGES}]")
# White space but the blank: what ``str.split`` takes for it.
_UNCLEAN = re.compile(
    f"[{_JUNK_RANGES}\t\n\r\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
MAX_MARKS = 30
"""Combining marks that one letter may carry."""
_MARKS_IN_ONE = "\u0f73\u0f75\u0f81"  # vowel signs of Tibetan: two marks each, and not called one
_SAFE_LENGTH = 1_000  # characters that are normalised in no time, whatever they are
# Marks are no word characters: where so many characters in a row are none, some may be marks.
_MAYBE_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")
_ASCII_JUNK = bytes(code for code in range(128) if _JUNK.match(chr(code)))
_WORD = re.compile(r"\w+")
_TYPOGRAPHY = str.maketrans(
    {"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "’": "'", "‘": "'", "ʼ": "'"}
)


# NUL and lone surrogates are refused by PostgreSQL; the rest is obeyed by a terminal.
_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def scrub(text: str) -> str:
    """Return ``text`` without what must not be stored: controls but tab and newline.

    NUL and lone surrogates are refused by PostgreSQL; escape sequences and bidirectional controls
    would reach the terminal of whoever looks into the database. The engine has cleaned its texts
    before; this is the last guard, for reasons, addresses and headers too.
    """
    return _UNSTORABLE.sub("", text) if _UNSTORABLE.search(text) else text


def clean(text: str) -> str:
    """Return ``text`` as it is stored: NFC, single spaces, no control or zero-width characters.

    Newlines are spaces too: a block of an article is one line. Zero-width joiners stay where
    scripts need them.
    """
    if text.isascii():  # most text is, and bytes are cleaned several times faster
        if text.isprintable():
            return _single_spaced(text)
        return " ".join(text.encode().translate(None, _ASCII_JUNK).decode().split())
    if _UNCLEAN.search(text):
        text = " ".join(_JUNK.sub("", text).split())
    return composed(_single_spaced(text))


def composed(text: str) -> str:
    """Return ``text`` in NFC.

    Normalising sorts the marks on a letter, which takes time by the square of their number. Of more
    than ``MAX_MARKS`` on one letter the rest is dropped: no writing has so many (the limit is that
    of Unicode's stream-safe text, UAX #15, section 13).
    """
    if len(text) > _SAFE_LENGTH and _MAYBE_MARKS.search(text):
        text = _MAYBE_MARKS.sub(_fewer_marks, text)
    return unicodedata.normalize("NFC", text)


def _fewer_marks(run: re.Match[str]) -> str:
    count, kept = 0, []
    for char in run[0]:
        count = count + 1 if unicodedata.combining(char) or char in _MARKS_IN_ONE else 0
        if count <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _single_spaced(text: str) -> str:
    """Return a text whose only white space are blanks with single ones: most has no others."""
    return " ".join(text.split()) if "  " in text else text.strip(" ")


class _Folding(dict[int, str]):
    """What each character becomes, worked out by ``each`` the first time it is met.

    A character's neighbours do not count, so a text is done in one go: as bytes where what comes
    out is ASCII, whose coder asks for the few characters beyond it alone; else by ``translate``.
    """

    _LONGEST, _MOST = 8, 1 << 14  # characters of a run that is remembered; runs

    def __init__(self, each: Callable[[str], str]) -> None:
        super().__init__()
        self._each = each
        self._runs: dict[str, str] = {}
        self._coder = f"{__name__}.{each.__name__}"
        # Each ASCII character becomes one, so that a table of bytes says it all.
        self._ascii = "".join(map(chr, range(128))).translate(self).encode().ljust(256)
        codecs.register_error(self._coder, self._beyond)

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._each(chr(code))
        return folded

    def of(self, text: str) -> str:
        """Return ``text`` with every character replaced."""
        try:
            return text.encode("ascii", self._coder).translate(self._ascii).decode()
        except UnicodeEncodeError:
            return text.translate(self)

    def _beyond(self, error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        run = error.object[error.start : error.end]
        folded = self._runs.get(run)
        if folded is None:
            folded = run.translate(self)
            if len(run) <= self._LONGEST and len(self._runs) < self._MOST:
                self._runs[run] = folded
        return folded, error.end


def _bare(char: str) -> str:
    """Return a character without case and diacritics; a space for what is in no word."""
    text = unicodedata.normalize("NFKD", char.translate(_TYPOGRAPHY))
    bare = "".join(part for part in text if not unicodedata.combining(part)).casefold()
    return "".join(part if _WORD.match(part) else " " for part in bare)


def _bare_in_line(char: str) -> str:
    """Return the same, but line ends stay, and ``_ODD`` tells what a word is not cut at."""
    bare = _bare(char)
    if char in ("\n", _ODD):
        return char
    plain = " " not in bare and bare != "" if _WORD.match(char) else bare == " "
    return bare if plain else _ODD


_ODD = "\x01"
_FOLDING, _LINES = _Folding(_bare), _Folding(_bare_in_line)


def fold(text: str) -> str:
    """Return ``text`` for comparison: lower case, no diacritics, words apart by one space.

    Punctuation is dropped, so lines that differ by quotes, dashes or blanks fold to one.
    """
    return " ".join(_FOLDING.of(text).split())


def fold_lines(text: str) -> str:
    """Return ``text`` with its words folded one by one, apart by blanks; its newlines stay.

    That is ``fold`` for nearly every text, line by line. It differs where a character stands within
    a word as printed and is none of it (vowel signs of Khmer).
    """
    folded = _LINES.of(text)
    if _ODD not in folded:
        return folded
    return "\n".join(
        " ".join(map(fold, words(line))) if _ODD in done else done
        for line, done in zip(text.split("\n"), folded.split("\n"), strict=True)
    )


def words(text: str) -> list[str]:
    """Return the words of ``text`` as printed, without punctuation."""
    return _WORD.findall(text)
