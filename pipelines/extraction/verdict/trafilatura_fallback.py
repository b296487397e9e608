"""trafilatura as a fallback, for pages of which the engine kept almost nothing.

It runs on the pruned tree, never on the page itself, and only for pages with prose of which almost
none was kept: it takes longer than the whole engine. ``deduplicate`` stays off: with it, the same
page gives text three times and then nothing, and a cache grows without limit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml.html import HtmlElement

from pipelines.extraction.html.blocks import Block
from pipelines.extraction.verdict.word_overlap import is_unspaced
from pipelines.text import fold

_KEPT = 30  # words; with more, the engine's own result stands
_PROSE = 80  # words of running text on the page; with fewer there is nothing to find
_UNSPACED = 3  # letters of a word
_LINKED = 0.3  # of a block's text
_SENTENCE = 12  # words; shorter blocks are not running text
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def is_wanted(blocks: Sequence[Block], kept: Sequence[Block]) -> bool:
    """Return whether almost nothing was kept of a page with running text."""
    if sum(block.word_count for block in kept) >= _KEPT or sum(map(_words, kept)) >= _KEPT:
        return False
    lengths = (_words(block) for block in blocks if block.link_share < _LINKED)
    return sum(length for length in lengths if length >= _SENTENCE) >= _PROSE


def second_opinion(tree: HtmlElement, blocks: Sequence[Block]) -> frozenset[int]:
    """Return the indices of the blocks that trafilatura takes for the article; often none."""
    # Imported here: it takes longer than a hundred pages, and few pages need it.
    from trafilatura import extract

    text = extract(_writable(tree), include_comments=False, deduplicate=False) or ""
    found = {fold(line.lstrip("- ")) for line in text.splitlines()}
    own = (block for block in blocks if block.link_share < _LINKED)  # it also finds menus
    return frozenset(block.index for block in own if fold(block.text) in found)


def _words(block: Block) -> int:
    """Return the number of a block's words; a script without spaces has one in three letters."""
    return len(block.text) // _UNSPACED if is_unspaced(block.text) else block.word_count


def _writable(tree: HtmlElement) -> HtmlElement:
    """Return a copy without what lxml reads but cannot write: trafilatura moves text about."""
    copy = deepcopy(tree)
    for element in copy.iter():
        if element.text and _NOT_XML.search(element.text):
            element.text = _NOT_XML.sub(" ", element.text)
        if element.tail and _NOT_XML.search(element.tail):
            element.tail = _NOT_XML.sub(" ", element.tail)
    return copy
