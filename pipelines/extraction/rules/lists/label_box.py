"""A label above a list of other articles, and the end of the box that it opens.

A box that the label opens is the list's own. Without a box the list ends where the article
demonstrably continues.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.rules.context import RuleContext
from pipelines.items import HEADING

_REACH = 60  # blocks
_LISTS = frozenset(("ul", "ol", "dl", "table"))
_BUTTON = 0.9  # share of a label that is link
_MAX_BOX_SHARE = 0.5  # of the article's prose: a box with this much is the article's


def is_label(context: RuleContext, block: Block) -> bool:
    """Return whether a line announces a list of other articles."""
    return context.facts.announces[block.index]


def is_button(label: Block) -> bool:
    """Return whether a label is a link to the next or previous page, not a heading."""
    is_link = label.link_share >= _BUTTON and label.kind is not HEADING
    return is_link and phrases.is_button(label.folded)


def box_end(context: RuleContext, label: Block, around: Node) -> int:
    """Return where the box ends that the label opens, 0 if it opens none.

    It is the element around the label, if the label is its first block, or the list or the only
    element that follows the label. What contains most of the article is not a box.
    """
    begins_box = around.start == label.index and around.end > label.index + 1
    if begins_box and not _is_article(context, around):
        return around.end
    at = label.index + 1
    if at >= len(context.blocks):
        return 0
    node = context.blocks[at].node
    while node.parent is not None and node.parent.start == at:
        node = node.parent
    if node.start != at:
        return 0
    if node.end == around.end and node.end > at + 1:
        return 0 if _is_article(context, node) else node.end
    lists = [one for one in context.blocks[at].node.ancestors() if one.tag in _LISTS]
    outer = [one for one in lists if one.start == at and not _is_article(context, one)]
    return outer[-1].end if outer else 0


def _is_article(context: RuleContext, node: Node) -> bool:
    """Return whether an element contains the article, or most of it."""
    if any(node is one for body in context.body.nodes for one in body.ancestors()):
        return True
    facts = context.facts
    return facts.own_between(node.start, node.end) > _MAX_BOX_SHARE * facts.own_between(0)


def following(context: RuleContext, label: Block, end: int) -> Sequence[Block]:
    """Return the blocks below the label, up to the next label of a list."""
    blocks = context.blocks[label.index + 1 : min(end, label.index + 1 + _REACH)]
    for at, block in enumerate(blocks):
        if is_label(context, block) and not is_button(block):
            return blocks[:at]
    return blocks
