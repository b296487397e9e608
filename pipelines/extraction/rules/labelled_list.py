"""A list of other articles under a label, whatever the shape of its items; and where it ends.

A box that the label opens is the list's own, as soon as its items are told. Without a box the list
ends where the article demonstrably goes on: at the first block that fits into no item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from pipelines.extraction.classifier import thresholds
from pipelines.extraction.html.blocks import Block, Node
from pipelines.extraction.lexicon import phrases
from pipelines.extraction.rules.context import Removals, RuleContext
from pipelines.extraction.rules.list_items import (
    ListItem,
    Part,
    ends_sentence,
    is_headline,
    parse_items,
    part_of,
)
from pipelines.items import BlockKind

_REACH = 60  # blocks
_LISTS = frozenset(("ul", "ol", "dl", "table"))
_MIN_ITEMS = 2  # items
_MIN_ITEMS_BELOW_SUB_HEADING = 3  # standfirsts
_PARAGRAPHS, _SINGLE = 4, 0.25  # of an article whose paragraphs are longer; share of one sentence
_STANDFIRST, _STANDFIRSTS = 320, 6  # characters; below one label
_TAIL = 0.5  # of the text above: what is longer is no tail
_WITHIN = re.compile(r"[.!?…][\"”’)]?\s+[^\W\d_a-zà-ÿ]|[。！？។].")
_BUTTON = 0.9  # of a label is link
_YEAR = re.compile(r"\b20\d\d\b")
_HOUR = re.compile(r"^\d{1,2}[:.h]\d{2}\b")
_LABEL_WORDS = 8
_MAX_LABEL_CHARS = 150  # characters that are looked at
_MIN_HEADLINE_WORDS = 4
_MAX_BOX_SHARE = 0.5  # of the article's prose: a box with so much of it is the article's


def labelled_lists(context: RuleContext) -> Removals:
    """The label of a list, and its items."""
    for block in context.blocks:
        if not _is_label(context, block):
            continue
        items = _items(context, block)
        is_known = context.labels[block.index] is not None
        if items or (is_known and context.content_probability[block.index] < thresholds.LIST_LABEL):
            yield block.index, f"list: {block.text}"
            for index in items:
                yield index, f"list: {block.text}"


def lists_under_any_heading(context: RuleContext) -> Removals:
    """A list of the site's other pages below a line that no lexicon knows, and that line.

    Only structure tells: a short line set apart, then headlines set alike, each of them a link to
    another page of the site.
    """
    for block in context.blocks:
        if not _may_be_kept(context, block.index):
            continue
        if not _is_heading_like(context, block) or _is_label(context, block):
            continue
        around = _around(block)
        box = _box_end(context, block, around)
        items = parse_items(
            context, _following(context, block, box or around.end), in_box=bool(box)
        )
        if _are_other_pages(context, items):
            yield block.index, f"list: {block.text}"
            for item in items:
                for index in item.indexes:
                    yield index, f"list: {block.text}"


def _may_be_kept(context: RuleContext, index: int) -> bool:
    """Whether links follow a line, and not all of it goes anyway; of a page's lines few do."""
    near = context.blocks[index + 1 : index + 3]
    if not any(block.hrefs for block in near):
        return False
    likely = context.content_probability[index : index + 3]
    return max(likely) >= thresholds.KEEP_IN_LAYOUT_BODY


def _is_heading_like(context: RuleContext, block: Block) -> bool:
    """Whether a line is as short as labels are, and stands by itself."""
    text = block.text
    if len(text) > phrases.WHOLE_LONGEST or len(text.split()) > _LABEL_WORDS or ends_sentence(text):
        return False
    if _YEAR.search(text) or (part_of(block) is Part.DATE and any(map(str.isdigit, text))):
        return False
    if block.kind is BlockKind.LIST_ITEM or text[0].isdigit() or _is_linked(block):
        return block.kind is BlockKind.HEADING
    return context.folded[block.index] != context.facts.title


def _are_other_pages(context: RuleContext, items: Sequence[ListItem]) -> bool:
    """Whether these are headlines of the site's other pages, and the classifier in some doubt."""
    if len(items) < _MIN_ITEMS:
        return False
    heads = [context.blocks[item.head_at] for item in items]
    targets = {head.hrefs[0] for head in heads if len(set(head.hrefs)) == 1}
    if len(targets) < len(heads) or any("#" in target for target in targets):
        return False
    if any(context.facts.offsite_share(head) > 0 for head in heads):
        return False
    if not all(_has_words(head.text[:_MAX_LABEL_CHARS]) for head in heads):
        return False
    return sum(
        context.content_probability[head.index] for head in heads
    ) <= thresholds.HEADED_LIST * len(heads)


def _has_words(text: str) -> bool:
    """Whether a headline says something; a name or a place is no headline."""
    return is_headline(text) and (len(text.split()) >= _MIN_HEADLINE_WORDS or not text.isascii())


def _is_label(context: RuleContext, block: Block) -> bool:
    index = block.index
    return phrases.announces_list(block.text, context.folded[index], context.labels[index])


def _items(context: RuleContext, label: Block) -> list[int]:
    """Return the places of what the label announces; none where the text itself goes on."""
    around = _around(label)
    box = _box_end(context, label, around)
    blocks = _following(context, label, box or around.end)
    if phrases.is_button(label.text) and context.facts.repeats[label.folded] > 1:
        return []  # below each item of a list there is one
    if _is_button(label):
        return [block.index for block in takewhile(_is_linked, blocks)]
    if box and _is_linked_list(label, blocks):
        return [block.index for block in blocks]
    found = parse_items(context, blocks, in_box=bool(box))
    if not _is_list(context, label, found):
        return _bare_teasers(context, label, blocks, in_box=bool(box) and around.end == box)
    return [index for item in found for index in item.indexes]


def _is_button(label: Block) -> bool:
    is_link = label.link_share >= _BUTTON and label.kind is not BlockKind.HEADING
    return is_link and phrases.is_button(label.text)


def _is_linked_list(label: Block, blocks: Sequence[Block]) -> bool:
    """Whether these are nothing but items of a list, most of which hold a link."""
    items = sum(block.kind is BlockKind.LIST_ITEM for block in blocks)
    if not 0 < items == len(blocks):
        return False
    may_be_text = phrases.may_head_text(label.text)
    linked = sum(block.link_share if may_be_text else bool(block.hrefs) for block in blocks)
    return linked >= _MAX_BOX_SHARE * items or (not may_be_text and len(blocks) < _MIN_ITEMS)


def _is_linked(block: Block) -> bool:
    return part_of(block) is Part.LINK


def _around(label: Block) -> Node:
    """Return the innermost element that holds the label and something else."""
    node = label.node
    while node.parent is not None and node.end == label.index + 1:
        node = node.parent
    return node


def _box_end(context: RuleContext, label: Block, around: Node) -> int:
    """Return where the box ends that the label opens, 0 where it opens none.

    It is the element around the label, where the label is its first block, or the list or the only
    element that follows the label. What holds most of the article is no box.
    """
    if (
        around.start == label.index
        and around.end > label.index + 1
        and not _is_article(context, around)
    ):
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
    """Whether an element holds the article, or most of it."""
    around = {one.index for body in context.body.nodes for one in body.ancestors()}
    if node.index in around:
        return True
    own = context.facts.own
    return bool(own[node.start : node.end].sum() > _MAX_BOX_SHARE * own.sum())


def _following(context: RuleContext, label: Block, end: int) -> Sequence[Block]:
    """Return the blocks below the label, up to the next label of a list."""
    blocks = context.blocks[label.index + 1 : min(end, label.index + 1 + _REACH)]
    for at, block in enumerate(blocks):
        if _is_label(context, block) and not _is_button(block):
            return blocks[:at]
    return blocks


def _is_list(context: RuleContext, label: Block, items: Sequence[ListItem]) -> bool:
    """Whether what was found is a list of other articles.

    Links tell it. Without them two items do, but below a label that may be a sub-heading as well
    questions, hours and what is most of the article are its text.
    """
    linked = sum(bool(context.blocks[item.head_at].hrefs) for item in items)
    if linked >= _MIN_ITEMS or any(item.head is Part.LINK for item in items):
        return True
    if len(items) < _MIN_ITEMS:
        return False
    if not phrases.may_head_text(label.text):
        return True
    heads = [context.blocks[item.head_at].text for item in items]
    if all(head.endswith("?") for head in heads) or all(map(_HOUR.match, heads)):
        return False
    return _is_told_elsewhere(context, label, items)


def _is_told_elsewhere(context: RuleContext, label: Block, items: Sequence[ListItem]) -> bool:
    """Whether the article is told above the list, or goes on below it.

    A day's digest has such labels below a sentence or two, and is told in its items.
    """
    own = context.facts.own
    indexes = [index for item in items for index in item.indexes]
    above = own[: _first_sub_heading(context, label)]
    below = _following(context, context.blocks[indexes[-1]], context.body.nodes[-1].end)
    paragraphs = (above > 0).sum() + sum(own[block.index] > 0 for block in below)
    return bool(paragraphs > 1 or above.sum() > own[indexes].sum())


def _first_sub_heading(context: RuleContext, label: Block) -> int:
    """Return the place of the body's first label that may be a sub-heading."""
    inner = (block for block in context.blocks[: label.index] if context.body.in_body[block.index])
    labels = (block for block in inner if _is_label(context, block))
    may_be = (block.index for block in labels if phrases.may_head_text(block.text))
    return next(may_be, label.index)


def _bare_teasers(
    context: RuleContext, label: Block, blocks: Sequence[Block], *, in_box: bool
) -> list[int]:
    """Return the standfirsts below a label: a sentence each, down to the end of the text.

    A label may stand over nothing, where a script writes the list: then the article goes on, at
    length and in paragraphs of several sentences.
    """
    if not blocks:
        return []
    may_head_text = phrases.may_head_text(label.text)
    if in_box and not may_head_text:
        return [block.index for block in blocks]
    fewest = _MIN_ITEMS_BELOW_SUB_HEADING if may_head_text else _MIN_ITEMS
    if not fewest <= len(blocks) <= _STANDFIRSTS or not all(map(_is_standfirst, blocks)):
        return []
    before = [block for block in context.blocks[: label.index] if context.body.in_body[block.index]]
    if may_head_text and _is_told_in_sentences(context, before):
        return []  # nothing tells them from the article's own paragraphs
    sizes = [len(block.text) for block in blocks]
    if sum(sizes) > _TAIL * sum(len(block.text) for block in before):
        return []
    return [block.index for block in blocks]


def _is_told_in_sentences(context: RuleContext, blocks: Sequence[Block]) -> bool:
    """Whether an article is short, or has paragraphs of one sentence as standfirsts are."""
    paragraphs = [block for block in blocks if context.facts.own[block.index] > 0]
    single = sum(map(_is_standfirst, paragraphs))
    return len(paragraphs) < _PARAGRAPHS or single > _SINGLE * len(paragraphs)


def _is_standfirst(block: Block) -> bool:
    """Whether a block is as long as a standfirst, and no sentence ends within it."""
    return len(block.text) <= _STANDFIRST and _WITHIN.search(block.text) is None
