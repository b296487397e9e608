"""Words, names and links that a block shares with the article around it.

A subscription appeal, an author bio or a teaser of another page may stand among the paragraphs and
look like one. Its words reveal it: the article uses few of them elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np

from pipelines.extraction.html.blocks import Block
from pipelines.items import HEADING
from pipelines.text import fold

POSITION_FEATURES = ("since_heading", "prose_before", "prose_after", "copy")
_MIN_WORD_LETTERS = 5  # letters of a word that indicates the subject
_MAX_USES = 5  # uses of a word; more make no difference
_MIN_PROSE_WEIGHT = 80  # weight of a paragraph of the article
_MAX_BLOCKS_SINCE_HEADING = 30  # blocks
_MIN_COPY_CHARS = 40  # folded characters; shorter lines recur by chance
_MAX_NAME_OFFSET = 60  # folded characters before an author's name, for a block about the author
_UNKNOWN = -1.0


class TopicOverlap:
    """The topic of one page: how often the article's paragraphs use each word.

    Args:
        blocks: the page's blocks.
        own: each block's amount of the article's prose, in characters.
        authors: who wrote it.
        summary: lead or description, from the head of the page.
    """

    def __init__(
        self, blocks: Sequence[Block], own: Sequence[float], authors: Sequence[str], summary: str
    ) -> None:
        self._blocks, self._own = blocks, own
        self._words: dict[int, set[str]] = {}
        self._shares: dict[int, tuple[float, float]] = {}
        prose = [index for index, weight in enumerate(own) if weight > _MIN_PROSE_WEIGHT]
        self._counts = Counter(chain.from_iterable(map(self._of, prose)))
        self._authors = [name for name in map(fold, authors) if " " in name]
        self._summary = _subject_words(fold(summary).split())
        self._headings = _headings(blocks)

    def columns(self, count: int) -> dict[str, np.ndarray]:
        """Return the ``POSITION_FEATURES`` of the first blocks, a column each."""
        sums = np.concatenate(([0.0], np.cumsum(self._own)))
        total = sums[-1] or 1.0
        since = np.arange(count) - np.array(self._headings[:count])
        return {
            "since_heading": np.minimum(since, float(_MAX_BLOCKS_SINCE_HEADING)),
            "prose_before": sums[:count] / total,
            "prose_after": (sums[-1] - sums[1 : count + 1]) / total,
            "copy": np.fromiter(_copies(self._blocks[:count]), float),
        }

    def _of(self, index: int) -> set[str]:
        words = self._words.get(index)
        if words is None:
            words = self._words[index] = _subject_words(self._blocks[index].words)
        return words

    def shared(self, index: int) -> tuple[float, float]:
        """Return the share of a block's words that the article uses elsewhere, and their mean uses.

        -1 for both if it has no distinctive word.
        """
        cached = self._shares.get(index)
        if cached is None:
            cached = self._shares[index] = self._count(index)
        return cached

    def _count(self, index: int) -> tuple[float, float]:
        words = self._of(index)
        if not words:
            return _UNKNOWN, _UNKNOWN
        own = 1 if self._own[index] > _MIN_PROSE_WEIGHT else 0
        count_of = self._counts.get  # a Counter calls Python for a word that it has not
        uses = [count for word in words if (count := count_of(word, 0) - own)]
        return (
            len(uses) / len(words),
            sum([_MAX_USES if count > _MAX_USES else count for count in uses]) / len(words),
        )

    def under(self, index: int) -> float:
        """Return the share of words of the heading above a block; 0 if there is none."""
        heading = self._headings[index]
        return self.shared(heading)[0] if heading >= 0 else 0.0

    def summarized(self, index: int) -> float:
        """Return the share of a block's words in the summary; -1 if either has none."""
        words = self._of(index)
        return len(self._summary & words) / len(words) if words and self._summary else _UNKNOWN

    def author(self, index: int) -> float:
        """Return 2 if a block begins with an author's name, 1 if it has one soon after."""
        text = self._blocks[index].folded[: _MAX_NAME_OFFSET + 40]
        offsets = [
            offset for name in self._authors if 0 <= (offset := text.find(name)) <= _MAX_NAME_OFFSET
        ]
        return 0.0 if not offsets else 2.0 if min(offsets) == 0 else 1.0


def _subject_words(words: Sequence[str]) -> set[str]:
    return {word for word in words if len(word) >= _MIN_WORD_LETTERS}


def _headings(blocks: Sequence[Block]) -> list[int]:
    """Return for each block the index of the heading above it, its own if it is one."""
    found, last = [], -_MAX_BLOCKS_SINCE_HEADING
    for block in blocks:
        if block.kind is HEADING:
            last = block.index
        found.append(last)
    return found


def _copies(blocks: Sequence[Block]) -> list[bool]:
    """Return for each block whether its text was printed before."""
    seen: set[str] = set()
    found = [False] * len(blocks)
    for at, text in enumerate([block.folded for block in blocks]):
        if len(text) > _MIN_COPY_CHARS:
            found[at] = text in seen
            seen.add(text)
    return found
