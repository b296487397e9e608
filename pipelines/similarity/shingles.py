"""Word shingles of a text, sentence by sentence.

Texts are compared as folded words: no case, diacritics or punctuation, place names in one form, and
without datelines and agency marks, because other outlets change these first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipelines.calendar_names import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from pipelines.similarity.place_names import Edit, edits, spelt, spelt_words
from pipelines.similarity.word_arrays import (
    Flags,
    Hashes,
    Lexicon,
    Numbers,
    Words,
    hash_of,
    words_of,
)
from pipelines.text import fold_lines

SIZE = 3  # words of a shingle
_EDGE = 3  # paragraphs at the top and at the end that may have a dateline or an agency mark

# "Hanoi (VNA) –", "HÀ NỘI —", "HANOI, June 10 (Xinhua) --", "VCN -", "(VOVWORLD) -", "NDO –".
_DATELINE = re.compile(
    r"(?:[^\n.!?()]{0,60}\([\w /.,-]{2,30}\)|(?P<capitals>[^\n.!?]{2,60}?)|[A-Z][\w.]{1,24})"
    r"\s*[-–—]+\s+"
)
# "— VNS", "./.", "-VNA", "(VNS/VNA)", "VNA/VNP" at the end of a paragraph.
_END_MARK = re.compile(r"[-–—(]+\s*[A-Z][A-Z/ ]{1,14}\)?\s*$|\./\.\s*$|\b[A-Z]{2,5}/[A-Z]{2,5}\s*$")
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\Wa-z_])")
_IN_NUMBER = re.compile(r"[.,](?<=\d[.,])(?=\d)")
_DAYS = Lexicon((*ENGLISH_MONTHS, *ENGLISH_WEEKDAYS))
_MIX = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_FINAL = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
_SHIFT = np.uint64(33)
_MASKED = np.uint64(hash_of("#"))


@dataclass(frozen=True, eq=False)
class ShingledText:
    """A text's shingles in text order.

    Properties that only a comparison needs are computed on demand: few texts are ever compared.

    Attributes:
        folded: the text, one sentence per line.
        edits: the place-name variants in it.
        edited: the properties of each word after the edits.
        shingles: hash of the shingle that begins at each word, except the last two.
        sentence: index of the sentence each shingle begins in.
        ends: number of words up to the end of each sentence.
    """

    folded: str
    edits: list[Edit]
    edited: Words
    shingles: Hashes
    sentence: Numbers
    ends: Numbers

    @cached_property
    def words(self) -> list[str]:
        """The folded words."""
        return spelt_words(self.folded.split(), self.edits)

    @cached_property
    def telling(self) -> Flags:
        """Whether two words of a shingle are long or numbers, so that few texts share it."""
        return self._windows(self.edited.long | self._varies) > 1

    @cached_property
    def numbered(self) -> Flags:
        """Whether a shingle contains a number, a month or a weekday."""
        return self._windows(self._varies) > 0

    @cached_property
    def masked(self) -> Hashes:
        """The shingles with every number, month and weekday masked."""
        hashed = np.where(self._varies, _MASKED, self.edited.hashes)
        return _combine(hashed, len(self.shingles))

    @cached_property
    def _varies(self) -> Flags:
        return self.edited.numbers | _DAYS.holds(self.edited.hashes)

    @cached_property
    def distinct(self) -> Hashes:
        """The different shingles, ascending."""
        return np.unique(self.shingles)

    @cached_property
    def distinct_masked(self) -> Hashes:
        """The different masked shingles that contain a number, ascending."""
        return np.unique(self.masked[self.numbered])

    @cached_property
    def lengths(self) -> Numbers:
        """Number of words of each sentence."""
        return np.diff(self.ends, prepend=0)

    @cached_property
    def per_sentence(self) -> Numbers:
        """Number of shingles that begin in each sentence."""
        return np.bincount(self.sentence, minlength=len(self.ends))

    def _windows(self, flags: Flags) -> Numbers:
        """Return how many words of each shingle have a flag."""
        count = len(self.shingles)
        total = np.zeros(count, np.int64)
        for offset in range(SIZE):
            total += flags[offset : offset + count]
        return total


def shingled(text: str) -> ShingledText:
    """Return the shingles of ``text``: lead and body, paragraphs separated by newlines."""
    folded = fold_lines(_sentences(text))
    edited = words_of(folded)
    found = list(edits(edited))
    if found:
        edited = spelt(edited, found)
    count = max(len(edited.hashes) - SIZE + 1, 0)
    return ShingledText(
        folded=folded,
        edits=found,
        edited=edited,
        shingles=_combine(edited.hashes, count),
        sentence=np.cumsum(np.diff(edited.line, prepend=-1) > 0)[:count] - 1,
        ends=np.flatnonzero(np.diff(edited.line, append=-1)) + 1,
    )


def _sentences(text: str) -> str:
    """Return ``text`` with one sentence per line, without datelines and agency marks."""
    lines = [line for line in text.splitlines() if line]
    for index in {*range(_EDGE), *range(len(lines) - _EDGE, len(lines))} & {*range(len(lines))}:
        lines[index] = _without_marks(lines[index])
    return _SENTENCE.sub("\n", _IN_NUMBER.sub("", "\n".join(lines)))


def _without_marks(line: str) -> str:
    """Remove the dateline before a paragraph and the agency mark after it."""
    start = 0
    found = _DATELINE.match(line)
    if found and (found["capitals"] is None or found["capitals"].isupper()):
        start = found.end()
    tail = _END_MARK.search(line, max(start, len(line) - 24))
    return line[start : tail.start()] if tail else line[start:]


def _combine(hashed: Hashes, count: int) -> Hashes:
    mixed = np.zeros(count, np.uint64)
    for offset, odd in enumerate(_MIX):
        mixed += hashed[offset : offset + count] * odd
    for odd in _FINAL:  # the finalizer of MurmurHash3: every input bit affects every output bit
        mixed ^= mixed >> _SHIFT
        mixed *= odd
    return mixed ^ (mixed >> _SHIFT)
