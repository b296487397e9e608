"""Hidden elements: the rest of an article that a click unfolds, or terms in a closed window.

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
from pipelines.extraction.lexicon import class_names
from pipelines.extraction.lexicon.notices.reuse_notices import is_reuse_notice

_PARAGRAPH = 80  # weight of prose
_LEAST_TEXT = 150  # of the paragraphs elsewhere
_FAR_MORE = 2.0  # times as many of the headline's words
_SHARED, _SHARED_BESIDE = 0.15, 0.03  # of a paragraph's words, mean


def surroundings(node: Node, sums: Sequence[float]) -> Node:
    """Return an element's parent; of a hidden one alone with its button, what the parent is in.

    Args:
        node: an element of the page.
        sums: of the prose before each block.
    """
    around = node.parent or node
    if not node.flags & class_names.HIDDEN or around.end - around.start > node.end - node.start + 1:
        return around
    adds_prose = sums[around.end] - sums[around.start] > sums[node.end] - sums[node.start]
    return around if adds_prose else around.parent or around


def are_foreign(
    page: Blocks, prose: Sequence[float], boxes: Sequence[Node], headline: str, go_on: bool
) -> bool:
    """Return whether the text outside the boxes is the headline's, and theirs has little of it.

    Args:
        page: its blocks and elements.
        prose: running text of each block, in characters.
        boxes: elements of one shape, none within another.
        headline: as the page's head states it, folded; with its description, which lead to the
            text and prove nothing.
        go_on: whether the boxes continue paragraphs beside them: then hardly a word may be shared.
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
    # Terms may name the outlet's place.
    if any(is_reuse_notice(block.text, block.folded) for block in own):
        return there > here and shared_words(own, outside) <= _SHARED
    if go_on and here:
        return False
    shared = _SHARED_BESIDE if go_on else _SHARED
    return there >= _FAR_MORE * max(here, 1) and shared_words(own, outside) <= shared
