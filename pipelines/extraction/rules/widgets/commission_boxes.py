"""Boxes of products within a text that say that the outlet earns by them."""

from __future__ import annotations

import re

from pipelines.extraction.html.blocks import Block, Node, text_length
from pipelines.extraction.rules.context import Removals, RuleContext

_EARNS = re.compile(
    r"\b(?:may|can|will|could) (?:get|earn|receive|collect) "
    r"(?:an? )?(?:small |affiliate )?commissions?\b"
    r"|\b(?:peut|pouvons) (?:recevoir|percevoir|toucher) une (?:petite )?commission\b"
    r"|\berhal(?:t|ten) (?:wir |eine |ggf |kleine )*provision\b"
    r"|\bpuede (?:recibir|ganar) una (?:pequena )?comision\b"
)
_WORDS = ("ommission", "rovision", "omisión")  # one of them in each notice
_NOTICE = 200  # characters
_OPENING = 2  # paragraphs: one may be the standfirst
_LONGEST, _MOST_BLOCKS = 500, 10  # characters and blocks of a box
_SHARE = 0.2  # of the article's text: a box has less


def product_boxes(context: RuleContext) -> Removals:
    """Yield the lines of a box that has such a notice and is a small part of the text.

    Above the text, or below its standfirst, the notice is of the whole page.
    """
    for begun in context.facts.core[:_OPENING][-1:]:
        for block in context.blocks[begun + 1 : context.facts.last]:
            if len(block.text) <= _NOTICE and _is_notice(context, block):
                box = _box(context, block.node)
                for index in range(box.start, box.end) if box is not None else ():
                    yield index, "a product that the outlet earns by"


def _is_notice(context: RuleContext, block: Block) -> bool:
    if not any(map(block.text.__contains__, _WORDS)):
        return False
    return bool(context.body.in_body[block.index]) and _EARNS.search(block.folded) is not None


def _box(context: RuleContext, inner: Node) -> Node | None:
    """Return the largest small element around a notice that holds more than it."""
    found: Node | None = None
    whole = context.facts.own_between(0)
    for node in inner.ancestors():
        inside = context.blocks[node.start : node.end]
        if len(inside) > _MOST_BLOCKS or text_length(inside) > _LONGEST:
            break
        if context.facts.own_between(node.start, node.end) > _SHARE * whole:
            break
        if len(inside) > 1 and any(one.hrefs for one in inside):
            found = node
    return found
