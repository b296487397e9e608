"""A list of other articles under a label, whatever the form of its items, and its end.

A box that the label opens is the list's own, once its items are recognised. Without a box the list
ends where the article demonstrably continues: at the first block that fits no item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, element_around
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.lists import foreign_items
from pipelines.extraction.rules.lists.foreign_text import article_near, is_own
from pipelines.extraction.rules.lists.item_parts import BEHIND, HEADLINE, LINK
from pipelines.extraction.rules.lists.label_box import (
    box_end,
    following,
    is_button,
    is_label,
)
from pipelines.extraction.rules.lists.list_items import (
    ListItem,
    ends_sentence,
    has_words,
    headline_lines,
    is_link,
    may_be_unended,
    parse_items,
    part_of,
)
from pipelines.extraction.rules.lists.teasers import teasers
from pipelines.extraction.verdict.word_overlap import is_vietnamese
from pipelines.items import HEADING, LIST_ITEM

_MIN_ITEMS = 2  # items
_ENDING = 20  # characters
_MAX_BOX_SHARE = 0.5  # of the article's prose: a box with this much is the article's


def labelled_lists(context: RuleContext) -> Removals:
    """Yield the label of a list, and its items."""
    own_forms: frozenset[int] | None = None  # not asked for
    forms = context.facts.forms
    for block in context.blocks:  # the far ones, too: a label says best why a list goes
        if not is_label(context, block):
            continue
        items = _items(context, block)
        if not items and block.kind is HEADING and _is_over_text(context, block):
            own_forms = _sub_heading_forms(context) if own_forms is None else own_forms
            if forms[block.index] in own_forms and phrases.may_head_text(block.folded):
                continue
        if items or _is_over_nothing(context, block):
            yield block.index, f"list: {block.text}"
            for index in items:
                yield index, f"list: {block.text}"


def _is_over_nothing(context: RuleContext, label: Block) -> bool:
    """Return whether a label without a list heads no text: a script would insert the list."""
    likely = context.content_probability
    below = likely[label.index + 1 : label.index + 2]
    is_heading = label.kind is HEADING and any(one >= thresholds.LIST_LABEL for one in below)
    if likely[label.index] >= (thresholds.LABEL_OVER_TEXT if is_heading else thresholds.LIST_LABEL):
        return False
    cached = context.labels[label.index]
    if cached is not None and cached[0] is phrases.LabelKind.LIST:
        return True
    return label.index > context.facts.last or not phrases.may_head_text(label.folded)


def _is_over_text(context: RuleContext, label: Block) -> bool:
    likely = context.content_probability[label.index + 1 : label.index + 2]
    return context.body.in_body[label.index] and likely >= [thresholds.KEEP]


def _sub_heading_forms(context: RuleContext) -> frozenset[int]:
    """Return the forms of the text's headings that are no labels."""
    return frozenset(
        context.facts.forms[block.index]
        for block in context.judged
        if block.kind is HEADING
        and context.body.in_body[block.index]
        and context.content_probability[block.index] >= thresholds.KEEP
        and not is_label(context, block)
    )


def _items(context: RuleContext, label: Block) -> list[int]:
    """Return the indices of the label's items; none if the text itself continues."""
    around = element_around(label)
    box = box_end(context, label, around)
    blocks = following(context, label, box or around.end)
    if _is_below_each_item(context, label):
        return []
    if is_button(label):
        return [block.index for block in takewhile(is_link, blocks)]
    if box and _is_linked_list(label, blocks):
        return [block.index for block in blocks]
    behind = foreign_items.behind_teasers(context, blocks)
    if behind is not None:
        return [block.index for block in behind.blocks]
    found: Sequence[ListItem] = parse_items(context, blocks, in_box=bool(box))
    if not box:
        found = _before_own_text(context, label, _before_unended_text(context, found))
    if not _is_list(context, label, found):
        return teasers(context, label, blocks, in_box=bool(box) and around.end == box)
    if not box:
        found = _before_continuing_text(context, label, found)
    return [index for item in found for index in item.indexes]


def _before_unended_text(context: RuleContext, items: Sequence[ListItem]) -> Sequence[ListItem]:
    """Return the items up to the first text of a script whose sentences end without a mark.

    Without links, nothing tells a teaser there from the article's next paragraph.
    """
    if any(context.blocks[item.head_at].hrefs for item in items):
        return items
    for at, item in enumerate(items):
        if item.texts and may_be_unended(context.blocks[item.texts[0]].text):
            before = [one for one in item.indexes if one < item.texts[0]]
            return [*items[:at], replace(item, indexes=before, texts=[])]
    return items


def _before_own_text(
    context: RuleContext, label: Block, items: Sequence[ListItem]
) -> Sequence[ListItem]:
    """Return the items; a single one, which has no like, without the article's next text."""
    if len(items) != 1 or not items[0].texts:
        return items
    item = items[0]
    first = item.texts[0]
    nearby = article_near(context, label.index, item.indexes[-1])
    if not is_own([context.blocks[first]], nearby):
        return items
    return [replace(item, indexes=[at for at in item.indexes if at < first], texts=[])]


def _before_continuing_text(
    context: RuleContext, label: Block, items: Sequence[ListItem]
) -> Sequence[ListItem]:
    """Return the items of a list before those at its end that are the article's next text.

    They share its words, as the first does not, and it goes on below them. To its form a question
    is a headline, and a sub-heading with its paragraph a headline with its teaser.
    """
    end = items[-1].indexes[-1]
    nearby = article_near(context, label.index, end)
    goes_on = bool(nearby) and nearby[-1].index > end
    if not goes_on or is_own(_blocks_of(context, items[0]), nearby):
        return items
    last = len(items)
    while last > _MIN_ITEMS and _is_own_text(context, items[last - 1], nearby):
        last -= 1
    return items[:last]


def _is_own_text(context: RuleContext, item: ListItem, nearby: Sequence[Block]) -> bool:
    """Return whether an item without a link has a sentence and the article's words."""
    blocks = _blocks_of(context, item)
    if blocks[0].hrefs or not any(ends_sentence(block.text) for block in blocks):
        return False
    return not any(is_vietnamese(block.text) for block in blocks) and is_own(blocks, nearby)


def _blocks_of(context: RuleContext, item: ListItem) -> list[Block]:
    return [context.blocks[index] for index in (item.head_at, *item.texts)]


def _is_below_each_item(context: RuleContext, label: Block) -> bool:
    """Return whether a label is a button that the page repeats, not a heading above a list."""
    is_above = label.kind is HEADING or label.text.endswith(":")
    repeats = context.facts.repeats[label.folded]
    return not is_above and repeats > 1 and phrases.is_button(label.folded)


def _is_linked_list(label: Block, blocks: Sequence[Block]) -> bool:
    """Return whether these are only items of a list, most of which contain a link."""
    items = sum(block.kind is LIST_ITEM for block in blocks)
    if not 0 < items == len(blocks):
        return False
    may_be_text = phrases.may_head_text(label.folded)
    linked = sum(block.link_share if may_be_text else bool(block.hrefs) for block in blocks)
    return linked >= _MAX_BOX_SHARE * items or (not may_be_text and len(blocks) < _MIN_ITEMS)


def _is_list(context: RuleContext, label: Block, items: Sequence[ListItem]) -> bool:
    """Return whether the items are a list of other articles.

    Links prove it. Without links two items do; but below a label that may also be a sub-heading,
    questions and what is most of the article are its text.
    """
    may_head_text = phrases.may_head_text(label.folded)
    behind = [context.blocks[item.head_at] for item in items if item.head is BEHIND]
    if len({block.text[-_ENDING:] for block in behind}) < len(behind):
        return False  # the same link below each paragraph
    linked = sum(
        bool(context.blocks[item.head_at].hrefs)
        for item in items
        if not (may_head_text and item.head is BEHIND)
    )
    if linked >= _MIN_ITEMS or any(item.head is LINK for item in items):
        return True
    blocks = [context.blocks[item.head_at] for item in items]
    lines = sum(len(headline_lines(block)) or 1 for block in blocks)
    if lines < _MIN_ITEMS:
        return not may_head_text and lines == 1 and _is_one_headline(context, label, blocks[0])
    if not may_head_text:
        return True
    heads = [block.text for block in blocks]
    if all(head.endswith("?") for head in heads):
        return False
    last = max(index for item in items for index in item.indexes)
    nearby = article_near(context, label.index, last)
    return _has_text_elsewhere(context, label, items) and not is_own(blocks, nearby)


def _is_one_headline(context: RuleContext, label: Block, block: Block) -> bool:
    """Return whether a line below a label in the text is the headline of another story.

    Where the article goes on right below the label, its first line ends with a full stop.
    """
    is_inside = context.body.in_body[label.index] and context.body.in_body[block.index]
    is_next = block.index == label.index + 1
    return is_inside and is_next and part_of(context, block) is HEADLINE and has_words(block.text)


def _has_text_elsewhere(context: RuleContext, label: Block, items: Sequence[ListItem]) -> bool:
    """Return whether the article is above the list, or continues below it.

    A day's digest has such labels below a sentence or two, and its text is in the items.
    """
    own = context.facts.own
    indexes = [index for item in items for index in item.indexes]
    above = own[: _first_sub_heading(context, label)]
    below = following(context, context.blocks[indexes[-1]], context.body.nodes[-1].end)
    paragraphs = (above > 0).sum() + sum(own[block.index] > 0 for block in below)
    return bool(paragraphs > 1 or above.sum() > own[indexes].sum())


def _first_sub_heading(context: RuleContext, label: Block) -> int:
    """Return the index of the body's first label that may be a sub-heading."""
    inner = (block for block in context.blocks[: label.index] if context.body.in_body[block.index])
    labels = (block for block in inner if is_label(context, block))
    may_be = (block.index for block in labels if phrases.may_head_text(block.folded))
    return next(may_be, label.index)
