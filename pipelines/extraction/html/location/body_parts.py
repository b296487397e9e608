"""Parts of a body in pieces whose box has another part's name: the free beginning of a paid text.

A template may print each paragraph in an element of one name (``article-body``), and put the first
ones in a box for readers without access (``teaser-content``). Where most of the page's prose is in
such elements outside any box, the name of a box around others of them is void, unless links are
most of what it holds. So is the name of captions that are several to each paragraph: a story told
in pictures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipelines.extraction.html.blocks import Blocks, Node, text_length
from pipelines.extraction.html.location.running_sums import held_by
from pipelines.extraction.lexicon import class_names

_BOXES = class_names.TEASER | class_names.PROMPT
_MIN_SHARE = 0.5  # of the page's prose, in elements of one name outside any box
_MIN_PARTS = 3  # elements of one name
_LINKED = 0.5  # of a part's text: the headline of another page
_BETWEEN = 0.5  # of the parts' prose: their box may hold so much more, in quotations and tables
_TOLD, _PER_PARAGRAPH = 0.35, 2  # of the page's prose, in captions; captions to each paragraph
_OUTERMOST = frozenset(("html", "body"))


def void_box_names(page: Blocks, prose: Sequence[float]) -> None:
    """Remove the names of boxes around parts of the text; ``flags`` of elements are changed."""
    if not any(node.flags & _BOXES for node in page.named):
        return
    parts: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in page.named:
        if node.flags & class_names.BODY and node.end > node.start:
            parts[node.tag, node.names].append(node)
    for nodes in parts.values():
        if len(nodes) < _MIN_PARTS:
            continue
        boxes = [_boxes(node) for node in nodes]
        outside = sum(
            sum(prose[node.start : node.end])
            for node, around in zip(nodes, boxes, strict=True)
            if not around
        )
        if outside < _MIN_SHARE * sum(prose):
            continue
        for node, around in zip(nodes, boxes, strict=True):
            if not _is_linked(page, node):
                for box in around:
                    box.flags &= ~_BOXES


def void_captions(page: Blocks, prose: Sequence[float]) -> None:
    """Remove the flags of captions that tell most of what their element tells."""
    groups: dict[str, list[Node]] = defaultdict(list)
    for node in page.nodes:
        if node.tag == "figcaption" and node.end > node.start:
            groups[node.names].append(node)
    for nodes in groups.values():
        if len(nodes) < _MIN_PARTS:
            continue
        told = [one for node in nodes for one in prose[node.start : node.end]]
        around = next(one for one in nodes[0].ancestors() if one.end >= nodes[-1].end)
        beside = sum(map(bool, prose[around.start : around.end])) - sum(map(bool, told))
        if sum(told) > _TOLD * sum(prose) and len(nodes) >= _PER_PARAGRAPH * beside:
            for node in nodes:
                node.flags &= ~class_names.CAPTION


def box_around(parts: Sequence[Node], sums: Sequence[float]) -> Node | None:
    """Return the element that holds all parts of a body, or None if it holds much else.

    What a template prints between parts of the text belongs to it: headings, quotations, tables.

    Args:
        parts: elements named as a body, in page order.
        sums: prefix sums of the prose in the page's blocks.
    """
    if len(parts) < _MIN_PARTS:
        return None
    first, last = parts[0], parts[-1]
    box = next((one for one in first.ancestors() if one.end >= last.end), None)
    if box is None or box.tag in _OUTERMOST:
        return None
    held = held_by(sums, parts)
    return box if held_by(sums, (box,)) <= (1 + _BETWEEN) * held else None


def _boxes(node: Node) -> list[Node]:
    return [one for one in node.ancestors() if one is not node and one.flags & _BOXES]


def _is_linked(page: Blocks, node: Node) -> bool:
    blocks = page.blocks[node.start : node.end]
    return sum(block.links for block in blocks) > _LINKED * text_length(blocks)
