"""Stems of the words that indicate a text's subject: of a headline, and of the blocks below it.

Texts without spaces between words are compared by all runs of so many characters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from pipelines.extraction.html.blocks import Block

_WORD, _STEM = 4, 6  # letters
_MIN_TEXT_WORDS = 30  # different words: fewer prove nothing
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # Chinese and Japanese
_RUN_OF_SIGNS, _RUN_OF_LETTERS = 2, 3


def subject_stems(words: Collection[str]) -> set[str]:
    """Return stems of the folded words that indicate a text's subject."""
    if all(map(str.isascii, words)):  # most texts are, and this is several times faster
        return {word[:_STEM] for word in words if len(word) >= _WORD}
    return {stem for word in words for stem in _stems_of(word)}


def block_stems(blocks: Iterable[Block]) -> set[str]:
    """Return the stems of all words of these blocks."""
    return subject_stems(set(chain.from_iterable(block.words for block in blocks)))


def shared_words(blocks: Sequence[Block], text: Sequence[Block]) -> float:
    """Return the mean share of the blocks' words found in a text; 0 if the text is too short."""
    text_words = block_stems(text)
    words = [subject_stems(block.words) for block in blocks]
    if len(text_words) < _MIN_TEXT_WORDS:
        return 0.0
    shares = [len(one & text_words) / len(one) for one in words if one]
    return sum(shares) / len(shares) if shares else 0.0


def _stems_of(word: str) -> Sequence[str]:
    if word.isascii() or UNSPACED.search(word) is None:
        return (word[:_STEM],) if len(word) >= _WORD else ()
    size = _RUN_OF_SIGNS if _SIGNS.search(word) else _RUN_OF_LETTERS
    return [word[at : at + size] for at in range(len(word) - size + 1)]
