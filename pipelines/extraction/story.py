"""What a block shares with the story around it: words, names, its place in the prose.

A promise to subscribe, an author's life or the teaser of another page stands among the paragraphs
and looks like one. It gives itself away by its words: the story uses few of them anywhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from pipelines.extraction.blocks import Block
from pipelines.items import BlockKind
from pipelines.text import fold

_NAMES = (
    "word_share word_weight author_name summary_share heading_share since_heading "
    "prose_before prose_after copy"
)
NAMES = tuple(_NAMES.split())
_LONG = 5  # letters of a word that says what a text is about
_OFTEN = 5  # uses of a word; more say nothing more
_PROSE = 80  # weight of a paragraph that tells the story
_FAR = 30  # blocks
_COPIED = 40  # folded characters; shorter lines recur by chance
_NEAR = 60  # folded characters within which an author's name says whom the block is about
_UNKNOWN = -1.0


class Story:
    """One page's story: how often its paragraphs use each word.

    Args:
        blocks: the page's blocks.
        folded: their texts as they are compared.
        own: how much of the story's prose each holds, in characters.
        authors: who wrote it.
        summary: lead or description, as the head of the page tells it.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        folded: Sequence[str],
        own: Sequence[float],
        authors: Sequence[str],
        summary: str,
    ) -> None:
        self._folded, self._own = folded, own
        self._words = [
            {word for word in text.split() if len(word) >= _LONG} if text else set()
            for text in folded
        ]
        self._counts: Counter[str] = Counter()
        for words, weight in zip(self._words, own, strict=True):
            if weight > _PROSE:
                self._counts.update(words)
        self._authors = [name for name in map(fold, authors) if " " in name]
        self._summary = {word for word in fold(summary).split() if len(word) >= _LONG}
        self._sums = [0.0, *accumulate(own)]
        self._total = self._sums[-1] or 1.0
        self._headings = self._under_headings(blocks)
        self._copies = self._copied()

    def _under_headings(self, blocks: Sequence[Block]) -> list[tuple[float, float]]:
        """For each block: the word share of the heading above it, and how far above it stands."""
        found, share, since = [], 0.0, _FAR
        for block in blocks:
            if block.kind is BlockKind.HEADING:
                share, since = self._shared(block.index)[0], 0
            else:
                since = min(since + 1, _FAR)
            found.append((share, float(since)))
        return found

    def _copied(self) -> list[float]:
        """For each block whether its text was printed before."""
        seen: set[str] = set()
        found = []
        for text in self._folded:
            found.append(1.0 if text in seen else 0.0)
            if len(text) > _COPIED:
                seen.add(text)
        return found

    def _shared(self, index: int) -> tuple[float, float]:
        """Share of the block's words that the story uses elsewhere, and how often on average."""
        words = self._words[index]
        if not words:
            return _UNKNOWN, _UNKNOWN
        self_uses = 1 if self._own[index] > _PROSE else 0
        uses = [self._counts[word] - self_uses for word in words]
        return (
            sum(count > 0 for count in uses) / len(uses),
            sum(min(count, _OFTEN) for count in uses) / len(uses),
        )

    def row(self, block: Block) -> list[float]:
        """Return the block's numbers, in the order of ``NAMES``."""
        index = block.index
        words = self._words[index]
        summary = len(self._summary & words) / len(words) if words and self._summary else _UNKNOWN
        return [
            *self._shared(index),
            self._author(self._folded[index]),
            summary,
            *self._headings[index],
            self._sums[index] / self._total,
            (self._sums[-1] - self._sums[index + 1]) / self._total,
            self._copies[index],
        ]

    def _author(self, text: str) -> float:
        """2 where the block begins with an author's name, 1 where it names one soon after."""
        start = text[: _NEAR + 40]
        places = [place for name in self._authors if 0 <= (place := start.find(name)) <= _NEAR]
        return 0.0 if not places else 2.0 if min(places) == 0 else 1.0
