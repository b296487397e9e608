"""Streams of other stories: items alike, each a linked headline and a teaser.

Below a short article they may hold more prose than it. Where many paragraphs stand in one element
beside them, theirs are no evidence of where the article is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, compress, pairwise

from pipelines.extraction.html.blocks import Block, Blocks, Node, are_names, is_link_to_page
from pipelines.extraction.html.location.subject_words import block_stems, subject_stems

_LINKED = 0.9  # of a headline
_FEWEST, _LONGEST = 4, 4  # items of a stream; blocks of an item
_PARAGRAPHS = 8  # of a body: fewer may introduce the items
_OTHER = 0.25  # of the stream's prose, in the body
_HOST = re.compile(r"(?:https?:)?//([^/?#]+)")
_CARDS, _REACH = 3, 8  # cards of a list; blocks between the headline and its text
_MORE = 2  # times as many words of the headline in the text as in longer cards


def find(page: Blocks, prose: Sequence[float]) -> list[Node]:
    """Return the items of streams on a page that has an article beside them.

    Args:
        page: its blocks and elements.
        prose: the amount of running text in each block.
    """
    alike: dict[tuple[str, str], list[Node]] = defaultdict(list)
    heads = [one for one in page.headings() if one.link_share >= _LINKED]
    for head in heads:
        item = head.node.parent
        if item and item.start == head.index and 1 < item.end - item.start <= _LONGEST:
            alike[item.shape].append(item)
    items = [one for group in alike.values() if len(group) >= _FEWEST for one in group]
    held = sum(sum(prose[one.start : one.end]) for one in items)
    if not held:
        return []
    starts = {one.start for one in items}
    paragraphs = Counter(
        block.node.parent.index
        for block, weight in zip(page.blocks, prose, strict=True)
        if weight and block.node.parent is not None
    )
    has_body = any(
        count >= _PARAGRAPHS and _is_body(page.nodes[at], starts, prose, held)
        for at, count in paragraphs.items()
    )
    return items if has_body else []


def _is_body(node: Node, starts: set[int], prose: Sequence[float], held: float) -> bool:
    """Return whether an element holds no item, and a fair part of what the stream holds."""
    is_beside = starts.isdisjoint(range(node.start, node.end))
    return is_beside and sum(prose[node.start : node.end]) >= _OTHER * held


def cards_beside(page: Blocks, prose: Sequence[float], headline: str) -> list[Node]:
    """Return cards of other stories, on a page with a text of its own right below its headline.

    A card is a box of one linked line and its teaser, three or more of them alike without prose
    in between. In the text's column or element they have headlines, not names, less prose than
    the text, and a picture each or a place below the text; beside the column they may have more
    prose if the text tells far more of the headline than they do. A round-up's items tell as much
    of it as its standfirst.

    Args:
        page: its blocks and elements.
        prose: the amount of running text in each block.
        headline: the headline as stated in the page's ``<head>``, folded.
    """
    lists = list(_lists_of_cards(page, prose))
    heads = page.first_headings()
    if not lists or len(heads) != 1:
        return []
    listed = {at for card in chain(*lists) for at in range(card.start, card.end)}
    own = [block for block in page.blocks if prose[block.index] and block.index not in listed]
    first = next((block for block in own if block.index > heads[0]), None)
    if first is None or first.index > heads[0] + _REACH:
        return []
    column = next(one for one in first.node.ancestors() if one.start <= heads[0])
    wanted = subject_stems({*headline.split(), *page.blocks[heads[0]].words})
    told = len(wanted & block_stems(own))
    length = sum(prose[block.index] for block in own)
    found: list[Node] = []
    for cards in lists:
        inside = [page.blocks[at] for card in cards for at in range(card.start, card.end)]
        is_longer = sum(prose[one.index] for one in inside) > length
        around = cards[0].parent or cards[0]
        is_mixed = any(around.start <= block.index < around.end for block in own)
        if is_mixed or (column.start <= cards[0].start and cards[-1].end <= column.end):
            is_set_apart = own[-1].index < cards[0].start or all(map(_is_pictured, cards))
            have_names = are_names([page.blocks[card.start] for card in cards])
            is_list = is_set_apart and not have_names and not is_longer
        else:
            is_list = not is_longer or told > _MORE * len(wanted & block_stems(inside))
        if is_list:
            found += cards
    return found


def _lists_of_cards(page: Blocks, prose: Sequence[float]) -> Iterator[list[Node]]:
    """Yield cards of one parent that lead to as many pages, without other prose in between.

    A round-up's items lead to several sites.
    """
    cards: dict[int, dict[str, Node]] = defaultdict(dict)
    for teaser in compress(page.blocks, prose):
        head = page.blocks[teaser.index - 1]
        if teaser.index and not teaser.hrefs and is_link_to_page(head):
            card = _card(page, head)
            if card is not None and card.parent is not None and teaser.index < card.end:
                cards[card.parent.index].setdefault(head.hrefs[0], card)
    for found in cards.values():
        alike = list(found.values())
        hosts = {match[1] if (match := _HOST.match(target)) else "" for target in found}
        are_alike = len({one.shape for one in alike}) == 1 == len(hosts)
        between = (prose[one.end : two.start] for one, two in pairwise(alike))
        if len(alike) >= _CARDS and are_alike and not any(map(any, between)):
            yield alike


def _card(page: Blocks, head: Block) -> Node | None:
    """Return the largest small element around a linked line with no link to another page."""
    found = None
    for node in head.node.ancestors():
        blocks = page.blocks[node.start : node.end]
        if len(blocks) > _LONGEST or any({*one.hrefs} - {head.hrefs[0]} for one in blocks):
            break
        found = node
    return found


def _is_pictured(card: Node) -> bool:
    return next(card.element.iter("img"), None) is not None
