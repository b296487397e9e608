"""Normalises place-name variants before texts are compared, and before they are searched.

Outlets in English write Vietnamese names with or without spaces (VNS "Hà Nội", VietnamPlus
"Hanoi"). A name whose letters differ goes into ``VARIANTS``; one that only search has to join goes
into ``name_spellings``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pipelines.similarity.word_arrays import SHORT, Lexicon, Words, hash_of

# Folded name to its normal form, which has no more words.
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


@dataclass(frozen=True, slots=True)
class Edit:
    """A name variant in a text.

    Attributes:
        position: index of its first word.
        length: its number of words.
        spelling: the words that replace it.
    """

    position: int
    length: int
    spelling: tuple[str, ...]


def edits(words: Words) -> Iterator[Edit]:
    """Yield the names in ``words`` that ``VARIANTS`` normalises, in text order."""
    done = 0
    for position in np.flatnonzero(_FIRST.holds(words.hashes)).tolist():
        if position < done:
            continue
        name = tuple(words.hashes[position : position + _MOST_WORDS].tolist())
        for length in range(len(name), 1, -1):
            spelling = _SPELLINGS.get(name[:length])
            if spelling and words.line[position] == words.line[position + length - 1]:
                yield Edit(position, length, spelling)
                done = position + length
                break


def spelt(words: Words, found: list[Edit]) -> Words:
    """Return ``words`` with names in their normal form."""
    hashes, long = words.hashes.copy(), words.long.copy()
    kept = np.ones(len(hashes), np.bool_)
    for edit in found:
        stop = edit.position + len(edit.spelling)
        hashes[edit.position : stop] = _hashes(edit.spelling)
        long[edit.position : stop] = [len(word) > SHORT for word in edit.spelling]
        kept[stop : edit.position + edit.length] = False
    return Words(hashes[kept], words.numbers[kept], long[kept], words.line[kept])


def spelt_words(words: list[str], found: list[Edit]) -> list[str]:
    """Return the words themselves with names in their normal form."""
    written: list[str] = []
    done = 0
    for edit in found:
        written += words[done : edit.position]
        written += edit.spelling
        done = edit.position + edit.length
    return written + words[done:]


def _hashes(words: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(map(hash_of, words))


_SPELLINGS = {
    _hashes(tuple(name.split())): tuple(spelling.split()) for name, spelling in VARIANTS.items()
}
_MOST_WORDS = max(map(len, _SPELLINGS))
_FIRST = Lexicon(name.split()[0] for name in VARIANTS)
