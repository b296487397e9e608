"""Invented words, reproducible by number: no two pages of a benchmark are alike."""

from __future__ import annotations

import random
from functools import cache

_SYLLABLES = """
ba bo ca con da den do gan go han hoa ken lam lan lo man mi nam nen nho pha qua ran sa son ta tin
tre va vien xa yen
""".split()  # noqa: SIM905  # a list of words is read as words
_SMALL = "the of and to in a that for with on by from as its was were at has had will be".split()  # noqa: SIM905


def source_of(seed: int) -> random.Random:
    """Return a random generator that is the same for the same page."""
    return random.Random(seed)


def word(source: random.Random) -> str:
    """Return a word: in four of ten cases a short one that occurs in every text."""
    if source.random() < 0.4:
        return source.choice(_SMALL)
    return "".join(source.choices(_SYLLABLES, k=source.randint(2, 3)))


def sentence(source: random.Random, length: int = 18) -> str:
    """Return a sentence of this many words."""
    return " ".join(word(source) for _ in range(length)).capitalize() + "."


@cache
def title(number: int, length: int = 9) -> str:
    """Return the headline of a page."""
    return sentence(source_of(-1 - number), length).rstrip(".")
