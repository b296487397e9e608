"""Doubtful paragraphs in the form that is the text's: the last one, below what a template inserts.

The classifier tells a short last sentence of a brief by what stands around it: advertisements,
links, the end of the page. Its element tells more, where most of what is set so surely is the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.classifier.smoothing.amid_text import has_sentence
from pipelines.extraction.classifier.smoothing.plain_boxes import speaks_of_outlet
from pipelines.extraction.classifier.smoothing.siblings import sibling_group
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.items import PARAGRAPH

_MOST_SURE = 0.6  # of the characters in one form
_FEWEST_SURE = 2  # paragraphs
_MOST_SET_APART = 0.5  # of a line, in bold or italics


def paragraphs_in_own_form(likely: Sequence[float], facts: PageFacts) -> list[int]:
    """Return the indices of doubtful paragraphs below sure ones, in a form that is the text's."""
    if sum(map(thresholds.SURE_TEXT.__le__, likely)) < _FEWEST_SURE:
        return []
    low, high = thresholds.LAST_DOUBT, thresholds.KEEP
    doubtful = [index for index, value in enumerate(likely) if low <= value < high]
    found = [index for index in doubtful if _is_sentence(index, facts)]
    return [index for index in found if _is_text_form(index, likely, facts)]


def _is_sentence(index: int, facts: PageFacts) -> bool:
    """Return whether a block of the body is a plain sentence without links or an address."""
    block = facts.page.blocks[index]
    if block.kind is not PARAGRAPH or block.hrefs or not facts.body.in_body[index]:
        return False
    if "@" in block.text:
        return False
    if max(block.bold, block.italic) > _MOST_SET_APART * len(block.text):
        return False
    if facts.labels[index] is not None or facts.starts[index] is not None:
        return False
    return has_sentence(block) and not speaks_of_outlet((block,), facts)


def _is_text_form(index: int, likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether most of what is set as a block is surely the text, and stands above it."""
    group = _set_alike(index, facts)
    sure = [at for at in group if likely[at] >= thresholds.SURE_TEXT]
    if len(sure) < _FEWEST_SURE or sure[-1] > index:
        return False
    blocks = facts.page.blocks
    held = sum(len(blocks[at].text) for at in sure)
    return held >= _MOST_SURE * sum(len(blocks[at].text) for at in group)


def _set_alike(index: int, facts: PageFacts) -> list[int]:
    """Return the blocks in elements of a block's tag and names.

    If it has no names: the other lines of its element, or those that its siblings are.
    """
    blocks = facts.page.blocks
    node = blocks[index].node
    if node.names:
        return [one.index for one in blocks if one.tag == node.tag and one.node.names == node.names]
    if blocks[index - 1].node is node:
        return [at for at in range(node.start, node.end) if blocks[at].node is node]
    own = sibling_group(facts, index)
    return [at for at in range(len(blocks)) if sibling_group(facts, at) == own]
