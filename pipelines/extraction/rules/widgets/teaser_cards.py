"""Cards of other stories beside the text: a linked headline, a teaser, a button to the same page.

Headline and button lead to one address, and each card to another one. Items of a round-up have that
form, too, and are its text: there they are longer than what is above them. Cards without a button
are found where the body is (``html.location.teaser_streams``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, islice

from pipelines.extraction.html.blocks import Block, is_link_to_page, text_length
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.lists.list_items import is_headline
from pipelines.items import HEADING

_FEWEST = 2  # cards
_TEXTS = 2  # blocks between headline and button
_TEASER = 420  # characters of one
_ALL = 0.9  # of a line's text is link
_BUTTON = 40  # characters of a button or a label
_MOST, _TIMES = 3, 4  # cards that are a link; times their length is text
_ABOVE = 4  # elements around a card


def teaser_cards(context: RuleContext) -> Removals:
    """Yield the blocks of two cards or more below the text, or between its paragraphs.

    And of a card between them that is one link as a whole.
    """
    inside = (block.index for block in context.judged if block.index in context.body.cards)
    for index in (*inside, *_linked_cards(context)):
        yield index, "card of another story"
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
    """Return whether a line of the body is one link to another page of the site."""
    return (
        is_link_to_page(block)
        and context.body.in_body[block.index]
        and context.facts.leads_to_pages_here(block)
    )


def _linked_cards(context: RuleContext) -> Sequence[int]:
    """Return the blocks of cards below some text that are one link each, with their labels.

    A page whose own items are set so has more of them, or little text beside them.
    """
    found: list[range] = []
    for hrefs, group in groupby(context.judged, key=lambda one: one.hrefs[:1]):
        card = [one for one in group if one.link_share >= _ALL] if hrefs else []
        if not 1 < len(card) <= _TEXTS + 1:
            continue
        head, last = card[0], card[-1]
        if last.index - head.index >= len(card):
            continue
        if not all(_leads_on(context, one) for one in card):
            continue
        if is_headline(head.text) and all(len(one.text) <= _TEASER for one in card):
            found.append(range(_label_above(context, head, last), last.index + 1))
    if not 0 < len(found) <= _MOST:
        return ()
    size = sum(text_length(context.blocks[one.start : one.stop]) for one in found)
    own = context.facts.own_between
    if own(0, found[0].start) == 0 or own(0) < _TIMES * size:
        return ()
    return [index for card in found for index in card]


def _label_above(context: RuleContext, head: Block, last: Block) -> int:
    """Return the index of the line above a card that is all else its box holds; or the card's."""
    around = islice(head.node.ancestors(), _ABOVE)
    box = next((one for one in around if one.start < head.index), None)
    if box is None or (box.start, box.end) != (head.index - 1, last.index + 1):
        return head.index
    label = context.blocks[box.start]
    return head.index if label.hrefs or len(label.text) > _BUTTON else label.index


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
