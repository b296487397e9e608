"""Further parts of a text that a template prints below its body, in bands amid advertisements.

The body, by its name or its density, is then only the beginning: the rest stands beside it, in
several elements of one name, with boxes for advertisements and letters between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

from pipelines.extraction.html.blocks import Block, Blocks, Node
from pipelines.extraction.html.location.subject_words import shared_words
from pipelines.extraction.lexicon import class_names
from pipelines.items import HEADING, PARAGRAPH

_FEWEST = 2  # elements of one name
_LEAST = 150  # characters of prose in them
_SHARED = 0.2  # of their words, mean, in the body
_LINKED, _HEADLINE = 0.5, 25  # share of link in a headline of another page; its characters
_NOT_TEXT = class_names.CAPTION | class_names.COMMENT | class_names.AUTHOR | class_names.BIO


def further_bands(page: Blocks, body: Sequence[Node], prose: Sequence[float]) -> list[Node]:
    """Return the elements below the body that continue its text; none below another heading.

    Args:
        page: its blocks and elements.
        body: the elements taken for the body, in page order.
        prose: the amount of running text in each block.
    """
    first = max(node.end for node in body)
    below = list(takewhile(_may_be_amid_text, page.blocks[first:]))
    end = first + len(below)
    if sum(prose[first:end]) < _LEAST:
        return []
    groups: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in page.nodes:
        if node.start >= end:
            break
        if node.start >= first and node.end <= end and node.names and node.end > node.start:
            group = groups[node.tag, node.names]
            if not group or node.start >= group[-1].end:
                group.append(node)
    text = [block for node in body for block in page.blocks[node.start : node.end]]
    for group in groups.values():
        if len(group) >= _FEWEST and not any(node.flags & _NOT_TEXT for node in group):
            blocks = [block for node in group for block in page.blocks[node.start : node.end]]
            told = [block for block in blocks if prose[block.index]]
            is_plain = all(one.kind is PARAGRAPH and not one.hrefs for one in blocks)
            if is_plain and sum(prose[one.index] for one in told) >= _LEAST:
                return group if shared_words(told, text) >= _SHARED else []
    return []


def _may_be_amid_text(block: Block) -> bool:
    """Return whether a block may stand between bands of one text: no heading, no headline."""
    is_headline = block.link_share > _LINKED and len(block.text) > _HEADLINE
    return block.kind is not HEADING and not is_headline
