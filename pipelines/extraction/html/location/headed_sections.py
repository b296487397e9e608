"""Sections of one text: neighbours of one form, each a heading and prose below it.

A CMS may name each section after its own heading: ``id="comments"`` around what a report says
under "Comments". The names of such sections are judged together, as the parts that they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from pipelines.extraction.html.blocks import Blocks, Node
from pipelines.items import HEADING

_LEAST = 2  # sections of one parent
_MOST_BLOCKS = 30  # of a section


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
