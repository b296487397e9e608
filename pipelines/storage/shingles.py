"""A text as what near-copies have in common: word shingles, sentence by sentence.

Compared are folded words: no case, diacritics or punctuation, place names in one spelling, and
neither dateline nor agency mark, because these are what the second outlet changes first.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pipelines.text import folded_words

V = TypeVar("V")
Hashes = NDArray[np.uint64]
SIZE = 3  # words of a shingle
_EDGE = 3  # paragraphs at the top and at the end where a dateline or an agency's mark stands

# Spellings of one name, folded -> the one compared. Outlets in English write Vietnamese names
# with or without blanks (VNS "Hà Nội", VietnamPlus "Hanoi").
VARIANTS = {
    "viet nam": "vietnam",
    "viet nam s": "vietnam s",
    "ha noi": "hanoi",
    "da nang": "danang",
    "hai phong": "haiphong",
    "sai gon": "saigon",
    "ho chi minh city": "hcmc",
    "hcm city": "hcmc",
    "tp hcm": "hcmc",
    "tp ho chi minh": "hcmc",
    "thanh pho ho chi minh": "hcmc",
    "thua thien hue": "hue",
    "dak lak": "daklak",
    "dac lac": "daklak",
    "lao cai": "laocai",
    "quang ninh": "quangninh",
    "hoi an": "hoian",
    "nha trang": "nhatrang",
    "da lat": "dalat",
    "vung tau": "vungtau",
    "phu quoc": "phuquoc",
    "dien bien phu": "dienbienphu",
    "mekong river delta": "mekong delta",
    "phnom penh": "phnompenh",
    "viang chan": "vientiane",
    "lao pdr": "laos",
    "lao people s democratic republic": "laos",
    "u s": "us",
    "u n": "un",
    "u k": "uk",
    "e u": "eu",
    "per cent": "percent",
    "co operation": "cooperation",
    "co operate": "cooperate",
}
_BY_FIRST: dict[str, list[tuple[list[str], list[str]]]] = {}
for _name in sorted(VARIANTS, key=len, reverse=True):
    _BY_FIRST.setdefault(_name.split()[0], []).append((_name.split(), VARIANTS[_name].split()))
# "Hanoi (VNA) –", "HÀ NỘI —", "HANOI, June 10 (Xinhua) --", "VCN -", "(VOVWORLD) -", "NDO –".
_DATELINE = re.compile(
    r"(?:[^\n.!?()]{0,60}\([\w /.,-]{2,30}\)|(?P<capitals>[^\n.!?]{2,60}?)|[A-Z][\w.]{1,24})"
    r"\s*[-–—]+\s+"
)
# "— VNS", "./.", "-VNA", "(VNS/VNA)", "VNA/VNP" at the end of a paragraph.
_END_MARK = re.compile(r"[-–—(]+\s*[A-Z][A-Z/ ]{1,14}\)?\s*$|\./\.\s*$|\b[A-Z]{2,5}/[A-Z]{2,5}\s*$")
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\Wa-z_])")
_IN_NUMBER = re.compile(r"[.,](?<=\d[.,])(?=\d)")
_DIGIT = re.compile(r"\d")
_DAY_LIST = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
monday tuesday wednesday thursday friday saturday sunday
"""
_DAYS = frozenset(_DAY_LIST.split())
_MIX = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_FINAL = (np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53))
_SHIFT = np.uint64(33)
_VARIES, _LONG = 1 << 32, 1 << 33
_HASH_BITS, _VARIES_BIT, _LONG_BIT = map(np.uint64, (0xFFFF_FFFF, _VARIES, _LONG))
_MASKED = np.uint64(zlib.crc32(b"#"))


@dataclass(frozen=True, eq=False)
class Shingled:
    """A text's shingles in the order of the text.

    What only a comparison asks for is worked out when it does: few texts are ever compared.

    Attributes:
        words: the folded words.
        traits: what ``_traits`` tells of each word.
        shingles: hash of the shingle that begins at each word, the last two left out.
        sentence: number of the sentence each shingle begins in.
        ends: number of words up to the end of each sentence.
    """

    words: list[str]
    traits: Hashes
    shingles: Hashes
    sentence: NDArray[np.int64]
    ends: list[int]

    @cached_property
    def telling(self) -> NDArray[np.bool_]:
        """Whether two words of a shingle are long or numbers: few texts share it."""
        return self._windows(_LONG_BIT) > 1

    @cached_property
    def numbered(self) -> NDArray[np.bool_]:
        """Whether a shingle holds a number, a month or a day of the week."""
        return self._windows(_VARIES_BIT) > 0

    @cached_property
    def masked(self) -> Hashes:
        """The shingles with every number, month and day of the week blanked out."""
        varies = self.traits & _VARIES_BIT != 0
        hashed = np.where(varies, _MASKED, self.traits & _HASH_BITS)
        return _combine(hashed, len(self.shingles))

    @cached_property
    def distinct(self) -> Hashes:
        """The different shingles, ascending."""
        return np.unique(self.shingles)

    @cached_property
    def distinct_masked(self) -> Hashes:
        """The different masked shingles that hold a number, ascending."""
        return np.unique(self.masked[self.numbered])

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """Number of words of each sentence."""
        return np.diff(np.array(self.ends), prepend=0)

    @cached_property
    def per_sentence(self) -> NDArray[np.int64]:
        """Number of shingles that begin in each sentence."""
        return np.bincount(self.sentence, minlength=len(self.ends))

    def _windows(self, bit: np.uint64) -> NDArray[np.int64]:
        """Return of how many words of each shingle ``bit`` is told."""
        told, count = self.traits & bit != 0, len(self.shingles)
        total = np.zeros(count, np.int64)
        for offset in range(SIZE):
            total += told[offset : offset + count]
        return total


def shingled(text: str) -> Shingled:
    """Return the shingles of ``text``: lead and body, paragraphs apart by newlines."""
    parts = sentences(text)
    words = [word for part in parts for word in part]
    lengths = [len(part) for part in parts]
    count = max(len(words) - SIZE + 1, 0)
    traits = np.fromiter(map(_TRAITS.__getitem__, words), np.int64, len(words)).view(np.uint64)
    return Shingled(
        words=words,
        traits=traits,
        shingles=_combine(traits & _HASH_BITS, count),
        sentence=np.repeat(np.arange(len(parts)), lengths)[:count],
        ends=list(accumulate(lengths)),
    )


def sentences(text: str) -> list[list[str]]:
    """Return the folded words of each sentence of ``text``, paragraphs apart by newlines."""
    lines = [line for line in text.splitlines() if line]
    for place in {*range(_EDGE), *range(len(lines) - _EDGE, len(lines))} & {*range(len(lines))}:
        lines[place] = _without_marks(lines[place])
    apart = _SENTENCE.sub("\n", _IN_NUMBER.sub("", "\n".join(lines)))
    return [_one_spelling(words) for words in folded_words(apart) if words]


def _without_marks(line: str) -> str:
    """Return a paragraph without the dateline before it and the agency's mark after it."""
    start = 0
    found = _DATELINE.match(line)
    if found and (found["capitals"] is None or found["capitals"].isupper()):
        start = found.end()
    tail = _END_MARK.search(line, max(start, len(line) - 24))
    return line[start : tail.start()] if tail else line[start:]


def _one_spelling(words: list[str]) -> list[str]:
    """Return ``words`` with the names of ``VARIANTS`` in the one spelling that is compared."""
    if _BY_FIRST.keys().isdisjoint(words):
        return words
    spelt: list[str] = []
    done = 0
    for place, word in enumerate(words):
        if word not in _BY_FIRST or place < done:
            continue
        for name, spelling in _BY_FIRST[word]:
            if words[place : place + len(name)] == name:
                spelt += words[done:place]
                spelt += spelling
                done = place + len(name)
                break
    return spelt + words[done:]


class _Remembered(dict[str, V]):
    """What was worked out for a word, for as many words as a language uses."""

    _MOST = 1 << 17

    def __init__(self, work_out: Callable[[str], V]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> V:
        if len(self) >= self._MOST:
            self.clear()
        value = self[word] = self._work_out(word)
        return value


def _traits(word: str) -> int:
    """Return a folded word's hash, whether it varies from day to day, and whether it is long."""
    traits = zlib.crc32(word.encode())
    if word in _DAYS or (not word.isalpha() and _DIGIT.search(word)):
        return traits | _VARIES | _LONG
    return traits | _LONG if len(word) > 3 else traits


_TRAITS = _Remembered(_traits)


def _combine(hashed: Hashes, count: int) -> Hashes:
    mixed = np.zeros(count, np.uint64)
    for offset, odd in enumerate(_MIX):
        mixed += hashed[offset : offset + count] * odd
    for odd in _FINAL:  # the finalizer of MurmurHash3: every bit of the input moves every bit
        mixed ^= mixed >> _SHIFT
        mixed *= odd
    return mixed ^ (mixed >> _SHIFT)
