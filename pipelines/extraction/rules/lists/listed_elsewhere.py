"""Decides whether sentences are of other stories: lists outside the body print them again.

A page that lists its latest stories below the text often lists them at its side, too, with links.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.rules.context import RuleContext

_BOX = 6  # blocks of a list's item
_CLOSE = 3  # elements around a line within its item


def are_listed_elsewhere(context: RuleContext, blocks: Sequence[Block]) -> bool:
    """Return whether each of ``blocks`` is printed again as an item that links to another story."""
    repeats = context.facts.repeats
    wanted = {block.folded for block in blocks if repeats[block.folded] > 1}
    if not blocks or any(block.folded not in wanted for block in blocks):
        return False
    inside = context.body.in_body
    copies = (one for one in context.blocks if one.folded in wanted and not inside[one.index])
    return {one.folded for one in copies if _is_item(context, one)} == wanted


def _is_item(context: RuleContext, block: Block) -> bool:
    """Return whether a line is in a small box with a link, and not in this article's own."""
    around: Node | None = None
    for node in islice(block.node.ancestors(), _CLOSE):
        if node.end - node.start > _BOX:
            break
        around = node
    if around is None:
        return False
    near = context.blocks[around.start : around.end]
    title = context.facts.title
    targets = [target for one in near for target in one.hrefs]
    leads_away = targets != [] and not any(target.startswith("#") for target in targets)
    return leads_away and all(one.folded != title for one in near)
