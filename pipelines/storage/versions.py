"""When a text has changed, and what changed: white space and typography are no change."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from pipelines.items import Article
from pipelines.text import clean

# Characters that editors and templates swap without changing a word -> the form compared.
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`´＇", "'"),
        **dict.fromkeys("“”„‟″«»＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        "…": "...",
        "⁄": "/",
        "\u00d0": "Đ",  # eth, typed for the Vietnamese letter
        "\u00f0": "đ",
        **dict.fromkeys("•‣⁃∙·●▪■◦", "-"),
    }
)
# What may or may not have blanks around it: "2019 - 2020" and "2019–2020" are one text.
_LOOSE = re.compile(r"\s*(-+|\.{3}|/)\s*")
_SPACE = re.compile(r"\s+")
# Old tone placement -> new, on the open vowel pairs where the two schools differ: "hoà" and "hòa"
# are one word (Vietnamese orthography; "qu" is a consonant there).
_TONE_PAIRS = {
    f"{first}{second}{tone}": f"{first}{tone}{second}"
    for first, second in ("oa", "oe", "uy", "Oa", "Oe", "Uy", "OA", "OE", "UY")
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}
_TONES = re.compile(rf"(?<![qQ])(?:{'|'.join(_TONE_PAIRS)})(?![^\W\d_]|[\u0300-\u036f])")


class Change(StrEnum):
    """What happened to a paragraph between two versions."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph of the old or the new text, and what happened to it."""

    change: Change
    text: str


def comparable(text: str) -> str:
    """Return ``text`` in the form two versions are compared in.

    NFC and one blank for any white space, as it is stored; quotes, dashes, bullets and ellipses in
    one form each; the two schools of Vietnamese tone marks in one. Case, digits, punctuation and
    diacritics stay: a corrected name or number is a change.
    """
    text = clean(text).translate(_TYPOGRAPHY)
    text = _LOOSE.sub(r"\1", text.replace("''", '"'))
    if not text.isascii():
        text = _TONES.sub(_new_tone, unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text).strip())


def text_hash(article: Article) -> str:
    """Return the hash of headline, lead and body for comparison: 32 hexadecimal digits.

    Where the paragraphs break does not count, nor whether the first one is called the lead or a
    line is called a list item: the template decides that, not the outlet's writer.
    """
    text = " ".join((article.lead or "", *(block.text for block in article.body)))
    folded = f"{comparable(article.title)}\n{comparable(text)}"
    return hashlib.blake2b(folded.encode(), digest_size=16).hexdigest()


def same_text(old: str, new: str) -> bool:
    """Return whether two texts differ by white space and typography at most."""
    return old == new or comparable(old) == comparable(new)


def diff(old: str, new: str) -> tuple[Difference, ...]:
    """Return the paragraphs of two versions in reading order, each kept, removed or added.

    ``old`` and ``new`` hold one paragraph per block, apart by blank lines. A paragraph that was
    edited is there twice: as it was, removed, then as it is, added. A paragraph that differs by
    typography only is kept, and shown as it is now.
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


def _new_tone(match: re.Match[str]) -> str:
    return _TONE_PAIRS[match[0]]
