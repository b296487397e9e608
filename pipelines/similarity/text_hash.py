"""Hash of a text that ignores white space and typography, and the difference of two texts."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from pipelines.items import Article
from pipelines.text import clean

# Characters that editors and templates swap without changing a word, to the form compared.
_TYPOGRAPHY = {
    **dict.fromkeys("‘’‚‛ʼ′`´＇", "'"),
    **dict.fromkeys("“”„‟″«»＂", '"'),
    "''": '"',
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    "…": "...",
    "⁄": "/",
    "\u00d0": "Đ",  # eth, typed for the Vietnamese letter
    "\u00f0": "đ",
    **dict.fromkeys("•‣⁃∙·●▪■◦", "-"),
}
# Marks with or without spaces around them: "2019 - 2020" and "2019–2020" are the same text.
_LOOSE = ("-", "/", "...")
# A tone on the second vowel of an open pair: the old style is "hòa", the new one "hoà". "qu" is a
# consonant: "quý" has its tone there in both.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONED = "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in "aeyAEY" for tone in _TONES
)
_TONE = re.compile(f"[oOuU][{_TONED}](?![^\\W\\d_]|[\u0300-\u036f])")
_OPEN_PAIRS = frozenset({"oa", "oe", "uy"})


class Change(StrEnum):
    """The change of a paragraph between two versions."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph of the old or the new text, and its change."""

    change: Change
    text: str


def comparable(text: str) -> str:
    """Return ``text`` in the form in which versions are compared.

    NFC and single spaces, as stored; one form of quotes, dashes, bullets and ellipses; one style of
    Vietnamese tone marks. Case, digits, punctuation and diacritics stay: a corrected name or number
    is a change.
    """
    text = clean(text)
    # Replaced one by one, not by a pattern or a table: this runs for every article seen.
    for written, compared in _TYPOGRAPHY.items():
        text = text.replace(written, compared)
    while "--" in text:
        text = text.replace("--", "-")
    for mark in _LOOSE:
        if mark not in text:
            continue
        text = text.replace(f" {mark}", mark).replace(f"{mark} ", mark)
    if not text.isascii():
        text = _TONE.sub(_first_vowel, text)
    return unicodedata.normalize("NFC", text.strip())


def text_hash(article: Article) -> str:
    """Return the hash of headline, lead and body for comparison: 32 hexadecimal digits.

    Paragraph breaks are ignored, as is whether the first paragraph is the lead or a line a list
    item: the template decides that, not the author.
    """
    text = " ".join((article.lead or "", *(block.text for block in article.body)))
    folded = f"{comparable(article.title)}\n{comparable(text)}"
    return hashlib.blake2b(folded.encode(), digest_size=16).hexdigest()


def same_text(old: str, new: str) -> bool:
    """Return whether two texts differ at most in white space and typography."""
    return old == new or comparable(old) == comparable(new)


def diff(old: str, new: str) -> tuple[Difference, ...]:
    """Return the paragraphs of two versions in reading order, each kept, removed or added.

    ``old`` and ``new`` hold one paragraph per block, separated by blank lines. An edited paragraph
    appears twice: the old form, removed, then the new form, added. A paragraph that differs only in
    typography is kept, in its new form.
    """
    before, after = _paragraphs(old), _paragraphs(new)
    matcher = difflib.SequenceMatcher(
        None, [comparable(line) for line in before], [comparable(line) for line in after], False
    )
    found: list[Difference] = []
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            found += (Difference(Change.KEPT, line) for line in after[j1:j2])
            continue
        found += (Difference(Change.REMOVED, line) for line in before[i1:i2])
        found += (Difference(Change.ADDED, line) for line in after[j1:j2])
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _first_vowel(match: re.Match[str]) -> str:
    """Return an open vowel pair with its tone on the first vowel."""
    pair = match[0]
    second, tone = list(unicodedata.normalize("NFD", pair[1]))
    before = match.string[match.start() - 1 : match.start()]
    if (pair[0] + second).lower() not in _OPEN_PAIRS or before in ("q", "Q"):
        return pair
    return pair[0] + tone + second
