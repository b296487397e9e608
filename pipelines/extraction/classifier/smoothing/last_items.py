"""The last of a series of boxes: an answer, an entry, a place in a ranking.

Each box holds an item: a question and its answer, a time and what happened, a place and why it has
it. What stands at the text's end is in doubt for its place alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Node
from pipelines.extraction.html.page_facts import PageFacts

_ITEMS_ABOVE, _LONGEST_ITEM = 2, 8  # boxes of one form above a last one; blocks of a box


def last_items(likely: Sequence[float], facts: PageFacts) -> list[int]:
    """Return the indices of doubtful blocks in the last of several boxes that are kept else."""
    low, high = thresholds.LAST_DOUBT, thresholds.KEEP
    found: list[int] = []
    kept = list(likely)
    for index, value in enumerate(likely):
        if low <= value < high and facts.body.in_body[index] and not facts.labels[index]:
            box = _item_of(index, facts)
            if box is not None and _is_of_kept_series(index, box, kept, facts):
                kept[index] = high
                found.append(index)
    return found


def _item_of(index: int, facts: PageFacts) -> Node | None:
    """Return the largest small box around a block right above which one of its form stands."""
    found = None
    for node in facts.page.blocks[index].node.ancestors():
        if node.end - node.start > _LONGEST_ITEM or node.start == 0:
            break
        if _box_above(node, facts) is not None:
            found = node
    return found


def _box_above(box: Node, facts: PageFacts) -> Node | None:
    """Return the neighbour of one form that ends where a box begins, or None."""
    for node in facts.page.blocks[box.start - 1].node.ancestors():
        if node.parent is box.parent:
            return node if node.shape == box.shape and node is not box else None
    return None


def _is_of_kept_series(index: int, box: Node, likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether the boxes above hold a block of the same form each, at the same place."""
    page, place = facts.page, index - box.start
    size, above = box.end - box.start, _box_above(box, facts)
    alike = 0
    while above is not None and above.end - above.start == size and alike < _ITEMS_ABOVE:
        at = above.start + place
        if page.blocks[at].kind is not page.blocks[index].kind or likely[at] < thresholds.KEEP:
            return False
        if size == 1 or facts.forms[at] != facts.forms[index]:
            return False
        alike += 1
        above = _box_above(above, facts) if above.start else None
    return alike >= _ITEMS_ABOVE
