"""Finds the footers of a page: what is never the article, whatever prose it contains.

An imprint may be the most prose of a page whose article is results, verse or a brief. But templates
use ``<footer>`` as a wrapper, too, for a part of the text: then it stands among the article's own
paragraphs and continues them, about the same subject, or holds them all (``name_evidence`` weighs
such a name).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from pipelines.extraction.html.blocks import Block, Blocks, Node, text_length
from pipelines.extraction.html.location.running_sums import held_by, running
from pipelines.extraction.html.location.subject_words import block_stems, subject_stems

_PARAGRAPH = 80  # weight of prose
_MIN_PARAGRAPHS = 2
_HEADLINE = 0.5  # of the headline's words
_IMPRINT = re.compile(r"[©@]|\bcopyright\b|\brights reserved\b|https?://", re.IGNORECASE)
_LINKED = 0.2  # of its text: the article's has fewer


def page_footers(page: Blocks, prose: Sequence[float]) -> list[Node]:
    """Return each outermost ``<footer>`` with text but neither a headline nor a part of the text.

    Args:
        page: its blocks and elements.
        prose: running text of each block, in characters.
    """
    heads = page.first_headings()
    outer: list[Node] = []
    for node in page.of_tag("footer"):
        if node.end <= max(node.start, outer[-1].end if outer else 0):
            continue
        at = bisect_left(heads, node.start)
        if at == len(heads) or heads[at] >= node.end:
            outer.append(node)
    if not outer:
        return outer
    long = running(weight >= _PARAGRAPH for weight in prose)
    among = _among_text(page, outer, long, heads)
    return [
        node
        for node in outer
        if not (
            (node.parent in among or _is_all_text(page, node, long, heads))
            and _is_plain(page, node)
        )
    ]


def _is_all_text(page: Blocks, node: Node, long: Sequence[float], heads: Sequence[int]) -> bool:
    """Return whether all paragraphs of a page stand in one element, and tell its headline."""
    if not _MIN_PARAGRAPHS <= held_by(long, [node]) == long[-1] or len(heads) != 1:
        return False
    return heads[0] < node.start and _have_words_of(page, [node], page.blocks[heads[0]])


def _among_text(
    page: Blocks, footers: Sequence[Node], long: Sequence[float], heads: Sequence[int]
) -> set[Node | None]:
    """Return the elements whose footers stand beside a paragraph, or beside their headline."""
    inside: dict[Node | None, list[Node]] = defaultdict(list)
    for node in footers:
        inside[node.parent].append(node)
    around = {
        parent: parts for parent, parts in inside.items() if held_by(long, parts) >= _MIN_PARAGRAPHS
    }
    own = set(heads)
    found: set[Node | None] = set()
    for node in page.nodes:
        if node.parent not in around or node.parent in found or node.end != node.start + 1:
            continue
        is_head = node.start in own and _have_words_of(
            page, around[node.parent], page.blocks[node.start]
        )
        if is_head or long[node.end] > long[node.start]:
            found.add(node.parent)
    return found


def _have_words_of(page: Blocks, parts: Sequence[Node], headline: Block) -> bool:
    """Return whether the parts have many of a headline's words."""
    wanted = subject_stems(headline.words)
    blocks = (block for part in parts for block in page.blocks[part.start : part.end])
    return len(wanted & block_stems(blocks)) >= _HEADLINE * len(wanted) > 0


def _is_plain(page: Blocks, node: Node) -> bool:
    """Return whether the text names no owner, no address and few links."""
    blocks = page.blocks[node.start : node.end]
    linked = sum(block.links for block in blocks)
    return linked <= _LINKED * text_length(blocks) and not any(
        _IMPRINT.search(block.text) for block in blocks
    )
