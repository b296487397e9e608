"""Sections of one text: neighbours of one form, each a heading and prose below it.

A CMS may name each section after its own heading: ``id="comments"`` around what a report says
under "Comments". The names of such sections are judged together, as the parts that they are. A
template's boxes have linked headings, pictures or fields: those without stay amid the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from pipelines.extraction.html.blocks import Blocks, Node
from pipelines.extraction.lexicon.appeal_words import kinds_beside, names_product
from pipelines.items import HEADING

_LEAST = 2  # sections of one parent
_MOST_BLOCKS = 30  # of a section
_LINKED = 0.3  # of a paragraph
_PARTS = ("img", "picture", "video", "iframe", "form", "input", "select", "button")


def headed_sections(
    page: Blocks, nodes: Iterable[Node], has_prose: Callable[[int], bool]
) -> list[list[Node]]:
    """Return the groups of two or more sections among ``nodes`` that share parent and tag.

    Args:
        page: the page.
        nodes: the elements to group, parents before children.
        has_prose: tells of a block's index whether it is a paragraph of running text.
    """
    groups: dict[tuple[int, str], list[Node]] = defaultdict(list)
    for node in nodes:
        size = node.end - node.start
        if node.parent is None or not _LEAST <= size <= _MOST_BLOCKS:
            continue
        is_headed = page.blocks[node.start].kind is HEADING
        if is_headed and any(map(has_prose, range(node.start + 1, node.end))):
            groups[node.parent.index, node.tag].append(node)
    return [group for group in groups.values() if len(group) >= _LEAST]


def are_amid_text(page: Blocks, nodes: Sequence[Node], is_plain: Callable[[int], bool]) -> bool:
    """Return whether sections hold nothing but headed text, amid paragraphs of their parent.

    Args:
        page: the page.
        nodes: sections of one parent, in page order.
        is_plain: tells of a block's index whether it is a paragraph under no telling name.
    """
    around, start, end = nodes[0].parent, nodes[0].start, nodes[-1].end
    if around is None or not around.start < start < end < around.end:
        return False
    if not (is_plain(start - 1) and is_plain(end)):
        return False
    if any(next(node.element.iter(*_PARTS), None) is not None for node in nodes):
        return False
    inside = (block for node in nodes for block in page.blocks[node.start : node.end])
    return not any(
        block.link_share > (0 if block.kind is HEADING else _LINKED)
        or kinds_beside(block.folded) > 1
        or names_product(block.folded, block.words)
        for block in inside
    )
