"""Streams of other stories: items alike, each a linked headline and a teaser.

Below a short article they may hold more prose than it. Where many paragraphs stand in one element
beside them, theirs are no evidence of where the article is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipelines.extraction.html.blocks import Blocks, Node
from pipelines.items import HEADING

_LINKED = 0.9  # of a headline
_FEWEST, _LONGEST = 4, 4  # items of a stream; blocks of an item
_PARAGRAPHS = 8  # of a body: fewer may introduce the items
_OTHER = 0.25  # of the stream's prose, in the body


def find(page: Blocks, prose: Sequence[float]) -> list[Node]:
    """Return the items of streams on a page that has an article beside them.

    Args:
        page: its blocks and elements.
        prose: the amount of running text in each block.
    """
    alike: dict[tuple[str, str], list[Node]] = defaultdict(list)
    heads = [one for one in page.blocks if one.kind is HEADING and one.link_share >= _LINKED]
    for head in heads:
        item = head.node.parent
        if item and item.start == head.index and 1 < item.end - item.start <= _LONGEST:
            alike[item.shape].append(item)
    items = [one for group in alike.values() if len(group) >= _FEWEST for one in group]
    held = sum(sum(prose[one.start : one.end]) for one in items)
    if not held:
        return []
    starts = {one.start for one in items}
    paragraphs = Counter(
        block.node.parent.index
        for block, weight in zip(page.blocks, prose, strict=True)
        if weight and block.node.parent is not None
    )
    has_body = any(
        count >= _PARAGRAPHS and _is_body(page.nodes[at], starts, prose, held)
        for at, count in paragraphs.items()
    )
    return items if has_body else []


def _is_body(node: Node, starts: set[int], prose: Sequence[float], held: float) -> bool:
    """Return whether an element holds no item, and a fair part of what the stream holds."""
    is_beside = starts.isdisjoint(range(node.start, node.end))
    return is_beside and sum(prose[node.start : node.end]) >= _OTHER * held
