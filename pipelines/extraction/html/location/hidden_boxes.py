"""Tells hidden boxes of terms or offers from hidden articles, where they are longer than the rest.

Beside a brief the terms in a closed window are most of the page's prose.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.html.blocks import Blocks, Node
from pipelines.extraction.html.location.subject_words import (
    block_stems,
    shared_words,
    subject_stems,
)

_PARAGRAPH = 80  # weight of prose
_LEAST_TEXT = 150  # of the paragraphs elsewhere
_FAR_MORE = 2.0  # times as many of the headline's words
_SHARED = 0.15  # of a paragraph's words, mean


def are_foreign(page: Blocks, prose: Sequence[float], boxes: Sequence[Node], headline: str) -> bool:
    """Return whether the text outside the boxes is the headline's, and theirs has little of it.

    Args:
        page: its blocks and elements.
        prose: running text of each block, in characters.
        boxes: elements of one shape, none within another.
        headline: as the page's head states it, folded; with its description, which lead to the
            text and prove nothing.
    """
    inside = {index for node in boxes for index in range(node.start, node.end)}
    own = [page.blocks[index] for index in sorted(inside) if prose[index] >= _PARAGRAPH]
    outside = [
        block
        for block in page.blocks
        if prose[block.index] >= _PARAGRAPH
        and block.index not in inside
        and block.folded not in headline
    ]
    if sum(prose[block.index] for block in outside) < _LEAST_TEXT:
        return False
    stems = subject_stems(headline.split())
    there, here = len(stems & block_stems(outside)), len(stems & block_stems(own))
    return there >= _FAR_MORE * max(here, 1) and shared_words(own, outside) <= _SHARED
