"""Text normalisation: clean (stored form) and fold (comparison form).

``clean`` gives the form that everything is stored in. ``fold`` gives the form that two lines are
compared in: without case, diacritics and typography, so that "To Lam" equals "Tô Lâm".
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Sequence
from string import digits

_JUNK_RANGES = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters except tab, newline, NEL
    "\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"  # invisible
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional overrides
    "\ud800-\udfff"  # lone surrogates
)
_JUNK = re.compile(f"[{_JUNK_RANGES}]")
_JOINERS = "\u200c\u200d\ufe0e\ufe0f\u2800"  # invisible, but within words and signs
# White space other than the space character, as for ``str.split``.
_UNCLEAN = re.compile(
    f"[{_JUNK_RANGES}\t\n\r\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
MAX_MARKS = 30
"""Maximum combining marks on one letter."""
_MARKS_IN_ONE = "\u0f73\u0f75\u0f81"  # Tibetan vowel signs of two marks, not classified as marks
_SAFE_LENGTH = 1_000  # characters that are normalised quickly, whatever they are
# Marks are no word characters: a run of this many non-word characters may contain marks.
_MAYBE_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")
_MAYBE_MARK = re.compile(r"[^\w\s\x00-\x7f\u2000-\u206f]")  # and no quote or dash
_ASCII_JUNK = bytes(code for code in range(128) if _JUNK.match(chr(code)))
_WORD = re.compile(r"\w+")
# Scripts where a letter is a syllable or a word: Thai, Lao, Khmer, Japanese, Chinese, Korean.
_WIDE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WIDE_WEIGHT = 2.5  # weight of such a character in Latin letters
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SIGNS_OF_A_WORD, _LETTERS_OF_A_WORD = 2, 5
_DIGIT, _ASCII_DIGITS = re.compile(r"\d"), digits.encode()
Shingle = tuple[str, str, str]
_TYPOGRAPHY = str.maketrans(
    {"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "’": "'", "‘": "'", "ʼ": "'"}
)


# PostgreSQL rejects NUL and lone surrogates; a terminal executes the others.
_UNSTORABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]"
)
_ODD = "\x01"


def scrub(text: str) -> str:
    """Remove what must not be stored from ``text``: control characters except tab and newline.

    PostgreSQL rejects NUL and lone surrogates; escape sequences and bidirectional controls would
    reach the terminal of whoever inspects the database. The engine has already cleaned its texts;
    this is the last guard, for reasons, URLs and headers too.
    """
    return _UNSTORABLE.sub("", text) if _UNSTORABLE.search(text) else text


def clean(text: str) -> str:
    """Return ``text`` in its stored form: NFC, single spaces, no control or zero-width characters.

    Newlines become spaces: a block of an article is one line. Zero-width joiners stay where scripts
    need them.
    """
    if text.isascii():  # most text is, and bytes are cleaned several times faster
        if text.isprintable():
            return " ".join(text.split()) if "  " in text else text.strip(" ")
        return " ".join(text.encode().translate(None, _ASCII_JUNK).decode().split())
    if _UNCLEAN.search(text):
        text = " ".join(_JUNK.sub("", text).split())
    text = composed(_single_spaced(text))
    return text if text.strip(_JOINERS) else ""  # some editors put one into an empty paragraph


def composed(text: str) -> str:
    """Return ``text`` in NFC.

    Normalising sorts the marks on a letter, in time quadratic in their number. So marks beyond
    ``MAX_MARKS`` on one letter are dropped: no writing system has so many (the limit is that of
    Unicode's stream-safe text, UAX #15, section 13).
    """
    # A run of more marks has one of them at each such step: most texts are told by a few letters.
    if len(text) > _SAFE_LENGTH and _MAYBE_MARK.search(text[MAX_MARKS :: MAX_MARKS + 1]):
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
    """Collapse runs of spaces."""
    return " ".join(text.split()) if "  " in text else text.strip(" ")


class _Folding(dict[int, str]):
    """A character mapping, computed by ``each`` on first use.

    It is context-free, so a text is mapped at once: as bytes if the result is ASCII, where the
    codec calls back only for the few other characters; otherwise by ``translate``.
    """

    _LONGEST, _MOST = 8, 1 << 14  # characters of a cached run; runs

    def __init__(self, each: Callable[[str], str]) -> None:
        super().__init__()
        self._each = each
        self._runs: dict[str, str] = {}
        self._coder = f"{__name__}.{each.__name__}"
        # Each ASCII character maps to one, so a byte table is enough.
        self._ascii = "".join(map(chr, range(128))).translate(self).encode().ljust(256)
        codecs.register_error(self._coder, self._beyond)

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._each(chr(code))
        return folded

    def of(self, text: str) -> str:
        """Return ``text`` with every character mapped."""
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
    """Return a character without case and diacritics; a space for what is not part of a word."""
    # First apart: a stroke is no mark, and some letters have both (ǿ).
    text = unicodedata.normalize("NFKD", char).translate(_TYPOGRAPHY)
    bare = "".join(part for part in text if not unicodedata.combining(part)).casefold()
    return "".join(part if _WORD.match(part) else " " for part in bare)


def _bare_in_line(char: str) -> str:
    """Return the same, but keep line ends, and mark with ``_ODD`` what does not split words."""
    bare = _bare(char)
    if char in ("\n", _ODD):
        return char
    plain = " " not in bare and bare != "" if _WORD.match(char) else bare == " "
    return bare if plain else _ODD


_FOLDING, _LINES = _Folding(_bare), _Folding(_bare_in_line)


def fold(text: str) -> str:
    """Return ``text`` for comparison: lower case, no diacritics, words separated by one space.

    Punctuation is dropped, so lines that differ only in quotes, dashes or spaces fold to the same.
    """
    return " ".join(fold_words(text))


def fold_words(text: str) -> list[str]:
    """Return the words of ``fold``."""
    return _FOLDING.of(text).split()


def fold_lines(text: str) -> str:
    """Return ``text`` with its words folded one by one, separated by spaces; newlines stay.

    This equals ``fold`` line by line for nearly every text. It differs if a printed word contains a
    character that is not a word character (Khmer vowel signs).
    """
    folded = _LINES.of(text)
    if _ODD not in folded:
        return folded
    return "\n".join(
        " ".join(map(fold, words(line))) if _ODD in done else done
        for line, done in zip(text.split("\n"), folded.split("\n"), strict=True)
    )


def shingles(words: Sequence[str]) -> list[Shingle]:
    """Return each three consecutive words."""
    return list(zip(words, words[1:], words[2:], strict=False))


def without_digits(text: str) -> str:
    """Return ``text`` without its digits."""
    if text.isascii():  # most texts are, and bytes are removed twenty times faster
        return text.encode().translate(None, _ASCII_DIGITS).decode()
    return _DIGIT.sub("", text)


def count_digits(text: str) -> int:
    """Return the number of digits in ``text``."""
    return len(text) - len(without_digits(text))


def has_digit(text: str) -> bool:
    """Return whether ``text`` has a digit, superscripts included."""
    if text.isascii():
        return _DIGIT.search(text) is not None
    return any(map(str.isdigit, text))


def words(text: str) -> list[str]:
    """Return the words of ``text`` as printed, without punctuation."""
    return _WORD.findall(text)


def is_wide(text: str) -> bool:
    """Return whether a text is in a script where a letter is a syllable or a word."""
    return not text.isascii() and _WIDE.search(text) is not None


def weight(text: str) -> int:
    """Return the length of a text in Latin letters that say as much."""
    if not text.isascii() and _WIDE.search(text):  # not is_wide: called for each block
        return int(len(text) * _WIDE_WEIGHT)
    return len(text)


def word_count(text: str) -> int:
    """Return the number of words of a text; in scripts without blanks between words, about so many.

    Chinese and Japanese, Thai, Lao and Khmer.
    """
    printed = len(text.split())
    if text.isascii() or not _UNSPACED.search(text):
        return printed
    signs = len(_SIGN.findall(text))
    letters = len(_UNSPACED.findall(text)) - signs
    return max(printed, round(signs / _SIGNS_OF_A_WORD + letters / _LETTERS_OF_A_WORD))
