"""How many of a block's words the article uses elsewhere: what another story gives itself away by.

A teaser under a label may be a sentence like the article's own. It tells of other things, so that
few of its words stand in the rest of the text, where an article's own paragraph shares many.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from pipelines.extraction.rules.context import RuleContext

_LONG = 5  # letters of a word that says what a text is about
_STEM = 6  # letters that inflected forms have in common
_WIDE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SHORT = re.compile(r"[\u1ea0-\u1ef9\u0103\u0111\u01a1\u01b0]", re.I)  # Vietnamese: syllables apart
_HEAD = -1  # the "block" that stands for title and lead
_PROSE = 40  # weight of a block that is running text


class SharedWords:
    """One page's words, by the blocks of the article that use them."""

    def __init__(self, scene: RuleContext) -> None:
        self._scene = scene
        self._users: dict[str, set[int]] = {}
        self._words: dict[int, frozenset[str]] = {}
        self._own = [
            block.index for block in scene.blocks if scene.numbers.own[block.index] > _PROSE
        ]
        for index in self._own:
            for word in self.of(index):
                self._users.setdefault(word, set()).add(index)
        for word in _words(f"{scene.facts.title} {scene.facts.lead}"):
            self._users.setdefault(word, set()).add(_HEAD)

    def of(self, index: int) -> frozenset[str]:
        """Return the words of a block that say what it is about."""
        known = self._words.get(index)
        if known is None:
            known = self._words[index] = _words(self._scene.blocks[index].text)
        return known

    def share(self, index: int, apart: Collection[int]) -> float:
        """Return the share of a block's words that the article, without ``apart``, uses elsewhere.

        0.5 where the block has no word that says anything.
        """
        words = self.of(index)
        without = {index, *apart}
        found = sum(bool(self._users.get(word, set()) - without) for word in words)
        return found / len(words) if words else 0.5

    def paragraphs(self, apart: Collection[int]) -> int:
        """Return how many paragraphs the article has without ``apart``."""
        return sum(index not in apart for index in self._own)

    def usual(self, apart: Collection[int]) -> float:
        """Return the mean share of the article's paragraphs without ``apart``; 0 with one only."""
        own = [index for index in self._own if index not in apart]
        if len(own) < 2:
            return 0.0
        return sum(self.share(index, apart) for index in own) / len(own)


def _words(text: str) -> frozenset[str]:
    lower = text.lower()
    if _WIDE.search(lower):
        runs = re.findall(r"[^\W\d_]+", lower)
        return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))
    words = re.findall(r"[^\W\d_]+", lower)
    if _SHORT.search(lower):
        return frozenset(f"{one} {two}" for one, two in pairwise(words))
    return frozenset(word[:_STEM] for word in words if len(word) >= _LONG)
