"""Smooths uncertain content probabilities towards the mean of sibling blocks.

The classifier judges each block by itself. But items of one list, or paragraphs of one section, are
rarely half the article's. A list of which a fair part is the article's is so as a whole.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.main_content import NON_CONTENT_FLAGS
from pipelines.extraction.html.page_facts import PageFacts
from pipelines.items import BlockKind

_OWN_WEIGHT = 0.5  # weight of the block's own probability
_MIN_SIBLINGS = 4  # minimum size of a group of siblings that counts
_FEWEST_KEPT = 2  # of them, at least
_FAIR_SHARE = 0.4  # of a list's items: so many kept ones keep the others
_SURE_HEADING = 0.5  # content probability
_MIN_IN_BOX, _MAX_IN_BOX = 3, 8  # blocks of a box beside the text
_MOST_OF_BOX = 0.66  # of its blocks: so many lost ones take the doubtful with them
_LISTS = frozenset(("ul", "ol", "dl"))


def smooth(likely: Sequence[float], facts: PageFacts) -> list[float]:
    """Return content probabilities with uncertain ones drawn towards their siblings.

    Uncertain blocks move to the mean of their siblings: those of the same kind and the same path of
    tags and class names, at most two elements apart. Of a list in the body of which a fair share is
    kept, no item without a link is lost for its own words; one is enough of a list that a line of
    the text announces. The same holds of sub-headings in one form. Of a box that is called foreign
    and of which most is lost, nothing doubtful is kept.
    """
    result = _towards_siblings(likely, facts)
    for items in _lists(facts):
        enough = max(_FAIR_SHARE * len(items), _FEWEST_KEPT)
        _keep_together(result, items, 1 if _is_announced(items[0], result, facts) else enough)
    for headings in _sub_headings(facts):
        _keep_together(result, headings, _FAIR_SHARE * len(headings))
    for box in _named_boxes(facts):
        lost = [index for index in box if result[index] < thresholds.KEEP]
        if len(lost) >= _MOST_OF_BOX * len(box):
            most = max(result[index] for index in lost)
            for index in box:
                if result[index] < thresholds.DOUBT[1]:
                    result[index] = min(result[index], most)
    return result


def _keep_together(likely: list[float], indexes: Sequence[int], enough: float) -> None:
    """Raise doubtful blocks to be kept if as many of them are as is enough."""
    if sum(likely[index] >= thresholds.KEEP for index in indexes) >= enough:
        for index in indexes:
            if likely[index] > thresholds.KEEP_IN_LAYOUT_BODY:
                likely[index] = max(likely[index], thresholds.KEEP)


def _named_boxes(facts: PageFacts) -> Iterable[range]:
    """Return the blocks of each small box that its template names as none of the article's."""
    for node in facts.page.nodes:
        if node.flags & NON_CONTENT_FLAGS and _MIN_IN_BOX <= node.end - node.start <= _MAX_IN_BOX:
            yield range(node.start, node.end)


def _sub_headings(facts: PageFacts) -> Iterable[list[int]]:
    """Return the indices of the body's headings of each form, those right above a paragraph."""
    found: dict[int, list[int]] = {}
    for block in facts.page.blocks[:-1]:
        is_heading = block.kind is BlockKind.HEADING and not block.hrefs
        if is_heading and facts.body.in_body[block.index] and facts.own[block.index + 1] > 0:
            found.setdefault(facts.forms[block.index], []).append(block.index)
    return (one for one in found.values() if len(one) > 1)


def _is_announced(first: int, likely: Sequence[float], facts: PageFacts) -> bool:
    """Return whether the text announces a list: a kept line above, a heading or with a colon."""
    above = first - 1
    if above < 0 or facts.starts[above] or not facts.body.in_body[above]:
        return False
    line = facts.page.blocks[above]
    if line.kind is BlockKind.HEADING:
        return likely[above] >= _SURE_HEADING and not line.hrefs
    return likely[above] >= thresholds.RUNNING_TEXT and line.text.endswith((":", "："))


def _lists(facts: PageFacts) -> Iterable[list[int]]:
    """Return the indices of the items of each list in the body, those without links."""
    items: dict[int, list[int]] = {}
    inside = facts.body.in_body
    for block in facts.page.blocks:
        if block.kind is BlockKind.LIST_ITEM and not block.hrefs and inside[block.index]:
            holder = next((one for one in block.node.ancestors() if one.tag in _LISTS), None)
            if holder is not None:
                items.setdefault(holder.index, []).append(block.index)
    return items.values()


def _towards_siblings(likely: Sequence[float], facts: PageFacts) -> list[float]:
    low, high = thresholds.DOUBT
    doubtful = [index for index, value in enumerate(likely) if low < value < high]
    if not doubtful:
        return list(likely)
    families: dict[Hashable, list[float]] = {}
    keys = [_sibling_group(facts, index) for index in range(len(likely))]
    for key, value in zip(keys, likely, strict=True):
        families.setdefault(key, []).append(value)
    result = list(likely)
    for index in doubtful:
        family = families[keys[index]]
        mean = sum(family) / len(family)
        if len(family) >= _MIN_SIBLINGS and mean < thresholds.RUNNING_TEXT:
            result[index] = _OWN_WEIGHT * likely[index] + (1 - _OWN_WEIGHT) * mean
    return result


def _sibling_group(facts: PageFacts, index: int) -> Hashable:
    node = facts.page.blocks[index].node
    holder = node.parent or node
    around = holder.parent or holder
    return around.index, facts.paths[index], facts.page.blocks[index].kind
