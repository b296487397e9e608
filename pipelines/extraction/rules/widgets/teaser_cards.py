"""Cards of other stories beside the text: a linked headline, a teaser, a button to the same page.

Headline and button lead to one address, and each card to another one. Items of a round-up have that
form, too, and are its text: there they are longer than what is above them.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.html.blocks import Block, text_length
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.items import HEADING

_FEWEST = 2  # cards
_TEXTS = 2  # blocks between headline and button
_TEASER = 420  # characters of one
_ALL = 0.9  # of a line's text is link
_BUTTON = 40  # characters


def teaser_cards(context: RuleContext) -> Removals:
    """Yield the blocks of two cards or more below the text, or between its paragraphs."""
    linked = [block for block in context.judged if block.kind is HEADING and block.hrefs]
    heads = [block for block in linked if _leads_on(context, block)]
    if len(heads) < _FEWEST:
        return
    cards = {head.hrefs[0]: card for head in heads if (card := _card(context, head))}
    if len(cards) < _FEWEST:
        return
    blocks = [block for card in cards.values() for block in card]
    above = context.facts.own_between(0, blocks[0].index)
    if above < text_length(blocks):
        return
    for block in blocks:
        yield block.index, "card of another story"


def _leads_on(context: RuleContext, block: Block) -> bool:
    """Return whether a heading of the body is one link to another page of the site."""
    return (
        len(set(block.hrefs)) == 1
        and block.link_share >= _ALL
        and context.body.in_body[block.index]
        and "#" not in block.hrefs[0]
        and context.facts.offsite_share(block) == 0
    )


def _card(context: RuleContext, head: Block) -> Sequence[Block]:
    """Return a headline, its teaser and its button; nothing if the form is another one."""
    target = head.hrefs[:1]
    below = context.blocks[head.index + 1 : head.index + 2 + _TEXTS]
    for at, block in enumerate(below):
        if block.hrefs:
            is_button = block.link_share >= _ALL and len(block.text) <= _BUTTON
            is_same = at > 0 and set(block.hrefs) == set(target)
            return (head, *below[: at + 1]) if is_button and is_same else ()
        if block.kind is HEADING or len(block.text) > _TEASER:
            return ()
    return ()
